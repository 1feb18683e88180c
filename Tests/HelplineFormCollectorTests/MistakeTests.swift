import Collecting
import CollectorSupport
import TestSupport
import Testing

@testable import HelplineFormCollector

/// A mistake: what is done to the filled form, and what is found. `KDH` and so on stand for the lines.
struct Mistake: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout Sheet) throws -> Void
    let errors: [String]

    init(_ what: String, _ errors: String..., change: @escaping @Sendable (inout Sheet) throws -> Void) {
        testDescription = what
        self.errors = errors
        self.change = change
    }
}

/// In the small form: NIL in line 5, headings 6, states 8 to 11, types 13 to 17, reasons 19 and 20, END 21.
private let mistakes: [Mistake] = [
    Mistake("no form", "not-a-form 1:-") { $0.rows[0][0] = "FORM" },
    Mistake("other dataset", "wrong-dataset 1:3") { $0.rows[0][2] = "cases" },
    Mistake("other version", "wrong-version 1:2") { $0.rows[0][1] = "2" },
    Mistake("no version", "wrong-version 1:2") { $0.rows[0] = ["LINDUNG-FORM", ""] },
    Mistake("no period", "malformed-period 1:4") {
        $0.rows[0][3] = "March"
        $0.rows[4][1] = ""
    },
    Mistake("two periods", "malformed-period 1:4") { $0.rows[0][3] = "2024-04" },
    Mistake("a year", "coarse-period 1:4") {
        $0.rows[0][3] = "2024"
        $0.rows[4][1] = ""
    },
    Mistake("a day", "coarse-period 1:4") {
        $0.rows[0][3] = "2024-03-15"
        $0.rows[4][1] = "PERIOD=2024-03-15"
    },
    Mistake("the future", "future-period 1:4") {
        $0.rows[0][3] = "2024-07"
        $0.rows[4][1] = "PERIOD=2024-07"
    },
    Mistake("unknown table", "unknown-row 8:1", "missing-row -:-") { $0.rows[7][0] = "stat" },
    Mistake("unknown key", "unknown-row 8:2", "missing-row -:-") { $0.rows[7][1] = "STATE=KDA" },
    Mistake("no table", "unknown-row 8:1", "missing-row -:-") { $0.rows[7][0] = "" },
    Mistake("a row of another structure", "unknown-row 14:2") { sheet in
        sheet.rows.insert(["type", "STATE=JHR;TYPE=SILENT", "", "", "1"], at: 13)
    },
    Mistake("a row twice", "doubled-row 9:-") { sheet in sheet.rows.insert(sheet.rows[7], at: 8) },
    Mistake("NIL twice", "doubled-row 6:-") { sheet in sheet.rows.insert(sheet.rows[4], at: 5) },
    Mistake("a row deleted", "missing-row -:-") { sheet in _ = sheet.rows.remove(at: 8) },
    Mistake("a section deleted", "missing-row -:-") { sheet in sheet.rows.removeSubrange(18..<20) },
    Mistake("cut off", "missing-row -:-") { sheet in _ = sheet.rows.removeLast() },
    Mistake("a word", "malformed-number 8:5") { $0.rows[7][4] = "two" },
    Mistake("a dash", "malformed-number 8:5") { $0.rows[7][4] = "-" },
    Mistake("a fraction", "malformed-number 8:5") { $0.rows[7][4] = "1.5" },
    Mistake("a point for thousands", "malformed-number 8:5") { $0.rows[7][4] = "1.000" },
    Mistake("commas misplaced", "malformed-number 8:5") { $0.rows[7][4] = "12,04" },
    Mistake("below zero", "negative-count 8:5") { $0.rows[7][4] = "-2" },
    Mistake("beyond belief", "absurd-count 8:5") { $0.rows[7][4] = "1000000001" },
    Mistake("beyond belief, in groups", "absurd-count 8:5") { $0.rows[7][4] = "1,000,000,001" },
    Mistake("NIL and counts", "contradiction 5:5") { $0.rows[4][4] = "ya" },
    Mistake("an answer that is none", "missing-value 5:5") { $0.rows[4][4] = "maybe" },
    Mistake("empty", "empty-form 5:5") { sheet in for row in sheet.rows.indices.dropFirst(6) { sheet.rows[row][4] = "" }
    },
    Mistake("zeros alone", "empty-form 5:5") { sheet in
        for row in 7..<20 where sheet.rows[row][0] != "#" { sheet.rows[row][4] = "0" }
    },
    Mistake("empty, without the row NIL", "empty-form 1:-") { sheet in
        for row in sheet.rows.indices.dropFirst(6) { sheet.rows[row][4] = "" }
        sheet.rows.remove(at: 4)
    },
    Mistake("totals differ", "different-totals -:-") { $0.rows[7][4] = "3" },
    Mistake("more at a reason than in all", "above-total 19:-") { $0["reason", "REASON=ABUSE"] = "7" },
    Mistake("a telephone number as a count", "personal-data 8:5") { $0.rows[7][4] = "012-345 6789" },
    Mistake("a telephone number beside", "personal-data 8:6") { $0.rows[7].append("012-345 6789") },
    Mistake("a note beside", "stray-text 8:6") { $0.rows[7].append("see file") },
    Mistake("a count beside", "stray-text 8:7") { $0.rows[7] += ["", "4"] },
    Mistake("a count at a title", "stray-text 7:5") { $0.rows[6][4] = "6" },
    Mistake("a note in the first line", "stray-text 1:5") { $0.rows[0][4] = "done" },
    Mistake("text in the middle of a quote", "malformed-row 8:-", "missing-row -:-") { $0.rows[7][3] = "RAW" },
]

