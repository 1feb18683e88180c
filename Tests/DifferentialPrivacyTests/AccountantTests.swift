import Rationals
import TestSupport
import Testing

@testable import DifferentialPrivacy

/// One line of vectors, read column by column.
private struct Row: CustomTestStringConvertible, Sendable {
    let line: Substring
    private var columns: ArraySlice<Substring>

    init(_ line: Substring) {
        self.line = line
        columns = line.split(separator: " ")[...]
    }

    static func all(_ text: String) -> [Row] { text.split(separator: "\n").map(Row.init) }

    var testDescription: String { String(line) }

    mutating func exact() throws -> Rational { try rational(String(next())) }

    mutating func number() throws -> Double {
        let text = try next()
        return try #require(Double(text))
    }

    private mutating func next() throws -> Substring {
        let first = columns.popFirst()
        return try #require(first)
    }
}

/// What costs are converted to, compared with accountants written by others.
///
/// The exact accountant of `dp-accounting` (privacy loss distributions) knows the noise itself, so that no conversion of a
/// mere ρ may be below it; its Rényi accountant tries a grid of orders, so that the best order may not be above it. The
/// infimum to 50 digits is what the library must reach from above. `dp-accounting` cannot express approximate zCDP: where
/// selection adds a δ′ there is no Rényi column, and the exact accountant composes the noise with the worst mechanism of
/// that (ε, δ). How the vectors are made: `.ci/accountant-vectors`.
@Suite struct AccountantTests {
    /// An accountant in floating point is good to this.
    private static let tiny = 1e-9
    /// How far above the infimum the library may be.
    private static let close = 1 + 1e-10

