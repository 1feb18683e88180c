import DifferentialPrivacy
import Rationals
import TestSupport
import Testing

/// Expected values computed to 50 digits, independently.
@Suite struct PrivacyCostTests {
    @Test(arguments: [
        ("1/2", "1", 0.24684633078294449), ("1/8", "1", 0.017985448229143713), ("1/200", "1", 1.1626191118257582e-24),
        ("1", "10", 1.1714172313952304e-10), ("1/50", "0.3", 0.015651818305739082),
        ("1e-6", "0.01", 1.0169180723476529e-15), ("3", "1", 0.89905298054359659),
        ("1e-9", "0.001", 1.9629026272661187e-115), ("0.1", "4", 5.5974587029613083e-19),
        ("20", "100", 2.6683874050770086e-36),
    ])
    func deltaIsRoundedUpByLittle(rho: String, epsilon: String, expected: Double) throws {
        let delta = try PrivacyCost(rho: rational(rho)).delta(atEpsilon: rational(epsilon))
        #expect(delta >= expected)
        #expect(delta <= expected * (1 + 1e-10))
    }

    @Test(arguments: [
        ("1/2", "1e-6", 5.221534444530169), ("1/8", "1e-9", 3.058122166845913), ("1/200", "1e-6", 0.42994146883694927),
        ("1", "1e-10", 10.03434358134763), ("1e-6", "1e-6", 0.0044964939806486117), ("3", "1e-5", 13.774455066669608),
        ("1e-9", "1e-12", 0.00024415162002534201), ("10", "0.01", 21.881613154154674),
    ])
    func epsilonIsRoundedUpByLittle(rho: String, delta: String, expected: Double) throws {
        let epsilon = try PrivacyCost(rho: rational(rho)).epsilon(atDelta: rational(delta))
        #expect(epsilon >= expected)
        #expect(epsilon <= expected * (1 + 1e-10))
    }

    @Test(arguments: [
        ("1", "1e-6", 0.024355970359538373), ("1", "1e-9", 0.014973057673588526),
        ("0.1", "1e-6", 0.0003210476903457401), ("10", "1e-10", 0.99389139889954048),
        ("0.5", "1e-5", 0.0085055305911819113), ("4", "1e-8", 0.23259431114243286),
        ("0.01", "1e-6", 4.3589736831425723e-6), ("100", "1e-12", 37.29428257722976),
    ])
    func rhoIsRoundedDownByLittle(epsilon: String, delta: String, expected: Double) throws {
        let rho = try PrivacyCost.largestRho(epsilon: rational(epsilon), delta: rational(delta))
        #expect(rho.approximateValue <= expected)
        #expect(rho.approximateValue >= expected * (1 - 1e-10) - 0x1p-40)
        let back = try PrivacyCost(rho: rho)
        #expect(try back.delta(atEpsilon: rational(epsilon)) <= rational(delta).approximateValue * (1 + 1e-12))
    }

    @Test func nothingCostsNothing() throws {
        #expect(try PrivacyCost.free.delta(atEpsilon: .zero) == 0)
        #expect(try PrivacyCost.free.epsilon(atDelta: rational("1e-9")) == 0)
        #expect(try PrivacyCost(rho: Rational(1 << 20)).delta(atEpsilon: .zero) == 1)
    }

    @Test func selectionsDeltaIsSpentFirst() throws {
        let plain = try PrivacyCost(rho: rational("1/8"))
        let withSelection = try PrivacyCost(rho: rational("1/8"), delta: rational("1e-6"))
        #expect(try withSelection.epsilon(atDelta: rational("2e-6")) == plain.epsilon(atDelta: rational("1e-6")))
        let difference = try withSelection.delta(atEpsilon: Rational(3)) - plain.delta(atEpsilon: Rational(3))
        #expect(abs(difference - 1e-6) < 1e-15)
        #expect(throws: PrivacyError.deltaOutOfBounds) { try withSelection.epsilon(atDelta: withSelection.delta) }
    }

