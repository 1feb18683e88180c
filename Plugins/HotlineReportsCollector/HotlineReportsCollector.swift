public import Collecting

/// Reads the records of a hotline: one row a report or an address, or several rows with one key.
///
/// `docs/collectors/hotline-reports.md` describes the file for those who send one.
public struct HotlineReportsCollector: Collector {
    /// What the collector is and takes.
    public static let description: CollectorDescription = {
        guard let id = try? Identifier("hotline-reports") else {
            preconditionFailure("hotline-reports is an identifier")
        }
        return CollectorDescription(
            id: id, version: "1.0", sourceKind: .hotline,
            summary: LocalizedText(
                "records of a hotline, one row a report or an address (CSV or NDJSON)",
                malay: "rekod talian aduan, satu baris bagi setiap laporan atau alamat (CSV atau NDJSON)"),
            mediaTypes: ["text/csv", "application/x-ndjson"],
            fileEndings: ["csv", "tsv", "txt", "ndjson", "jsonl"],
            feeds: .some(
                ["SOURCE", "ASSESSMENT", "SEVERITY", "SITE_TYPE", "HOSTING", "BAND"].compactMap { try? Identifier($0) }),
            options: [
                unit, countingRule, period, confirmed, inhope, RecordOptions.keys, RecordOptions.dates,
                RecordOptions.encoding,
            ],
            sizeLimit: 4 << 30, memoryLimit: UnitRows.memoryLimit)
    }()

    /// What a unit is.
    static let unit = RecordOptions.known(
        CollectorOption(
            "unit", .choice(["auto", "report", "url"]), default: "auto",
            LocalizedText(
                "which key makes one unit; auto takes that of the dataset",
                malay: "kunci yang menjadikan satu unit; auto mengikut set data")))

    /// What rows of one key come to.
    static let countingRule = RecordOptions.known(
        CollectorOption(
            "counting-rule", .choice(["iwf", "as-given"]), default: "iwf",
            LocalizedText(
                "iwf: the youngest child and the most severe category of a key's rows; as-given: they must agree",
                malay: "iwf: kanak-kanak termuda dan kategori paling teruk bagi setiap kunci; as-given: mesti sama")))

    /// Which date says the period.
    static let period = RecordOptions.known(
        CollectorOption(
            "period-by", .choice(["auto", "report", "notice", "removal"]), default: "auto",
            LocalizedText(
                "the date that places a row in a period; auto: the notice for times until removal, else the report",
                malay: "tarikh yang menentukan tempoh; auto: notis bagi tempoh pembuangan, jika tidak laporan")))

    /// Whether only what was confirmed counts.
    static let confirmed = RecordOptions.known(
        CollectorOption(
            "confirmed-only", .choice(["auto", "yes", "no"]), default: "auto",
            LocalizedText(
                "leave out what was not confirmed as illegal; auto: where the dataset counts by severity",
                malay: "ketepikan yang tidak disahkan menyalahi undang-undang; auto: jika set data mengikut keterukan"))
    )

    /// The countries that have a hotline of INHOPE.
    static let inhope = RecordOptions.known(
        CollectorOption(
            "inhope-countries", .text(limit: 1000), default: Countries.withHotline,
            LocalizedText(
                "countries with an INHOPE hotline, by their codes of two letters",
                malay: "negara yang mempunyai talian aduan INHOPE, mengikut kod dua huruf")))

    let structure: DatasetStructure
    let rules: HotlineRules
    private let encoding: TextEncoding

    /// A hotline's rows are records.
    public var readsRecords: Bool { true }

    /// Takes a dataset and options.
    ///
    /// - Throws: Nothing beyond what the host has checked.
    public init(structure: DatasetStructure, settings: CollectorSettings) throws(CollectorOptionsError) {
        self.structure = structure
        rules = HotlineRules(structure: structure, settings: settings)
        encoding = RecordOptions.encoding(of: settings)
    }

    /// Reads a file to its end.
    ///
    /// - Throws: `BytesError` where the source fails.
    public func collect(
        from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError) {
        let columns = HotlineColumns(structure: structure, rules: rules, hasPeriod: context.period != nil)
        var table = try RecordTable(source, columns: columns.all, encoding: encoding)
        var reading = HotlineReading(structure: structure, rules: rules, columns: columns, context: context)
        while try table.next(into: &sink) {
            if !reading.read(table, into: &sink) { table.stop() }
        }
        reading.finish(file: source.name, into: &sink)
        table.finish(into: &sink)
    }
}
