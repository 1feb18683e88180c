import Spreadsheets
import TestSupport
import Testing

/// Files that are not as they should be, on purpose or not.
@Suite struct HostileTests {
    @Test(arguments: [
        (FileKind.empty, ""), (.other, "a,b\n1,2\n"), (.markup, "\n<html><table></table></html>"),
        (.damagedArchive, "PK\u{3}\u{4}abc"),
    ])
    func whatIsNoArchiveIsNamed(kind: FileKind, text: String) {
        #expect(throws: SpreadsheetError.notAWorkbook(kind)) { try WorkbookReader(Array(text.utf8)) }
    }

    @Test func oldAndLockedWorkbooksAreNamed() {
        let start: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        #expect(throws: SpreadsheetError.notAWorkbook(.legacyExcel)) { try WorkbookReader(start + [1, 2]) }
        let locked = start + "EncryptedPackage".utf8.flatMap { (letter: UInt8) -> [UInt8] in [letter, 0] }
        #expect(throws: SpreadsheetError.notAWorkbook(.encrypted)) { try WorkbookReader(locked) }
        #expect(FileKind.looksLikeWorkbook(start) && !FileKind.looksLikeWorkbook(Array("PKx,1".utf8)))
    }

    @Test(arguments: [
        (FileKind.openDocument, [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "")]),
        (.textDocument, [("[Content_Types].xml", ""), ("word/document.xml", "")]),
        (.textDocument, [("mimetype", "application/vnd.oasis.opendocument.text")]),
        (.presentation, [("ppt/presentation.xml", "")]),
        (.binaryWorkbook, [("xl/workbook.bin", "")]),
        (.numbers, [("Index/Document.iwa", "")]),
        (.otherArchive, [("notes.txt", "")]),
        (.otherArchive, [("xl/workbook.xml", "<html/>")]),
    ])
    func otherArchivesAreNamed(kind: FileKind, parts: [(String, String)]) {
        #expect(throws: SpreadsheetError.notAWorkbook(kind)) { try WorkbookReader(ZipFile(parts).bytes) }
    }

    @Test(arguments: [
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
        "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>",
        "<?xml version='1.0' encoding='UTF-16'?>", "<?xml version='1.0' encoding='UTF-7'?>",
    ])
    func declarationsAreRefused(declaration: String) throws {
        for name in ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels"] {
            var parts = Parts(rows: "<row><c t='inlineStr'><is><t>x</t></is></c></row>")
            let text = parts[name]
            parts[name] = declaration + (text.hasPrefix("<?") ? String(text.split(separator: "\n")[1]) : text)
            #expect(throws: SpreadsheetError.refusedPart(name)) { try cells(parts.bytes) }
        }
    }

    @Test func anEntityThatNobodyDeclaredIsDamage() throws {
        let parts = Parts(rows: "<row><c t='inlineStr'><is><t>&a;</t></is></c></row>")
        #expect(throws: SpreadsheetError.damagedPart("xl/worksheets/sheet1.xml")) { try cells(parts.bytes) }
    }

    @Test(arguments: [
        "<a>", "<a></b>", "<a/><b/>", "", "text", "<a/>text", "text<a/>", "<a", "<a b>", "<a b=c/>", "<a b='1' b='2'/>",
        "<a b='<'/>", "<a b='&x;'/>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#xFFFFFFFFF;</a>", "<a>&#;</a>",
        "<a>&amp</a>",
        "<a b='1'c='2'/>", "<a b='1/>", "<!-- -->", "<!-- <a/>", "<a><![CDATA[x</a>", "<![CDATA[x]]><a/>", "</a>",
        "< a/>",
        "<a>\u{1}</a>", "<a>\u{0}</a>", "<a/ >", "<a>\(String(repeating: "<b>", count: 200))", "<>", "<a:/><?",
        "<a =''/>",
    ])
    func whatIsNotWellFormedIsDamage(text: String) {
        var parts = Parts(rows: "")
        parts["xl/worksheets/sheet1.xml"] = text
        #expect(throws: SpreadsheetError.damagedPart("xl/worksheets/sheet1.xml")) { try cells(parts.bytes) }
    }

    @Test(arguments: ["<a b='*'/>", "<a>*</a>", "<*/>", "<a *='1'/>", "<a><![CDATA[*]]></a>"])
    func bytesThatAreNoTextAreDamage(text: String) {
        for bad: [UInt8] in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80]] {
            var file = ZipFile()
            for (name, text) in Parts(rows: "").parts where name != "xl/worksheets/sheet1.xml" {
                file.add(name, Array(text.utf8))
            }
            let bytes = text.utf8.flatMap { (byte: UInt8) -> [UInt8] in byte == UInt8(ascii: "*") ? bad : [byte] }
            file.add("xl/worksheets/sheet1.xml", bytes)
            #expect(throws: SpreadsheetError.damagedPart("xl/worksheets/sheet1.xml")) { try cells(file.bytes) }
        }
    }

    @Test func textOfAnyLengthIsWhole() throws {
        let long = String(repeating: "é€𐍈", count: 10_000)
        let parts = Parts(
            rows: "<row><c t='inlineStr'><is><!-- no --><t>\(long)<?no?>\r\n&#233;&#x20AC;</t></is></c></row>")
        #expect(try cells(parts.bytes) == ["A1 \(CellValue.text(long + "\né€"))"])
    }

    @Test func aPartThatStandsThereTwiceIsRefused() {
        for name in ["xl/worksheets/sheet1.xml", "XL/Worksheets/sheet1.XML", "xl\\worksheets\\sheet1.xml"] {
            var parts = Parts(rows: "")
            parts.parts.append((name, "<worksheet/>"))
            #expect(throws: SpreadsheetError.doubledPart(name)) { try cells(parts.bytes) }
        }
    }

    @Test(arguments: ["../../../../etc/passwd", "/etc/passwd", "..\\..\\sheet1.xml", "", "../"])
    func namesLeadNowhereElse(target: String) {
        var parts = Parts(rows: "")
        parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replacing(
            "worksheets/sheet1.xml", with: target)
        #expect(throws: SpreadsheetError.self) { try cells(parts.bytes) }
    }

    @Test func lockedPartsAreSaid() {
        var file = ZipFile()
        for (name, text) in Parts(rows: "").parts {
            file.add(name, Array(text.utf8), flags: name.hasSuffix("1.xml") ? 1 : 0)
        }
        #expect(throws: SpreadsheetError.encryptedPart("xl/worksheets/sheet1.xml")) { try cells(file.bytes) }
    }

    @Test func whatUnpacksBeyondMeasureIsStopped() {
        let bomb = { (name: String) in
            var file = ZipFile()
            for (part, text) in Parts(rows: "").parts where part != name { file.add(part, Array(text.utf8)) }
            file.add(name, repeating: UInt8(ascii: " "), copies: 40_000)
            return file.bytes
        }
        let sheet = bomb("xl/worksheets/sheet1.xml")
        #expect(sheet.count < 100_000)
        #expect(throws: SpreadsheetError.tooLarge(.ratio, limit: 100)) {
            try cells(bomb("xl/sharedStrings.xml"), limits: ReadingLimits(ratio: 100))
        }
    }

    @Test func everyBoundIsKept() {
        let rows = (1...100).map { "<row r='\($0)'><c t='inlineStr'><is><t>abcdefgh</t></is></c></row>" }.joined()
        let bytes = Parts(rows: rows, shared: "<si><t>abcdefgh</t></si><si><t/></si>").bytes
        #expect(throws: Never.self) { try cells(bytes, limits: ReadingLimits(parts: 6, sheets: 1, cells: 100)) }
        for (limits, error) in [
            (ReadingLimits(parts: 5), SpreadsheetError.tooLarge(.parts, limit: 5)),
            (ReadingLimits(partBytes: 3_000), .tooLarge(.bytes, limit: 3_000)),
            (ReadingLimits(totalBytes: 5_000), .tooLarge(.bytes, limit: 5_000)),
            (ReadingLimits(sheets: 0), .tooLarge(.sheets, limit: 0)),
            (ReadingLimits(cells: 99), .tooLarge(.cells, limit: 99)),
            (ReadingLimits(textBytes: 30), .tooLarge(.text, limit: 30)),
        ] {
            #expect(throws: error) { try cells(bytes, limits: limits) }
        }
        let long = String(repeating: "x", count: ReadingLimits.cellTextBytes + 1)
        for cell in ["<c t='inlineStr'><is><t>\(long)</t></is></c>", "<c t='str'><v>\(long)</v></c>"] {
            #expect(throws: SpreadsheetError.tooLarge(.text, limit: ReadingLimits.cellTextBytes)) {
                try cells(Parts(rows: "<row>\(cell)</row>").bytes)
            }
        }
    }

    @Test func aMillionRowsAreReadOneByOne() throws {
        // Rows without anything in them are not given out, and are not kept.
        let parts = Parts(rows: String(repeating: "<row/>", count: 200_000) + "<row r='1048576'><c><v>1</v></c></row>")
        #expect(try cells(parts.bytes) == ["A1048576 \(CellValue.number(1))"])
        #expect(throws: SpreadsheetError.self) {
            try cells(Parts(rows: "<row r='1048576'/><row/>").bytes)
        }
    }

    @Test(arguments: [
        ("<row r='2'><c r='A1'><v>1</v></c></row>", "A2"), ("<row r='2'/><row r='2'/>", "A2"),
        ("<row r='3'/><row r='2'/>", "A3"), ("<row r='0'/>", "A1"), ("<row r='x'/>", "A1"), ("<c><v>1</v></c>", "A1"),
        ("<row><c r='B1'/><c r='B1'/></row>", "B1"), ("<row><c r='B1'/><c r='A1'/></row>", "B1"),
        ("<row><c><v>abc</v></c></row>", "A1"), ("<row><c><v>nan</v></c></row>", "A1"),
        ("<row><c><v>0x10</v></c></row>", "A1"), ("<row><c><v>1e999</v></c></row>", "A1"),
        ("<row><c t='s'><v>5</v></c></row>", "A1"), ("<row><c t='s'><v>-1</v></c></row>", "A1"),
        ("<row><c t='odd'><v>1</v></c></row>", "A1"), ("<row r='5'><c r='XFE5'/></row>", "A5"),
    ])
    func aCellThatNobodyWritesIsSaid(rows: String, cell: String) throws {
        let error = SpreadsheetError.malformedCell(sheet: "One", at: try place(cell))
        #expect(throws: error) { try cells(Parts(rows: rows).bytes) }
    }

    /// Bytes are changed, cut and doubled: whatever comes of it ends in rows or in an error, and the same every time.
    @Test(arguments: 0..<300)
    func alteredFilesAreReadOrRefused(seed: Int) throws {
        var dice = Dice(state: UInt64(seed))
        var bytes =
            seed % 2 == 0
            ? try sample().bytes()
            : Parts(rows: "<row><c t='s'><v>0</v></c><c s='0'><f>1</f><v>2</v></c></row>", shared: "<si><t>a</t></si>")
                .bytes
        for _ in 0..<Int.random(in: 1...8, using: &dice) {
            let place = Int.random(in: bytes.indices, using: &dice)
            switch Int.random(in: 0..<4, using: &dice) {
            case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &dice)
            case 1: bytes.insert(UInt8.random(in: .min ... .max, using: &dice), at: place)
            case 2 where bytes.count > 100: bytes.removeSubrange(place..<min(bytes.count, place + 9))
            default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
            }
        }
        let read = { () -> Result<[String], SpreadsheetError> in
            do {
                let reader = try WorkbookReader(bytes)
                return .success(try reader.sheets.flatMap { try reader.rows(of: $0).map { "\($0)" } })
            } catch let error as SpreadsheetError {
                return .failure(error)
            } catch {
                Issue.record("another error: \(error)")
                return .success([])
            }
        }
        let first = read()
        #expect(read() == first)
        if case .failure(let error) = first { #expect(!error.description.isEmpty) }
    }

    @Test func aFileCutAnywhereIsRefused() throws {
        let bytes = try sample().bytes()
        for end in stride(from: 0, to: bytes.count, by: 97) {
            #expect(throws: SpreadsheetError.self) { try WorkbookReader(Array(bytes[..<end])) }
        }
    }
}
