import Collecting
import CollectorSupport
import TestSupport
import Testing

@testable import HelplineFormCollector

extension Recording {
    /// `period [level, level] [code, code] count`, one a count of a section.
    var observations: [String] {
        sections.map { "\($0.period) \($0.section.levels) \($0.codes) \($0.count)" }
    }

    /// All counts; what a cube refuses is thrown.
    var cube: ObservationCube {
        get throws {
            var cube = try ObservationCube(structure: structure)
            for count in sections {
                try cube.add(period: count.period, section: count.section, codes: count.codes, count: count.count)
            }
            return cube
        }
    }
}

/// Reads a form: it gives counts of sections, and knows no units.
func read(
    _ source: any ByteSource, for structure: DatasetStructure, _ context: CollectingContext
) throws -> Recording {
    try Recording(
        source, by: HelplineFormCollector(structure: structure, settings: .none), for: structure, context,
        saying: [.sections, .covers])
}

private func dimension(
    _ name: String, _ title: LocalizedText, _ codes: [(String, String?, String, String)], isMultiValued: Bool = false
) throws -> Dimension {
    let id = try Identifier(name)
    let items = try codes.map { code, parent, english, malay in
        Codelist.Item(
            code: try Code(code), label: LocalizedText(english, malay: malay), parent: try parent.map { try Code($0) })
    }
    let codelist = try Codelist(
        id: id, title: title, levels: [Identifier("upper"), Identifier("lower")], items: items)
    return Dimension(id: id, title: title, codelist: codelist, isMultiValued: isMultiValued)
}

/// States under regions, types of contact, reasons (mentions); no silent calls from Johor.
func smallStructure(id: String = "contacts") throws -> DatasetStructure {
    let state = try dimension(
        "STATE", LocalizedText("State", malay: "Negeri"),
        [
            ("NORTH", nil, "Northern region", "Utara"), ("KDH", "NORTH", "Kedah", "Kedah"),
            ("PLS", "NORTH", "Perlis", "Perlis"), ("JHR", nil, "Johor", "Johor"),
            ("_U", nil, "Unknown, or abroad", "Tidak diketahui"),
        ])
    let type = try dimension(
        "TYPE", LocalizedText("Type", malay: "Jenis"),
        [("COUNSEL", nil, "Counselling", "Kaunseling"), ("SILENT", nil, "Silent \"call\"", "Senyap")])
    let reason = try dimension(
        "REASON", LocalizedText("Reason", malay: "Sebab"),
        [("ABUSE", nil, "Abuse", "Penderaan"), ("BULLY", nil, "Bullying", "Buli")], isMultiValued: true)
    let table = { (id: String, title: LocalizedText?, levels: [String: TableDefinition.Levels]) in
        try TableDefinition(
            id: try Identifier(id), title: title,
            dimensions: Dictionary(uniqueKeysWithValues: levels.map { (try Identifier($0), $1) }))
    }
    return try DatasetStructure(
        id: Identifier(id), version: "1", agency: Identifier("TEST"),
        title: LocalizedText("Contacts", malay: "Hubungan"), frequency: .monthly, population: Identifier("contacts"),
        measure: DatasetStructure.Measure(unit: "contacts", title: LocalizedText("Contacts", malay: "Hubungan")),
        dimensions: [state, type, reason], unit: UnitBounds(name: "contact", maxCells: 2),
        tables: [
            table("national", nil, [:]),
            table("state", LocalizedText("By state", malay: "Mengikut negeri"), ["STATE": .all]),
            table("type", LocalizedText("By type", malay: "Mengikut jenis"), ["STATE": .numbered([1]), "TYPE": .all]),
            table("reason", LocalizedText("By reason", malay: "Mengikut sebab"), ["REASON": .leaves]),
        ],
        protection: ProtectionPolicy(),
        structuralZeros: [
            DatasetStructure.StructuralZero(codes: [
                state.id: [try Code("JHR")], type.id: [try Code("SILENT")],
            ])
        ])
}

let march = "2024-03"

/// The empty form in text.
func emptyForm(_ structure: DatasetStructure, _ period: String) throws -> [UInt8] {
    try HelplineFormCollector.form(structure: structure, period: month(period), format: .csv, language: .english)
}

func month(_ text: String) throws -> Period { try #require(Period(text)) }

/// The period in which 1 February 2024 lies.
func february(_ frequency: Frequency) throws -> Period {
    let day = try #require(Day(year: 2024, month: 2, day: 1))
    return try #require(Period(frequency, containing: day))
}

/// A form as its cells, to be filled in and written in the ways in which people send it back.
struct Sheet {
    var rows: [[String]]

    init(_ structure: DatasetStructure, _ period: String = march) throws {
        rows = FormText(FormLayout(structure), period: try month(period)).rows
    }

    /// The form of the small structure with counts that add up: 6 contacts.
    static func filled() throws -> Sheet {
        var sheet = try Sheet(smallStructure())
        sheet["state", "STATE=KDH"] = "2"
        sheet["state", "STATE=JHR"] = "3"
        sheet["state", "STATE=_U"] = "1"
        sheet["type", "STATE=NORTH;TYPE=SILENT"] = "2"
        sheet["type", "STATE=JHR;TYPE=COUNSEL"] = "3"
        sheet["type", "STATE=_U;TYPE=COUNSEL"] = "1"
        sheet["reason", "REASON=ABUSE"] = "6"
        sheet["reason", "REASON=BULLY"] = "1"
        return sheet
    }

    func line(_ table: String, _ key: String? = nil) -> Int {
        (rows.firstIndex { $0[0] == table && (key == nil || $0[1] == key) } ?? -1) + 1
    }

    subscript(table: String, key: String?) -> String {
        get { rows[line(table, key) - 1][4] }
        set { rows[line(table, key) - 1][4] = newValue }
    }

    func text(separator: String = ",", end: String = "\r\n") -> String {
        rows.map { row in
            row.map { cell in
                cell.contains { separator.contains($0) || ",;\"".contains($0) }
                    ? "\"\(cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
                    : cell
            }.joined(separator: separator) + end
        }.joined()
    }

    var bytes: [UInt8] { [0xEF, 0xBB, 0xBF] + Array(text().utf8) }
}

/// Reads a form; today is 15 June 2024.
func collect(
    _ bytes: [UInt8], _ structure: DatasetStructure? = nil, name: String = "f.csv", period: String? = nil,
    coverage: String? = nil,
    chunk: Int = .max
) throws -> Recording {
    let structure = try structure ?? smallStructure()
    let context = CollectingContext(
        today: try #require(Day(year: 2024, month: 6, day: 15)), period: try period.map(month),
        coverage: try coverage.map { try #require(PeriodRange($0)) })
    let sink = try read(MemorySource(bytes, name: name, chunk: chunk), for: structure, context)
    _ = try sink.cube
    for finding in sink.findings {
        #expect(finding.message.malay != nil && finding.message.malay != finding.message.english)
    }
    // Whole or not at all.
    if !sink.errors.isEmpty { #expect(sink.observations.isEmpty && sink.covered.isEmpty) }
    return sink
}

func collect(_ sheet: Sheet, period: String? = nil, coverage: String? = nil) throws -> Recording {
    try collect(sheet.bytes, period: period, coverage: coverage)
}
