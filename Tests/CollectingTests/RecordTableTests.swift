import Collecting
import Testing

/// Keeps what is reported.
private struct Findings: CollectingSink {
    var outline: [String] = []

    mutating func observe(period: Period, codes: [CodeIndex], count: Int64) {}
    mutating func observe(period: Period, codes: [CodeIndex], unit: UnitMark) {}
    mutating func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark { UnitMark(0, 0, 0, 0) }
    mutating func observe(period: Period, section: LevelTuple, codes: [CodeIndex], count: Int64) {}
    mutating func cover(_ period: Period, isNil: Bool) {}
    mutating func report(_ finding: Finding) {
        let place = [finding.location.row, finding.location.column].map { $0.map(String.init) ?? "-" }
        outline.append("\(finding.severity) \(finding.kind.rawValue) \(place.joined(separator: ":"))")
    }
}

/// Rows as `line: case|date|place`, and findings.
private func read(
    _ bytes: [UInt8], encoding: TextEncoding = .utf8, chunk: Int = .max
) throws -> (rows: [String], findings: [String]) {
    let columns = [
        RecordColumn("case", "case number", "kes", isNeeded: true), RecordColumn("date", "tarikh", isNeeded: true),
        RecordColumn("place", "tempat"),
    ]
    var sink = Findings()
    var rows: [String] = []
    var table = try RecordTable(
        MemorySource(bytes, name: "f.csv", chunk: chunk), columns: columns, encoding: encoding)
    while try table.next(into: &sink) {
        rows.append("\(table.line): \(table.text(0))|\(table.text(1))|\(table.text(2))")
    }
    table.finish(into: &sink)
    return (rows, sink.outline)
}

private func read(_ text: String) throws -> (rows: [String], findings: [String]) { try read(Array(text.utf8)) }

@Suite struct RecordTableTests {
    /// One table in every dress.
    static let dresses: [String] = [
        "case,date,place\nA1,2024-03-15,Ipoh\nA2,2024-03-16,\n",
        "Kes;TARIKH;Tempat\r\nA1;2024-03-15;Ipoh\r\nA2;2024-03-16;--\r\n",
        "\u{FEFF}place\tCase_Number\tdate\nIpoh\tA1\t2024-03-15\nN/A\tA2\t2024-03-16\n",
        "\"case number\"|\"Tarikh\"|\"PLACE\"\n A1 |2024-03-15|\" Ipoh\"\nA2|2024-03-16|-\n",
        "{\"kes\":\"A1\",\"date\":\"2024-03-15\",\"place\":\"Ipoh\"}\n{\"case\":\"A2\",\"tarikh\":\"2024-03-16\"}\n",
    ]

    @Test(arguments: dresses)
    func aTableIsReadInEveryDress(text: String) throws {
        let read = try read(text)
        #expect(
            read.rows.map { $0.split(separator: " ", maxSplits: 1)[1] } == ["A1|2024-03-15|Ipoh", "A2|2024-03-16|"])
        #expect(read.findings.isEmpty)
    }

    @Test(arguments: dresses)
    func theSizeOfTheReadsDoesNotMatter(text: String) throws {
        let bytes = Array(text.utf8)
        let whole = try read(bytes)
        for chunk in 1...bytes.count {
            let read = try read(bytes, chunk: chunk)
            #expect(read == whole, "\(chunk)")
        }
    }

    @Test(arguments: dresses)
    func aFileCutAnywhereGivesRowsOfTheWholeOrSaysSo(text: String) throws {
        let bytes = Array(text.utf8)
        let whole = try read(bytes)
        for length in 0..<bytes.count {
            let read = try read(Array(bytes[..<length]))
            let isPart = read.rows.allSatisfy(whole.rows.contains)
            #expect(isPart || !read.findings.isEmpty, "\(length)")
        }
    }

    @Test(arguments: [
        ("", ["error empty-file -:-"]),
        ("case,date\n", ["error no-rows -:-"]),
        ("case,date\nA1,2024-03-15", ["warning unfinished-file 2:-"]),
        ("place,colour\nIpoh,red\n", ["error missing-column 1:-", "error missing-column 1:-"]),
        ("A1,2024-03-15,Ipoh\n", ["error missing-column 1:-", "error missing-column 1:-"]),
        ("case,date,kes\nA1,2024-03-15,A2\n", ["error doubled-column 1:3"]),
        ("case,date,colour\nA1,2024-03-15,red\n", ["note unused-column -:-"]),
        ("case,date\nA1\nA2,2024-03-15,x\nA3,2024-03-15,,\n,\n", ["error ragged-row 2:-", "error ragged-row 3:-"]),
        ("case,date\n\"A1,2024\n", ["error malformed-row 2:-", "error no-rows -:-"]),
        ("{\"case\":1,\"kes\":2}\n{\"colour\":3}\n", ["error doubled-column 1:2", "note unused-column -:-"]),
        ("{\"case\":1}\n{\"case\":[1]}\n", ["error malformed-row 2:-"]),
        ("case,date\nA1,\0\n", ["error binary-file 2:-"]),
    ])
    func whatIsWrongIsFoundWhereItStands(text: String, expected: [String]) throws {
        #expect(try read(text).findings == expected)
    }

    @Test func otherEncodingsAreReadWhereTheyAreSaid() throws {
        let bytes = Array("kes,tarikh,tempat\nA1,2024-03-15,Caf".utf8) + [0xE9, 0x0A]
        #expect(try read(bytes).findings.first == "error wrong-encoding 2:-")
        for encoding in [TextEncoding.latin1, .windows1252] {
            #expect(try read(bytes, encoding: encoding).rows == ["2: A1|2024-03-15|Café"])
        }
        #expect(try read([0xFF, 0xFE, 0x41, 0x00]).findings.first == "error wrong-encoding -:-")
    }

    @Test func aKeyIsHandedOutWithoutTheSpaceAroundIt() throws {
        var sink = Findings()
        var table = try RecordTable(MemorySource("case\n  A 1\t\n-\n"), columns: [RecordColumn("case")])
        var keys: [[UInt8]?] = []
        while try table.next(into: &sink) {
            keys.append(table.withKey(0) { span in span.indices.map { span[$0] } })
        }
        #expect(keys == [Array("A 1".utf8), nil])
    }
}

