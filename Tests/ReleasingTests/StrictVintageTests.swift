import Aggregation
import DifferentialPrivacy
import Glibc
import Rationals
import Statistics
import TestSupport
import Testing

@testable import Releasing

@Suite struct StrictBudgetTests {
    private static let shares = ["a": "1/3", "b": "0.123", "c": "1/4"]

    private func books(
        _ policies: [String: ProtectionPolicy], epsilon: String, delta: String, reserve: String = "0.29"
    ) throws -> Books {
        let people = try population(Self.shares, reserve: reserve, epsilon: epsilon, delta: delta)
        return Books(
            people,
            try policies.map { name, policy in
                try dataset(name, policy: policy, unit: UnitBounds(name: "case", maxCells: 2, maxPeriods: 3))
            })
    }

    /// What was charged, added up as if all of it met on one day.
    private func check(_ books: Books) throws -> PrivacyCost {
        let sum = try books.ledger.entries.reduce(PrivacyCost.free) { try $0.adding($1.charge.cost) }
        #expect(
            try sum.epsilon(atDelta: books.population.delta) <= books.population.epsilon.approximateValue * (1 + 1e-9))
        #expect(sum.delta <= (try #require(books.population.delta.multiplied(by: rational("1/2")))))
        return sum
    }

    /// Every share and the whole reserve with strict thresholds, and with some of them: nothing is refused, and the whole stays
    /// within (ε, δ).
    @Test(
        arguments: [("1", "1e-6"), ("2", "1e-9"), ("1/10", "1e-5"), ("10", "1e-3"), ("3", "1e-12")],
        [[], ["a"], ["b", "c"], ["a", "b", "c"]])
    func allSharesAndTheReserveAreCharged(budget: (epsilon: String, delta: String), isStrict: [String]) throws {
        var policies: [String: ProtectionPolicy] = [:]
        for (place, name) in ["a", "b", "c"].enumerated() {
            let mechanism: ProtectionPolicy.Mechanism = place == 1 ? .discreteLaplace : .discreteGaussian
            policies[name] =
                try isStrict.contains(name) ? strict(mechanism: mechanism) : ProtectionPolicy(mechanism: mechanism)
        }
        var books = try books(policies, epsilon: budget.epsilon, delta: budget.delta)
        for name in ["a", "b", "c"] {
            try books.charge(books.plan("2024-01", of: name, spend: name == "c" ? "1" : nil))
            try books.submit("2024-01", "again", to: name)
        }
        // A third of the reserve each, and more is refused.
        for name in ["a", "b", "c"] {
            try books.charge(books.plan("2024-01", of: name, spend: "1/3"))
            try books.submit("2024-01", "and again", to: name)
        }
        let sum = try check(books)
        let taken = try Self.shares.filter { isStrict.contains($0.key) }.reduce(0.0) {
            try $0 + rational($1.value).approximateValue + 0.29 / 3
        }
        #expect(abs(sum.delta.approximateValue / books.population.delta.approximateValue - taken / 2) < 1e-3)
        let used = try #require(books.ledger.budget.largestRho(beside: sum.delta))
        #expect(sum.rho.approximateValue > used.approximateValue * 0.9)
        let before = books.ledger.entries
        for name in isStrict {
            let plan = try books.plan("2024-01", of: name, spend: "1/3")
            #expect(throws: Ledger.Refusal.self) { try books.charge(plan) }
        }
        #expect(books.ledger.entries == before)
    }

    /// Corrections take half of what is left, of ρ and of δ, until one of them is used up; that is refused in words.
    @Test func correctionsHalveBothUntilNothingIsLeft() throws {
        var books = try books(["a": strict(), "b": ProtectionPolicy()], epsilon: "1", delta: "1e-6")
        try books.charge(books.plan("2024-01", of: "a"))
        try books.charge(books.plan("2024-01", of: "b"))
        var charges: [PrivacyCost] = []
        var refusal: ReleasingError?
        for round in 0..<60 where refusal == nil {
            try books.submit("2024-01", "\(round)", to: "a")
            do {
                let plan = try books.plan("2024-01", of: "a")
                try books.charge(plan)
                charges.append(plan.draws[0].plan.charge.cost)
            } catch let error as ReleasingError { refusal = error }
        }
        #expect(charges.count > 5)
        for (earlier, later) in zip(charges, charges.dropFirst()) {
            #expect(later.rho < earlier.rho && later.delta <= earlier.delta && later.delta > .zero)
        }
        #expect(try #require(refusal).description.contains("left of the reserve for corrections"))
        // What δ′ leaves of ρ is still there for figures that are not selected.
        try books.submit("2024-01", "again", to: "b")
        try books.charge(books.plan("2024-01", of: "b"))
        _ = try check(books)
    }

    /// Releases, corrections and parts of three datasets in any order, strict and not, with δ of every size: whatever is
    /// charged, no unit loses more than (ε, δ), even if every dataset dates it to its own worst month.
    @Test(arguments: 0..<12 as Range<UInt64>)
    func noSequenceExceedsTheBudget(seed: UInt64) throws {
        var numbers = Dice(state: seed)
        var policies: [String: ProtectionPolicy] = [:]
        for (place, name) in ["a", "b", "c"].enumerated() {
            policies[name] = try place == seed % 3 || Bool.random(using: &numbers) ? strict() : ProtectionPolicy()
        }
        var books = try books(
            policies, epsilon: ["1/4", "1", "4"].randomElement(using: &numbers) ?? "1",
            delta: ["1e-9", "1e-6", "1/50", "1/4"].randomElement(using: &numbers) ?? "1e-6")
        var outcomes: [Bool: Int] = [:]
        for step in 0..<40 {
            let name = try #require(["a", "b", "c"].randomElement(using: &numbers))
            let month = "2024-0\(Int.random(in: 1...3, using: &numbers))"
            if Bool.random(using: &numbers) { try books.submit(month, "\(step)", to: name) }
            do {
                let spend = [nil, "1/2", "1/3", "1"].randomElement(using: &numbers) ?? nil
                try books.charge(books.plan(month, of: name, spend: spend))
                outcomes[true, default: 0] += 1
            } catch {
                outcomes[false, default: 0] += 1
            }
            let worst = try Dictionary(grouping: books.ledger.entries) { $0.account?.dataset }.values.reduce(
                PrivacyCost.free
            ) { sum, entries in
                let days = try Dictionary(grouping: entries, by: \.days.lowerBound).values.map { charged in
                    try charged.reduce(PrivacyCost.free) { try $0.adding($1.charge.cost) }
                }
                return try sum.adding(
                    PrivacyCost(rho: days.map(\.rho).max() ?? .zero, delta: days.map(\.delta).max() ?? .zero))
            }
            let epsilon = try worst.epsilon(atDelta: books.population.delta)
            #expect(epsilon <= books.population.epsilon.approximateValue * (1 + 1e-9), "seed \(seed), step \(step)")
        }
        #expect(outcomes.count == 2)
        #expect(books.ledger.entries.contains { $0.charge.cost.delta > .zero })
    }

    @Test func pureBudgetsAreRefusedInWords() throws {
        let books = try books(["a": strict(mechanism: .discreteLaplace)], epsilon: "1", delta: "0")
        let error = #expect(throws: ReleasingError.self) { try books.plan("2024-01", of: "a") }
        let text = try #require(error).description
        #expect(text.contains("the population people has delta 0") && text.contains("threshold strict"))
    }

    @Test func aRefusalNamesTheDeltaOfSelection() throws {
        var books = try books(["a": strict()], epsilon: "1", delta: "1e-6")
        try books.charge(books.plan("2024-01", of: "a", spend: "3/4"))
        try books.submit("2024-01", "again", to: "a")
        let share = books.ledger.entries[0].charge
        let again = Ledger.Entry(
            days: try periods("2024-01").days, charge: share, note: "", account: .share(try Identifier("a")))
        let refusal = #expect(throws: Ledger.Refusal.self) { try books.ledger.charge(again) }
        #expect(try #require(refusal).description.contains("δ′ = "))
    }
}

