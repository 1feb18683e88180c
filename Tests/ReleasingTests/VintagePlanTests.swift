import DifferentialPrivacy
import Rationals
import Statistics
import TestSupport
import Testing

@testable import Releasing

/// What a plan is refused with, in words.
private func refusal(_ plan: () throws -> VintagePlan) throws -> String {
    try #require(#expect(throws: ReleasingError.self) { try plan() }).description
}

/// A book with the dataset `cases` alone, for which something was submitted in every month of 2024.
private func books(
    reserve: String = "1/5", epsilon: String = "2", delta: String = "1e-6", policy: ProtectionPolicy? = nil
) throws -> Books {
    var books = Books(
        try population(["cases": "1/2"], reserve: reserve, epsilon: epsilon, delta: delta),
        [try dataset(policy: policy)])
    try books.submit("2024-01..2024-12", "first")
    return books
}

private func laplace() throws -> ProtectionPolicy {
    try ProtectionPolicy(mechanism: .discreteLaplace, threshold: .none)
}

@Suite struct VintagePlanTests {
    @Test func aPeriodIsDrawnOnceFromTheShareAndCarriedAfterwards() throws {
        var books = try books()
        let first = try books.plan("2024-01..2024-03")
        #expect(first.drawTexts == ["2024-01..2024-03 share"])
        #expect(first.carried.isEmpty)
        #expect(try first.periods == periods("2024-01..2024-03"))
        try books.charge(first)
        let second = try books.plan("2024-02..2024-04")
        #expect(second.drawTexts == ["2024-04 share"])
        #expect(second.carriedTexts == ["2024-01 from 1", "2024-02 from 1", "2024-03 from 1"])
        // A vintage is whole, whatever part of it was asked for.
        #expect(try second.periods == periods("2024-01..2024-04"))
        let entries = second.entries(number: 2)
        #expect(entries.map(\.days) == (try [periods("2024-04").days]))
        #expect(entries.map(\.note) == ["release 2 of cases"])
        #expect(entries.map(\.account) == [.share(second.structure.id)])
        #expect(entries.map(\.charge) == second.draws.map(\.plan.charge))
    }