    @Test func mechanismsCostWhatTheoremsSay() throws {
        let gaussian = try DiscreteGaussian(variance: Rational(50))
        #expect(try PrivacyCost.gaussian(gaussian, sensitivitySquared: Rational(2)).rho == Rational(1, over: 50))
        let laplace = try DiscreteLaplace(scale: Rational(10))
        #expect(try laplace.epsilon(sensitivity: Rational(3)) == Rational(3, over: 10))
        #expect(try PrivacyCost.laplace(laplace, sensitivity: Rational(3)).rho == Rational(9, over: 200))
        #expect(try PrivacyCost.pure(epsilon: Rational(2)).rho == Rational(2))
        let selection = try TruncatedGeometricSelection(epsilon: .one, delta: rational("1e-6"))
        let cost = try PrivacyCost.selection(selection)
        #expect(cost == (try PrivacyCost(rho: rational("1/2"), delta: rational("1e-6"))))
        #expect(try cost.adding(cost) == (try PrivacyCost(rho: .one, delta: rational("2e-6"))))
    }

    @Test func whatDoesNotFitIsRefusedOrRoundedUp() throws {
        let odd = try PrivacyCost(rho: rational("1/9223372036854775807"))
        let other = try PrivacyCost(rho: rational("1/9223372036854775805"))
        #expect(throws: PrivacyError.doesNotFit) { try odd.adding(other) }
        let sum = try odd.roundedUp().adding(other.roundedUp())
        #expect(sum.rho == Rational(2, over: 1 << 40))
        let whole = try PrivacyCost(rho: rational("3/4"))
        #expect(try whole.roundedUp() == whole)
        #expect(throws: PrivacyError.doesNotFit) { try PrivacyCost(rho: rational("1e18")).roundedUp() }
    }

    @Test func refusesNegativeParameters() throws {
        let minus = Rational(-1)
        let gaussian = try DiscreteGaussian(variance: .one)
        #expect(throws: PrivacyError.rhoOutOfBounds) { try PrivacyCost(rho: minus) }
        #expect(throws: PrivacyError.deltaOutOfBounds) { try PrivacyCost(rho: .one, delta: minus) }
        #expect(throws: PrivacyError.epsilonOutOfBounds) { try PrivacyCost.pure(epsilon: minus) }
        #expect(throws: PrivacyError.sensitivityOutOfBounds) {
            try PrivacyCost.gaussian(gaussian, sensitivitySquared: minus)
        }
        #expect(throws: PrivacyError.epsilonOutOfBounds) { try PrivacyCost.free.delta(atEpsilon: minus) }
        #expect(throws: PrivacyError.rhoOutOfBounds) {
            try DiscreteGaussian(spending: .zero, sensitivitySquared: .one)
        }
        #expect(throws: PrivacyError.deltaOutOfBounds) { try PrivacyCost.largestRho(epsilon: .one, delta: .one) }
    }

    @Test(arguments: [
        ("1/2", "1"), ("0.024355970359538373", "1"), ("1/3", "2/7"), ("26778803/1099511627776", "3/4"),
        ("1/1099511627776", "1"), ("1000", "1/5"), ("123456789/987654321", "1000000"), ("1e-12", "899/900"),
    ])
    func plannedVarianceCostsAtMostWhatMayBeSpent(rho: String, sensitivity: String) throws {
        let (wanted, squared) = (try rational(rho), try rational(sensitivity))
        let noise = try DiscreteGaussian(spending: wanted, sensitivitySquared: squared)
        let cost = try PrivacyCost.gaussian(noise, sensitivitySquared: squared)
        #expect(cost.rho <= wanted)
        #expect(cost.rho.approximateValue >= wanted.approximateValue * (1 - 1e-9))
        #expect(noise.variance.denominator <= 1 << 60)
    }

    @Test func anUnreachableVarianceIsRefused() throws {
        let tiny = try rational("1/9223372036854775807")
        #expect(throws: PrivacyError.varianceOutOfBounds) {
            try DiscreteGaussian(spending: tiny, sensitivitySquared: .one)
        }
    }
}
