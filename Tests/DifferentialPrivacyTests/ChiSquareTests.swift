import TestSupport
import Testing

@Suite struct ChiSquareTests {
    // Regularised incomplete gamma, computed to 50 digits.
    @Test(arguments: [
        (2.5, 7.5, 0.0103623379157864), (50, 100, 1.17845007209794e-8), (0.5, 0.02, 0.841480581121794),
    ])
    func survivalFunctionAgreesWithHighPrecision(shape: Double, point: Double, expected: Double) {
        #expect(abs(ChiSquare.upperGamma(shape, point) / expected - 1) < 1e-10)
    }

    @Test func budgetHoldsForTheWholeRun() {
        let all = FalseAlarmBudget.comparisons.reduce(0) { $0 + $1.count }
        #expect(FalseAlarmBudget.eachTest * Double(all) <= FalseAlarmBudget.wholeRun)
    }
}
