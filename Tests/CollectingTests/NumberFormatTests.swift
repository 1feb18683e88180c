import Collecting
import Testing

@Suite struct NumberFormatTests {
    @Test(
        arguments: [
            ("0", .number(0)), ("5", .number(5)), ("007", .number(7)), ("+5", .number(5)), ("-5", .number(-5)),
            ("\u{2212}5", .number(-5)), ("-0", .number(0)), ("12.0", .number(12)), ("12.00", .number(12)),
            ("1234.000", .number(1234)), ("0.000", .number(0)), ("1.5", .fraction), ("0.001", .fraction),
            ("9223372036854775807", .number(.max)), ("9223372036854775808", .tooLarge),
            ("-9223372036854775808", .tooLarge),
            ("1.000", .malformed), ("125.000", .malformed), ("1,234", .malformed), ("1 234", .malformed),
            ("", .malformed),
            ("-", .malformed), ("+", .malformed), (".", .malformed), ("5.", .malformed), (".5", .malformed),
            ("--5", .malformed), ("5-", .malformed), ("1e3", .malformed), ("0x10", .malformed), ("five", .malformed),
            ("<10", .malformed), ("1.2.3", .malformed), ("\u{661}\u{662}", .malformed), ("\u{BD}", .malformed),
            ("NaN", .malformed), ("5%", .malformed), ("1.0x", .malformed),
        ] as [(String, NumberFormat.Reading)])
    func plainNumbers(text: String, reading: NumberFormat.Reading) {
        #expect(NumberFormat.plain.read(text) == reading)
    }

    @Test(
        arguments: [
            (".", ",", "1,234", .number(1234)), (".", ",", "1,234,567", .number(1_234_567)),
            (".", ",", "-1,234.00", .number(-1234)), (".", ",", "1234", .number(1234)), (".", ",", "1,23", .malformed),
            (".", ",", "12,34,567", .malformed), (".", ",", "1234,567", .malformed), (".", ",", ",123", .malformed),
            (".", ",", "123,", .malformed), (".", ",", "1,,234", .malformed), (".", ",", "1.234", .fraction),
            (".", ",", "1.000", .number(1)), (".", ",", "1.234,50", .malformed), (".", ",", "", .malformed),
            (",", ".", "1.234", .number(1234)), (",", ".", "1.234,50", .fraction),
            (",", ".", "1.234,00", .number(1234)),
            (",", ".", "1,234", .fraction), (",", ".", "1.23", .malformed), (",", " ", "1 234", .number(1234)),
            (",", " ", "1\u{A0}234\u{202F}567", .number(1_234_567)), (",", " ", "1  234", .malformed),
            (".", "'", "1'234", .number(1234)), (".", "'", "1,234", .malformed),
            (".", ",", "99,999,999,999,999,999,999", .tooLarge),
        ] as [(Character, Character, String, NumberFormat.Reading)])
    func numbersWithMarks(
        decimal: Character, thousands: Character, text: String, reading: NumberFormat.Reading
    ) throws {
        let format = try #require(NumberFormat(decimal: decimal, thousands: thousands))
        #expect(format.read(text) == reading)
    }

    @Test func oneMarkCannotMeanBoth() {
        #expect(NumberFormat(decimal: ",", thousands: ",") == nil)
    }

    /// Written with marks between thousands, or with none, every number is read back.
    @Test(arguments: [(Character("."), Character(",")), (",", "."), (",", " ")])
    func whatIsWrittenIsReadBack(decimal: Character, thousands: Character) throws {
        let format = try #require(NumberFormat(decimal: decimal, thousands: thousands))
        var value: Int64 = 1
        while value < .max / 7 {
            let digits = String(value)
            var marked = ""
            for (place, digit) in digits.enumerated() {
                if place > 0, (digits.count - place).isMultiple(of: 3) { marked.append(thousands) }
                marked.append(digit)
            }
            for text in [marked, digits, marked + "\(decimal)0"] {
                #expect(format.read(text) == .number(value))
                #expect(format.read("-" + text) == .number(-value))
            }
            value = value * 7 + 3
        }
    }
}
