import Rationals
import Testing

@Suite struct RationalTests {
    @Test(arguments: [
        ("3", 3, 1), ("-3", -3, 1), ("6/4", 3, 2), ("0.05", 1, 20), ("1e-6", 1, 1_000_000), ("2.5e2", 250, 1),
        ("0.5/0.25", 2, 1), (".5", 1, 2), ("1.", 1, 1), ("-0.0", 0, 1), ("9223372036854775807", Int64.max, 1),
    ])
    func readsExactlyWhatWasWritten(text: String, numerator: Int64, denominator: Int64) throws {
        let value = try #require(Rational(text))
        #expect(value.numerator == numerator)
        #expect(value.denominator == denominator)
    }

    @Test(arguments: [
        "", "-", ".", "1/0", "1//2", "a", "1 ", " 1", "1,5", "0x1", "1e", "1e99", "9223372036854775808", "--1", "1.2.3",
        "1e-40", "∞",
    ])
    func refusesWhatIsNoExactNumber(text: String) {
        #expect(Rational(text) == nil)
    }

    @Test func arithmeticIsExactOrRefused() throws {
        let third = try #require(Rational(1, over: 3))
        let sixth = try #require(Rational(1, over: 6))
        #expect(third.adding(sixth) == Rational(1, over: 2))
        #expect(third.subtracting(third) == .zero)
        #expect(third.multiplied(by: sixth) == Rational(1, over: 18))
        #expect(third.divided(by: sixth) == Rational(2))
        #expect(third.divided(by: .zero) == nil)
        let huge = try #require(Rational(Int64.max, over: 1))
        #expect(huge.adding(.one) == nil)
        #expect(huge.multiplied(by: huge) == nil)
        #expect(huge.adding(huge.negated) == .zero)
    }

    @Test func anyFractionComesBackFromItsDescription() throws {
        for numerator in Int64(-12)...12 {
            for denominator in Int64(1)...12 {
                let value = try #require(Rational(numerator, over: denominator))
                #expect(Rational(value.description) == value)
                #expect(value == Rational(numerator * 7, over: denominator * 7))
            }
        }
    }

    @Test func comparesAcrossDenominators() throws {
        let near = try #require(Rational(Int64.max - 1, over: Int64.max))
        #expect(near < .one)
        #expect(near.negated > Rational(-1))
    }

    @Test func theLeastIntegerIsReducedOrRefused() {
        #expect(Rational(Int64.min, over: 1) == nil)
        #expect(Rational(Int64.min, over: 2) == Rational(-(1 << 62), over: 1))
        #expect(Rational(1, over: -2) == Rational(-1, over: 2))
    }
}

@Suite struct FlooredTests {
    @Test func isTheMultipleAtOrJustBelow() throws {
        let step = try #require(Rational(1, over: 128))
        let third = try #require(Rational(1, over: 3))
        #expect(third.floored(places: 0) == .zero)
        #expect(third.floored(places: 4) == Rational(5, over: 16))
        #expect(Rational(3, over: 4)?.floored(places: 2) == Rational(3, over: 4))
        #expect(Rational(Int64.max, over: 1)?.floored(places: 0) == Rational(Int64.max, over: 1))
        #expect(Rational(1, over: .max)?.floored(places: 62) == .zero)
        for numerator in Int64(0)...40 {
            for denominator in Int64(1)...20 {
                let value = try #require(Rational(numerator, over: denominator))
                let floored = try #require(value.floored(places: 7))
                let next = try #require(floored.adding(step))
                #expect(floored <= value && value < next && 128 % floored.denominator == 0)
            }
        }
    }

    @Test func whatDoesNotFitIsNil() throws {
        #expect(Rational(-1).floored(places: 3) == nil)
        #expect(Rational(1).floored(places: 63) == nil)
        #expect(Rational(1).floored(places: -1) == nil)
        #expect(Rational(Int64.max, over: 1)?.floored(places: 1) == nil)
        #expect(Rational(1).floored(places: 62) == .one)
    }
}
