public import Collecting

/// Reads the records of the police and the courts: cases, their stages and their victims, or counts of them.
///
/// `docs/collectors/police-cases.md` describes the file for those who send one.
public struct PoliceCasesCollector: Collector {
    /// What the collector is and takes.
    public static let description: CollectorDescription = {
        guard let id = try? Identifier("police-cases") else { preconditionFailure("police-cases is an identifier") }
        let dimensions = ["LAW", "STAGE", "FORM", "REL", "DISCLOSURE", "COURT", "TESTIMONY", "COMPENSATION", "RESCUED"]
        return CollectorDescription(
            id: id, version: "1.0", sourceKind: .police,
            summary: LocalizedText(
                "cases of the police and courts with the stages they reached, as records or counts (CSV or NDJSON)",
                malay:
                    "kes polis dan mahkamah dengan peringkat yang dicapai, sebagai rekod atau bilangan (CSV atau NDJSON)"
            ),
            mediaTypes: ["text/csv", "application/x-ndjson"],
            fileEndings: ["csv", "tsv", "txt", "ndjson", "jsonl"],
            feeds: .some(dimensions.compactMap { try? Identifier($0) }),
            options: [
                rows, funnel, period, online, repeated, RecordOptions.keys, RecordOptions.dates, RecordOptions.encoding,
            ],
            sizeLimit: 4 << 30, memoryLimit: UnitRows.memoryLimit)
    }()

    /// What a row is.
    static let rows = RecordOptions.known(
        CollectorOption(
            "rows", .choice(["auto", "cases", "counts"]), default: "auto",
            LocalizedText(
                "whether rows are cases or counts of cases; auto: counts where there is a column of counts",
                malay: "sama ada baris ialah kes atau bilangan kes; auto: bilangan jika ada lajur bilangan")))

    /// What counts by stage count.
    static let funnel = RecordOptions.known(
        CollectorOption(
            "funnel", .choice(["unsaid", "furthest", "cumulative"]), default: "unsaid",
            LocalizedText(
                "counts by stage: furthest, each case once; or cumulative, each case at every stage it passed",
                malay:
                    "bilangan mengikut peringkat: furthest, setiap kes sekali; cumulative, pada setiap peringkat dilalui"
            )))

    /// Which date says the period.
    static let period = RecordOptions.known(
        CollectorOption(
            "period-by", .choice(["auto", "report", "decision", "identified"]), default: "auto",
            LocalizedText(
                "the date that places a case in a period; auto follows the dataset, and is the report for stages",
                malay: "tarikh yang menentukan tempoh kes; auto mengikut set data, dan laporan bagi peringkat")))

    /// Whether only online cases count.
    static let online = RecordOptions.known(
        CollectorOption(
            "online-only", .choice(["auto", "yes", "no"]), default: "auto",
            LocalizedText(
                "leave out what is not marked as online; auto: where the file has a column for it",
                malay: "ketepikan yang tidak ditandakan dalam talian; auto: jika fail ada lajur untuknya")))

    /// What rows of counts that say the same come to.
    static let repeated = RecordOptions.known(
        CollectorOption(
            "repeated-rows", .choice(["refuse", "add"]), default: "refuse",
            LocalizedText(
                "rows of counts with the same period and codes: refuse them, or add them up",
                malay: "baris bilangan dengan tempoh dan kod sama: ditolak (refuse) atau dijumlahkan (add)")))

    private let dimensions: PoliceDimensions
    var structure: DatasetStructure { dimensions.structure }
    private let encoding: TextEncoding

    /// The rows are records, or may be.
    public var readsRecords: Bool { true }

    /// Takes a dataset and options.
    ///
    /// - Throws: Nothing beyond what the host has checked.
    public init(structure: DatasetStructure, settings: CollectorSettings) throws(CollectorOptionsError) {
        let rules = PoliceRules(structure: structure, settings: settings)
        dimensions = PoliceDimensions(
            structure: structure, rules: rules, columns: PoliceColumns(structure: structure, rules: rules))
        encoding = RecordOptions.encoding(of: settings)
    }

    /// Reads a file to its end.
    ///
    /// - Throws: `BytesError` where the source fails.
    public func collect(
        from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError) {
        var table = try RecordTable(source, columns: dimensions.columns.all, encoding: encoding)
        guard try table.next(into: &sink) else { return table.finish(into: &sink) }
        dimensions.begin(table, into: &sink)
        if dimensions.rules.readsCounts(table, dimensions.columns) {
            var reading = CountReading(dimensions: dimensions, context: context)
            repeat {
                if !reading.read(table, into: &sink) { table.stop() }
            } while try table.next(into: &sink)
            reading.finish(file: source.name, into: &sink)
        } else {
            var reading = CaseReading(dimensions: dimensions, context: context)
            repeat {
                if !reading.read(table, into: &sink) { table.stop() }
            } while try table.next(into: &sink)
            reading.finish(file: source.name, into: &sink)
        }
        table.finish(into: &sink)
    }
}
