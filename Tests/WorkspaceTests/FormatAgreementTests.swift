import Aggregation
import Bytes
import DifferentialPrivacy
import Foundation
import Publishing
import Rationals
import Releasing
import Statistics
import Storage
import TestSupport
import Testing

/// Noise is drawn once. Whoever downloads a release in every format, again and again, or has it read back from the store,
/// sees one draw, and can average nothing away.
@Suite struct FormatAgreementTests {
    /// One figure as a reader finds it: key, period, and what is said there.
    private typealias Figures = Set<[String]>

    private func plan() throws -> ReleasePlan {
        let codelist = try Codelist(
            id: Identifier("AREA"), title: LocalizedText("Area"), levels: [Identifier("one"), Identifier("two")],
            items: [("N", nil), ("A", "N"), ("B", "N"), ("S", nil)].map { code, parent in
                try Codelist.Item(code: Code(code), label: LocalizedText(code), parent: parent.map { try Code($0) })
            })
        let area = Dimension(
            id: try Identifier("AREA"), title: LocalizedText("Area"), codelist: codelist, isMultiValued: false)
        let structure = try DatasetStructure(
            id: Identifier("cases"), version: "1", agency: Identifier("TEST"), title: LocalizedText("Cases"),
            frequency: .monthly, population: Identifier("people"),
            measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")), dimensions: [area],
            unit: UnitBounds(name: "case"),
            tables: [
                TableDefinition(id: Identifier("total"), dimensions: [:]),
                TableDefinition(id: Identifier("area"), dimensions: [area.id: .all]),
            ], protection: ProtectionPolicy(k: 1000, threshold: .noisy))
        return try ReleasePlan(
            structure: structure, periods: #require(PeriodRange("2024-01..2024-12")),
            budget: .concentrated(rho: rational("1/100"), statedDelta: rational("1e-6")))
    }

    private func drawn() throws -> Release {
        let plan = try plan()
        var cube = try ObservationCube(structure: plan.structure)
        for period in plan.periods {
            // Far above k, and far below.
            for (leaf, count) in zip(plan.structure.dimensions[0].codelist.leaves, [5000, 30, 30] as [Int64]) {
                try cube.add(period: period, codes: [leaf], count: count)
            }
        }
        return try plan.release(cube, number: 1, today: .last)
    }

    private func inCSV(_ release: Release) throws -> Figures {
        let sink = MemorySink()
        try ReleaseCSV(release).write(to: sink)
        let lines = String(decoding: sink.bytes, as: UTF8.self).split(separator: "\n")
        return Set(
            lines.dropFirst().map { line in
                let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                return [fields[2], fields[1], fields[3], fields[4]]
            })
    }

    private func inJSON(_ release: Release) throws -> Figures {
        let sink = MemorySink()
        try DashboardJSON(release).write(to: sink)
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(sink.bytes)) as? [String: Any])
        var figures: Figures = []
        for table in try #require(document["tables"] as? [[String: Any]]) {
            for series in try #require(table["series"] as? [[String: Any]]) {
                let key = try #require(series["key"] as? [String: Any])
                for figure in try #require(series["observations"] as? [[String: Any]]) {
                    func number(_ name: String) -> String { (figure[name] as? NSNumber).map { "\($0)" } ?? "" }
                    figures.insert([
                        try #require(key["AREA"] as? String), try #require(figure["period"] as? String),
                        number("value"), number("margin"),
                    ])
                }
            }
        }
        return figures
    }

    @Test func everyFormatAndTheStoreShowOneDraw() throws {
        let release = try drawn()
        let figures = try inCSV(release)
        #expect(figures.count == 5 * 12)
        #expect(figures.contains { !$0[2].isEmpty } && figures.contains { $0[2].isEmpty })
        let kept = try ReleaseCodec.decode(ReleaseCodec.encode(release))
        for shown in [release, kept, release] {
            #expect(try inCSV(shown) == figures)
            #expect(try inJSON(shown) == figures)
        }
        // A format that drew its own noise would be seen: the deviation is above five, and 36 figures are shown.
        #expect(try inJSON(drawn()) != figures)
    }
}
