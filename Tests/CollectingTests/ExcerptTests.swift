import Collecting
import Testing

@Suite struct ExcerptTests {
    @Test(arguments: secrets)
    func whatLooksPersonalIsNotShown(text: String) {
        for value in [text, " " + text, "note: \(text) end", String(repeating: "x", count: 60) + " " + text] {
            #expect(Excerpt.looksPersonal(value))
            #expect(Excerpt.quoting(value) == nil)
            #expect(Excerpt.cutting(value) == nil)
        }
    }

    @Test(arguments: [
        "", "KDH", "Kedah", "5", "12345678", "1,234,567", "1,234,567,890", "2024-03-15", "15/03/2024", "1.3.2024",
        "2024-03-15 12:30:45", "2024-03-15T12:30:45.123Z", "1/3/2024-31/3/2024", "2024-01-01/2024-12-31",
        "1/1/2024 - 31/12/2024", "2023-2024", "a@b", "@.", "20240315", "18-29", "Jalan 12, 34000 Taiping",
    ])
    func datesCountsAndCodesAreShown(text: String) {
        #expect(!Excerpt.looksPersonal(text))
        #expect(Excerpt.quoting(text) == "\u{201C}\(text)\u{201D}")
    }

    @Test func longValuesAreCutAtFortyCharacters() {
        let forty = String(repeating: "é", count: 40)
        #expect(Excerpt.cutting(forty) == forty)
        #expect(Excerpt.cutting(forty + "x") == forty + "…")
        // One character that a thousand marks stand over is no way around it.
        let piled = "a" + String(repeating: "\u{301}", count: 1000)
        #expect((Excerpt.cutting(piled) ?? piled).unicodeScalars.count == 41)
    }

    @Test(arguments: ["\n", "\r", "\t", "\u{1B}", "\u{0}", "\u{202E}", "\u{2028}", "\u{200B}", "\u{85}"])
    func whatSteersATerminalIsMadeVisible(control: String) {
        #expect(Excerpt.cutting("a\(control)b") == "a\u{FFFD}b")
    }

    @Test func aHeadingOfALocationIsShownTheSameWay() {
        #expect(Finding.Location(file: "f", heading: "state").heading == "state")
        for text in secrets { #expect(Finding.Location(file: "f", heading: text).heading == nil) }
        #expect(
            Finding.Location(file: "f", row: 2, column: 3, heading: "a\nb").description
                == "f, row 2, column 3 (a\u{FFFD}b)")
    }
}
