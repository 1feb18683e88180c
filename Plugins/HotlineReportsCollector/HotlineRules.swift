import Collecting

/// What the options and the dataset come to.
struct HotlineRules: Sendable {
    /// The date that says the period.
    enum PeriodSource: Sendable {
        case report
        case notice
        case removal
    }

    let isByURL: Bool
    let takesYoungest: Bool
    let period: PeriodSource
    let onlyConfirmed: Bool
    let hosting: HostingCodes?
    /// One a dimension.
    let codes: [CodeColumn]
    let scope: KeyScope
    let times: TimeReader
    /// Where times until removal stand, if the dataset counts by them.
    let band: Int?
    let takedown: TakedownTime?
    let merging: [MergeRule]

    init(structure: DatasetStructure, settings: CollectorSettings) {
        let place = { (name: String) in (try? Identifier(name)).flatMap { structure.index(ofDimension: $0) } }
        isByURL =
            switch settings[HotlineReportsCollector.unit] {
            case "url": true
            case "report": false
            default: ["url", "address", "uri"].contains(structure.unit.name.lowercased())
            }
        takesYoungest = settings[HotlineReportsCollector.countingRule] == "iwf"
        band = place("BAND")
        takedown = band.flatMap { TakedownTime(structure.dimensions[$0].codelist) }
        period =
            switch settings[HotlineReportsCollector.period] {
            case "report": .report
            case "notice": .notice
            case "removal": .removal
            default: band == nil ? .report : .notice
            }
        onlyConfirmed =
            switch settings[HotlineReportsCollector.confirmed] {
            case "yes": true
            case "no": false
            default: place("SEVERITY") != nil && place("ASSESSMENT") == nil
            }
        let letters = settings[HotlineReportsCollector.inhope].uppercased()
        hosting = HostingCodes(structure: structure, inhope: Set(letters.split { !$0.isLetter }.map(String.init)))
        codes = structure.dimensions.map { CodeColumn($0, words: HotlineWords.words(of: $0.id)) }
        scope = RecordOptions.scope(of: settings)
        times = RecordOptions.times(of: settings)
        let youngest = takesYoungest
        merging = structure.dimensions.map { HotlineRules.rule(for: $0, takesYoungest: youngest) }
    }

    /// What different codes of one key's rows come to.
    private static func rule(for dimension: Dimension, takesYoungest: Bool) -> MergeRule {
        let codelist = dimension.codelist
        let leaf = { (name: String) in (try? Code(name)).flatMap { codelist.index(of: $0) } }
        // A removal that is known makes up for rows written before it.
        let names = dimension.id.description == "BAND" ? ["_U", "PENDING", "REMOVED_U"] : ["_U", "NOT_ASSESSED"]
        let weak = names.compactMap(leaf)
        guard takesYoungest else { return .agree(weak: weak) }
        switch dimension.id.description {
        case "AGE", "SEVERITY", "ASSESSMENT", "SELF_GENERATED": return .first(weak: weak)
        case "SEX": return leaf("BOTH").map { .joined(into: $0, weak: weak) } ?? .agree(weak: weak)
        default: return .agree(weak: weak)
        }
    }
}

/// Which columns a hotline's file may have, and where each stands in what is asked of the table.
struct HotlineColumns: Sendable {
    let all: [RecordColumn]
    let key: Int
    let date: Int
    let notice: Int
    let removal: Int
    let assessment: Int
    /// One a dimension.
    let dimensions: [Int]

    init(structure: DatasetStructure, rules: HotlineRules, hasPeriod: Bool) {
        let report = [
            "report", "report key", "report id", "report no", "report number", "report ref", "reference", "laporan",
            "no laporan", "nombor laporan", "id laporan", "rujukan",
        ]
        let url = [
            "url", "url key", "url id", "url hash", "url no", "address", "address id", "hash", "alamat", "id url",
            "id alamat",
            "cincang url",
        ]
        let needs = { (source: HotlineRules.PeriodSource) in rules.period == source && !hasPeriod }
        var all = [
            RecordColumn(headings: (rules.isByURL ? url : report) + ["key", "kunci"], isNeeded: true, isKey: true),
            RecordColumn(
                headings: [
                    "date", "report date", "date of report", "reported", "reported on", "received", "date received",
                    "received on", "tarikh", "tarikh laporan", "tarikh lapor", "tarikh terima", "diterima",
                ], isNeeded: needs(.report)),
            RecordColumn(
                headings: [
                    "notice", "notice date", "notice time", "notice sent", "notified", "notified on", "date of notice",
                    "requested", "request date", "notis", "tarikh notis", "masa notis", "tarikh permohonan",
                ], isNeeded: needs(.notice)),
            RecordColumn(
                headings: [
                    "down", "down time", "down date", "taken down", "removed", "removed on", "removal", "removal date",
                    "removal time", "date removed", "offline", "dibuang", "tarikh dibuang", "masa dibuang",
                    "tarikh pembuangan",
                ], isNeeded: needs(.removal)),
        ]
        (key, date, notice, removal) = (0, 1, 2, 3)
        var dimensions: [Int] = []
        for (place, dimension) in structure.dimensions.enumerated() {
            dimensions.append(all.count)
            let column = RecordColumn(dimension, also: HotlineWords.headings(of: dimension.id))
            // Times until removal may be computed instead.
            let isComputed = place == rules.band && rules.takedown != nil
            all.append(
                RecordColumn(
                    headings: column.headings, isNeeded: column.isNeeded && !isComputed && !dimension.isMultiValued))
        }
        let given = structure.dimensions.firstIndex { $0.id.description == "ASSESSMENT" }
        assessment = given.map { dimensions[$0] } ?? all.count
        if given == nil, let id = try? Identifier("ASSESSMENT") {
            all.append(RecordColumn(headings: HotlineWords.headings(of: id), isNeeded: rules.onlyConfirmed))
        }
        self.dimensions = dimensions
        self.all = all
    }
}
