import Collecting
import Testing

@testable import TabularCollector

/// The mapping of most tests with one text replaced by another.
private func changed(_ old: String, _ new: String) -> String {
    plainMapping.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.replacing(old, with: new) }.joined(separator: "\n")
}

@Suite struct MappingFileTests {
    @Test func aGoodMappingHasNoMistakes() throws {
        #expect(try mistakes(plainMapping).isEmpty)
    }

    @Test(arguments: [
        ("mapping: 1", "mapping: 2", "1:10: expected a whole number from 1 to 1, found the number 2"),
        ("mapping: 1", "mapping: 1\ndataset: other", "2:1: the mapping is for the dataset other, not for cases"),
        (
            "mapping: 1", "mapping: 1\nencoding: utf-9",
            "2:11: expected an encoding: utf-8, latin-1 or windows-1252, found the text \"utf-9\""
        ),
        (
            "mapping: 1", "mapping: 1\nseparator: \"::\"",
            "2:12: expected a separator: one character in quotes, or tab, found the text \"::\" "
                + "(for a semicolon write separator: \";\")"
        ),
        (
            "mapping: 1", "mapping: 1\nseparator: \"'\"\nquote: \"'\"",
            "2:1: separator and quote are the same character"
        ),
        ("mapping: 1", "mapping: 1\nheader: -1", "2:9: expected a whole number from 0 to 10000, found the number -1"),
        (
            "mapping: 1", "mapping: 1\nnumbers: {decimal: \",\", thousands: \",\"}",
            "2:25: decimal and thousands are the same mark (say both)"
        ),
        (
            "mapping: 1", "mapping: 1\nnumbers: {thousands: \";\"}",
            "2:22: expected a mark in quotes: a comma, a point, a space or ' between thousands, found the text \";\""
        ),
        ("mapping: 1", "mapping: 1\nheadr: 2", "2:1: unknown key \"headr\" (did you mean \"header\"?)"),
        (
            "mapping: 1", "mapping: 1\nmapping: 1",
            "2:1: the key \"mapping\" comes twice (it is first at line 1, column 1)"
        ),
        (
            "mapping: 1", "mapping: 1\nrows: {skip: [{column: a}]}",
            "2:16: say which values the column has: values or startsWith"
        ),
        ("  STATE:", "  STAET:", "3:3: unknown key \"STAET\" (did you mean \"STATE\"?)"),
        ("  STATE: {column: state}", "", "4:3: the key \"STATE\" is missing"),
        ("{column: state}", "{colum: state}", "3:11: unknown key \"colum\" (did you mean \"column\"?)"),
        (
            "{column: state}", "{ignoreCase: true}",
            "3:10: name the column of STATE, or the value that every row has"
        ),
        ("{column: state}", "{value: JRH}", "3:18: the codelist STATE has no code JRH (did you mean \"JHR\"?)"),
        ("{column: state}", "{value: NORTH}", "3:18: NORTH is the sum of other codes; name one of its parts"),
        ("{column: state}", "{value: _T}", "3:18: _T is the sum of other codes; name one of its parts"),
        (
            "{column: state}", "{value: JHR, column: a}", "3:11: value stands alone: no other key goes with it"
        ),
        (
            "{column: state}", "{column: state, codes: {Johore: JHRR}}",
            "3:42: the codelist STATE has no code JHRR (did you mean \"JHR\"?)"
        ),
        (
            "{column: state}", "{column: state, ranges: [{from: 5, to: 4, code: JHR}]}",
            "3:36: from is above to"
        ),
        ("{column: state}", "{column: 0}", "3:19: columns are numbered from 1 to 4096"),
        (
            "{column: month}", "{column: month, format: MMMMM}",
            "5:33: expected a pattern such as yyyy-MM, d/M/yyyy, MMM yyyy, yyyy-'Q'Q, or sdmx, found the text \"MMMMM\""
        ),
        ("{column: month}", "{value: 2024-13}", "5:17: expected a period such as 2024-03, found the text \"2024-13\""),
        (
            "{column: month}", "{column: month, value: 2024-03}", "5:25: name one of column, headings and value"
        ),
        ("{column: month}", "{colum: month}", "5:10: unknown key \"colum\" (did you mean \"column\"?)"),
        ("{column: month}", "{value: 2024-03, format: yyyy}", "5:26: format goes with column"),
        (
            "{column: month}", "{headings: yyyy}",
            "6:1: the counts stand in the period columns, so there is no count to name"
        ),
        (
            "count: {column: count}", "",
            "1:1: the key \"count\" is missing (write count: rows if every row is one unit)"
        ),
        ("count: {column: count}", "coutn: rows", "6:1: unknown key \"coutn\" (did you mean \"count\"?)"),
        (
            "count: {column: count}", "count: row",
            "6:8: expected rows, or a mapping that names the column, found the text \"row\" (write count: {column: …})"
        ),
        (
            "count: {column: count}", "count: rows\nduplicates: ad",
            "7:13: expected one of refuse or add, found the text \"ad\" (did you mean \"add\"?)"
        ),
    ])
    func eachMistakeIsToldOnceAtItsPlace(old: String, new: String, expected: String) throws {
        let found = try mistakes(changed(old, new))
        #expect(found == [expected])
    }

    @Test func allMistakesOfAFileAreTold() throws {
        let mapping = changed("STATE", "STAET").replacing("mapping: 1", with: "mapping: one")
            .replacing("count: {column: count}", with: "count: row")
        #expect(try mistakes(mapping).map { $0.prefix(2) } == ["1:", "3:", "6:"])
    }

    @Test func aCollectorWithoutAMappingSaysWhatItNeeds() throws {
        let structure = try testStructure.get()
        #expect(throws: CollectorOptionsError.self) { try TabularCollector(structure: structure, settings: .none) }
        let error = #expect(throws: CollectorOptionsError.self) {
            try CollectorSettings(for: TabularCollector.description)
        }
        #expect(error?.description == "the collector tabular needs a mapping file: add --mapping FILE")
    }

    @Test(arguments: ["", "\u{0}", "[1, 2]", "{", "mapping"])
    func whatIsNoMappingIsAMistakeAndNoCrash(text: String) throws {
        #expect(try !mistakes(text).isEmpty)
    }

    @Test func everyPrefixOfAMappingIsReadOrRefused() throws {
        let whole = Array(plainMapping.utf8)
        for length in whole.indices {
            let found = try mistakes(String(decoding: whole[..<length], as: UTF8.self))
            #expect(length >= whole.count - 2 || !found.isEmpty, "\(length)")
        }
    }
}
