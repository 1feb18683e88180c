public import Collecting

/// Reads any CSV by a mapping file: which column is which dimension, where period and count stand, which
/// rows to leave out.
public struct TabularCollector: Collector {
    /// What the collector is and takes.
    public static let description: CollectorDescription = {
        guard let id = try? Identifier("tabular") else { preconditionFailure("tabular is an identifier") }
        return CollectorDescription(
            id: id, version: "1.0",
            summary: LocalizedText(
                "any CSV file, read by a mapping file of your own",
                malay: "sebarang fail CSV, dibaca melalui fail pemetaan anda sendiri"),
            mediaTypes: ["text/csv"], fileEndings: ["csv", "tsv", "txt"], sizeLimit: 4 << 30, mapping: .needed)
    }()

    private let structure: DatasetStructure
    private let mapping: TabularMapping
    /// Whether rows of known spellings are read by their bytes; what comes out is the same.
    var readsKnownRows = true

    /// Reads the mapping file.
    ///
    /// - Throws: `CollectorOptionsError.mappingMissing` without one, `mistakes` with all that is wrong in it.
    public init(structure: DatasetStructure, settings: CollectorSettings) throws(CollectorOptionsError) {
        guard let mapping = settings.mapping else { throw .mappingMissing(collector: TabularCollector.description.id) }
        let reader = YAMLReader(file: mapping.name)
        let read = reader.parse(mapping.bytes).flatMap {
            TabularMappingFile(reader: reader, structure: structure).read($0)
        }
        do throws(YAMLError) {
            self.mapping = try reader.result(read)
        } catch {
            throw .mistakes(error)
        }
        self.structure = structure
    }

    /// Reads a CSV file to its end.
    ///
    /// - Throws: `BytesError` where the source fails; bytes in another encoding than declared are a finding.
    public func collect(
        from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError) {
        let source = EndingSource(source)
        var reader = RecordReader(source, format: mapping.format, encoding: mapping.encoding)
        var table = TableReading(
            structure: structure, mapping: mapping, context: context, file: source.name,
            readsKnownRows: readsKnownRows)
        do throws(BytesError) {
            while let event = try reader.next() {
                switch event {
                case .record: table.read(reader, into: &sink)
                case .problem(let problem): table.note(problem, into: &sink)
                }
                if table.isOver { break }
            }
        } catch {
            guard let finding = Finding(encodingOf: error, file: source.name) else { throw error }
            sink.report(finding)
            return
        }
        table.finish(isCut: !source.endsWithALine, into: &sink)
    }
}
