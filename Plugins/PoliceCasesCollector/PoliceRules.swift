import Collecting

/// What the options and the dataset come to.
struct PoliceRules: Sendable {
    /// The date that says the period.
    enum PeriodSource: Sendable {
        case report
        case decision
        case identified
    }

    /// What counts by stage count.
    enum Funnel: String, Sendable {
        case unsaid
        case furthest
        case cumulative
    }

    let isByChild: Bool
    let period: PeriodSource
    let funnel: Funnel
    let addsRepeated: Bool
    let scope: KeyScope
    let times: TimeReader
    /// Where the stage stands, if the dataset counts by it.
    let stageDimension: Int?
    let stages: Stages
    /// Whether it was said that only online cases count, or all; `nil` where the file decides.
    let onlineOnly: Bool?
    private let rows: String

    init(structure: DatasetStructure, settings: CollectorSettings) {
        let place = { (name: String) in (try? Identifier(name)).flatMap { structure.index(ofDimension: $0) } }
        isByChild = ["child", "victim", "person"].contains(structure.unit.name.lowercased())
        stageDimension = place("STAGE")
        stages = Stages(stageDimension.map { structure.dimensions[$0] })
        let isOfCourts = ["COURT", "TESTIMONY", "COMPENSATION"].contains { place($0) != nil } && stageDimension == nil
        period =
            switch settings[PoliceCasesCollector.period] {
            case "report": .report
            case "decision": .decision
            case "identified": .identified
            default: isByChild ? .identified : isOfCourts ? .decision : .report
            }
        funnel = Funnel(rawValue: settings[PoliceCasesCollector.funnel]) ?? .unsaid
        addsRepeated = settings[PoliceCasesCollector.repeated] == "add"
        scope = RecordOptions.scope(of: settings)
        times = RecordOptions.times(of: settings)
        onlineOnly =
            switch settings[PoliceCasesCollector.online] {
            case "yes": true
            case "no": false
            default: place("ONLINE") == nil ? nil : false
            }
        rows = settings[PoliceCasesCollector.rows]
    }

    /// Whether the rows of a table are counts.
    func readsCounts(_ table: borrowing RecordTable, _ columns: PoliceColumns) -> Bool {
        switch rows {
        case "cases": false
        case "counts": true
        default: table.has(columns.count) || (!table.has(columns.key) && columns.stages.contains { table.has($0) })
        }
    }
}

/// The stages of a case in their order, that of the codelist: the later one in it is the further one.
struct Stages: Sendable {
    /// The codes, what is not recorded left out.
    let codes: [CodeIndex]
    let names: [String]
    let unknown: CodeIndex?
    let reader: CodeColumn?
    let reported: Int?
    let charged: Int?
    let closed: Int?
    let convicted: Int?
    let notConvicted: Int?

    /// Takes the dataset's dimension, or the usual stages where it has none.
    init(_ dimension: Dimension?) {
        guard let dimension = dimension ?? Stages.usual else {
            (codes, names, unknown, reader) = ([], [], nil, nil)
            (reported, charged, closed, convicted, notConvicted) = (nil, nil, nil, nil, nil)
            return
        }
        let reader = CodeColumn(dimension, words: Stages.words)
        codes = dimension.codelist.leaves.filter { $0 != reader.unknown }
        let names = codes.map { dimension.codelist.code(at: $0).description }
        self.names = names
        unknown = reader.unknown
        self.reader = reader
        reported = names.firstIndex(of: "REPORTED")
        charged = names.firstIndex(of: "CHARGED")
        closed = names.firstIndex(of: "CLOSED")
        convicted = names.firstIndex(of: "CONVICTED")
        notConvicted = names.firstIndex(of: "NOT_CONVICTED")
    }

    /// Whether a stage is a verdict.
    func isVerdict(_ stage: Int) -> Bool { stage == convicted || stage == notConvicted }

    /// What a row calls the stages, besides codes and labels.
    static let words: KeyValuePairs<String, [String]> = [
        "REPORTED": ["reported", "report", "new", "open", "dilaporkan", "laporan", "baharu", "lapor"],
        "INVESTIGATED": [
            "investigated", "investigation", "under investigation", "ip opened", "investigation paper opened",
            "siasatan",
            "disiasat", "dalam siasatan", "kertas siasatan dibuka",
        ],
        "CLOSED": [
            "closed", "nfa", "no further action", "ended without charge", "ditutup", "tutup", "tiada tindakan lanjut",
            "kas",
        ],
        "CHARGED": [
            "charged", "charge", "prosecuted", "in court", "on trial", "trial", "dituduh", "pertuduhan", "didakwa",
            "bicara",
            "dalam perbicaraan",
        ],
        "CONVICTED": [
            "convicted", "conviction", "guilty", "sentenced", "disabitkan", "sabit", "sabit kesalahan", "bersalah",
        ],
        "NOT_CONVICTED": [
            "acquitted", "acquittal", "discharged", "dna", "dnaa", "not guilty", "dibebaskan", "dilepaskan",
            "dilepas dan dibebaskan", "tidak bersalah",
        ],
    ]

    private static let usual: Dimension? = {
        let items = ["REPORTED", "INVESTIGATED", "CLOSED", "CHARGED", "CONVICTED", "NOT_CONVICTED", "_U"].compactMap {
            name in
            (try? Code(name)).map { Codelist.Item(code: $0, label: LocalizedText(name)) }
        }
        guard let id = try? Identifier("STAGE"),
            let list = try? Codelist(id: id, title: LocalizedText("Stage", malay: "Peringkat"), items: items)
        else { return nil }
        return Dimension(id: id, title: list.title, codelist: list)
    }()
}
