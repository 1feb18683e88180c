import Aggregation
import DifferentialPrivacy
import Rationals
import Statistics
import TestSupport
import Testing

@testable import Releasing

/// A book whose noise is wide, so that two draws are never alike by chance: σ is above a thousand.
private func newBooks(policy: ProtectionPolicy? = nil) throws -> Books {
    var books = Books(try population(["cases": "1/2"], epsilon: "1/100"), [try dataset(policy: policy)])
    try books.submit("2024-01..2024-12", "first")
    return books
}

private func coverage(_ entries: [(String, Int, Int)]) throws -> [Coverage] {
    try entries.map { Coverage(period: try #require(Period($0.0)), expected: $0.1, reported: $0.2) }
}

@Suite struct VintageReleaseTests {
    @Test func carriedFiguresAreThoseOfTheEarlierVintageAndNewDrawsDiffer() throws {
        var books = try newBooks()
        let counts = try randomCube(books.structure(), periods: periods("2024-01..2024-12"), seed: 4)
        let first = try books.release("2024-01..2024-03", cube: counts)
        try books.submit("2024-02", "second")
        let second = try books.release("2024-01..2024-04", cube: counts)
        #expect(second.drawTexts == ["2024-01 by 1", "2024-02 by 2", "2024-03 by 1", "2024-04 by 2"])
        #expect(second.number == 2 && second.structure == first.structure && second.notes == first.notes)
        for period in ["2024-01", "2024-03"] {
            #expect(try second.figures(of: period) == first.figures(of: period))
        }
        // Five figures with σ above a thousand, of the same counts.
        let (wrong, right) = try (first.figures(of: "2024-02"), second.figures(of: "2024-02"))
        #expect(zip(wrong, right).allSatisfy { $0 != $1 })
        // What the correction cost stands at what it drew.
        #expect(second.draws[0].protection == first.protection)
        #expect(second.draws[1].protection.guarantee != first.protection.guarantee)
        #expect(second.draws[3].protection == first.protection)
        #expect(second.drawnBy(try #require(Period("2024-03"))) == 1)
        #expect(second.drawnBy(try #require(Period("2024-04"))) == 2)
        #expect(second.drawnBy(try #require(Period("2024-05"))) == nil)
        // From vintage to vintage nothing is lost, and draws of one release that stand together are one.
        let third = try books.release("2024-05..2024-06")
        #expect(
            third.drawTexts == [
                "2024-01 by 1", "2024-02 by 2", "2024-03 by 1", "2024-04 by 2", "2024-05..2024-06 by 3",
            ])
        for period in ["2024-01", "2024-02", "2024-03", "2024-04"] {
            #expect(try third.figures(of: period) == second.figures(of: period))
        }
    }

    @Test func periodsThatWereNeverReleasedOrWithdrawnAreMissing() throws {
        var books = try newBooks()
        try books.release("2024-02")
        try books.release("2024-05")
        books.withdrawn = [1]
        try books.release("2024-01")
        let last = try books.release("2024-08")
        #expect(try last.periods == periods("2024-01..2024-08"))
        #expect(last.drawTexts == ["2024-01 by 3", "2024-05 by 2", "2024-08 by 4"])
        for period in last.periods {
            let isMissing = last.drawnBy(period) == nil
            let figures = try last.figures(of: "\(period)")
            #expect(figures.count == 5 && figures.allSatisfy { ($0 == .missing) == isMissing }, "\(period)")
        }
        #expect(!last.provisional.contains(try #require(Period("2024-02"))))
    }

    @Test func coverageAndProvisionalAreThoseOfTheDraw() throws {
        var books = try newBooks()
        let day = { (text: String) in try #require(Period(text)).days.lowerBound }
        let first = try books.release(
            "2024-01..2024-03", today: day("2024-03-20"),
            coverage: coverage([("2024-03", 3, 3), ("2024-01", 3, 2), ("2024-02", 3, 3), ("2024-09", 3, 0)]))
        // March is not over; in January one has not reported; of September nothing is released.
        #expect(first.provisional == Set(try ["2024-01", "2024-03"].map { try #require(Period($0)) }))
        #expect(try first.coverage == coverage([("2024-01", 3, 2), ("2024-02", 3, 3), ("2024-03", 3, 3)]))
        try books.submit("2024-01", "late")
        let second = try books.release(
            "2024-01..2024-04", today: day("2024-06-01"),
            coverage: coverage([("2024-01", 4, 4), ("2024-02", 4, 1), ("2024-03", 4, 1), ("2024-04", 4, 4)]))
        // What was carried keeps what held when it was drawn.
        #expect(second.drawTexts == ["2024-01 by 2", "2024-02..2024-03 by 1", "2024-04 by 2"])
        #expect(second.provisional == [try #require(Period("2024-03"))])
        #expect(
            try second.coverage
                == coverage([("2024-01", 4, 4), ("2024-02", 3, 3), ("2024-03", 3, 3), ("2024-04", 4, 4)]))
    }

    @Test func whatAnEarlierVintageDoesNotHoldIsNotCarried() throws {
        var books = try newBooks()
        let first = try books.release("2024-01..2024-02")
        let plan = try books.plan("2024-03")
        let empty = try ObservationCube(structure: books.structure())
        var other = try changedBooks({ try $0.replacing(tables: [table("total", [:])], protection: $0.protection) })
        let foreign = try other.release("2024-01..2024-02")
        var shorter = try newBooks()
        let short = try shorter.release("2024-01")
        var later = try newBooks()
        try later.release("2024-05")
        let second = try later.release("2024-01..2024-02")
        for (earlier, place) in zip([[:], [2: first], [1: foreign], [1: short], [1: second]], 0...) {
            // No noise is drawn for what cannot be made.
            var bits = FailingBits(after: 0)
            #expect(throws: ReleasingError.notCarried(release: 1), "\(place)") {
                try plan.release(empty, number: 2, today: .last, coverage: [], earlier: earlier, using: &bits)
            }
        }
        #expect(ReleasingError.notCarried(release: 1).description.contains("release 1"))
        // A later vintage that carries the same figures will do.
        let carrying = try books.release("2024-04")
        var bits = SeededBits(seed: 5)
        let made = try plan.release(
            empty, number: 3, today: .last, coverage: [], earlier: [1: carrying], using: &bits)
        #expect(try made.figures(of: "2024-02") == first.figures(of: "2024-02"))
        #expect(made.drawTexts == ["2024-01..2024-02 by 1", "2024-03 by 3"])
    }

    private func changedBooks(_ change: (DatasetStructure) throws -> DatasetStructure) throws -> Books {
        var books = try newBooks()
        books.structures = try books.structures.mapValues(change)
        return books
    }

    @Test(arguments: [0, 1, 30])
    func aFailingGeneratorMakesNoVintage(words: Int) throws {
        var books = try newBooks()
        try books.release("2024-02")
        let plan = try books.plan("2024-01..2024-09")
        let empty = try ObservationCube(structure: plan.structure)
        #expect(throws: ReleasingError.randomness(.generatorFailed)) {
            var bits = FailingBits(after: words)
            return try plan.release(
                empty, number: 2, today: .last, coverage: [], earlier: books.releases, using: &bits)
        }
    }

    /// What was shown under a lower k is hidden where today's is higher; what was hidden is not kept, and stays so.
    @Test func carriedFiguresKeepTodaysThreshold() throws {
        func policy(_ k: Int) throws -> ProtectionPolicy { try ProtectionPolicy(k: k) }
        func change(_ books: inout Books, _ k: Int) throws {
            books.structures = try books.structures.mapValues {
                try $0.replacing(tables: $0.tables, protection: policy(k))
            }
        }
        var books = Books(try population(["cases": "1/2"], epsilon: "20"), [try dataset(policy: policy(5))])
        try books.submit("2024-01..2024-03", "first")
        let counts = try cube(
            books.structure(),
            [("2024-01", ["PERLIS"], 100), ("2024-01", ["SOUTH"], 30)])
        let first = try books.release("2024-01", cube: counts)
        try change(&books, 60)
        let second = try books.release("2024-02", cube: counts)
        try change(&books, 5)
        let third = try books.release("2024-03", cube: counts)
        // Total 130, NORTH 100, SOUTH 30, _U 0, PERLIS 100; σ is below 1.
        let shown = { (cells: [ProtectedCell]) in cells.map { $0 != .hidden } }
        let kept = try first.figures(of: "2024-01")
        #expect(shown(kept) == [true, true, true, false, true])
        let now = try second.figures(of: "2024-01")
        #expect(shown(now) == [true, true, false, false, true])
        #expect([0, 1, 4].allSatisfy { now[$0] == kept[$0] })
        #expect(try third.figures(of: "2024-01") == kept)
    }

    /// Random sequences: every figure of a vintage is that of the vintage that drew it.
    @Test(arguments: 0..<15 as Range<UInt64>)
    func everyFigureIsThatOfItsDraw(seed: UInt64) throws {
        var numbers = Dice(state: seed)
        var books = try newBooks()
        let counts = try randomCube(books.structure(), periods: periods("2024-01..2024-12"), seed: seed)
        var drawn: [Int: Release] = [:]
        for step in 0..<8 {
            let first = Int.random(in: 1...6, using: &numbers)
            let range = "2024-0\(first)..2024-0\(Int.random(in: first...9, using: &numbers))"
            if Bool.random(using: &numbers) { try books.submit("2024-0\(first)", "\(step)") }
            guard let made = try? books.release(range, cube: counts, seed: seed) else { continue }
            drawn[made.number] = made
            let missing = made.periods.filter { made.drawnBy($0) == nil }
            for period in made.periods where !missing.contains(period) {
                let source = try #require(made.drawnBy(period))
                #expect(try made.figures(of: "\(period)") == (try #require(drawn[source])).figures(of: "\(period)"))
                #expect(made.draws.contains { $0.release == source && $0.periods.index(of: period) != nil })
            }
            #expect(made.draws.map { $0.periods.count }.reduce(missing.count, +) == made.periods.count)
            if Int.random(in: 0..<5, using: &numbers) == 0 { books.withdrawn.insert(made.number) }
        }
        #expect(drawn.count > 1)
    }

    /// The shipped way draws from the system.
    @Test func theSystemGivesAnotherVintageEachTime() throws {
        let books = try newBooks()
        let plan = try books.plan("2024-01..2024-03")
        let empty = try ObservationCube(structure: plan.structure)
        // σ is above a thousand and there are 15 figures: no two alike but by a chance below 10⁻³⁰.
        let (first, second) = try (
            plan.release(empty, number: 1, today: .last, coverage: [], earlier: [:]),
            plan.release(empty, number: 1, today: .last, coverage: [], earlier: [:])
        )
        #expect(first != second && first.draws == second.draws)
    }
}