@Suite struct StrictCarryingTests {
    private func books(_ policy: ProtectionPolicy) throws -> Books {
        var books = Books(
            try population(["cases": "1/2"], epsilon: "20", delta: "1e-3"), [try dataset(policy: policy)])
        try books.submit("2024-01..2024-09", "first")
        return books
    }

    private func counts(_ books: Books) throws -> ObservationCube {
        var all: [(period: String, codes: [String], count: Int64)] = []
        for period in try periods("2024-01..2024-09") {
            all += [("\(period)", ["PERLIS"], 1000), ("\(period)", ["SOUTH"], 200)]
        }
        return try cube(books.structure(), all)
    }

    private func change(_ books: inout Books, _ policy: ProtectionPolicy, unit: UnitBounds? = nil) throws {
        books.structures = try books.structures.mapValues { old in
            try DatasetStructure(
                id: old.id, version: old.version, agency: old.agency, title: old.title, frequency: old.frequency,
                population: old.population, measure: old.measure, dimensions: old.dimensions, unit: unit ?? old.unit,
                tables: old.tables, protection: policy)
        }
    }

    /// Total 1200, NORTH 1000, SOUTH 200, _U 0, PERLIS 1000.
    private static let all = [true, true, true, false, true]
    private static let none = [false, false, false, false, false]

