import Collecting
import CollectorSupport
import TestSupport
import Testing

@testable import HelplineFormCollector

/// Something done to a filled workbook, and what is found.
struct BookChange: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout Book) throws -> Void
    let errors: [String]

    init(_ what: String, _ errors: String..., change: @escaping @Sendable (inout Book) throws -> Void) {
        testDescription = what
        self.errors = errors
        self.change = change
    }
}

private let kedah = "state STATE=KDH"

/// What is done to a form without making any count doubtful.
private let harmless: [BookChange] = [
    BookChange("nothing") { _ in },
    BookChange("sheets renamed, turned round, hidden") { book in
        for place in book.pages.indices { book.pages[place].name = "Sheet\(place) “é” & <x>" }
        book.pages.reverse()
        book.pages[1].isHidden = true
    },
    BookChange("the first sheet deleted") { $0.pages.removeFirst() },
    BookChange("rows sorted") { book in
        for place in book.pages.indices.dropFirst() {
            book.pages[place].rows.sort { "\($0.dropFirst().first ?? .none)" < "\($1.dropFirst().first ?? .none)" }
        }
    },
    BookChange("columns inserted") { book in
        for place in book.pages.indices {
            book.pages[place].rows = book.pages[place].rows.map { row in
                var row: [Book.Cell] = [.none] + row
                if row.count > 3 { row.insert(.none, at: 3) }
                return row
            }
        }
    },
    BookChange("columns exchanged") { book in
        for place in book.pages.indices {
            book.pages[place].rows = book.pages[place].rows.map { row in
                row.count >= 4 ? [row[3], row[2], row[1], row[0]] + row.dropFirst(4) : row
            }
        }
    },
    BookChange("blank rows") { book in
        for place in book.pages.indices {
            book.pages[place].rows = book.pages[place].rows.flatMap { [$0, [], [.none, .text("  ")]] }
        }
    },
    BookChange("numbers as text") { book in
        try book.set("state STATE=KDH", .text(" 2 \u{A0}"))
        try book.set("state STATE=JHR", .text("'3".replacing("'", with: "")))
        try book.set("type STATE=NORTH;TYPE=SILENT", .text("2.0"))
    },
    BookChange("numbers with a fraction of nothing") { book in
        try book.set("state STATE=KDH", .number("2.0"))
        try book.set("state STATE=JHR", .number("3E0"))
    },
    BookChange("zeros written") { try $0.set("state STATE=PLS", .number("0")) },
    BookChange("formulas that come to counts") { book in
        try book.set("state STATE=KDH", .formula("=1+1", value: "2"))
        try book.set("state STATE=JHR", .formula("=\"3\"", value: "3", isText: true))
    },
    BookChange("sums and notes of formulas beside") { book in
        try book.set(kedah, .formula("=D8*2", value: "4"), column: 6)
        try book.set(kedah, .formula("=\"ok\"", value: "ok", isText: true), column: 7)
    },
    BookChange("sums as values") { book in
        for place in book.pages.indices {
            book.pages[place].rows = book.pages[place].rows.map { row in
                row.first == .text("TOTAL") ? row.map { if case .formula = $0 { .number("6") } else { $0 } } : row
            }
        }
    },
    BookChange("an empty sheet") { $0.pages.append(Book.Page(name: "Sheet9", rows: [[], [.none]])) },
    BookChange("an answer of no") { try $0.set("NIL", .text("TIDAK")) },
    BookChange("labels in another case, one of them gone") { book in
        try book.set(kedah, .text(" KEDAH"), column: 1)
        try book.set(kedah, .none, column: 2)
    },
    BookChange("labels written anew") { book in
        try book.set(kedah, .text("Kedah Darul Aman"), column: 1)
        try book.set(kedah, .text("Kedah Darul Aman"), column: 2)
    },
    BookChange("codes with spaces and in small letters") { try $0.set(kedah, .text(" state  state=kdh "), column: 0) },
    BookChange("macros") { $0.extras.append(("xl/vbaProject.bin", "x")) },
]

