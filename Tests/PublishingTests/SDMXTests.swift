import Bytes
import Foundation
@_spi(Releasing) import Statistics
import TestSupport
import Testing

@testable import Publishing

@Suite struct SDMXTests {
    private func csv(_ release: Release) throws -> [[String]] {
        let sink = MemorySink()
        try SDMXCSV(release).write(to: sink)
        return records(sink.text)
    }

    private func structure(_ release: Release) throws -> String {
        let sink = MemorySink()
        try SDMXStructure(release).write(to: sink)
        return sink.text
    }

    @Test func aSmallReleaseIsWrittenToTheLetter() throws {
        let lines = try csv(smallRelease())
        let head = ["STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "STATE", "FORM", "TIME_PERIOD"]
        #expect(lines[0] == head + ["OBS_VALUE", "MARGIN_95", "OBS_STATUS", "CONF_STATUS", "PROVISIONAL"])
        let lead = ["dataflow", "TEST:cases(1.0)", "I", "M"]
        #expect(lines.count == 7)
        #expect(lines[2] == lead + ["_T", "_T", "2024-02", "-3", "7", "E", "F", "true"])
        #expect(lines[4] == lead + ["_T", "CALL", "2024-02", "", "", "Q", "C", "true"])
        // A code stands as it does in its codelist, whatever a spreadsheet would make of it.
        #expect(lines[5] == lead + ["_T", "-X@", "2024-01", "", "", "M", "F", "false"])
    }

    /// Names that mean something else in SDMX are not taken by dimensions, nor by each other.
    @Test func namesThatAreTakenAreChanged() throws {
        let model = try release(
            [
                flat("ACTION", [("A", "A")]), flat("FREQ", [("B", "B")]), flat("ACTION_CODE", [("C", "C")]),
                flat("STATE", [("D", "D")]),
            ], [("none", [])], periods: try #require(PeriodRange("2024")))
        let names = SDMXNames(model.structure)
        #expect(names.dimensions == ["ACTION_CODE_CODE", "FREQ_CODE", "ACTION_CODE", "STATE"])
        #expect(names.codelists == ["CL_ACTION", "CL_FREQ_CODE", "CL_ACTION_CODE", "CL_STATE"])
        #expect(try csv(model)[0][4..<8] == ["ACTION_CODE_CODE", "FREQ_CODE", "ACTION_CODE", "STATE"])
        let text = try structure(model)
        for name in names.dimensions { #expect(text.contains("<str:Dimension id=\"\(name)\"")) }
        #expect(!text.contains("<str:Dimension id=\"ACTION\""))
    }

    @Test func theStructureHasEveryCodeInBothLanguages() throws {
        let text = try structure(smallRelease())
        for part in [
            "<str:Dataflow id=\"cases\" agencyID=\"TEST\" version=\"1.0\">",
            "<com:Name xml:lang=\"en\">Reported cases</com:Name><com:Name xml:lang=\"ms\">Kes dilaporkan</com:Name>",
            "<str:Code id=\"MY-10\"><com:Name xml:lang=\"en\">Selangor</com:Name><str:Parent><Ref id=\"_T\"/></str:Parent>",
            "<str:Code id=\"_T\"><com:Name xml:lang=\"en\">Total</com:Name><com:Name xml:lang=\"ms\">Jumlah</com:Name>",
            "<mes:Prepared>2024-02-29T00:00:00</mes:Prepared>", "<str:Code id=\"Q\">",
        ] { #expect(text.contains(part), "\(part)") }
    }

    @Test(arguments: [
        ("a < b & c > \"d\"", "a &lt; b &amp; c &gt; &quot;d&quot;"), ("two\nlines\t", "two&#10;lines&#9;"),
        ("\u{0}\u{1F}", "\u{FFFD}\u{FFFD}"), ("ünï 👩‍👩‍👧", "ünï 👩‍👩‍👧"),
    ])
    func textIsEscaped(text: String, written: String) throws {
        var xml = MarkupWriter()
        xml.text("a", text, [("b", text)])
        let sink = MemorySink()
        try xml.finish(to: sink)
        #expect(sink.text.hasSuffix("<a b=\"\(written)\">\(written)</a>\n"))
    }
}
