import Glibc
import Rationals
import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite struct SelectionTests {
    static let parameters: [(String, String, Int64)] = [
        ("1", "1e-6", 14), ("1/10", "1e-9", 178), ("1/1000", "1e-10", 15_425), ("5", "1e-5", 3), ("3/7", "1/100", 8),
        ("20", "1e-18", 3), ("1", "1/2", 1), ("100", "1e-12", 1), ("1e-6", "1e-9", 6_216_607),
    ]

    /// The bounds come from the closed form, computed to 50 digits.
    @Test(arguments: parameters)
    func boundIsTheClosedFormRoundedUp(epsilon: String, delta: String, bound: Int64) throws {
        let selection = try TruncatedGeometricSelection(epsilon: rational(epsilon), delta: rational(delta))
        #expect(selection.bound == bound)
    }

    /// π(n) of the noise form, P(X > κ − n), by summing the mass function.
    private func noiseForm(epsilon: Double, bound: Int64) -> [Double] {
        let masses = (-bound...bound).map { exp(-epsilon * abs(Double($0))) }
        let total = masses.sorted().reduce(0, +)
        var kept = [0.0]
        for mass in masses.reversed() { kept.append((kept.last ?? 0) + mass / total) }
        return kept + [1]
    }

    /// (ε, δ) for adding or removing one unit: both ratio bounds, at every number of units, and δ at the first.
    @Test(arguments: parameters.filter { $0.2 <= 20_000 })
    func everyNeighbourIsProtected(epsilon: String, delta: String, bound: Int64) throws {
        let kept = noiseForm(epsilon: try rational(epsilon).approximateValue, bound: bound)
        let factor = exp(try rational(epsilon).approximateValue)
        let allowed = try rational(delta).approximateValue
        let slack = 1 + 1e-9
        // By symmetry a cell of n units is hidden as often as one of 2κ + 1 − n is kept; 1 − π would cancel.
        let hidden = Array(kept[...Int(2 * bound + 1)].reversed()) + [0]
        #expect(kept[1] <= allowed)
        for units in 0..<(kept.count - 1) {
            let (fewer, more) = (kept[units], kept[units + 1])
            #expect(more <= (factor * fewer + allowed) * slack)
            #expect(fewer <= (factor * more + allowed) * slack)
            #expect(abs(1 - fewer - hidden[units]) < 1e-12)
            #expect(hidden[units] <= (factor * hidden[units + 1] + allowed) * slack)
            #expect(hidden[units + 1] <= (factor * hidden[units] + allowed) * slack)
        }
        // One less would exceed δ.
        #expect(noiseForm(epsilon: log(factor), bound: bound - 1)[1] > allowed)
    }

    /// With the δ that it really reaches, the noise form is the optimum: π(n+1) is the least of the paper's three bounds.
    @Test(arguments: parameters.filter { $0.2 <= 20_000 && $0.0 != "100" })
    func followsTheOptimalRecurrence(epsilon: String, delta: String, bound: Int64) throws {
        let rate = try rational(epsilon).approximateValue
        let reached = TruncatedGeometricSelection.reachedDelta(epsilon: rate, bound: bound)
        let kept = noiseForm(epsilon: rate, bound: bound)
        var optimum = 0.0
        for units in 1..<kept.count {
            optimum = min(exp(rate) * optimum + reached, 1 - exp(-rate) * (1 - optimum - reached), 1)
            #expect(abs(kept[units] - optimum) <= 1e-9 * optimum)
        }
    }

    /// With the δ asked for the optimum keeps a little more, since κ is whole: up to 0.43 more at ε = 1 and δ = 10⁻⁶, 0.04 at
    /// ε = 1/10 and δ = 10⁻⁹. But the noise form never keeps more than it, at any number of units, and comes to within 1% of
    /// it at most one unit later.
    @Test(arguments: parameters.filter { $0.2 <= 20_000 && $0.0 != "100" })
    func isAtMostOneUnitBehindTheOptimum(epsilon: String, delta: String, bound: Int64) throws {
        let rate = try rational(epsilon).approximateValue
        let allowed = try rational(delta).approximateValue
        let kept = noiseForm(epsilon: rate, bound: bound)
        #expect(kept.count == 2 * Int(bound) + 3)
        #expect(kept[0] == 0 && (1 - kept[2 * Int(bound) + 1]).magnitude < 1e-9)
        var optimum = 0.0
        for units in 1..<kept.count {
            optimum = min(exp(rate) * optimum + allowed, 1 - exp(-rate) * (1 - optimum - allowed), 1)
            #expect(kept[units] <= optimum * (1 + 1e-9))
            if units + 1 < kept.count { #expect(optimum <= kept[units + 1] * 1.01) }
        }
    }

    @Test func keepsAsOftenAsItShould() throws {
        let selection = try TruncatedGeometricSelection(epsilon: Rational(1), delta: rational("1/100"))
        let kept = noiseForm(epsilon: 1, bound: selection.bound)
        let count = 8_000
        let tolerance = (log(2 / FalseAlarmBudget.eachTest) / Double(2 * count)).squareRoot()
        var source = SeededBits(seed: 21)
        for units in 0...(2 * selection.bound + 1) {
            var shown = 0
            for _ in 0..<count where try selection.keeps(units: units, using: &source) { shown += 1 }
            #expect(abs(Double(shown) / Double(count) - kept[Int(units)]) < tolerance)
        }
    }

    @Test func theEdgesAreCertain() throws {
        let selection = try TruncatedGeometricSelection(epsilon: Rational(1), delta: rational("1/100"))
        var source = SeededBits(seed: 22)
        for _ in 0..<500 {
            #expect(try !selection.keeps(units: 0, using: &source))
            #expect(try !selection.keeps(units: -5, using: &source))
            #expect(try !selection.keeps(units: .min, using: &source))
            #expect(try selection.keeps(units: 2 * selection.bound + 1, using: &source))
            #expect(try selection.keeps(units: .max, using: &source))
            #expect(try !selection.keeps(units: 9, atLeast: 10, using: &source))
            #expect(try !selection.keeps(units: .max - 1, atLeast: .max, using: &source))
            #expect(try selection.keeps(units: 2 * selection.bound + 10, atLeast: 10, using: &source))
        }
    }

    /// At the threshold itself it decides as for one unit.
    @Test func theThresholdShiftsTheCount() throws {
        let selection = try TruncatedGeometricSelection(epsilon: rational("1/3"), delta: rational("1/10"))
        var first = SeededBits(seed: 23)
        var second = SeededBits(seed: 23)
        for units in Int64(10)...40 {
            let strict = try selection.keeps(units: units, atLeast: 10, using: &first)
            #expect(strict == (try selection.keeps(units: units - 9, using: &second)))
        }
    }

    @Test func refusesParametersOutOfBounds() throws {
        let fine = try rational("1e-6")
        for epsilon in ["0", "-1", "1025", "1/1099511627777"] {
            let value = try rational(epsilon)
            #expect(throws: PrivacyError.epsilonOutOfBounds) {
                try TruncatedGeometricSelection(epsilon: value, delta: fine)
            }
        }
        for delta in ["0", "1", "-1", "2"] {
            let value = try rational(delta)
            #expect(throws: PrivacyError.deltaOutOfBounds) {
                try TruncatedGeometricSelection(epsilon: .one, delta: value)
            }
        }
    }

    @Test(arguments: [("1/1099511627776", "1/9223372036854775807"), ("1024", "1/9223372036854775807")])
    func theExtremesReachTheirDelta(epsilon: String, delta: String) throws {
        let selection = try TruncatedGeometricSelection(epsilon: rational(epsilon), delta: rational(delta))
        let reached = TruncatedGeometricSelection.reachedDelta(
            epsilon: selection.epsilon.approximateValue, bound: selection.bound)
        #expect(reached <= selection.delta.approximateValue)
        #expect(selection.bound < 1 << 46)
    }
}
