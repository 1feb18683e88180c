import DifferentialPrivacy
import Rationals
import Statistics
import TestSupport
import Testing

@testable import Releasing

private func days(_ text: String) throws -> ClosedRange<Day> { try periods(text).days }

private func entry(
    _ charge: Ledger.Charge, _ text: String, _ account: Ledger.Account?, note: String = ""
) throws -> Ledger.Entry {
    Ledger.Entry(days: try days(text), charge: charge, note: note, account: account)
}

private func pure(_ epsilon: String) throws -> Ledger.Charge { try Ledger.Charge(pureEpsilon: rational(epsilon)) }

private func share(_ name: String = "cases") throws -> Ledger.Account { .share(try Identifier(name)) }

private func reserve(_ name: String = "cases") throws -> Ledger.Account { .reserve(for: try Identifier(name)) }

/// A part of ρ of the whole budget.
private func part(_ text: String, of ledger: Ledger) throws -> Ledger.Charge {
    let whole = try #require(ledger.budget.largestRho(beside: .zero))
    return Ledger.Charge(cost: try PrivacyCost(rho: #require(whole.multiplied(by: rational(text)))))
}

/// The same rules, one day after the other: for each dataset and account a sum for each day.
private struct SlowAccounts {
    struct Sum {
        var epsilon = Rational.zero
        var cost = PrivacyCost.free

        func adding(_ other: Sum) throws -> Sum {
            Sum(epsilon: try #require(epsilon.adding(other.epsilon)), cost: try cost.adding(other.cost))
        }

        func either(_ other: Sum) throws -> Sum {
            let cost = try PrivacyCost(
                rho: max(cost.rho, other.cost.rho), delta: max(cost.delta, other.cost.delta))
            return Sum(epsilon: max(epsilon, other.epsilon), cost: cost)
        }
    }

    let population: Population
    var sums: [Identifier: [Day: [Bool: Sum]]] = [:]
    var exactDays: Set<Day> = []
    var isPure = true
    var limits: [Rational: Rational] = [:]

    /// The most that datasets other than one have on any day, dataset by dataset, of the reserve alone or of all.
    func elsewhere(_ own: Identifier, ofReserve: Bool) throws -> Sum {
        try sums.filter { $0.key != own }.values.reduce(Sum()) { all, days in
            let most = try days.values.reduce(Sum()) { most, accounts in
                let here = try (accounts[true] ?? Sum()).adding(ofReserve ? Sum() : accounts[false] ?? Sum())
                return try most.either(here)
            }
            return try all.adding(most)
        }
    }

    /// The first day that refuses, and why.
    mutating func refusal(of entry: Ledger.Entry) throws -> (Day, Ledger.Refusal.Reason)? {
        guard !entry.charge.isExact else { return nil }
        let account = try #require(entry.account)
        let portion = account.isReserve ? population.reserve : population.shares[account.dataset] ?? .zero
        let asked = Sum(epsilon: entry.charge.pureEpsilon ?? .zero, cost: entry.charge.cost)
        let asPure = isPure && entry.charge.pureEpsilon != nil
        for day in try listed(entry.days) {
            if exactDays.contains(day) { return (day, .exactFigures) }
            let own = sums[account.dataset]?[day] ?? [:]
            var inAccount = try asked.adding(own[account.isReserve] ?? Sum())
            if account.isReserve { inAccount = try inAccount.adding(elsewhere(account.dataset, ofReserve: true)) }
            if try !holds(inAccount, portion, asPure: asPure) { return (day, .account(account, portion: portion)) }
            let all = try own.values.reduce(asked.adding(elsewhere(account.dataset, ofReserve: false))) {
                try $0.adding($1)
            }
            if try !holds(all, .one, asPure: asPure) { return (day, .budget) }
        }
        return nil
    }

    mutating func charge(_ entry: Ledger.Entry) throws {
        let account = try #require(entry.account)
        let asked = Sum(epsilon: entry.charge.pureEpsilon ?? .zero, cost: entry.charge.cost)
        for day in try listed(entry.days) {
            guard !entry.charge.isExact else {
                exactDays.insert(day)
                continue
            }
            let before = sums[account.dataset]?[day]?[account.isReserve] ?? Sum()
            sums[account.dataset, default: [:]][day, default: [:]][account.isReserve] = try before.adding(asked)
        }
        if !entry.charge.isExact, entry.charge.pureEpsilon == nil { isPure = false }
    }

    /// What a unit loses at most if every dataset dates it as it likes.
    func worstLoss() throws -> Sum { try elsewhere(Identifier("nobody"), ofReserve: false) }

    private func listed(_ days: ClosedRange<Day>) throws -> [Day] {
        try (days.lowerBound.number...days.upperBound.number).map { try #require(Day(daysSince1970: Int($0))) }
    }

    mutating func holds(_ sum: Sum, _ part: Rational, asPure: Bool) throws -> Bool {
        if asPure, sum.epsilon <= (try #require(population.epsilon.multiplied(by: part))) { return true }
        guard sum.cost.delta < population.delta else { return false }
        let delta = try #require(population.delta.subtracting(sum.cost.delta))
        if limits[delta] == nil {
            limits[delta] = try PrivacyCost.largestRho(epsilon: population.epsilon, delta: delta)
        }
        return sum.cost.rho <= (try #require(limits[delta]?.multiplied(by: part)))
    }
}

@Suite struct AccountTests {
    /// Months, quarters and years of three datasets and the reserve, now and then exact: each is refused on the day
    /// and for the reason that a list of days gives.
    @Test(arguments: 0..<24 as Range<UInt64>)
    func anAccountKeepsItsPartOfEveryDay(seed: UInt64) throws {
        var numbers = Dice(state: seed)
        let parts = (0..<3).map { _ in Int64.random(in: 1...5, using: &numbers) }
        let people = try population(
            ["a": "\(parts[0])/20", "b": "\(parts[1])/20"], reserve: "\(parts[2])/20",
            epsilon: "\(Int.random(in: 1...6, using: &numbers))/2", delta: seed % 3 == 0 ? "0" : "1e-6")
        var fast = Ledger(population: people, entries: [])
        var slow = SlowAccounts(population: people)
        let whole = fast.budget.largestRho(beside: .zero)?.approximateValue ?? 0
        let accounts: [Ledger.Account] = [
            try share("a"), try share("b"), try reserve("a"), try reserve("b"), try share("other"),
        ]
        var outcomes: [Bool: Int] = [:]
        for number in 0..<40 {
            let year = Int.random(in: 2023...2024, using: &numbers)
            let text = [
                "\(year)", "\(year)-Q\(Int.random(in: 1...4, using: &numbers))",
                "\(year)-0\(Int.random(in: 1...9, using: &numbers))",
                "\(year)-0\(Int.random(in: 1...9, using: &numbers))",
            ]
            let portion = Double.random(in: 0.005...0.15, using: &numbers)
            let charge: Ledger.Charge
            if number > 25, Int.random(in: 0..<10, using: &numbers) == 0 {
                charge = .exact
            } else if people.delta == .zero || seed % 3 == 1 {
                charge = try pure("\(Int64(portion * 1000 * people.epsilon.approximateValue))/1000")
            } else {
                let rho = try #require(Rational(Int64(portion * whole * 0x1p40), over: 1 << 40))
                let delta = seed % 3 == 2 && Int.random(in: 0..<8, using: &numbers) == 0 ? "1e-7" : "0"
                charge = Ledger.Charge(cost: try PrivacyCost(rho: rho, delta: rational(delta)))
            }
            let account = accounts[min(Int.random(in: 0..<21, using: &numbers) / 5, 4)]
            let asked = try entry(
                charge, #require(text.randomElement(using: &numbers)), account, note: "release \(number)")
            let expected = try slow.refusal(of: asked)
            let before = fast.entries
            do throws(Ledger.Refusal) {
                try fast.charge(asked)
            } catch {
                outcomes[false, default: 0] += 1
                #expect(error.day == expected?.0 && error.reason == expected?.1, "seed \(seed), entry \(number)")
                #expect(fast.entries == before)
                let onTheDay = before.filter { $0.days.contains(error.day) }
                switch error.reason {
                case .exactFigures: #expect(error.entries == onTheDay.filter(\.charge.isExact))
                case .account(.share, _): #expect(error.entries == onTheDay.filter { $0.account == account })
                case .account(.reserve, _):
                    #expect(error.entries.starts(with: onTheDay.filter { $0.account == account }))
                    #expect(error.entries.allSatisfy { $0.account?.isReserve == true && before.contains($0) })
                case .budget:
                    #expect(error.entries.starts(with: onTheDay.filter { $0.account?.dataset == account.dataset }))
                }
                continue
            }
            outcomes[true, default: 0] += 1
            #expect(expected == nil, "seed \(seed), entry \(number)")
            try slow.charge(asked)
        }
        #expect(outcomes.count == 2)
        let worst = try slow.worstLoss()
        let isKept = try slow.holds(worst, .one, asPure: slow.isPure)
        #expect(isKept, "seed \(seed)")
    }

    @Test func whatOneAccountSpendsAnotherStillHas() throws {
        let people = try population(["cases": "1/2", "other": "3/10"])
        var ledger = Ledger(population: people, entries: [])
        try ledger.charge(entry(part("1/2", of: ledger), "2024", share()))
        let least = Ledger.Charge(cost: try PrivacyCost(rho: #require(Rational(1, over: 1 << 40))))
        let refusal = #expect(throws: Ledger.Refusal.self) { try ledger.charge(entry(least, "2024-Q3", share())) }
        #expect(try refusal?.reason == .account(share(), portion: rational("1/2")))
        try ledger.charge(entry(part("3/10", of: ledger), "2024-03", share("other")))
        try ledger.charge(entry(part("1/5", of: ledger), "2024-02..2024-03", reserve()))
        for account in [try share("other"), try reserve()] {
            #expect(throws: Ledger.Refusal.self) { try ledger.charge(entry(least, "2024-03", account)) }
        }
        try ledger.charge(entry(part("1/5", of: ledger), "2024-04", reserve()))
        try ledger.charge(entry(part("1/2", of: ledger), "2025", share()))
    }

    /// One dataset may date a unit by its report, another by its trial: what both take of the reserve adds up, on
    /// whatever days.
    @Test func datasetsThatDateAUnitDifferentlyDoNotTakeTheReserveTwice() throws {
        let people = try population(["cases": "1/4", "trials": "1/4"], reserve: "1/2", epsilon: "2", delta: "0")
        var ledger = Ledger(population: people, entries: [])
        try ledger.charge(entry(pure("3/4"), "2024-03", reserve("cases"), note: "release 1 of cases, a correction"))
        try ledger.charge(entry(pure("3/4"), "2024-04", reserve("cases"), note: "release 2 of cases, a correction"))
        let refusal = #expect(throws: Ledger.Refusal.self) {
            try ledger.charge(entry(pure("1/2"), "2024-09", reserve("trials")))
        }
        #expect(
            refusal?.description == """
                the reserve for corrections, 1/2 of the budget of 2024-09-01 (ε = 2, δ = 0), does not allow ε = 1/2; \
                ε = 3/4 is spent and ε = 1/4 is left. Already charged to it:
                  2024-03-01..2024-03-31: ε = 3/4 (release 1 of cases, a correction)
                """)
        try ledger.charge(entry(pure("1/4"), "2024-09", reserve("trials")))
        let left = try ledger.state(of: reserve(), on: days("2024-09"), asPure: true)?.left
        #expect(try left == rational("3/4"))
        #expect(throws: Ledger.Refusal.self) { try ledger.charge(entry(pure("1/8"), "2024-04", reserve())) }
    }

    @Test func aRefusalSaysWhichAccountWhatIsLeftAndWhoSpentIt() throws {
        let people = try population(["cases": "1/2"], reserve: "1/4", epsilon: "2", delta: "0")
        var ledger = Ledger(population: people, entries: [])
        try ledger.charge(entry(pure("3/4"), "2024-03", share(), note: "release 1 of cases"))
        try ledger.charge(entry(pure("1/2"), "2024-03", reserve(), note: "release 2 of cases, a correction"))
        func words(_ epsilon: String, _ account: Ledger.Account?) throws -> String? {
            #expect(throws: Ledger.Refusal.self) { try ledger.charge(entry(pure(epsilon), "2024-Q1", account)) }?
                .description
        }
        #expect(
            try words("1/3", share()) == """
                the share of cases, 1/2 of the budget of 2024-03-01 (ε = 2, δ = 0), does not allow ε = 1/3; ε = 3/4 \
                is spent and ε = 1/4 is left. Already charged to it:
                  2024-03-01..2024-03-31: ε = 3/4 (release 1 of cases)
                """)
        #expect(
            try words("1/100", reserve()) == """
                the reserve for corrections, 1/4 of the budget of 2024-03-01 (ε = 2, δ = 0), does not allow \
                ε = 1/100; ε = 1/2 is spent and ε = 0 is left. Already charged to it:
                  2024-03-01..2024-03-31: ε = 1/2 (release 2 of cases, a correction)
                """)
        #expect(
            try words("1/100", share("other"))
                == "the budget of 2024-01-01 (ε = 2, δ = 0) has no share for other")
        #expect(try words("1", nil)?.contains("ε = 5/4 is spent and ε = 3/4 is left") == true)
        let none = try population(["cases": "1"], reserve: "0")
        var second = Ledger(population: none, entries: [])
        let refusal = #expect(throws: Ledger.Refusal.self) {
            try second.charge(entry(part("1/9", of: second), "2024", reserve()))
        }
        #expect(try #require(refusal).description.hasSuffix("keeps no reserve for corrections"))
    }

    /// Pure ε beside a charge in ρ counts as ρ, and the refusal must not speak of an ε that seems to be left.
    @Test func aRefusalCountsInTheTermsInWhichItWasDecided() throws {
        let people = try population(["cases": "1/2"], epsilon: "1")
        var ledger = Ledger(population: people, entries: [])
        try ledger.charge(entry(part("1/4", of: ledger), "2024-01", share()))
        try ledger.charge(entry(pure("1/100"), "2024-03", share()))
        let refusal = #expect(throws: Ledger.Refusal.self) { try ledger.charge(entry(pure("1/4"), "2024-03", share())) }
        let text = try #require(refusal).description
        #expect(refusal?.countsAsPure == false)
        #expect(text.contains("does not allow ε = 1/4, which beside noise that is not pure is ρ = 1/32; ρ = "))
        #expect(!text.contains("ε = 1/100 is spent"))
    }

    @Test func exactFiguresVoidTheirDaysAndNoNoiseComesAfter() throws {
        var ledger = Ledger(population: try population(["cases": "1/2", "other": "3/10"]), entries: [])
        let noised = try entry(part("1/4", of: ledger), "2024-Q1", share(), note: "noised")
        let later = try entry(part("1/4", of: ledger), "2024-05", share(), note: "later")
        try ledger.charge(noised)
        try ledger.charge(later)
        #expect(try !ledger.isVoid(on: days("2024")))
        #expect(try ledger.voided(by: days("2024-03")) == [noised])
        #expect(try ledger.voided(by: days("2024-03..2024-05")) == [noised, later])
        #expect(try ledger.voided(by: days("2024-04")) == [])
        let exact = try entry(.exact, "2024-03", share("other"), note: "counted by hand")
        try ledger.charge(exact)
        try ledger.charge(exact)
        // Exact entries are not voided by others, but void all that stands beside them.
        #expect(try ledger.voided(by: days("2024-03")) == [noised])
        #expect(try ledger.isVoid(on: days("2024")) && ledger.isVoid(on: days("2024-03-31")))
        #expect(try !ledger.isVoid(on: days("2024-02")) && !ledger.isVoid(on: days("2024-04")))
        let asked = try entry(part("1/100", of: ledger), "2024-02..2024-03", share())
        let refusal = #expect(throws: Ledger.Refusal.self) { try ledger.charge(asked) }
        #expect(refusal?.reason == .exactFigures && refusal?.day == exact.days.lowerBound)
        #expect(
            refusal?.description == """
                exact figures were released for 2024-03-01, so that noise would protect nobody any more:
                  2024-03-01..2024-03-31: exact figures (counted by hand)
                  2024-03-01..2024-03-31: exact figures (counted by hand)
                """)
        try ledger.charge(entry(part("1/100", of: ledger), "2024-02", share()))
    }

    @Test func theStateOfAnAccountIsThatOfItsWorstDay() throws {
        var ledger = Ledger(population: try population(["cases": "1/2"], epsilon: "2", delta: "0"), entries: [])
        try ledger.charge(entry(pure("1/4"), "2024", share()))
        try ledger.charge(entry(pure("1/2"), "2024-03", share()))
        try ledger.charge(entry(pure("1/8"), "2024-03", reserve()))
        func state(_ text: String, _ account: Ledger.Account) throws -> [String]? {
            try ledger.state(of: account, on: days(text), asPure: true).map { ["\($0.spent)", "\($0.left)"] }
        }
        #expect(try state("2024", share()) == ["3/4", "1/4"])
        #expect(try state("2024-04", share()) == ["1/4", "3/4"])
        #expect(try state("2023", share()) == ["0", "1"])
        #expect(try state("2024", reserve()) == ["1/8", "11/40"])
        #expect(try state("2024", share("other")) == nil)
        #expect(try ledger.state(of: reserve(), on: days("2024"), asPure: false) == nil)
        #expect(try ledger.state(of: share(), on: days("2024"), asPure: true)?.spentDelta == .zero)
    }
}
