import Collecting

/// The rows that the form of a dataset has: for each section each combination of codes that can occur.
struct FormLayout: Sendable {
    /// One row to fill in.
    struct Row: Sendable {
        /// Where its section stands among `sections`.
        let section: Int
        let codes: [CodeIndex]
        /// The table that the section comes from.
        let table: String
        /// `STATE=MY-10`, `CHANNEL=VOICE;CONTACT_TYPE=COUNSELLING`, or `_T`.
        let key: String
        let label: LocalizedText
    }

    /// More rows than this nobody fills in.
    static let largest = 100_000

    let structure: DatasetStructure
    let sections: [FormSections.Section]
    /// In the order of the form; none where there would be more than `largest`.
    let rows: [Row]
    let isTooLarge: Bool
    /// For each table and key, in its own case and in small letters, the place of its row; none for small
    /// letters that two rows share.
    private let places: [String: Int]

    init(_ structure: DatasetStructure) {
        self.structure = structure
        sections = FormSections(structure).sections
        let domains = sections.map { CellDomain(structure, section: $0.levels) }
        let count = domains.reduce(0) { sum, domain in
            min(sum + (domain?.count ?? FormLayout.largest + 1), FormLayout.largest + 1)
        }
        isTooLarge = count > FormLayout.largest
        var rows: [Row] = []
        let impossible = ImpossibleCells(structure)
        for (section, domain) in domains.enumerated() where !isTooLarge {
            guard let domain else { continue }
            for cell in 0..<domain.count {
                let codes = domain.key(ofCell: cell)
                if impossible.contain(codes) { continue }
                rows.append(
                    FormLayout.row(structure, section: section, of: sections[section].table.id, codes: codes))
            }
        }
        self.rows = rows
        let names = rows.map { FormLayout.name($0.table, $0.key) }
        let small = Dictionary(grouping: rows.indices) { names[$0].lowercased() }
        var places = small.compactMapValues { $0.count == 1 ? $0.first : nil }
        for (place, name) in names.enumerated() { places[name] = place }
        self.places = places
    }

    /// The place of the row of a table and key, whatever their case and with spaces among them.
    func place(table: String, key: String) -> Int? {
        let name = FormLayout.name(table, key)
        return places[name] ?? places[name.lowercased()]
    }

    /// The keys of a table, in order.
    func keys(ofTable table: String) -> [String] {
        rows.filter { $0.table.lowercased() == table.lowercased() }.map(\.key)
    }

    /// Whether a section counts mentions, so that it does not add up to the units.
    func countsMentions(_ section: Int) -> Bool {
        zip(structure.dimensions, sections[section].levels.levels).contains { $0.isMultiValued && $1 > 0 }
    }

    /// The counts of a section, one a row of the form, added up at levels that are nowhere finer.
    func sums(of section: Int, _ counts: [Int64], atLevels levels: [Int]) -> [[CodeIndex]: Int64] {
        var sums: [[CodeIndex]: Int64] = [:]
        for (row, count) in zip(rows, counts) where row.section == section {
            let key = structure.dimensions.indices.map {
                structure.dimensions[$0].codelist.ancestor(of: row.codes[$0], atLevel: levels[$0])
            }
            sums[key, default: 0] += count
        }
        return sums
    }

    /// What the form calls a section: the title of its table, else the table's name.
    func title(of section: Int) -> LocalizedText {
        let table = sections[section].table
        return table.title ?? LocalizedText(table.id.description)
    }

    /// What the form calls a cell: the labels of its codes but for totals.
    func label(of codes: [CodeIndex]) -> LocalizedText { FormLayout.label(structure, codes) }

    /// `STATE=MY-10`, `CHANNEL=VOICE;CONTACT_TYPE=COUNSELLING`: the codes of a cell but for totals; `_T` if all are.
    func key(of codes: [CodeIndex]) -> String { FormLayout.key(structure, codes) }

    private static func key(_ structure: DatasetStructure, _ codes: [CodeIndex]) -> String {
        let shown = zip(structure.dimensions, codes).filter { $0.1 != .total }
        return shown.isEmpty
            ? Code.total.description
            : shown.map { "\($0.id)=\($0.codelist.code(at: $1))" }.joined(separator: ";")
    }

    private static func row(
        _ structure: DatasetStructure, section: Int, of table: Identifier, codes: [CodeIndex]
    ) -> Row {
        Row(
            section: section, codes: codes, table: table.description, key: key(structure, codes),
            label: label(structure, codes))
    }

    private static func label(_ structure: DatasetStructure, _ codes: [CodeIndex]) -> LocalizedText {
        let labels = zip(structure.dimensions, codes).filter { $0.1 != .total }.map { $0.codelist.items[Int($1)].label }
        guard !labels.isEmpty else { return LocalizedText("Total", malay: "Jumlah") }
        return LocalizedText(
            labels.map(\.english).joined(separator: " / "), malay: labels.map { $0[.malay] }.joined(separator: " / "))
    }

    private static func name(_ table: String, _ key: String) -> String {
        "\(table) \(key.filter { !$0.isWhitespace })"
    }
}
