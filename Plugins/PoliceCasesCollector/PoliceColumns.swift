import Collecting

/// Which columns a file may have, and where each stands in what is asked of the table.
struct PoliceColumns: Sendable {
    let all: [RecordColumn]
    let key: Int
    let count: Int
    let period: Int
    let reportDate: Int
    let stage: Int
    let stageDate: Int
    let decision: Int
    let identified: Int
    let online: Int
    /// One a stage: its date where rows are cases, its count where they are counts.
    let stages: [Int]
    /// One a dimension.
    let dimensions: [Int]

    init(structure: DatasetStructure, rules: PoliceRules) {
        let cases = [
            "case", "case key", "case id", "case no", "case number", "case ref", "ip", "ip no", "ip number",
            "investigation paper", "report no", "report number", "kes", "no kes", "nombor kes", "id kes",
            "kertas siasatan",
            "no kertas siasatan", "no ip", "no laporan", "key", "kunci",
        ]
        let children = [
            "child", "child key", "child id", "victim", "victim key", "victim id", "victim no", "pseudonym", "mangsa",
            "id mangsa", "kanak-kanak", "id kanak-kanak", "nama samaran", "key", "kunci",
        ]
        var all = [
            RecordColumn(headings: rules.isByChild ? children : cases, isKey: true),
            RecordColumn(
                "count", "counts", "cases", "number of cases", "number", "total", "n", "crimes", "bilangan",
                "bilangan kes",
                "jumlah", "jumlah kes", "jenayah"),
            RecordColumn(
                "period", "cohort", "year", "quarter", "month", "report period", "year of report", "tempoh", "kohort",
                "tahun", "suku", "suku tahun", "bulan", "tahun laporan"),
            RecordColumn(
                "report date", "date", "date reported", "date of report", "reported on", "reported date", "opened",
                "date opened", "tarikh laporan", "tarikh", "tarikh lapor", "tarikh dilaporkan", "tarikh dibuka"),
            RecordColumn(
                "stage", "status", "case status", "furthest stage", "outcome", "last outcome", "last outcome category",
                "peringkat", "status kes", "peringkat terjauh", "keputusan"),
            RecordColumn(
                "stage date", "date of stage", "status date", "event date", "tarikh peringkat", "tarikh status",
                "tarikh peristiwa"),
            RecordColumn(
                "decision date", "date of decision", "decided", "decided on", "verdict date", "judgment date",
                "tarikh keputusan", "tarikh penghakiman", "diputuskan"),
            RecordColumn(
                "identified", "identified on", "date identified", "identification date", "dikenal pasti",
                "tarikh dikenal pasti"),
            RecordColumn("online", "online flag", "is online", "cyber", "dalam talian", "atas talian", "siber"),
        ]
        (key, count, period, reportDate, stage) = (0, 1, 2, 3, 4)
        (stageDate, decision, identified, online) = (5, 6, 7, 8)
        var stages: [Int] = []
        for name in rules.stages.names {
            stages.append(all.count)
            all.append(RecordColumn(headings: PoliceColumns.stageHeadings[name] ?? [name]))
        }
        var dimensions: [Int] = []
        for (place, dimension) in structure.dimensions.enumerated() {
            if place == rules.stageDimension {
                dimensions.append(stage)
                continue
            }
            if dimension.id.description == "ONLINE" {
                dimensions.append(online)
                continue
            }
            dimensions.append(all.count)
            let column = RecordColumn(dimension, also: PoliceWords.headings(of: dimension.id))
            all.append(RecordColumn(headings: column.headings, isNeeded: column.isNeeded && !dimension.isMultiValued))
        }
        (self.stages, self.dimensions, self.all) = (stages, dimensions, all)
    }

    private static let stageHeadings: [String: [String]] = [
        "REPORTED": ["reported", "dilaporkan", "kes dilaporkan"],
        "INVESTIGATED": [
            "investigated", "date investigated", "investigation date", "investigation opened", "disiasat",
            "tarikh siasatan", "siasatan dibuka",
        ],
        "CLOSED": ["closed", "date closed", "closed on", "nfa", "ditutup", "tarikh ditutup", "tarikh tutup"],
        "CHARGED": [
            "charged", "date charged", "charge date", "charged on", "dituduh", "tarikh dituduh", "tarikh tuduh",
            "tarikh pertuduhan",
        ],
        "CONVICTED": [
            "convicted", "date convicted", "conviction date", "convicted on", "disabitkan", "tarikh disabitkan",
            "tarikh sabit",
        ],
        "NOT_CONVICTED": [
            "acquitted", "not convicted", "date acquitted", "acquittal date", "acquitted on", "dibebaskan",
            "tarikh dibebaskan",
        ],
    ]
}