@Suite struct MistakeTests {
    @Test(arguments: mistakes)
    func aMistakeIsSaidWhereItStands(mistake: Mistake) throws {
        var sheet = try Sheet.filled()
        try mistake.change(&sheet)
        let text = sheet.text().replacing("RAW", with: "\"a\" b")
        let read = try collect(Array(text.utf8))
        #expect(read.errors == mistake.errors)
        #expect(read.findings.count == mistake.errors.count)
    }

    @Test func aFormForAnotherPeriodThanDeclaredIsAnError() throws {
        #expect(try collect(Sheet.filled(), period: "2024-02").errors == ["outside-coverage 1:4"])
        #expect(try collect(Sheet.filled(), coverage: "2024-04..2024-05").errors == ["outside-coverage 1:4"])
        let words = try collect(Sheet.filled(), period: "2024-02").findings.first?.message.english
        #expect(words?.contains("2024-03, but the submission was declared for 2024-02") == true)
    }

    @Test func partsThatDifferAreAWarning() throws {
        var sheet = try Sheet.filled()
        sheet["type", "STATE=JHR;TYPE=COUNSEL"] = "2"
        sheet["type", "STATE=_U;TYPE=COUNSEL"] = "2"
        let read = try collect(sheet)
        #expect(read.errors.isEmpty && read.observations.count == 8)
        #expect(read.findings.map(\.kind) == [.differentParts])
        let words = read.findings.first?.message.english
        #expect(words?.hasPrefix("“Johor” comes to 3 in the rows of “By state” and to 2 in those of “By type”") == true)
    }

