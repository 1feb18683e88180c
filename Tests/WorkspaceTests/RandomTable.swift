import TestSupport

/// A table of random cases, written in any of the shapes that inputs come in, and a slow count of it.
struct RandomTable {
    static let headings = ["month", "state", "form", "n", "key"]

    var rows: [[String]] = []

    init(rows count: Int, using dice: inout Dice) {
        let states = ["Johor", "Pulau Pinang", "a,b", "say \"x\"", "two\nlines", "Ñandú", "", " padded", "日本"]
        for _ in 0..<count {
            rows.append([
                "2024-0\(Int.random(in: 1...4, using: &dice))", states.randomElement(using: &dice) ?? "",
                ["online", "offline"].randomElement(using: &dice) ?? "", "\(Int.random(in: 0...9, using: &dice))",
                "unit \(Int.random(in: 0...(count / 4), using: &dice))",
            ])
        }
    }

    /// The rows as CSV: fields quoted at random and where they must be, either line ending, with a mark or not.
    func csv(using dice: inout Dice) -> String {
        let ending = Bool.random(using: &dice) ? "\r\n" : "\n"
        var text = Bool.random(using: &dice) ? "\u{FEFF}" : ""
        for (number, row) in ([RandomTable.headings] + rows).enumerated() {
            let fields = row.map { field in
                let isQuoted = Int.random(in: 0..<3, using: &dice) == 0 || field.contains { ",\"\n".contains($0) }
                return isQuoted ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
            }
            text += fields.joined(separator: ",")
            if number < rows.count || Bool.random(using: &dice) { text += ending }
        }
        return text
    }

    /// The rows as JSON objects, one a line; the counts as numbers.
    func ndjson() -> String {
        rows.map { row in
            let members = zip(RandomTable.headings, row).map { name, value in
                let escaped = value.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
                return name == "n" ? "\"\(name)\":\(value)" : "\"\(name)\":\"\(escaped)\""
            }
            return "{" + members.joined(separator: ",") + "}\n"
        }.joined()
    }

    /// The values of some columns of a row.
    static func values(_ row: [String], _ columns: [String]) -> [String] {
        columns.compactMap { RandomTable.headings.firstIndex(of: $0) }.map { row[$0] }
    }

    /// Adds up `amount` over the rows that pass, by the values of some columns.
    func sums(
        by columns: [String], amount: ([String]) -> Int64 = { _ in 1 }, where passes: ([String]) -> Bool = { _ in true }
    ) -> [[String]: Int64] {
        var sums: [[String]: Int64] = [:]
        for row in rows where passes(row) { sums[RandomTable.values(row, columns), default: 0] += amount(row) }
        return sums
    }

    /// How many different keys each combination has.
    func distinct(by columns: [String]) -> [[String]: Int64] {
        Dictionary(grouping: rows) { RandomTable.values($0, columns) }
            .mapValues { Int64(Set($0.map { $0[4] }).count) }
    }
}
