import FoundationEssentials
import Statistics
import Testing

@testable import Catalogue

/// A row of a table of `docs/indicators.md` that names tables and codes.
private struct IndicatorRow: CustomTestStringConvertible {
    let id: Int
    let section: String
    /// `police-cases/form`
    let tables: [String]
    /// `FORM`, or `FORM=EXTORT`
    let codes: [String]
    let formula: String

    var testDescription: String { "indicator \(id)" }

    /// The rows of the page; none if it cannot be read.
    static let all: [IndicatorRow] = {
        let data = (try? Data(contentsOf: URL(filePath: "\(Shipped.root)/docs/indicators.md"))) ?? Data()
        var section = ""
        var rows: [IndicatorRow] = []
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingPrefix { $0 == " " } }.map(String.init)
            guard cells.count == 9, let id = Int(cells[1].replacing(" ", with: "")) else { continue }
            rows.append(
                IndicatorRow(
                    id: id, section: section, tables: quoted(cells[3]), codes: quoted(cells[4]), formula: cells[5]))
        }
        return rows
    }()

    /// What stands between backticks.
    private static func quoted(_ text: String) -> [String] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}

@Suite struct IndicatorTests {
    /// The indicators of the framework that count people or incidents.
    private static let protected = [
        1, 2, 3, 4, 6, 9, 10, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27, 28, 30, 31, 32, 33, 34, 35, 38, 41, 48, 49, 50,
    ]

    @Test func everyProtectedIndicatorHasARow() {
        let rows = IndicatorRow.all.filter { $0.section.hasPrefix("Indicators that count people") }
        #expect(rows.map(\.id) == IndicatorTests.protected)
    }

    @Test(arguments: IndicatorRow.all)
    private func isComputedFromWhatExists(_ row: IndicatorRow) throws {
        let structures = try Shipped.datasets().map(\.structure)
        #expect(!row.tables.isEmpty && !row.codes.isEmpty && row.formula.count > 3)
        // The codes that the named tables show, by dimension.
        var shown: [String: Set<String>] = [:]
        for name in row.tables {
            let parts = name.split(separator: "/").map(String.init)
            try #require(parts.count == 2, "\(name) is no dataset/table")
            let structure = try #require(
                structures.first { $0.id.description == parts[0] }, "there is no dataset \(parts[0])")
            let table = try #require(
                structure.tables.first { $0.id.description == parts[1] }, "\(parts[0]) has no table \(parts[1])")
            for tuple in structure.levelTuples(of: table) {
                for (dimension, level) in zip(structure.dimensions, tuple.levels) where level > 0 {
                    let codes = dimension.codelist.codes(atLevel: level).map { dimension.codelist.code(at: $0) }
                    shown[dimension.id.description, default: []].formUnion(codes.map(\.description))
                }
            }
        }
        for code in row.codes {
            let parts = code.split(separator: "=").map(String.init)
            let codes = try #require(shown[parts[0]], "no table that is named shows \(parts[0])")
            if parts.count == 2 { #expect(codes.contains(parts[1]), "no table that is named shows \(code)") }
        }
    }
}
