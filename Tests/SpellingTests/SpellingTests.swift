import Spelling
import Testing

@Suite struct SpellingTests {
    @Test(arguments: [
        ("codlist", "codelist"), ("CODELIST", "codelist"), ("frequnecy", "frequency"), ("titel", "title"),
        ("providrs-expectd", "providers-expected"), ("di", "id"), ("tabel", "table"),
    ])
    func suggestsWhatWasMeant(word: String, meant: String) {
        let known = ["id", "title", "codelist", "frequency", "table", "providers-expected"]
        #expect(nearest(to: word, among: known) == meant)
    }

    @Test(arguments: ["x", "", "abc", "wholly-unlike", String(repeating: "title", count: 20)])
    func suggestsNothingFarAway(word: String) {
        #expect(nearest(to: word, among: ["id", "k", "axy", "title", "codelist"]) == nil)
    }

    @Test func prefersTheNearerThenTheEarlier() {
        #expect(nearest(to: "cots", among: ["coats", "cats", "cuts"]) == "coats")
        #expect(nearest(to: "table", among: ["cable", "table", "tables"]) == "table")
        #expect(nearest(to: "table", among: [String]()) == nil)
    }

    @Test(arguments: [
        ("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("ab", "ba", 1), ("kitten", "sitting", 3), ("ca", "abc", 3),
        ("état", "etat", 1), ("flaw", "lawn", 2),
    ])
    func countsEdits(first: String, second: String, distance: Int) {
        #expect(editDistance(first, second) == distance)
        #expect(editDistance(second, first) == distance)
    }
}