    private func gaussian(_ variance: Rational, _ sensitivity: Rational, times cells: Rational) throws -> PrivacyCost {
        let squared = try #require(sensitivity.multiplied(by: sensitivity))
        let one = try PrivacyCost.gaussian(DiscreteGaussian(variance: variance), sensitivitySquared: squared)
        var all = PrivacyCost.free
        for _ in 0..<cells.numerator { all = try all.adding(one) }
        // The same as one query of all cells.
        let together = try PrivacyCost.gaussian(
            DiscreteGaussian(variance: variance), sensitivitySquared: #require(squared.multiplied(by: cells)))
        #expect(all == together)
        return all
    }

    @Test(arguments: Row.all(AccountantVectors.gaussian))
    private func gaussianNoiseCostsNoLessThanItDoesAndNoMoreThanOnAGrid(row: Row) throws {
        var row = row
        let cost = try gaussian(row.exact(), row.exact(), times: row.exact())
        let epsilon = try cost.epsilon(atDelta: row.exact())
        #expect(try epsilon >= row.number())
        #expect(try epsilon <= row.number() * (1 + Self.tiny))
        let least = try row.number()
        #expect(epsilon >= least && epsilon <= least * Self.close)
        let delta = try cost.delta(atEpsilon: row.exact())
        #expect(try delta >= row.number())
        #expect(try delta <= row.number() * (1 + Self.tiny))
        let smallest = try row.number()
        #expect(delta >= smallest && delta <= smallest * Self.close)
    }

    @Test(arguments: Row.all(AccountantVectors.budgets))
    private func aBudgetAllowsNoMoreThanItHoldsAndNoLessThanOnAGrid(row: Row) throws {
        var row = row
        let (epsilon, delta) = (try row.exact(), try row.exact())
        let rho = try PrivacyCost.largestRho(epsilon: epsilon, delta: delta)
        #expect(try rho.approximateValue >= row.number() * (1 - 1e-6))
        let most = try row.number()
        #expect(rho.approximateValue <= most && rho.approximateValue >= most * (1 - 1e-10) - 0x1p-40)
        #expect(try rho.approximateValue <= row.number())
    }

    /// Pure ε adds up, and as ρ = ε²/2 it is still no less than what the noise really loses.
    @Test(arguments: Row.all(AccountantVectors.laplace))
    private func laplaceNoiseCostsNoLessThanItDoes(row: Row) throws {
        var row = row
        let noise = try DiscreteLaplace(scale: row.exact())
        let sensitivity = try row.exact()
        let cells = try row.exact()
        var pure = Rational.zero
        var cost = PrivacyCost.free
        for _ in 0..<cells.numerator {
            pure = try #require(pure.adding(noise.epsilon(sensitivity: sensitivity)))
            cost = try cost.adding(PrivacyCost.laplace(noise, sensitivity: sensitivity))
        }
        #expect(pure == sensitivity.multiplied(by: cells)?.divided(by: noise.scale))
        let epsilon = try cost.epsilon(atDelta: row.exact())
        let exact = try row.number()
        let least = try row.number()
        #expect(pure.approximateValue >= exact)
        #expect(epsilon >= exact)
        #expect(epsilon >= least && epsilon <= least * Self.close)
    }

    @Test(arguments: Row.all(AccountantVectors.selection))
    private func whatSelectionLosesIsLostBesides(row: Row) throws {
        var row = row
        let noise = try gaussian(row.exact(), .one, times: row.exact())
        let selection = try TruncatedGeometricSelection(epsilon: row.exact(), delta: row.exact())
        let cost = try noise.adding(.selection(selection))
        let stated = try row.exact()
        let epsilon = try cost.epsilon(atDelta: stated)
        #expect(try epsilon >= row.number())
        let least = try row.number()
        #expect(epsilon >= least && epsilon <= least * Self.close)
        // Without δ′ the same ρ would seem to cost less.
        #expect(try PrivacyCost(rho: cost.rho).epsilon(atDelta: stated) < epsilon)
        let delta = try cost.delta(atEpsilon: row.exact())
        #expect(try delta >= row.number())
        let smallest = try row.number()
        #expect(delta >= smallest && delta <= smallest * Self.close)
    }

    @Test(arguments: Row.all(AccountantVectors.conversions))
    private func conversionsReachTheInfimumFromAbove(row: Row) throws {
        var row = row
        let cost = try PrivacyCost(rho: row.exact())
        let epsilon = try cost.epsilon(atDelta: row.exact())
        let least = try row.number()
        #expect(epsilon >= least && epsilon <= least * Self.close)
        let delta = try cost.delta(atEpsilon: row.exact())
        let smallest = try row.number()
        #expect(delta >= smallest && delta <= smallest * Self.close)
    }

    /// There and back, whatever the numbers: no way round leaves more to spend, or less to answer for.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func noWayRoundFavoursTheRelease(seed: UInt64) throws {
        var dice = Dice(state: seed)
        func random(_ most: Int64) throws -> Rational {
            let bottom = Int64.random(in: 1...(1 << Int64.random(in: 1...40, using: &dice)), using: &dice)
            let top = Int64.random(in: 1...max(1, bottom / 64 * most), using: &dice)
            return try #require(Rational(top, over: bottom))
        }
        for _ in 0..<4 {
            let epsilon = try random(300)
            let delta = try #require(random(32).divided(by: Rational(1 << Int32.random(in: 0...20, using: &dice))))
            guard delta < .one else { continue }
            // A budget as ρ and back: within (ε, δ), and the next larger ρ is not seen to be.
            let rho = try PrivacyCost.largestRho(epsilon: epsilon, delta: delta)
            let within = try PrivacyCost(rho: rho)
            #expect(try within.delta(atEpsilon: epsilon) <= delta.approximateValue * (1 + 1e-14))
            #expect(try within.epsilon(atDelta: delta) <= epsilon.approximateValue * (1 + 1e-14))
            let step = try rational("1/1099511627776")
            let beyond = try PrivacyCost(rho: #require(rho.adding(step)))
            #expect(try beyond.delta(atEpsilon: epsilon) >= delta.approximateValue * (1 - 1e-14))
            // A cost as ε and back: a budget of a little less than was stated does not pay for it.
            let cost = try PrivacyCost(rho: #require(random(300).rounded(up: true, toMultipleOfPowerOfTwo: 30)))
            let stated = try cost.epsilon(atDelta: delta)
            let less = (stated * (1 - 1e-9) * 0x1p30).rounded(.down)
            if less >= 1, less < 0x1p39, let short = Rational(Int64(less), over: 1 << 30), short <= Rational(1 << 10) {
                #expect(try PrivacyCost.largestRho(epsilon: short, delta: delta) <= cost.rho)
            }
            // Noise bought for a ρ costs no more than that.
            let sensitivity = try random(300)
            if let noise = try? DiscreteGaussian(spending: cost.rho, sensitivitySquared: sensitivity),
                let paid = try? PrivacyCost.gaussian(noise, sensitivitySquared: sensitivity)
            {
                #expect(paid.rho <= cost.rho)
                #expect(try paid.roundedUp().rho >= paid.rho)
            }
            // Adding up never loses, whichever way round.
            let other = try PrivacyCost(rho: random(300)).roundedUp()
            let both = try cost.adding(other)
            #expect(both == (try other.adding(cost)))
            #expect(try both.epsilon(atDelta: delta) >= max(stated, other.epsilon(atDelta: delta)))
        }
    }
}