    @Test func mixedRangesAreSplitIntoRuns() throws {
        var books = try books()
        try books.charge(books.plan("2024-02..2024-03"))
        try books.charge(books.plan("2024-06..2024-07"))
        try books.submit("2024-03", "second")
        try books.submit("2024-07", "second")
        let plan = try books.plan("2024-01..2024-08")
        #expect(
            plan.drawTexts == [
                "2024-01 share", "2024-03 reserve", "2024-04..2024-05 share", "2024-07 reserve", "2024-08 share",
            ])
        #expect(plan.carriedTexts == ["2024-02 from 1", "2024-06 from 2"])
        #expect(plan.draws.map(\.isCorrection) == [false, true, false, true, false])
        #expect(plan.entries(number: 3)[1].note == "release 3 of cases, a correction")
    }

    /// What changed outside the range that was asked for stays as it was published.
    @Test func onlyWhatWasAskedForIsCorrected() throws {
        var books = try books()
        try books.charge(books.plan("2024-01..2024-03"))
        try books.submit("2024-01..2024-03", "second")
        let plan = try books.plan("2024-02")
        #expect(plan.drawTexts == ["2024-02 reserve"])
        #expect(plan.carriedTexts == ["2024-01 from 1", "2024-03 from 1"])
        try books.charge(plan)
        #expect(try books.plan("2024-01..2024-03").drawTexts == ["2024-01 reserve", "2024-03 reserve"])
    }

    @Test func whatStandsAsItWasPublishedIsNotDrawnAgain() throws {
        var books = try books()
        try books.charge(books.plan("2024-01..2024-03"))
        #expect(throws: ReleasingError.nothingToDraw(try periods("2024-02"))) { try books.plan("2024-02") }
        #expect(try refusal { try books.plan("2024-01..2024-03") }.hasPrefix("nothing to release: 2024-01..2024-03"))
        // A submission taken back is a change as well.
        books.inputs[try Identifier("cases")]?[try #require(Period("2024-02"))] = nil
        #expect(try books.plan("2024-01..2024-03").drawTexts == ["2024-02 reserve"])
    }

    @Test func withdrawnFiguresAreNeitherCarriedNorDrawnFromTheShareAgain() throws {
        var books = try books()
        try books.charge(books.plan("2024-01..2024-02"))
        try books.charge(books.plan("2024-03"))
        books.withdrawn = [1]
        let other = try books.plan("2024-04")
        // January and February are gaps before the first figure, so that the vintage begins with March.
        #expect(try other.periods == periods("2024-03..2024-04"))
        #expect(other.carriedTexts == ["2024-03 from 2"])
        let again = try books.plan("2024-01..2024-03")
        #expect(again.drawTexts == ["2024-01..2024-02 reserve"])
        #expect(again.carriedTexts == ["2024-03 from 2"])
    }

    /// Of several draws the newest counts; if that was withdrawn, what was asked for is drawn again, and the rest
    /// falls back to the draw before it.
    @Test func aWithdrawnCorrectionUncoversWhatItCorrected() throws {
        var books = try books()
        try books.charge(books.plan("2024-01..2024-02"))
        try books.submit("2024-01..2024-02", "second")
        try books.charge(books.plan("2024-01..2024-02"))
        #expect(try books.plan("2024-03").carriedTexts == ["2024-01 from 2", "2024-02 from 2"])
        books.withdrawn = [2]
        let plan = try books.plan("2024-02")
        #expect(plan.drawTexts == ["2024-02 reserve"])
        #expect(plan.carriedTexts == ["2024-01 from 1"])
    }

    @Test(arguments: ["1e-6", "0"])
    func aFirstDrawTakesTheShareAndACorrectionHalfOfWhatIsLeft(delta: String) throws {
        var books = try books(delta: delta, policy: delta == "0" ? laplace() : nil)
        let isPure = delta == "0"
        let budget = books.ledger.budget
        let whole = try isPure ? budget.epsilon : #require(budget.largestRho(beside: .zero))
        func price(_ plan: VintagePlan) throws -> Double {
            #expect(plan.draws.count == 1)
            let charge = plan.draws[0].plan.charge
            return try (isPure ? #require(charge.pureEpsilon) : charge.cost.rho).approximateValue
        }
        func isJustBelow(_ price: Double, _ limit: Double) -> Bool { price <= limit && price > limit * 0.9999 }
        let first = try books.plan("2024-01..2024-03")
        #expect(try isJustBelow(price(first), whole.approximateValue / 2))
        try books.charge(first)
        var left = whole.approximateValue / 5
        for number in 1...8 {
            try books.submit("2024-02", "correction \(number)")
            let plan = try books.plan("2024-01..2024-03")
            #expect(plan.drawTexts == ["2024-02 reserve"])
            let paid = try price(plan)
            #expect(isJustBelow(paid, left / 2))
            left -= paid
            try books.charge(plan)
        }
        // Other days have all of their reserve still.
        try books.submit("2024-03", "correction")
        #expect(try isJustBelow(price(books.plan("2024-03")), whole.approximateValue / 10))
        // What is left is that of the worst day.
        try books.submit("2024-02", "last")
        #expect(try isJustBelow(price(books.plan("2024-02..2024-03")), left / 2))
    }

    @Test func aFractionIsOneOfTheAccount() throws {
        var books = try books()
        let whole = try #require(books.ledger.budget.largestRho(beside: .zero)).approximateValue
        func isPrice(_ plan: VintagePlan, _ part: Double) -> Bool {
            let price = plan.draws[0].plan.charge.cost.rho.approximateValue
            return price <= whole * part && price > whole * part * 0.9999
        }
        #expect(try isPrice(books.plan("2024-01", spend: "1/4"), 0.125))
        try books.charge(books.plan("2024-01"))
        try books.submit("2024-01", "second")
        #expect(try isPrice(books.plan("2024-01", spend: "3/4"), 0.15))
        try books.charge(books.plan("2024-01", spend: "3/4"))
        try books.submit("2024-01", "third")
        // More than is left is planned, and refused by the ledger.
        let before = books.ledger.entries
        let refused = #expect(throws: Ledger.Refusal.self) { try books.charge(books.plan("2024-01", spend: "1/3")) }
        let portion = Ledger.Refusal.Reason.account(
            .reserve(for: try Identifier("cases")), portion: try rational("1/5"))
        #expect(refused?.reason == portion)
        #expect(books.ledger.entries == before)
        try books.charge(books.plan("2024-01", spend: "1/4"))
        for spend in ["0", "-1"] {
            #expect(try refusal { try books.plan("2024-05", spend: spend) }.contains("outside its bounds"))
        }
        let tooMuch = #expect(throws: Ledger.Refusal.self) { try books.charge(books.plan("2024-05", spend: "2")) }
        #expect(tooMuch?.entries == [])
    }

    @Test func aReserveThatIsSpentIsSaidToBe() throws {
        var books = try books()
        try books.charge(books.plan("2024-01"))
        try books.submit("2024-01", "second")
        try books.charge(books.plan("2024-01", spend: "1"))
        try books.submit("2024-01", "third")
        let plan: () throws -> VintagePlan = { try books.plan("2024-01") }
        // Rounding may leave a last part of the reserve, too little for any noise.
        let words = try refusal(plan)
        #expect(words.contains("2024-01 was published before, so that this is a correction, and "))
        #expect(words.contains(" left of the reserve for corrections. A wrong vintage can still be withdrawn."))
        #expect(
            words.contains("\n  2024-01-01..2024-01-31: ρ = ") && words.contains("(release 2 of cases, a correction)"))
    }

    /// Half of the rest, again and again: every correction is cheaper, and the last one is refused in words.
    @Test(arguments: ["1e-6", "0"])
    func correctionsEndInARefusalInWords(delta: String) throws {
        var books = try books(delta: delta, policy: delta == "0" ? laplace() : nil)
        try books.charge(books.plan("2024-01"))
        var words: String?
        for number in 0..<80 {
            try books.submit("2024-01", "correction \(number)")
            do {
                try books.charge(books.plan("2024-01"))
            } catch let error as ReleasingError {
                words = error.description
                break
            }
        }
        #expect(try #require(words).contains("left of the reserve for corrections"))
        #expect(books.ledger.entries.count > 10)
    }

    @Test func withoutAShareOrReserveThePlanIsRefusedInWords() throws {
        var books = Books(try population(["other": "1/2"], reserve: "0"), [try dataset(), try dataset("other")])
        #expect(
            try refusal { try books.plan("2024-01") } == "the budget of the population people has no share for cases")
        try books.charge(books.plan("2024-01", of: "other"))
        try books.submit("2024-01", "second", to: "other")
        for spend in [nil, "1/2"] {
            let words = try refusal { try books.plan("2024-01", of: "other", spend: spend) }
            #expect(words.contains("the population people keeps no reserve for corrections"))
        }
    }

    @Test func aPopulationThatTheDatasetDoesNotCountPaysNothing() throws {
        let made = try dataset()
        let stranger = try Population(
            id: Identifier("strangers"), title: LocalizedText("Strangers"), unit: "case", epsilon: .one,
            delta: rational("1e-6"), shares: [made.id: .one], reserve: .zero)
        let books = Books(stranger, [made])
        #expect(try refusal { try books.plan("2024-01") }.contains("counts the population people, not strangers"))
    }

    @Test func mechanismPopulationAndFrequencyMustFit() throws {
        let pure = try books(delta: "0")
        #expect(try refusal { try pure.plan("2024-01") }.contains("has delta 0, which discrete-gaussian noise cannot"))
        let quarterly = try books()
        #expect(try refusal { try quarterly.plan("2024-Q1") }.contains("are not periods of frequency M"))
    }

    @Test func carriedFiguresCountTowardsTheSizeOfAVintage() throws {
        let codes = (0..<1000).map { "C\($0)" }.joined(separator: " ")
        let large = try structure(
            ["X:" + codes, "Y:" + (0..<100).map { "C\($0)" }.joined(separator: " ")],
            tables: [table("all", ["X": .all, "Y": .all])])
        var books = Books(try population(["cases": "1/2"]), [large])
        // 100,000 figures a month: 500 months are 50 million, the most that there may be.
        try books.charge(books.plan("1980-01..2020-12"))
        try books.charge(books.plan("2021-01..2021-07"))
        let plan = try books.plan("2021-08")
        #expect(plan.periods.count == 500)
        #expect(try refusal { try books.plan("2021-09") }.contains("50100000 cells"))
        // Gaps are shown too.
        #expect(try refusal { try books.plan("2199-12") }.contains("cells and a release at most 50000000"))
    }

    @Test func whatIsNotComparableIsKnown() throws {
        let base = try dataset()
        func made(
            _ dimensions: [String] = ["AREA:NORTH SOUTH PERLIS<NORTH _U"], tables: [TableDefinition]? = nil,
            unit: String = "case", policy: ProtectionPolicy? = nil, frequency: Frequency = .monthly,
            zeros: [DatasetStructure.StructuralZero] = []
        ) throws -> DatasetStructure {
            try structure(
                dimensions, tables: tables ?? [table("total", [:]), table("area", ["AREA": .all])],
                unit: UnitBounds(name: unit), policy: policy ?? ProtectionPolicy(threshold: .none),
                frequency: frequency, zeros: zeros)
        }
        let zero = try DatasetStructure.StructuralZero(codes: [Identifier("AREA"): [Code("NORTH")]])
        let others = try [
            made(["AREA:NORTH SOUTH PERLIS<SOUTH _U"]), made(["AREA:SOUTH NORTH PERLIS<NORTH _U"]),
            made(["AREA:NORTH SOUTH PERLIS<NORTH"]), made(["*AREA:NORTH SOUTH PERLIS<NORTH _U"]),
            made(["AREA:NORTH SOUTH PERLIS<NORTH _U", "SEX:F M"]), made(unit: "child"), made(zeros: [zero]),
            made(tables: [table("total", [:])]), made(tables: [table("area", ["AREA": .all]), table("total", [:])]),
            made(tables: [table("total", [:]), table("area", ["AREA": .leaves])]), made(frequency: .quarterly),
            made(policy: ProtectionPolicy(method: .reference)), dataset("other"), counting("contacts"),
        ]
        for (place, other) in others.enumerated() { #expect(!base.isComparable(to: other), "\(place)") }
        let alike = try [
            base, made(policy: ProtectionPolicy(mechanism: .discreteLaplace, k: 3)),
            made(tables: [table("total", [:], weight: Rational(3)), table("area", ["AREA": .all])]),
            counting("cases"),
        ]
        for other in alike { #expect(base.isComparable(to: other) && other.isComparable(to: base)) }
    }

    /// The dataset with another measure and other titles.
    private func counting(_ unit: String) throws -> DatasetStructure {
        let made = try dataset()
        return try DatasetStructure(
            id: made.id, version: "2", agency: made.agency, title: LocalizedText("New title"),
            frequency: made.frequency, population: made.population,
            measure: DatasetStructure.Measure(unit: unit, title: LocalizedText("New")), dimensions: made.dimensions,
            unit: made.unit, tables: made.tables, protection: made.protection)
    }
}