/// Of the small form: states in sheet 2, rows 8 to 11; types in sheet 3, 8 to 12; reasons in sheet 4, 8 and 9.
private let doubtful: [BookChange] = [
    BookChange("a word", "malformed-number 1 By state!D8") { try $0.set(kedah, .text("two")) },
    BookChange("a fraction", "malformed-number 1 By state!D8") { try $0.set(kedah, .number("2.5")) },
    BookChange("a point for thousands", "malformed-number 1 By state!D8") { try $0.set(kedah, .text("1.000")) },
    BookChange("yes for a number", "malformed-number 1 By state!D8") { try $0.set(kedah, .text("TRUE")) },
    BookChange("a date", "malformed-number 1 By state!D8") { try $0.set(kedah, .date(45_366)) },
    BookChange("an error", "malformed-number 1 By state!D8") { try $0.set(kedah, .error("#REF!")) },
    BookChange("a formula without result", "malformed-number 1 By state!D8") {
        try $0.set(kedah, .formula("=1+1", value: nil))
    },
    BookChange("below zero", "negative-count 1 By state!D8") { try $0.set(kedah, .number("-2")) },
    BookChange("beyond belief", "absurd-count 1 By state!D8") { try $0.set(kedah, .number("1000000001")) },
    BookChange("a note beside", "stray-text 1 By state!E8") { try $0.set(kedah, .text("see file"), column: 4) },
    BookChange("a count beside", "stray-text 1 By state!G8") { try $0.set(kedah, .number("4"), column: 6) },
    BookChange("a note below", "unknown-row 1 By state!A13") { book in
        book.pages[1].rows += [[], [.none, .text("done by me")]]
    },
    BookChange("a count in a row of its own", "unknown-row 1 By state!A12") { book in
        book.pages[1].rows.append([.none, .none, .none, .number("3")])
    },
    BookChange("a note at the top", "stray-text Start!D4") { book in
        book.pages[0].rows[3] += [.text("done")]
    },
    BookChange("a sheet of somebody's", "stray-text Cases!-") { book in
        book.pages.append(Book.Page(name: "Cases", rows: [[.text("case"), .number("1")]]))
    },
    BookChange("comments", "stray-text -") { $0.extras.append(("xl/comments1.xml", "<comments/>")) },
    BookChange("copies of another workbook", "stray-text -") {
        $0.extras.append(("xl/externalLinks/externalLink1.xml", "<externalLink/>"))
    },
    BookChange("a row deleted", "missing-row 1 By state!-") { book in
        let (page, row) = try book.find("state STATE=PLS")
        book.pages[page].rows.remove(at: row)
    },
    BookChange("a sheet deleted", "missing-row -") { $0.pages.remove(at: 2) },
    BookChange("a row twice", "doubled-row 1 By state!12") { book in
        let (page, row) = try book.find(kedah)
        book.pages[page].rows.append(book.pages[page].rows[row])
    },
    BookChange("a sheet twice", "doubled-row Copy!8", "doubled-row Copy!9") { book in
        var copy = book.pages[3]
        copy.name = "Copy"
        book.pages.append(copy)
    },
    BookChange("a code written over", "unknown-row 1 By state!A8", "missing-row 1 By state!-") {
        try $0.set(kedah, .text("state STATE=KDA"), column: 0)
    },
    BookChange("labels sorted without their codes", "different-label 1 By state!8", "different-label 1 By state!9") {
        book in
        for column in 1...3 {
            let (page, row) = try book.find(kedah)
            while book.pages[page].rows[row + 1].count < 4 { book.pages[page].rows[row + 1].append(.none) }
            let kept = book.pages[page].rows[row][column]
            book.pages[page].rows[row][column] = book.pages[page].rows[row + 1][column]
            book.pages[page].rows[row + 1][column] = kept
        }
    },
    BookChange("the names of the columns deleted", "missing-column 1 By state!-", "missing-row -") {
        $0.pages[1].rows[1] = []
    },
    BookChange("two columns for counts", "missing-column 1 By state!-", "missing-row -") {
        $0.pages[1].rows[1].append(.text("count"))
    },
    BookChange("a sheet of last month", "malformed-period 2 By type!A1") { book in
        book.pages[2] = try Book(smallStructure(), "2024-02").pages[2]
        try book.set("type STATE=NORTH;TYPE=SILENT", .number("2"))
        try book.set("type STATE=JHR;TYPE=COUNSEL", .number("3"))
        try book.set("type STATE=_U;TYPE=COUNSEL", .number("1"))
    },
    BookChange("a sheet of another form", "wrong-dataset 2 By type!A1") { book in
        book.pages[2].rows[0][0] = .text("LINDUNG-FORM 1 cases 2024-03")
    },
    BookChange("another version", "wrong-version Start!A1") { book in
        book.pages[0].rows[0][0] = .text("LINDUNG-FORM 2 contacts 2024-03")
    },
    BookChange("no form", "not-a-form -") { book in
        for place in book.pages.indices { book.pages[place].rows[0] = [] }
    },
    BookChange("nothing, and counts", "contradiction Start!D6") { try $0.set("NIL", .text("YA")) },
    BookChange("an answer that is none", "missing-value Start!D6") { try $0.set("NIL", .text("maybe")) },
    BookChange("totals that differ", "different-totals 2 By type!-") { try $0.set(kedah, .number("3")) },
    BookChange("a reason above the total", "above-total 3 By reason!8") {
        try $0.set("reason REASON=ABUSE", .number("7"))
    },
]

@Suite struct WorkbookTests {
    @Test(arguments: harmless, Book.Writer.allCases)
    func whatIsCertainIsRead(change: BookChange, writer: Book.Writer) throws {
        let expected = try collect(Sheet.filled())
        #expect(expected.errors.isEmpty && !expected.observations.isEmpty)
        for language in Language.allCases {
            var book = try Book.filled(language: language)
            try change.change(&book)
            let read = try collect(book, writer)
            #expect(read.placedErrors.isEmpty)
            #expect(read.observations == expected.observations)
            #expect(read.covered == [march])
            let target = try FormTarget(dataset: Identifier("contacts"), period: month(march))
            #expect(HelplineFormCollector.target(of: book.bytes(writer)) == target)
        }
    }

