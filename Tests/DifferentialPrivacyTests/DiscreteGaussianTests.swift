import DifferentialPrivacy
import Rationals
import TestSupport
import Testing

@Suite struct DiscreteGaussianTests {
    private static let count = 40_000

    private func draws(_ variance: String, seed: UInt64, _ way: WayOfDrawing = .prepared) throws -> [Int64] {
        var source = SeededBits(seed: seed)
        return try way.draws(Self.count, of: DiscreteGaussian(variance: rational(variance)), using: &source)
    }

    @Test(
        arguments: ["1/10", "1/2", "1", "2", "17/3", "9", "100", "123456789/1000000", "4095", "4096", "90000"],
        WayOfDrawing.allCases)
    func followsItsMassFunction(variance: String, way: WayOfDrawing) throws {
        let exact = Masses.gaussian(variance: try rational(variance).approximateValue)
        #expect(ChiSquare.pValue(draws: try draws(variance, seed: 1, way), mass: exact) > FalseAlarmBudget.eachTest)
    }

    @Test(arguments: ["2", "100"], [0.95, 1.05])
    func aDeviationOffByFivePercentIsRejected(variance: String, factor: Double) throws {
        let wrong = Masses.gaussian(variance: try rational(variance).approximateValue * factor * factor)
        #expect(ChiSquare.pValue(draws: try draws(variance, seed: 2), mass: wrong) < FalseAlarmBudget.eachTest)
    }

    /// The proposals alone, and their scale's own Gaussian.
    @Test func whatForgetsToRejectIsRejected() throws {
        var source = SeededBits(seed: 3)
        let proposals = try DiscreteLaplace(scale: Rational(11)).samples(Self.count, using: &source)
        #expect(ChiSquare.pValue(draws: proposals, mass: Masses.gaussian(variance: 100)) < FalseAlarmBudget.eachTest)
        let values = try draws("100", seed: 4)
        #expect(ChiSquare.pValue(draws: values, mass: Masses.gaussian(variance: 121)) < FalseAlarmBudget.eachTest)
        #expect(
            ChiSquare.pValue(draws: values.map(abs), mass: Masses.gaussian(variance: 100)) < FalseAlarmBudget.eachTest)
    }

    /// Within 7 standard deviations of the estimates: variances σ²/n and 2σ⁴/n.
    ///
    /// Above σ² = 1 both moments are the normal ones.
    @Test(
        arguments: ["4", "1000000", "2305843009213693952", "2305843009213693951/2251799813685248"],
        WayOfDrawing.allCases)
    func hasItsMoments(variance: String, way: WayOfDrawing) throws {
        let values = try draws(variance, seed: 5, way).map(Double.init)
        let expected = try rational(variance).approximateValue
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let square = values.map { $0 * $0 }.reduce(0, +) / count
        #expect(abs(mean) < 7 * (expected / count).squareRoot())
        #expect(abs(square / expected - 1) < 7 * (2 / count).squareRoot())
    }

    @Test(arguments: WayOfDrawing.allCases) func aTinyVarianceGivesZeros(way: WayOfDrawing) throws {
        #expect(try draws("1/2305843009213693952", seed: 6, way).allSatisfy { $0 == 0 })
    }

    @Test(arguments: ["0", "-1", "2305843009213693953", "1/2305843009213693953", "9223372036854775807"])
    func refusesVariancesOutOfBounds(variance: String) throws {
        let value = try rational(variance)
        #expect(throws: PrivacyError.varianceOutOfBounds) { try DiscreteGaussian(variance: value) }
    }

    @Test func aFailingSourceFailsEveryDraw() throws {
        let noise = try DiscreteGaussian(variance: Rational(10))
        var source = FailingBits(after: 1_000)
        #expect(throws: RandomnessError.generatorFailed) { try noise.samples(10_000, using: &source) }
        #expect(throws: RandomnessError.generatorFailed) { try noise.sample(using: &source) }
    }
}
