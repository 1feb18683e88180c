import DifferentialPrivacy
import Rationals
import Statistics
import TestSupport
import Testing

@testable import Releasing

@Suite struct VintageBudgetTests {
    /// Months, quarters and years of one population, corrections, withdrawals and fractions in any order: no day is
    /// ever charged more than the population's (ε, δ), and no account more than its part.
    @Test(arguments: 0..<30 as Range<UInt64>)
    func noSequenceOfVintagesExceedsTheBudgetOfADay(seed: UInt64) throws {
        var numbers = Dice(state: seed)
        let isPure = seed % 3 == 0
        let policy = try ProtectionPolicy(
            mechanism: isPure || seed % 3 == 1 ? .discreteLaplace : .discreteGaussian, threshold: .none)
        let unit = try UnitBounds(
            name: "case", maxCells: Int.random(in: 1...2, using: &numbers),
            maxPeriods: Int.random(in: 1...3, using: &numbers))
        let epsilon = "\(Int.random(in: 1...9, using: &numbers))/\(Int.random(in: 1...3, using: &numbers))"
        let people = try population(
            ["m": "1/4", "q": "1/3", "y": "1/6"], reserve: "1/4", epsilon: epsilon, delta: isPure ? "0" : "1e-6")
        var books = Books(
            people,
            [
                try dataset("m", frequency: .monthly, policy: policy, unit: unit),
                try dataset("q", frequency: .quarterly, policy: policy, unit: unit),
                try dataset("y", frequency: .annual, policy: policy, unit: unit),
            ])
        var released = 0
        var corrections = 0
        var refused = 0
        for step in 0..<50 {
            let (id, range) = try randomRange(using: &numbers)
            switch Int.random(in: 0..<10, using: &numbers) {
            case 0 where released > 0: books.withdrawn.insert(Int.random(in: 1...released, using: &numbers))
            case 1...5: try books.submit(range, "submission \(step)", to: id)
            default: break
            }
            let spend: String? = ["1/2", "1", "1/3", "2"].randomElement(using: &numbers).flatMap {
                Bool.random(using: &numbers) ? $0 : nil
            }
            do {
                let plan = try books.plan(range, of: id, spend: spend)
                try books.charge(plan)
                released += 1
                corrections += plan.draws.count { $0.isCorrection }
            } catch is ReleasingError {
                continue
            } catch is Ledger.Refusal {
                refused += 1
            }
            try checkDays(books, "seed \(seed), step \(step)")
        }
        #expect(released > 3 && corrections > 0 && refused > 0, "seed \(seed)")
    }

    private func randomRange(using numbers: inout Dice) throws -> (id: String, range: String) {
        let first = Int.random(in: 1...6, using: &numbers)
        return try #require(
            [
                ("m", "2024-0\(first)..2024-0\(first + Int.random(in: 0...3, using: &numbers))"),
                ("q", "2024-Q\((first + 1) / 2)..2024-Q4"), ("y", ["2024", "2023..2024"][first % 2]),
            ].randomElement(using: &numbers))
    }

    /// Adds up what was charged to one day of each month, from the entries alone.
    private func checkDays(_ books: Books, _ place: String) throws {
        let people = books.population
        for month in try periods("2023-01..2024-12") {
            let day = month.days.lowerBound
            let entries = books.ledger.entries.filter { $0.days.contains(day) }
            let all = try spent(entries)
            guard people.delta > .zero else {
                #expect(all <= people.epsilon, "\(place), \(day)")
                continue
            }
            #expect(entries.allSatisfy { $0.charge.cost.delta == .zero })
            // Back from ρ to (ε, δ), by the other way of the conversion.
            let epsilon = try PrivacyCost(rho: all).epsilon(atDelta: people.delta)
            #expect(epsilon <= people.epsilon.approximateValue * (1 + 1e-9), "\(place), \(day)")
            let whole = try PrivacyCost.largestRho(epsilon: people.epsilon, delta: people.delta)
            for (account, portion) in books.portions {
                let limit = try #require(whole.multiplied(by: portion))
                #expect(try spent(entries.filter { $0.account == account }) <= limit, "\(place), \(day)")
            }
        }
        guard people.delta == .zero else { return }
        for (account, portion) in books.portions {
            let limit = try #require(people.epsilon.multiplied(by: portion))
            for month in try periods("2023-01..2024-12") {
                let entries = books.ledger.entries.filter {
                    $0.account == account && $0.days.contains(month.days.upperBound)
                }
                #expect(try spent(entries) <= limit, "\(place), \(month)")
            }
        }
    }

    /// ε where all is pure, else ρ.
    private func spent(_ entries: [Ledger.Entry]) throws -> Rational {
        try entries.reduce(.zero) { sum, entry in
            try #require(sum.adding(entry.charge.pureEpsilon ?? entry.charge.cost.rho))
        }
    }
}