@Suite struct TimeReaderTests {
    private func words(_ text: String, _ order: TimeReader.Order = .auto) -> String {
        switch TimeReader(order: order).read(text) {
        case .time(let time):
            [time.period.description, time.second.map(String.init), time.offset.map { "\($0)" }]
                .compactMap(\.self).joined(separator: " ")
        case .ambiguous: "ambiguous"
        case .malformed: "malformed"
        }
    }

    @Test(arguments: [
        ("2024-03-15", "2024-03-15"), ("2024/3/5", "2024-03-05"), ("20240315", "2024-03-15"), ("2024-03", "2024-03"),
        ("2024-Q1", "2024-Q1"), ("2024", "2024"), ("15/3/2024", "2024-03-15"), ("3/15/2024", "2024-03-15"),
        ("15.03.2024", "2024-03-15"), ("5/5/2024", "2024-05-05"), ("3/4/2024", "ambiguous"),
        ("15 Mac 2024", "2024-03-15"),
        ("15-Ogos-2024", "2024-08-15"), ("March 15, 2024", "2024-03-15"), ("Mac 2024", "2024-03"),
        ("2024-03-15 14:30", "2024-03-15 52200"), ("2024-03-15T14:30:05Z", "2024-03-15 52205 0"),
        ("2024-03-15T14:30:05.25+08:00", "2024-03-15 52205 480"), ("15/3/2024 2:30 PM", "2024-03-15 52200"),
        ("15/3/2024, 12:05 am", "2024-03-15 300"), ("2024-03-15T14:30-0330", "2024-03-15 52200 -210"),
        ("15/3/24", "malformed"), ("31/2/2024", "malformed"), ("2024-13-01", "malformed"), ("45366", "malformed"),
        ("yesterday", "malformed"), ("", "malformed"), ("2024-03 14:30", "malformed"),
        ("2024-03-15 25:00", "malformed"),
        ("2024-03-15 14:60", "malformed"), ("15 Mac", "malformed"), ("1/2/3/2024", "malformed"),
        ("13/13/2024", "malformed"),
        ("2024-03-15T14:30+99:00", "malformed"), ("15 Macabre 2024", "malformed"),
    ])
    func aDateIsReadAsPeopleWriteIt(text: String, expected: String) {
        #expect(words(text) == expected)
    }

    @Test func theOrderThatWasSaidHoldsForEveryDate() {
        #expect(words("3/4/2024", .dayFirst) == "2024-04-03")
        #expect(words("3/4/2024", .monthFirst) == "2024-03-04")
        #expect(words("3/15/2024", .dayFirst) == "malformed")
        #expect(words("15/3/2024", .monthFirst) == "malformed")
        #expect(words("2024-04-03", .monthFirst) == "2024-04-03")
    }

