import Aggregation
import Bytes
import TestSupport
import Testing

/// The fast way through objects beside a slow one, on lines of all kinds.
@Suite struct ObjectDifferenceTests {
    private static let names = [
        "a", "ab", "state", "a name of some length", "é", "", "平台", "\\u0061", "sta\\u0074e", "x\\ty", "period",
        "kategori_yang_sangat_panjang_sekali_namanya",
    ]
    private static let values = [
        "1", "0", "-0", "12.50", "1e9", "-1.5E-3", "true", "false", "null", "\"\"", "\"x\"", "\"exactly sixteen..\"",
        "\"seventeen letters\"", "\"\\\"\"", "\"\\\\\"", "\"\\u00e9\\ud83d\\ude42\"", "\"é 平台 \u{1F642}\"",
        "\"a text that is longer than what is looked at in one go, with a \\n in it\"",
    ]
    private static let wrong = [
        "01", "1.", "-", "1e", "+1", "tru", "nul", "falsey", "{}", "[1]", "\"", "\"\t\"", "\"\u{1}\"", "\"\\x\"",
        "\"\\u12g4\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\\", "", "1 2", "\"a\"b\"",
        "{\"a\":{\"b\":1}}",
        "[[[[", "\"\\u00",
    ]

    private static func space(_ dice: inout Dice) -> String {
        Int.random(in: 0..<8, using: &dice) > 0
            ? "" : [" ", "  ", "\t", "\r", " \r\t "].randomElement(using: &dice) ?? ""
    }

    /// One line: mostly an object of the usual names, seldom one with something else.
    private static func line(_ usual: [String], _ dice: inout Dice) -> String {
        var names = usual
        switch Int.random(in: 0..<12, using: &dice) {
        case 0: names.shuffle(using: &dice)
        case 1: names.removeAll { _ in Bool.random(using: &dice) }
        case 2: names.insert(ObjectDifferenceTests.names.randomElement(using: &dice) ?? "", at: 0)
        case 3: names.append(names.first ?? "a")
        default: break
        }
        let isSpaced = Int.random(in: 0..<4, using: &dice) == 0
        var pairs = names.map { name in
            let gaps = (0..<4).map { _ in isSpaced ? space(&dice) : "" }
            let value = (Int.random(in: 0..<60, using: &dice) == 0 ? wrong : values).randomElement(using: &dice) ?? ""
            return "\(gaps[0])\"\(name)\"\(gaps[1]):\(gaps[2])\(value)\(gaps[3])"
        }
        if Int.random(in: 0..<40, using: &dice) == 0 { pairs.append("") }
        var line = space(&dice) + "{" + pairs.joined(separator: ",") + "}" + space(&dice)
        switch Int.random(in: 0..<40, using: &dice) {
        case 0: line = String(line.unicodeScalars.prefix(Int.random(in: 0...line.unicodeScalars.count, using: &dice)))
        case 1: line += ["x", "}", ",", "{}", "\u{1}"].randomElement(using: &dice) ?? ""
        case 2: line = ["", " ", "{}", "{ }", "[]", "null", "{\"a\" 1}", "{a:1}"].randomElement(using: &dice) ?? ""
        case 3:
            // Anything that means something, put in anywhere.
            var scalars = Array(line.unicodeScalars)
            let mark = Array("\"\\:,{}[]\r 0e-é".unicodeScalars).randomElement(using: &dice) ?? " "
            scalars.insert(mark, at: Int.random(in: 0...scalars.count, using: &dice))
            line = String(String.UnicodeScalarView(scalars))
        default: break
        }
        return line
    }

    private static func text(_ seed: UInt64) -> [UInt8] {
        var dice = Dice(state: seed)
        let usual = Array(names.shuffled(using: &dice).prefix(Int.random(in: 1...8, using: &dice)))
        let end = seed % 3 == 0 ? "\r\n" : "\n"
        var text = seed % 5 == 0 ? "\u{FEFF}" : ""
        for _ in 0..<60 { text += line(usual, &dice) + end }
        if seed % 2 == 0 { text.removeLast() }
        return Array(text.utf8)
    }

