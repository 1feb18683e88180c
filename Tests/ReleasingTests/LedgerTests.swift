import DifferentialPrivacy
import Rationals
import Statistics
import TestSupport
import Testing

@testable import Releasing

/// The days that a text such as `2024-01..2024-03` covers.
private func days(_ text: String) throws -> ClosedRange<Day> { try periods(text).days }

private func pure(_ epsilon: String, _ days: ClosedRange<Day>, note: String = "") throws -> Ledger.Entry {
    Ledger.Entry(days: days, charge: try Ledger.Charge(pureEpsilon: rational(epsilon)), note: note)
}

private func concentrated(
    _ rho: Rational, _ days: ClosedRange<Day>, delta: Rational = .zero, note: String = ""
) throws -> Ledger.Entry {
    Ledger.Entry(days: days, charge: Ledger.Charge(cost: try PrivacyCost(rho: rho, delta: delta)), note: note)
}

private func newLedger(epsilon: String = "1", delta: String = "1e-6") throws -> Ledger {
    Ledger(budget: try #require(try Ledger.Budget(epsilon: rational(epsilon), delta: rational(delta))))
}

/// Every day with its own list of charges.
private struct SlowLedger {
    let budget: Ledger.Budget
    var charges: [Day: [Ledger.Charge]] = [:]

    func firstRefusing(_ entry: Ledger.Entry) throws -> Day? {
        let isPure = entry.charge.pureEpsilon != nil && charges.values.joined().allSatisfy { $0.pureEpsilon != nil }
        return try listed(entry.days).first { try !holds(charges[$0, default: []] + [entry.charge], asPure: isPure) }
    }

    mutating func charge(_ entry: Ledger.Entry) throws {
        for day in try listed(entry.days) { charges[day, default: []].append(entry.charge) }
    }

    private func listed(_ days: ClosedRange<Day>) throws -> [Day] {
        try (days.lowerBound.number...days.upperBound.number).map { try #require(Day(daysSince1970: Int($0))) }
    }

    private func holds(_ charges: [Ledger.Charge], asPure: Bool) throws -> Bool {
        var epsilon: Rational? = .zero
        var (rho, delta) = (Rational.zero, Rational.zero)
        for charge in charges {
            epsilon = try charge.pureEpsilon.flatMap { more in try epsilon.map { try #require($0.adding(more)) } }
            rho = try #require(rho.adding(charge.cost.rho))
            delta = try #require(delta.adding(charge.cost.delta))
        }
        if asPure, let epsilon, epsilon <= budget.epsilon { return true }
        guard delta < budget.delta else { return false }
        let left = try #require(budget.delta.subtracting(delta))
        return rho <= (try PrivacyCost.largestRho(epsilon: budget.epsilon, delta: left))
    }
}

@Suite struct LedgerTests {
    @Test(arguments: 0..<40 as Range<UInt64>)
    func aDayIsRefusedExactlyWhereItsOwnChargesExceedTheBudget(seed: UInt64) throws {
        var numbers = Dice(state: seed)
        var fast = try newLedger(delta: seed % 4 == 0 ? "0" : "1e-6")
        var slow = SlowLedger(budget: fast.budget)
        var refused = 0
        for number in 0..<25 {
            let first = Int.random(in: 19_700..<19_720, using: &numbers)
            let last = first + Int.random(in: 0..<12, using: &numbers)
            let span = try #require(Day(daysSince1970: first))...#require(Day(daysSince1970: last))
            let part = Int64.random(in: 1...40, using: &numbers)
            let entry =
                if Bool.random(using: &numbers) {
                    try pure("\(part)/100", span, note: "\(number)")
                } else {
                    try concentrated(
                        #require(Rational(part, over: 4096)), span,
                        delta: number % 5 == 0 ? rational("3e-7") : .zero, note: "\(number)")
                }
            let expected = try slow.firstRefusing(entry)
            let before = fast.entries
            do throws(Ledger.Refusal) {
                try fast.charge(entry)
            } catch {
                refused += 1
                #expect(error.day == expected)
                #expect(error.asked == entry.charge && error.budget == fast.budget)
                #expect(error.entries == before.filter { $0.days.contains(error.day) })
                #expect(fast.entries == before)
                continue
            }
            #expect(expected == nil)
            #expect(fast.entries == before + [entry])
            try slow.charge(entry)
        }
        #expect(refused > 0 && refused < 25)
    }

    @Test func pureEpsilonIsSpentToTheLastPart() throws {
        var ledger = try newLedger(delta: "0")
        let march = try days("2024-03")
        try ledger.charge(pure("1/3", march))
        try ledger.charge(pure("2/3", march))
        #expect(throws: Ledger.Refusal.self) { try ledger.charge(pure("1e-9", march)) }
        #expect(ledger.entries.count == 2)
        var second = try newLedger(delta: "0")
        #expect(throws: Ledger.Refusal.self) { try second.charge(pure("1.000000001", march)) }
        try second.charge(pure("1", march))
    }

    @Test func rhoIsSpentToTheLastPart() throws {
        let march = try days("2024-03")
        let whole = try PrivacyCost.largestRho(epsilon: .one, delta: rational("1e-6"))
        let least = try #require(Rational(1, over: 1 << 40))
        var first = try newLedger()
        try first.charge(concentrated(whole, march))
        #expect(throws: Ledger.Refusal.self) { try first.charge(concentrated(least, march)) }
        var second = try newLedger()
        #expect(throws: Ledger.Refusal.self) {
            try second.charge(concentrated(try #require(whole.adding(least)), march))
        }
        try second.charge(concentrated(try #require(whole.subtracting(least)), march))
        try second.charge(concentrated(least, march))
        #expect(throws: Ledger.Refusal.self) { try second.charge(concentrated(least, march)) }
    }

    @Test func aThirdOfTheBudgetIsThereThreeTimes() throws {
        let march = try days("2024-03")
        let whole = try PrivacyCost.largestRho(epsilon: .one, delta: rational("1e-6"))
        let third = try #require(whole.divided(by: Rational(3)))
        let made = try structure(["D:A B"], tables: [table("parts", ["D": .all])])
        let plan = try ReleasePlan(
            structure: made, periods: periods("2024-03"),
            budget: .concentrated(rho: third, statedDelta: rational("1e-6")))
        var ledger = try newLedger()
        for _ in 0..<3 { try ledger.charge(Ledger.Entry(days: march, charge: plan.charge, note: "")) }
        #expect(throws: Ledger.Refusal.self) {
            try ledger.charge(Ledger.Entry(days: march, charge: plan.charge, note: ""))
        }
    }

    @Test func aBudgetWithoutDeltaTakesNothingButPureEpsilon() throws {
        let march = try days("2024-03")
        var ledger = try newLedger(delta: "0")
        #expect(throws: Ledger.Refusal.self) {
            try ledger.charge(concentrated(try #require(Rational(1, over: 1 << 40)), march))
        }
        try ledger.charge(pure("1/2", march))
    }

    @Test func theDeltaOfSelectionsIsNeverAllOfTheBudgets() throws {
        let march = try days("2024-03")
        let tiny = try #require(Rational(1, over: 1 << 30))
        var ledger = try newLedger()
        try ledger.charge(concentrated(tiny, march, delta: rational("5e-7")))
        #expect(throws: Ledger.Refusal.self) { try ledger.charge(concentrated(tiny, march, delta: rational("5e-7"))) }
        try ledger.charge(concentrated(tiny, march, delta: rational("4e-7")))
    }

    @Test func disjointPeriodsComposeInParallelAndOverlappingOnesDoNot() throws {
        var ledger = try newLedger(delta: "0")
        for month in 1...9 { try ledger.charge(pure("1", days("2024-0\(month)"))) }
        for text in ["2024-Q1", "2024", "2024-02-29", "2024-W14", "2024-09..2024-10"] {
            #expect(throws: Ledger.Refusal.self) { try ledger.charge(pure("1/100", days(text))) }
        }
        try ledger.charge(pure("1", days("2024-Q4")))
        try ledger.charge(pure("1", days("2023")))
        #expect(ledger.entries.count == 11)
    }

    @Test func aRefusalSaysWhatWasAskedSpentAndLeftAndByWhich() throws {
        var ledger = try newLedger(epsilon: "2")
        try ledger.charge(pure("3/2", days("2024-03"), note: "first vintage"))
        try ledger.charge(pure("2", days("2024-04"), note: "another month"))
        let refusal = #expect(throws: Ledger.Refusal.self) {
            try ledger.charge(pure("1", days("2024-Q1"), note: "quarter"))
        }
        #expect(
            refusal?.description == """
                the budget of 2024-03-01 (ε = 2, δ = 1/1000000) does not allow ε = 1; ε = 3/2 is spent and ε = 1/2 is \
                left. Already charged to it:
                  2024-03-01..2024-03-31: ε = 3/2 (first vintage)
                """)
        let mixed = #expect(throws: Ledger.Refusal.self) {
            try ledger.charge(concentrated(rational("4"), days("2024-03"), delta: rational("1e-7")))
        }
        let words = try #require(mixed).description
        #expect(words.contains("does not allow ρ = 4, δ′ = 1/10000000; ρ = 9/8 is spent and ρ = 0 is left"))
        let fresh = #expect(throws: Ledger.Refusal.self) { try ledger.charge(pure("5", days("2022"))) }
        #expect(try #require(fresh).description.hasSuffix("does not allow ε = 5; nothing was spent on it before"))
    }

    @Test(arguments: [("0", "0"), ("-1", "0"), ("101", "0"), ("1", "1"), ("1", "-1e-9")])
    func aBudgetOutsideItsBoundsIsNone(epsilon: String, delta: String) throws {
        #expect(try Ledger.Budget(epsilon: rational(epsilon), delta: rational(delta)) == nil)
    }

    @Test(arguments: ["1/3", "4.123456789", "99.999999999999", "1/9000000000000000", "2047.123456789"])
    func thePriceOfPureEpsilonIsNeverTooLittle(text: String) throws {
        let epsilon = try rational(text)
        let charge = try Ledger.Charge(pureEpsilon: epsilon)
        let half = epsilon.approximateValue * epsilon.approximateValue / 2
        #expect(charge.cost.rho.approximateValue >= half * (1 - 1e-15))
        #expect(charge.cost.rho.approximateValue <= half * (1 + 1e-8) + 0x1p-39)
        #expect(charge.pureEpsilon == epsilon)
    }
}
