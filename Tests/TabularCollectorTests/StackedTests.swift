import Collecting
import CollectorSupport
import Testing

@testable import TabularCollector

private let mapping = """
    mapping: 1
    dimensions: {FORM: {value: _O}}
    period: {title: yyyy-MM}
    count: {column: Cases}
    tables:
      - title: {startsWith: "Table 1"}
        dimensions: {STATE: {column: State}}
      - title: "Table 2. Forms of harm, 2024-02"
        header: 2
        dimensions: {STATE: {value: _U}, FORM: {column: Form}}
        rows: {skip: [{column: Form, values: Total}]}
      - headings: [Negeri, Bulan, Kes]
        dimensions: {STATE: {column: Negeri}}
        period: {column: Bulan}
        count: {column: Kes}

    """

private let file = """
    Transparency report,,
    Table 1. Reports by state, 2024-01,,
    ,,
    State,Cases,
    Kedah,3,
    Johor,4,

    "Table 2. Forms of harm, 2024-02",,
    (number of cases),,
    Form,Cases,
    Grooming,5,
    Total,5,
    ,,
    Negeri,Bulan,Kes
    Perlis,2024-03,6
    Table 9. Something else,,

    Source: nobody,,

    """

private let observed = [
    "2024-01 KDH/_O 3", "2024-01 JHR/_O 4", "2024-02 _U/GROOMING 5", "2024-03 PLS/_O 6",
]

@Suite struct StackedTests {
    @Test func eachTableIsFoundAndReadByItsOwnKeys() throws {
        let file = file.replacing("Table 9. Something else,,\n", with: "\nTable 9. Something else,,\n")
        let read = try collect(file, mapping)
        #expect(words(read) == observed)
        #expect(read.outline == ["note skipped-rows 8:-", "note outside-tables -:-"])
        #expect(read.findings.last?.message.english == "3 rows lie in no table and were not read: 1, 17, 19")
    }

    @Test func aLineThatFollowsWithoutABlankBelongsToItsTable() throws {
        let read = try collect(file, mapping)
        #expect(read.errors == ["unknown-code 16:1", "missing-value 16:2"])
        #expect(words(read) == observed)
    }

    @Test(arguments: [1, 2, 3, 7, 64])
    func theSizeOfTheReadsDoesNotMatter(chunk: Int) throws {
        #expect(try collect(Array(file.utf8), mapping, chunk: chunk) == collect(file, mapping))
    }

    @Test func aTableThatIsNotThereIsMissedByName() throws {
        let read = try collect(
            file.replacing("Table 2. Forms of harm, 2024-02", with: "Table 2. Forms of harms, 2024-02"), mapping)
        #expect(read.errors.contains("missing-table -:-"))
        #expect(
            read.findings.map(\.message.english).contains(
                "no table of the file has the title “Table 2. Forms of harm, 2024-02”; "
                    + "did you mean “Table 2. Forms of harms, 2024-02”?"))
        let headings = try collect(file.replacing("Negeri,Bulan,Kes", with: "Negeri,Kes,x"), mapping)
        #expect(
            headings.findings.map(\.message.english).contains(
                "no line of the file has the headings “Negeri, Bulan, Kes”"))
    }

    @Test func aTableThatStandsThereTwiceIsReadOnce() throws {
        let again = "\nTable 1. Reports by state and age, 2024-04,,\nState,Cases,\nKedah,100,\n"
        let read = try collect(file.replacing("Table 9. Something else,,\n", with: "") + again, mapping)
        #expect(read.errors == ["doubled-table 19:-"])
        #expect(words(read) == observed)
        #expect(read.findings.contains { $0.message.english.contains("begins in row 2 already") })
    }

    @Test func aQuotedLineBreakIsNoBlankLine() throws {
        let file = "Table 1 x 2024-01\nState,Cases,Note\nKedah,3,\"a\nb\n\nc\"\nJohor,4,\n"
        let one = """
            mapping: 1
            tables:
              - title: {startsWith: "Table 1"}
                dimensions: {STATE: {column: State}, FORM: {value: _O}}
                period: {title: yyyy-MM}
                count: {column: Cases}
            """
        let read = try collect(file, one)
        #expect(words(read) == Array(observed.prefix(2)))
        #expect(read.outline == ["note unused-column -:-"])
        #expect(try collect(file.replacing("Johor", with: "\nJohor"), one).outline.last == "note outside-tables -:-")
    }

    @Test func aTableWithoutRowsAndAnEmptyFileSaySo() throws {
        let one = """
            mapping: 1
            tables:
              - title: T
                dimensions: {STATE: {column: State}, FORM: {value: _O}}
                period: {value: 2024-01}
                count: {column: Cases}
            """
        #expect(try collect("T\nState,Cases\n\n", one).errors == ["no-rows 1:-"])
        #expect(try collect("T\n", one).errors == ["no-rows 1:-"])
        #expect(try collect("", one).errors == ["empty-file -:-"])
        #expect(try collect("T\nStates,Cases\nKedah,1\n", one).errors == ["missing-column 2:-"])
        #expect(try collect("T\nState,Cases\nKedah,1\n\u{0}\n", one).errors == ["binary-file 4:-"])
        #expect(try collect("T\nState,Cases\nKedah,1", one).outline == ["warning unfinished-file 3:-"])
    }

    @Test(arguments: [
        ("- title: {startsWith: \"Table 1\"}", "- titel: x", "6:5: unknown key \"titel\" (did you mean \"title\"?)"),
        (
            "- title: {startsWith: \"Table 1\"}\n    dimensions", "- dimensions",
            "6:5: name the title line of the table, or headings that it has"
        ),
        (
            "- headings: [Negeri, Bulan, Kes]", "- {headings: [Negeri], header: 2}",
            "12:26: the headings are what the table is found by; leave header out"
        ),
        (
            "title: \"Table 2. Forms of harm, 2024-02\"", "title: {startsWith: \"Table 1\"}",
            "6:3: two tables are found by \"Table 1\" (say more of their titles, or give the headings that each has)"
        ),
        (
            "count: {column: Cases}\n", "",
            "5:5: the key \"count\" is missing (write count: rows if every row is one unit)"
        ),
        ("{value: _O}", "{value: _X}", "2:28: the codelist FORM has no code _X (did you mean \"_O\"?)"),
    ])
    func eachMistakeIsToldAtItsPlace(old: String, new: String, expected: String) throws {
        var text = mapping.replacing(old, with: new)
        if new.contains("header: 2") {
            text = text.replacing("    dimensions: {STATE: {column: Negeri}}\n", with: "")
                .replacing("    period: {column: Bulan}\n    count: {column: Kes}\n", with: "")
                .replacing("dimensions: {FORM", with: "dimensions: {STATE: {value: _U}, FORM")
        }
        let found = try mistakes(text)
        #expect(found.contains(expected), "\(found)")
        #expect(Set(found).count == found.count)
    }
}