    @Test(arguments: UInt64(0)..<100)
    func everyLineIsReadAsTheSlowWayReadsIt(seed: UInt64) throws {
        let bytes = ObjectDifferenceTests.text(seed)
        let expected = ObjectReference.read(bytes)
        let block = [1 << 18, 1, 17, 300][Int(seed % 4)]
        let seen = try readAll(MemorySource(bytes), .ndjson, limits: RecordLimits(blockBytes: block))
        #expect(seen.count == expected.count)
        for (one, other) in zip(seen, expected) { #expect(one.description.utf8.elementsEqual(other.text.utf8)) }
    }

    @Test func countsAreThoseOfTheSlowWay() throws {
        for seed in UInt64(1_000)..<1_040 {
            let bytes = ObjectDifferenceTests.text(seed)
            var expected: [String: Int64] = [:]
            for case (_, let fields?) in ObjectReference.read(bytes) {
                guard let field = fields.first(where: { $0.hasPrefix("a=") }) else { continue }
                expected[String(field.dropFirst(2)), default: 0] += 1
            }
            let result = try ColumnAggregation.run(
                AggregationPlan(by: [.init("a")]), sources: [MemorySource(bytes)], format: .ndjson,
                options: AggregationOptions(seed: HashSeed(low: seed, high: 2), threads: 2))
            let codes = result.counts.codes(releasingRaw: .exactAtUsersRequest)
            var counts: [String: Int64] = [:]
            for row in result.counts.rows(releasingRaw: .exactAtUsersRequest) {
                counts[codes[0][row.places[0]].text] = row.count
            }
            #expect(counts == expected)
        }
    }

    /// A code that is new with a record that is refused must have its place when the next record has it.
    @Test func codesThatCameWithRefusedRecordsCount() throws {
        let known = try #require(DeclaredCodes(["good"]))
        var text = "{\"a\":\"first\",\"b\":\"good\"}\n"
        for code in 0..<300 {
            text += "{\"a\":\"new \(code)\",\"b\":\"bad\"}\n"
            for _ in 0...code % 3 { text += "{\"a\":\"new \(code)\",\"b\":\"good\"}\n" }
        }
        let result = try ColumnAggregation.run(
            AggregationPlan(by: [.init("a"), .init("b", .coded(known))]), sources: [MemorySource(text)],
            format: .ndjson, options: AggregationOptions(seed: HashSeed(low: 1, high: 2), threads: 1))
        let codes = result.counts.codes(releasingRaw: .exactAtUsersRequest)
        var counts: [String: Int64] = [:]
        for row in result.counts.rows(releasingRaw: .exactAtUsersRequest) {
            counts[codes[0][row.places[0]].text] = row.count
        }
        var expected: [String: Int64] = ["first": 1]
        for code in 0..<300 { expected["new \(code)"] = Int64(code % 3 + 1) }
        #expect(counts == expected)
    }

    @Test(arguments: [1, 3, 4_096])
    func aNameStandsTwiceHoweverManyThereAre(names: Int) throws {
        let pairs = (0..<names).map { "\"name \($0)\":\($0)" }
        let good = "{" + pairs.joined(separator: ",") + "}"
        let last = pairs[names - 1]
        let twice = "{" + (pairs.dropLast() + ["\"other\":1"]).prefix(names - 1).joined(separator: ",")
        let text = [good, twice + (names > 1 ? "," : "") + last + "," + last + "}", good].joined(separator: "\n")
        let seen = try readAll(
            MemorySource(text), .ndjson, limits: RecordLimits(fields: names + 1))
        #expect(rows(seen).map(\.count) == [names, names])
        #expect(problems(seen).map(\.kind) == [.malformedJSON(.doubledName)])
    }

    /// Names without end, record after record: what is remembered of them is let go in between.
    @Test func everNewNamesAreRead() throws {
        let lines = (0..<200).map { row in
            "{" + (0..<20).map { "\"a long name that comes once \(row)-\($0)\":\"\(row)\"" }.joined(separator: ",")
                + "}"
        }
        let limits = RecordLimits(recordBytes: 2_000, fields: 20, blockBytes: 4_000)
        let seen = try readAll(MemorySource(lines.joined(separator: "\n")), .ndjson, limits: limits)
        #expect(rows(seen).count == 200)
        #expect(rows(seen).allSatisfy { Set($0).count == 20 })
    }
}
