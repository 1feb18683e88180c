public import Collecting

/// Reads CSV with a line of headings: `period`, the name of each dimension of the dataset, and `count`.
public struct ExampleCollector: Collector {
    /// What the collector is and takes.
    public static let description: CollectorDescription = {
        guard let id = try? Identifier("example") else { preconditionFailure("example is an identifier") }
        return CollectorDescription(
            id: id, version: "1.0",
            summary: LocalizedText(
                "CSV whose headings are the dataset's dimensions",
                malay: "CSV dengan tajuk lajur mengikut dimensi set data"),
            mediaTypes: ["text/csv"], fileEndings: ["csv"], feeds: .anything,
            options: [separator].compactMap(\.self), sizeLimit: 1 << 30, memoryLimit: 64 << 20)
    }()

    /// What separates the columns.
    static let separator = CollectorOption(
        "separator", .choice(["comma", "semicolon"]), default: "comma",
        LocalizedText("what separates the columns", malay: "pemisah lajur"))

    private let structure: DatasetStructure
    private let format: RecordFormat

    /// Makes the collector of a dataset.
    public init(structure: DatasetStructure, settings: CollectorSettings) throws(CollectorOptionsError) {
        self.structure = structure
        let mark = ExampleCollector.separator.map { settings[$0] == "semicolon" ? ";" : "," } ?? ","
        let dialect = mark.utf8.first.flatMap { CSVDialect(separator: $0) } ?? .standard
        format = .csv(dialect)
    }

    /// Reads a CSV file to its end.
    ///
    /// - Throws: `BytesError` where the source fails; what is wrong with the content is a finding.
    public func collect(
        from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError) {
        var records = RecordReader(source, format: format)
        var reading = ExampleReading(structure: structure, context: context, file: source.name)
        do throws(BytesError) {
            while let event = try records.next() {
                switch event {
                case .problem(let problem): reading.note(problem, into: &sink)
                case .record: reading.read(records, into: &sink)
                }
                if reading.isOver { return }
            }
        } catch {
            // Bytes in another encoding are the content's fault; anything else is the source's.
            guard let finding = Finding(encodingOf: error, file: source.name) else { throw error }
            return sink.report(finding)
        }
        reading.finish(into: &sink)
    }
}
