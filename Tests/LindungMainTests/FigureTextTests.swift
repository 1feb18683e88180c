import Rationals
import Testing

@testable import LindungMain

/// How numbers are written for people.
@Suite struct FigureTextTests {
    @Test(
        "A rate shows two digits of its margin, which is never rounded to nothing",
        arguments: [
            (2.3951, 0.0281, "2.395", "0.029"), (182.9167, 10, "182.9", "10.0"), (6.0568, 0.32562, "6.06", "0.33"),
            (0.00002, 0.00001, "0.0", "0.0001"), (-3.14159, 1.5, "-3.1", "1.5"), (62.5, 0, "62.5", "0.0"),
            (0.0625, 0, "0.0625", "0.0"),
        ])
    func rates(value: Double, margin: Double, shown: String, shownMargin: String) {
        let digits = ShownRate.digits(value, margin: margin)
        #expect(digits.value == shown && digits.margin == shownMargin)
    }

    @Test(
        "What is spent is rounded up and what is left down; what four digits tell is not rounded",
        arguments: [
            ("21423738091/1099511627776", "0.01949", "0.01948"), ("4/5", "0.8", "0.8"), ("3", "3", "3"),
            ("1/3", "0.3334", "0.3333"), ("0", "0", "0"), ("1/10000000000", "0", "0"),
            ("1234567/100", "12346", "12345"),
        ])
    func costs(number: String, spent: String, left: String) throws {
        let number = try #require(Rational(number))
        #expect(CostText.decimal(number) == spent && CostText.decimal(number, .down) == left)
    }

    @Test(
        "Small numbers show three digits and their power of ten, rounded up",
        arguments: [("1/5000000", "2.0e-7"), ("41943/104857600000", "4.0e-7"), ("12341/10000000000", "1.24e-6")])
    func small(number: String, shown: String) throws {
        #expect(CostText.scientific(try #require(Rational(number))) == shown)
    }
}