    @Test(arguments: doubtful, [Book.Writer.excel, .library])
    func whatIsInDoubtIsSaidWhereItStands(change: BookChange, writer: Book.Writer) throws {
        var book = try Book.filled()
        try change.change(&book)
        let errors = try collect(book, writer).placedErrors
        #expect(errors == change.errors)
    }

    @Test func changedLabelsAndMacrosAreSaid() throws {
        for (change, kind) in [("labels written anew", Finding.Kind.differentLabel), ("macros", .macros)] {
            var book = try Book.filled()
            try #require(harmless.first { $0.testDescription == change }).change(&book)
            #expect(try collect(book).findings.map(\.kind) == [kind])
        }
    }

    @Test(arguments: ["880101-14-5678", "012-345 6789", "someone@example.org", "880101145678"])
    func personalDataAnywhereRefusesWithoutBeingRepeated(text: String) throws {
        for page in 0..<2 {
            for row in [0, 1, 2, 5, 8, 30] {
                for column in [0, 1, 3, 4, 9] {
                    var book = try Book.filled()
                    while book.pages[page].rows.count <= row { book.pages[page].rows.append([]) }
                    while book.pages[page].rows[row].count <= column { book.pages[page].rows[row].append(.none) }
                    // What the form is for, or where its columns are, is not overwritten but stood beside.
                    if row < 2, book.pages[page].rows[row][column] != .none { continue }
                    book.pages[page].rows[row][column] = .text(text)
                    let read = try collect(book)
                    #expect(
                        read.findings.contains { $0.kind == .personalData }, "page \(page) row \(row) column \(column)")
                    for finding in read.findings { #expect(!"\(finding)".contains(text)) }
                }
            }
        }
        var book = try Book.filled()
        book.pages.append(Book.Page(name: text, rows: [[.none, .text(text)]]))
        let read = try collect(book)
        #expect(read.findings.map(\.kind) == [.personalData, .strayText])
        for finding in read.findings { #expect(!"\(finding)".contains(text)) }
    }

    @Test func otherFilesAreNamed() throws {
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0, 0, 0, 0]
        let open = ZipFile([("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]).bytes
        for (bytes, word) in [(old, ".xls"), (open, "OpenDocument"), (Array("PK\u{3}\u{4}".utf8), "cut off")] {
            let read = try collect(bytes, name: "f.xlsx")
            #expect(read.errors == ["not-a-form -:-"])
            #expect(read.findings[0].message.english.contains(word))
            #expect(HelplineFormCollector.target(of: bytes) == nil)
        }
        let whole = try Book.filled().bytes()
        #expect(try collect(Array(whole.dropLast(30)), name: "f.xlsx").errors == ["not-a-form -:-"])
        #expect(HelplineFormCollector.target(of: try Book.filled().bytes().filter { $0 != 0x4C }) == nil)
    }

    @Test(arguments: 0..<60)
    func alteredFormsAreTakenWholeOrNotAtAll(seed: Int) throws {
        var dice = Dice(state: UInt64(seed))
        let expected = try collect(Sheet.filled()).observations
        var bytes = try Book.filled().bytes(seed % 2 == 0 ? .excel : .library)
        for _ in 0..<Int.random(in: 1...4, using: &dice) {
            let place = Int.random(in: bytes.indices, using: &dice)
            bytes[place] = UInt8.random(in: .min ... .max, using: &dice)
        }
        // The checksum of a part tells every change within it.
        let read = try collect(bytes, name: "f.xlsx")
        #expect(read.observations == expected || !read.errors.isEmpty)
        _ = HelplineFormCollector.target(of: bytes)
    }
}

@Suite struct ShippedWorkbookTests {
    @Test func everyShippedStructureHasAWorkbookThatIsReadAsNil() throws {
        for structure in try ShippedFiles.datasets() {
            let period = try february(structure.frequency)
            let form = try HelplineFormCollector.form(
                structure: structure, period: period, format: .xlsx, language: .malay)
            #expect(HelplineFormCollector.target(of: form) == FormTarget(dataset: structure.id, period: period))
            #expect(try collect(form, structure).errors == ["empty-form 6:4"], "\(structure.id)")
            var book = try Book(structure, period.description)
            try book.set("NIL", .text("YES"))
            let read = try collect(book, structure: structure)
            #expect(read.findings.isEmpty, "\(structure.id)")
            #expect(read.covered == ["\(period) nil"] && read.observations.isEmpty)
        }
    }

    @Test func theSameFormHasTheSameBytes() throws {
        let make = { (language: Language) in
            try HelplineFormCollector.form(
                structure: smallStructure(), period: month(march), format: .xlsx, language: language)
        }
        #expect(try make(.english) == make(.english))
        #expect(try make(.english) != make(.malay))
    }
}