    @Test func figuresDrawnUnderALesserThresholdAreHidden() throws {
        for lesser in try [ProtectionPolicy(threshold: .none), ProtectionPolicy(k: 50), strict(9)] {
            var books = try books(lesser)
            let counts = try counts(books)
            let first = try books.release("2024-01", cube: counts)
            #expect(try first.figures(of: "2024-01").contains(where: \.isFigure))
            try change(&books, strict(10))
            let plan = try books.plan("2024-02")
            #expect(plan.hiddenWholly(books.releases).map(\.description) == ["2024-01"])
            let second = try books.release("2024-02", cube: counts)
            #expect(try second.figures(of: "2024-01").map(\.isFigure) == Self.none)
            #expect(try second.figures(of: "2024-02").map(\.isFigure) == Self.all)
            // What the earlier vintage hid was not kept.
            try change(&books, strict(8))
            let third = try books.release("2024-03", cube: counts)
            #expect(try third.figures(of: "2024-02") == second.figures(of: "2024-02"))
        }
    }

    @Test func figuresDrawnUnderAsStrictAThresholdStay() throws {
        var books = try books(strict(10))
        let counts = try counts(books)
        let first = try books.release("2024-01", cube: counts)
        #expect(try first.figures(of: "2024-01").map(\.isFigure) == Self.all)
        for (period, k) in [("2024-02", 10), ("2024-03", 3)] {
            try change(&books, strict(k))
            #expect(try books.plan(period).hiddenWholly(books.releases) == [])
            let next = try books.release(period, cube: counts)
            #expect(try next.figures(of: "2024-01") == first.figures(of: "2024-01"))
        }
        // A threshold on the figure compares the figure.
        try change(&books, ProtectionPolicy(k: 500))
        let noisy = try books.release("2024-04", cube: counts)
        #expect(try noisy.figures(of: "2024-01").map(\.isFigure) == [true, true, false, false, true])
        try change(&books, ProtectionPolicy(threshold: .none))
        let open = try books.release("2024-05", cube: counts)
        #expect(try open.figures(of: "2024-01") == first.figures(of: "2024-01"))
    }

    /// Where a unit may add more than was assumed, a count tells of fewer units than were selected for.
    @Test func aWiderReachHidesWhatWasSelectedForAnother() throws {
        for (unit, stays) in try [
            (UnitBounds(name: "case", maxCells: 2, maxCount: 2), true),
            (UnitBounds(name: "case", maxCells: 1, maxCount: 1), true),
            (UnitBounds(name: "case", maxCells: 2, maxCount: 3), false),
            (UnitBounds(name: "case", maxCells: 3, maxCount: 2), false),
        ] {
            var books = try books(strict())
            try change(&books, strict(), unit: UnitBounds(name: "case", maxCells: 2, maxCount: 2))
            let counts = try counts(books)
            let first = try books.release("2024-01", cube: counts)
            try change(&books, strict(), unit: unit)
            let second = try books.release("2024-02", cube: counts)
            let figures = try second.figures(of: "2024-01")
            #expect(stays ? figures == (try first.figures(of: "2024-01")) : figures.allSatisfy { $0 == .hidden })
        }
    }
}
