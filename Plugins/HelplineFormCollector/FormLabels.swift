import Collecting

/// What the labels beside a count say, held against what its code says.
///
/// The codes of a workbook stand in a hidden column. Whoever sorts what is seen alone, or drags cells, moves labels and
/// counts away from the codes; then the labels are what was meant.
struct FormLabels {
    /// For each section and label, in letters and digits alone, the rows that have it in either language.
    private let rows: [[String: Set<Int>]]

    init(_ layout: FormLayout) {
        var rows = [[String: Set<Int>]](repeating: [:], count: layout.sections.count)
        for (place, row) in layout.rows.enumerated() {
            for text in [row.label.english, row.label[.malay]] {
                rows[row.section][FormLabels.key(text), default: []].insert(place)
            }
        }
        self.rows = rows
    }

    /// What there is to say about the labels of a row; nothing where one fits and none belongs elsewhere.
    func finding(
        _ record: FormRecords.Record, row: Int, _ layout: FormLayout, at location: Finding.Location
    ) -> Finding? {
        let known = rows[layout.rows[row].section]
        let found = [record[2], record[3]].map { known[FormLabels.key($0)] }
        let label = layout.rows[row].label
        if found.contains(where: { $0.map { !$0.contains(row) } ?? false }) {
            return .exchangedLabel(label, at: location)
        }
        return found.allSatisfy { $0 == nil } ? .changedLabel(label, at: location) : nil
    }

    private static func key(_ text: String) -> String {
        text.filter { $0.isLetter || $0.isNumber }.lowercased()
    }
}
