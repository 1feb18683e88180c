import Aggregation
import DifferentialPrivacy
import Rationals
import Statistics
import TestSupport
import Testing

@testable import Releasing

private func reference() throws -> ProtectionPolicy { try ProtectionPolicy(method: .reference, k: 10) }

@Suite struct ReferenceTests {
    @Test func figuresAreExactAndNothingIsPromisedOrCharged() throws {
        let made = try dataset(policy: reference())
        let plan = try ReleasePlan(structure: made, periods: periods("2024-01..2024-02"), budget: .unlimited)
        #expect(plan.guarantee == nil && plan.charge == .exact && plan.charge.cost == .free)
        #expect(plan.accuracies.allSatisfy { $0.margin == 0 })
        let counted = try cube(
            made, [("2024-01", ["PERLIS"], 3), ("2024-02", ["SOUTH"], 70_000), ("2024-02", ["_U"], 1)])
        var bits = FailingBits(after: 0)
        let release = try plan.release(counted, number: 1, today: .last, using: &bits)
        let exact = { (values: [Int64]) in values.map { ProtectedCell.exact(value: $0) } }
        // The total; the regions with what is unknown; the state. Small figures are shown, as those of zero.
        #expect(try release.figures(of: "2024-01") == exact([3, 3, 0, 0, 3]))
        #expect(try release.figures(of: "2024-02") == exact([70_001, 0, 70_000, 1, 0]))
        let statement = release.protection
        #expect(statement.method == .reference && statement.mechanism == nil && statement.guarantee == nil)
        #expect(statement.threshold == .none)
        #expect(release.notes.count == 1 && release.notes[0].english.contains("exact"))
    }

    @Test func aReferenceVintageNeedsNoBudgetAndVoidsNoiseAfterIt() throws {
        var books = Books(
            try population(["other": "1/2"], reserve: "0"),
            [try dataset(policy: reference()), try dataset("other", frequency: .quarterly)])
        try books.submit("2024-01..2024-03", "first")
        try books.release("2024-01..2024-03")
        try books.submit("2024-02", "second")
        // A correction of exact figures needs no reserve either.
        let second = try books.release("2024-01..2024-03")
        #expect(second.drawTexts == ["2024-01 by 1", "2024-02 by 2", "2024-03 by 1"])
        #expect(books.ledger.entries.allSatisfy { $0.charge == .exact })
        let refusal = try #require(
            #expect(throws: ReleasingError.self) { try books.plan("2023-Q4..2024-Q1", of: "other") })
        #expect(refusal.description.contains("exact figures were released for days of 2023-Q4..2024-Q1"))
        #expect(refusal.description.contains("(release 2 of cases, a correction)"))
        _ = try books.plan("2023-Q4", of: "other")
    }
}
