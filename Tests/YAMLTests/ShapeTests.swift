import Testing
import YAML

@Suite struct ShapeTests {
    @Test(arguments: [
        ("0", 0), ("5", 5), ("-5", -5), ("100", 100), ("-100", -100), ("# c\n7 # d", 7),
    ])
    func readsWholeNumbers(text: String, value: Int64) throws {
        #expect(try read(text, .int(in: -100...100)) == value)
    }

    @Test(arguments: [
        ("101", "the number 101"), ("-101", "the number -101"), ("010", "the number 010"), ("+5", "the number +5"),
        ("1.0", "the number 1.0"), ("1_0", "the text \"1_0\""), ("0x10", "the text \"0x10\""), ("-", "a list"),
        ("-0x", "the text \"-0x\""), ("1e1", "the number 1e1"),
        ("99999999999999999999", "a number"),
        ("[1]", "a list"), ("true", "true"), ("{}", "a mapping"),
    ])
    func refusesOtherNumbers(text: String, found: String) {
        #expect(
            problems(text, .int(in: -100...100))
                == ["1:1: expected a whole number from -100 to 100, found \(found)"])
    }

    @Test func quotedNumbersSayWhatToDo() {
        #expect(
            problems("'5'", .int(in: 1...))
                == ["1:1: expected a whole number of at least 1, found the text \"5\" (leave the quotation marks out)"])
        #expect(
            problems("\"0.5\"", .number)
                == ["1:1: expected a number, found the text \"0.5\" (leave the quotation marks out)"])
        #expect(problems("x", .int) == ["1:1: expected a whole number, found the text \"x\""])
    }

    @Test func readsTheWidestWholeNumbers() throws {
        #expect(try read("-9223372036854775808", .int64) == Int64.min)
        #expect(try read("[9223372036854775807]", .list(of: .int)) == [Int.max])
        #expect(problems("9223372036854775808", .int64).count == 1)
    }

    @Test(arguments: ["0.05", "-3", "1e-6", "2.50E+2", ".5", "1.", "007"])
    func givesNumbersAsWritten(text: String) throws {
        #expect(try read(text, .number) == text)
    }

    @Test(arguments: ["1/3", ".", "-", "1e", "0x1", "1,5", "nan", ".inf", "1e5x", "1 2", "~", "''"])
    func refusesWhatIsNoNumber(text: String) {
        #expect(problems(text, .number).count == 1)
    }

    @Test(arguments: ["yes", "no", "on", "off", "True", "FALSE", "'true'", "1", "~", "[]"])
    func truthIsWrittenOneWay(text: String) throws {
        #expect(problems(text, .bool).count == 1)
        #expect(try read("true", .bool))
        #expect(try !read("false", .bool))
    }

    @Test(arguments: [
        ("no", "no"), ("007", "007"), ("1.0", "1.0"), ("'a b'", "a b"), ("true", "true"), ("2024-03", "2024-03"),
    ])
    func textIsWhatWasWritten(text: String, value: String) throws {
        #expect(try read(text, .text) == value)
    }

    @Test func emptyTextOnlyWhereAllowed() throws {
        #expect(try read("''", .possiblyEmptyText) == "")
        #expect(problems("", .possiblyEmptyText) == ["1:1: expected a text, found nothing"])
    }

    @Test func longTextsAreCutAndKeptOnOneLine() {
        let long = String(repeating: "é", count: 50)
        #expect(
            problems(long, .bool) == [
                "1:1: expected true or false, found the text \"\(String(repeating: "é", count: 40))…\" "
                    + "(write true or false, without quotes)"
            ])
        #expect(problems("\"a\\n\\eb\"", .oneOf(["x"])) == ["1:1: expected x, found the text \"a  b\""])
    }

    @Test func listsReportEveryEntry() throws {
        #expect(try read("[1, 2]", .list(of: .int(in: 1...3))) == [1, 2])
        #expect(
            problems("[0, 1, x]", .list(of: .int(in: 1...3))) == [
                "1:2: expected a whole number from 1 to 3, found the number 0",
                "1:8: expected a whole number from 1 to 3, found the text \"x\"",
            ])
        #expect(
            problems("[]", .list(of: .text, least: 1)) == ["1:1: expected a list that is not empty, found 0 entries"])
        #expect(problems("a", .list(of: .text)) == ["1:1: expected a list, found the text \"a\""])
        #expect(try read("a", .oneOrList(of: .text)) == ["a"])
        #expect(try read("[a, b]", .oneOrList(of: .text)) == ["a", "b"])
    }

    @Test func eitherShortOrLong() throws {
        let shape = YAMLShape<String>.either(
            scalar: .text, mapping: .mapping("a column") { $0.required("name", .text) })
        #expect(try read("age", shape) == "age")
        #expect(try read("{name: age}", shape) == "age")
        #expect(problems("[age]", shape) == ["1:1: expected a single value or a mapping, found a list"])
        #expect(problems("{nam: age}", shape) == ["1:2: unknown key \"nam\" (did you mean \"name\"?)"])
    }

    @Test func shapesOfOnesOwn() throws {
        let even = YAMLShape<Int>.reading(.int(in: 0...100), as: "an even number", hint: "add one") {
            $0.isMultiple(of: 2) ? $0 : nil
        }
        #expect(try read("[2, 4]", .list(of: even)) == [2, 4])
        #expect(problems("3", even) == ["1:1: expected an even number, found the number 3 (add one)"])
        let located = try read("[a, b]", .list(of: .located(.text)))
        #expect(located.map(\.position) == [YAMLPosition(line: 1, column: 2), YAMLPosition(line: 1, column: 5)])
        #expect(located.map(\.value) == ["a", "b"])
    }
}
