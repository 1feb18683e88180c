import DifferentialPrivacy
import Glibc
import Rationals
import TestSupport
import Testing

@Suite struct DiscreteLaplaceTests {
    private static let count = 40_000

    private func draws(
        _ scale: String, seed: UInt64, count: Int = count, _ way: WayOfDrawing = .prepared
    ) throws -> [Int64] {
        var source = SeededBits(seed: seed)
        return try way.draws(count, of: DiscreteLaplace(scale: rational(scale)), using: &source)
    }

    @Test(
        arguments: ["1/5", "1/2", "1", "3/2", "7/3", "10", "25.7", "1000000007/100000000", "63", "64", "300"],
        WayOfDrawing.allCases)
    func followsItsMassFunction(scale: String, way: WayOfDrawing) throws {
        let exact = Masses.laplace(scale: try rational(scale).approximateValue)
        #expect(ChiSquare.pValue(draws: try draws(scale, seed: 1, way), mass: exact) > FalseAlarmBudget.eachTest)
    }

    @Test(arguments: ["2", "10"], [0.95, 1.05])
    func aScaleOffByFivePercentIsRejected(scale: String, factor: Double) throws {
        let wrong = Masses.laplace(scale: try rational(scale).approximateValue * factor)
        let values = try draws(scale, seed: 2, count: 70_000)
        #expect(ChiSquare.pValue(draws: values, mass: wrong) < FalseAlarmBudget.eachTest)
    }

    /// A sampler that forgets to refuse −0 counts zero double.
    @Test func countingZeroDoubleIsRejected() throws {
        var source = SeededBits(seed: 3)
        let noise = try DiscreteLaplace(scale: Rational(10))
        var faulty = try noise.samples(Self.count, using: &source)
        // P(0) = p becomes 2p/(1 + p): nonzero values turn into zero with probability p/(1 + p), here 1/21.
        for index in faulty.indices where source.next() % 21 == 0 { faulty[index] = 0 }
        #expect(ChiSquare.pValue(draws: faulty, mass: Masses.laplace(scale: 10)) < FalseAlarmBudget.eachTest)
    }

    /// A sampler whose sign is always plus, and one whose values are all moved by one.
    @Test func lostSignsAndShiftsAreRejected() throws {
        let values = try draws("10", seed: 4)
        let exact = Masses.laplace(scale: 10)
        #expect(ChiSquare.pValue(draws: values.map(abs), mass: exact) < FalseAlarmBudget.eachTest)
        #expect(ChiSquare.pValue(draws: values.map { $0 + 1 }, mass: exact) < FalseAlarmBudget.eachTest)
    }

    /// By Chebyshev with the variance of the estimate; 7 standard deviations are below 10⁻⁹ for these near-normal means.
    @Test(
        arguments: ["1", "10", "1099511627776", "4611686018427387/4194304", "9223372036854775807/9007199254740992"],
        WayOfDrawing.allCases)
    func hasItsMoments(scale: String, way: WayOfDrawing) throws {
        let values = try draws(scale, seed: 5, way).map(Double.init)
        let ratio = try rational(scale).approximateValue
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let meanSize = values.map(abs).reduce(0, +) / count
        let (size, variance) = laplaceMoments(ratio)
        #expect(abs(mean) < 7 * (variance / count).squareRoot())
        #expect(abs(meanSize - size) < 7 * ((variance - size * size) / count).squareRoot())
    }

    @Test(arguments: WayOfDrawing.allCases) func aTinyScaleGivesZeros(way: WayOfDrawing) throws {
        #expect(try draws("1/9223372036854775807", seed: 6, way).allSatisfy { $0 == 0 })
    }

    @Test func theLargestNumeratorsAndScalesAreAccepted() throws {
        var source = SeededBits(seed: 8)
        for scale in ["1099511627776", "9223372036854775807/9223372036854775806", "9223372036854775807/8388608"] {
            let noise = try DiscreteLaplace(scale: rational(scale))
            let values = try noise.samples(200, using: &source)
            #expect(Set(values.map { $0.signum() }).isSuperset(of: [-1, 1]))
            // P(|Z| > 45 scales + 45) < 3·exp(−45).
            #expect(values.allSatisfy { Double($0.magnitude) <= 45 * noise.scale.approximateValue + 45 })
        }
    }

    @Test(arguments: ["0", "-1", "1099511627777", "9223372036854775807", "-1/3"])
    func refusesScalesOutOfBounds(scale: String) throws {
        let value = try rational(scale)
        #expect(throws: PrivacyError.scaleOutOfBounds) { try DiscreteLaplace(scale: value) }
    }

    @Test func aFailingSourceFailsEveryDraw() throws {
        let noise = try DiscreteLaplace(scale: Rational(10))
        var source = FailingBits(after: 1_000)
        #expect(throws: RandomnessError.generatorFailed) { try noise.samples(10_000, using: &source) }
        var values = [Int64](repeating: 0, count: 4)
        #expect(throws: RandomnessError.generatorFailed) {
            var span = values.mutableSpan
            try noise.fill(&span, using: &source)
        }
    }

    /// E|Z| and Var Z, with r = exp(−1/b): 2r/(1 − r²) and 2r/(1 − r)².
    private func laplaceMoments(_ scale: Double) -> (size: Double, variance: Double) {
        let ratio = exp(-1 / scale)
        let rest = -expm1(-1 / scale)
        return (2 * ratio / (rest * (1 + ratio)), 2 * ratio / (rest * rest))
    }
}