    @Test func timePassesByTheClocksThatAreKnown() throws {
        let time = { (text: String) -> WrittenTime? in
            if case .time(let time) = TimeReader().read(text) { time } else { nil }
        }
        let start = try #require(time("2024-02-28T23:00+08:00"))
        #expect(start.seconds(until: try #require(time("2024-02-29T23:00+08:00"))) == 86_400)
        #expect(start.seconds(until: try #require(time("2024-02-28T15:00Z"))) == 0)
        #expect(start.seconds(until: try #require(time("2024-02-28 22:00"))) == -3600)
        #expect(start.seconds(until: try #require(time("2024-03-01"))) == nil)
        #expect(start.days(until: try #require(time("2024-03-01"))) == 2)
        #expect(start.days(until: try #require(time("2024-03"))) == nil)
    }
}

@Suite struct FoldingTests {
    @Test(arguments: [
        ("Report-Key", "report key", "reportkey"), ("  IMAGE_HOST ", "image host", "imagehost"),
        ("Réunion", "reunion", "reunion"), ("Re\u{301}union", "reunion", "reunion"), ("0–2", "0 2", "02"),
        (">= 18", "> 18", ">18"), ("s.14(a)", "s 14 a", "s14a"), ("Côte d'Ivoire", "cote d ivoire", "cotedivoire"),
        ("…", "", ""), ("马来西亚", "马来西亚", "马来西亚"),
    ])
    func spellingsThatMeanTheSameAreOne(text: String, words: String, heading: String) {
        #expect(Folding.words(text) == words)
        #expect(Folding.heading(text) == heading)
    }
}

@Suite struct CodeColumnTests {
    private let place = Finding.Location(file: "f.csv", row: 2, column: 1)

    @Test(arguments: [
        ("Y0T2", "Y0T2"), ("0-2", "Y0T2"), ("0 – 2", "Y0T2"), ("2", "Y0T2"), ("1.0", "Y0T2"), ("0 to 2 years", "Y0T2"),
        ("0 HINGGA 2 tahun", "Y0T2"), ("3", "Y3T6"), ("18+", "Y_GE18"), ("25", "Y_GE18"), (">=18", "Y_GE18"),
        ("", "_U"),
        ("_U", "_U"), ("Not known", "_U"), ("tidak diketahui", "_U"), ("little ones", "Y3T6"), ("7", "unknown-code"),
        ("7-9", "unknown-code"), ("<18", "unknown-code"), ("u", "unknown-code"), ("UPPER", "subtotal-code"),
        ("_T", "subtotal-code"), ("-5", "unknown-code"), ("!", "unknown-code"),
    ])
    func aWordIsTheCodeThatPeopleMean(word: String, expected: String) throws {
        let column = CodeColumn(
            try dimension(["UPPER", "Y0T2<UPPER", "Y3T6<UPPER", "Y_GE18", "_U=Age missing/Umur tiada"]),
            words: ["Y3T6": ["Little ones"], "Y7T9": ["middling"]])
        var sink = Findings()
        switch column.read(word, at: place, into: &sink) {
        case .code(let code): #expect(column.dimension.codelist.code(at: code).description == expected)
        case .refused: #expect(sink.outline == ["error \(expected) 2:1"])
        }
    }

    @Test func whatTheCodelistCallsSomethingElseStaysSo() throws {
        let column = CodeColumn(
            try dimension(["A=Red/Merah", "B=Blue/Biru"]), words: ["B": ["red", "azure"]])
        #expect(column.code(of: "RED") == 0)
        #expect(column.code(of: "Azure") == 1)
        #expect(column.unknown == nil)
        var sink = Findings()
        #expect(column.read("", at: place, into: &sink) == .refused)
        #expect(sink.outline == ["error missing-value 2:1"])
    }
}

@Suite struct UnitRowsTests {
    @Test func aUnitIsKnownAgainAndTooManyAreRefused() {
        var rows = UnitRows(width: 2, limit: 3)
        for word in [5, 7, 9] as [UInt64] { #expect(rows.place(of: UnitMark(word, 0, 0, 0))?.isNew == true) }
        rows[1, 1] = 42
        #expect(rows.place(of: UnitMark(11, 0, 0, 0)) == nil)
        let again = rows.place(of: UnitMark(7, 0, 0, 0))
        #expect(again?.place == 1 && again?.isNew == false)
        #expect((0..<3).map { rows[$0, 1] } == [0, 42, 0])
        #expect((0..<3).map { rows.mark(at: $0).numbers[0] } == [5, 7, 9])
        #expect(rows.count == 3)
    }
}
