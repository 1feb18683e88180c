import Collecting
import Testing

private let codes = ["NORTH=North/Utara", "KDH<NORTH=Kedah", "PLS<NORTH=Perlis", "JHR=Johor/Johor", "_U=Unknown/Entah"]

@Suite struct CodeMatcherTests {
    private func index(_ code: String, _ dimension: Dimension) throws -> CodeIndex {
        try #require(dimension.codelist.index(of: try Code(code)))
    }

    @Test(arguments: [
        ("KDH", "KDH"), ("Kedah", "KDH"), ("Johor", "JHR"), ("Entah", "_U"), ("Unknown", "_U"), ("_U", "_U"),
    ])
    func codesAndLabelsInBothLanguagesMatch(word: String, code: String) throws {
        let dimension = try dimension(codes)
        #expect(CodeMatcher(dimension: dimension).match(word) == .code(try index(code, dimension)))
    }

    @Test(arguments: [("NORTH", "NORTH"), ("Utara", "NORTH"), ("_T", "_T")])
    func sumsAreNotCounted(word: String, code: String) throws {
        #expect(CodeMatcher(dimension: try dimension(codes)).match(word) == .subtotal(try Code(code)))
    }

    @Test func theTotalOfAMultiValuedDimensionIsCounted() throws {
        let matcher = CodeMatcher(dimension: try dimension(codes, isMultiValued: true))
        #expect(matcher.match("_T") == .code(.total))
        #expect(matcher.match("NORTH") == .subtotal(try Code("NORTH")))
    }

    @Test(
        arguments: [("Kedha", "Kedah"), ("KHD", "KDH"), ("kedah", "Kedah"), ("zzzzzz", nil), ("", nil)]
            as [(String, String?)])
    func theNearestOfAnUnknownWordIsTold(word: String, nearest: String?) throws {
        let matcher = CodeMatcher(dimension: try dimension(codes))
        #expect(matcher.match(word) == .unknown(nearest: nearest))
        #expect(matcher.match(word, suggesting: false) == .unknown(nearest: nil))
    }

    @Test func aNameThatTwoCodesShareMatchesNeither() throws {
        let dimension = try dimension(["A=Same/Satu", "B=Same/Dua", "C=A/Tiga"])
        let matcher = CodeMatcher(dimension: dimension)
        guard case .unknown = matcher.match("Same") else { return #expect(Bool(false), "Same was matched") }
        #expect(matcher.match("Satu") == .code(0))
        // A code goes before another code's label; a listed word before both.
        #expect(matcher.match("A") == .code(0))
        #expect(CodeMatcher(dimension: dimension, words: ["A": 2, "Same": 1]).match("A") == .code(2))
        #expect(CodeMatcher(dimension: dimension, words: ["A": 2, "Same": 1]).match("Same") == .code(1))
    }

    @Test func termsMatchOnlyInTheirScheme() throws {
        let dimension = try dimension(codes, terms: ["KDH": "02", "JHR": "Kedah"])
        #expect(CodeMatcher(dimension: dimension).match("02") == .unknown(nearest: nil))
        let matcher = CodeMatcher(dimension: dimension, termScheme: "scheme")
        #expect(matcher.match("02") == .code(1))
        #expect(CodeMatcher(dimension: dimension, termScheme: "other").match("02") == .unknown(nearest: nil))
        // The label of one code is the term of another: neither.
        #expect(matcher.match("Kedah") == .unknown(nearest: "KDH"))
    }

    @Test(
        arguments: [
            ("-1", 1), ("0", 1), ("17", 1), ("18", 2), ("24.0", 2), ("29", 2), ("30", nil), ("17.5", nil), ("1e1", nil),
        ] as [(String, CodeIndex?)])
    func numbersMatchTheirRange(word: String, code: CodeIndex?) throws {
        let matcher = CodeMatcher(
            dimension: try dimension(codes), ranges: [.init(Int64.min...17, code: 1), .init(18...29, code: 2)])
        #expect(matcher.match(word) == (code.map(CodeMatcher.Match.code) ?? .unknown(nearest: nil)))
    }

    @Test func theRestIsOtherIfTheMappingSaysSo() throws {
        let matcher = CodeMatcher(dimension: try dimension(codes), others: 4)
        #expect(matcher.match("anything") == .code(4))
        #expect(matcher.match("NORTH") == .subtotal(try Code("NORTH")))
    }

    @Test func caseCountsUnlessTheMappingSaysOtherwise() throws {
        let dimension = try dimension(codes)
        let matcher = CodeMatcher(dimension: dimension, words: ["Kedah Darul Aman": 1], ignoresCase: true)
        for word in ["KEDAH", "kdh", "kedah darul AMAN", "Kedah"] { #expect(matcher.match(word) == .code(1)) }
        guard case .unknown = CodeMatcher(dimension: dimension).match("kdh") else {
            return #expect(Bool(false), "kdh was matched")
        }
    }
}