    @Test func wordsNameWhatIsMeant() throws {
        func message(_ change: (inout Sheet) throws -> Void) throws -> String {
            var sheet = try Sheet.filled()
            try change(&sheet)
            return try #require(collect(sheet).findings.first).message.english
        }
        #expect(try message { $0.rows[7][0] = "stat" }.contains("did you mean \u{201C}state\u{201D}"))
        #expect(try message { $0.rows[7][1] = "STATE=KDA" }.contains("did you mean \u{201C}STATE=KDH\u{201D}"))
        #expect(try message { _ = $0.rows.remove(at: 8) }.contains("the row state STATE=PLS (Perlis) is missing"))
        #expect(try message { $0.rows.removeSubrange(18..<20) }.contains("all rows of “By reason” are missing"))
        #expect(
            try message { $0.rows[7][4] = "3" }.contains("the rows of “By state” add up to 7, those of “By type” to 6"))
        #expect(try message { $0["reason", "REASON=ABUSE"] = "7" }.hasPrefix("“Abuse” has 7, more than the 6"))
        #expect(try message { sheet in sheet.rows.insert(sheet.rows[7], at: 8) }.contains("in row 8 already"))
        #expect(
            try message { $0.rows[0][2] = "cases" }.contains(
                "\u{201C}cases\u{201D}, and the submission is for contacts"))
    }

    @Test(arguments: [
        "900101-14-5678", "900101145678", "012-345 6789", "0123456789", "+60123456789", "60123456789", "a@b.my",
        "ali 900101-14-5678", "012345678",
    ])
    func whatLooksPersonalIsFoundInAnyCellAndNeverRepeated(secret: String) throws {
        let sheet = try Sheet.filled()
        for row in [0, 1, 4, 6, 7, 20] {
            for column in 0..<7 where row > 0 || column > 2 {
                var changed = sheet
                while changed.rows[row].count <= column { changed.rows[row].append("") }
                changed.rows[row][column] = secret
                let read = try collect(changed)
                #expect(read.errors.contains("personal-data \(row + 1):\(column + 1)"), "\(row + 1):\(column + 1)")
                for finding in read.findings {
                    let words = "\(finding)"
                    #expect(!words.contains(secret))
                }
            }
        }
    }

    @Test func filesOfOtherKindsAreNamed() throws {
        #expect(try collect([]).errors == ["empty-file -:-"])
        #expect(try collect(Array("state,count\nKDH,1\n".utf8)).errors == ["not-a-form 1:-"])
        #expect(try collect([0x50, 0x4B, 3, 4, 0, 0]).errors == ["not-a-form -:-"])
        #expect(try collect([0x41, 0x0A, 0, 0]).errors == ["binary-file 2:-"])
        let utf16: [UInt8] = try [0xFF, 0xFE] + Array(Sheet.filled().text().utf8).flatMap { [$0, 0] as [UInt8] }
        #expect(try collect(utf16).errors == ["wrong-encoding -:-"])
        let large = [UInt8](repeating: 0x41, count: Int(HelplineFormCollector.description.sizeLimit) + 1)
        #expect(try collect(large).errors == ["not-a-form -:-"])
    }
}

@Suite struct MutationTests {
    @Test func everyPrefixIsRefusedUntilTheFormIsWhole() throws {
        let bytes = try Sheet.filled().bytes
        let whole = try collect(bytes).observations
        for end in bytes.indices {
            let read = try collect(Array(bytes[..<end]))
            if read.errors.isEmpty {
                // Only the last row, which says nothing but that it is the last, may be cut.
                #expect(read.observations == whole)
                #expect(bytes[end...].count < 40)
            }
            _ = HelplineFormCollector.target(of: Array(bytes[..<end]))
        }
    }

    @Test(arguments: 0..<150 as Range<UInt64>)
    func whateverTheBytesTheSameIsSaidEveryTime(seed: UInt64) throws {
        var dice = Dice(state: seed)
        var bytes = try Sheet.filled().bytes
        let odd = Array("\",;\n\r\t\u{0}-.09 é@_=#".utf8)
        for _ in 0..<Int.random(in: 1...5, using: &dice) {
            let place = Int.random(in: bytes.indices, using: &dice)
            switch Int.random(in: 0..<4, using: &dice) {
            case 0: bytes[place] = odd.randomElement(using: &dice) ?? 0
            case 1: bytes.insert(odd.randomElement(using: &dice) ?? 0, at: place)
            case 2: bytes.remove(at: place)
            default: bytes[place] = UInt8.random(in: 0...255, using: &dice)
            }
        }
        let read = try collect(bytes)
        for chunk in [1, 4, .max] {
            let again = try collect(bytes, chunk: chunk)
            #expect(again.findings == read.findings && again.observations == read.observations)
            #expect(again.covered == read.covered)
        }
        // Whatever is taken adds up.
        if read.errors.isEmpty {
            let cube = try read.cube
            let period = try #require(cube.observedPeriods?.first ?? Period(march))
            #expect(read.covered == [period.description])
            let sums = try FormSections(smallStructure()).sections.map { section in
                let codes = zip(cube.domain.structure.dimensions, section.levels.levels).map {
                    $0.codelist.codes(atLevel: $1)
                }
                return try cube.sums(
                    of: period, levels: section.levels, codes: codes, releasingRaw: .exactAtUsersRequest)
            }
            #expect(sums[0].reduce(0, +) == sums[1].reduce(0, +))
            #expect(sums[2].allSatisfy { $0 <= sums[0].reduce(0, +) })
        } else {
            #expect(read.observations.isEmpty)
        }
    }
}
