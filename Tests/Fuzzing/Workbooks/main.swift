import CFuzzing
import Glibc
import Spreadsheets
import TestSupport

// Any bytes are taken for a workbook, or for one of its parts: nothing may crash, what is read keeps to its bounds, and
// the same bytes are read the same way twice.

let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
let relation = { (id: Int, kind: String, target: String) in
    "<Relationship Id='r\(id)' Type='\(links)/\(kind)' Target='\(target)'/>"
}
let parts: [(String, String)] = [
    (
        "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData><row><c t='s' s='0'><v>0</v></c></row></sheetData></worksheet>"
    ),
    ("xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>"),
    ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>"),
    ("xl/workbook.xml", "<workbook xmlns:r='\(links)'><sheets><sheet name='A' r:id='r1'/></sheets></workbook>"),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships>\(relation(1, "worksheet", "worksheets/sheet1.xml"))\(relation(2, "styles", "styles.xml"))\(relation(3, "sharedStrings", "sharedStrings.xml"))</Relationships>"
    ),
]
let limits = ReadingLimits(partBytes: 1 << 20, totalBytes: 4 << 20, cells: 1_000, textBytes: 1 << 16)

func read(_ bytes: [UInt8]) -> [[SheetRow]]? {
    guard let reader = try? WorkbookReader(bytes, limits: limits) else { return nil }
    return reader.sheets.map { (try? reader.rows(of: $0)) ?? [] }
}

func check(_ choice: UInt8, _ bytes: [UInt8]) {
    var whole = bytes
    // A part as it is, or what is within its rows or texts: from nothing a fuzzer seldom finds the way so far.
    let frames = ["<worksheet><sheetData>|</sheetData></worksheet>", "<sst>|</sst>", "<styleSheet>|</styleSheet>"]
    let part = Int(choice) < parts.count ? Int(choice) : Int(choice) - parts.count
    if parts.indices.contains(part), Int(choice) < parts.count + frames.count {
        var content = bytes
        if Int(choice) >= parts.count {
            let frame = frames[part].split(separator: "|").map { Array($0.utf8) }
            content = frame[0] + bytes + frame[1]
        }
        var file = ZipFile()
        for (place, (name, text)) in parts.enumerated() { file.add(name, place == part ? content : Array(text.utf8)) }
        whole = file.bytes
    }
    let first = read(whole)
    precondition(read(whole) == first, "the same bytes were read in two ways")
    for rows in first ?? [] {
        var last = 0
        for row in rows {
            precondition(row.number > last && row.number <= CellReference.lastRow, "a row out of order")
            last = row.number
            precondition(row.cells.allSatisfy { (1...CellReference.lastColumn).contains($0.column) }, "no such column")
        }
    }
}

/// What the driver calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: size))
    if let choice = bytes.first { check(choice % 9, Array(bytes.dropFirst())) }
    return 0
}

exit(unsafe lindung_fuzz(CommandLine.argc, CommandLine.unsafeArgv, testOneInput))
