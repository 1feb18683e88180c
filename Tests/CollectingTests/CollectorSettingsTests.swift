import Collecting
import Testing

@Suite struct CollectorSettingsTests {
    private func description(_ mapping: MappingUse = .none) throws -> CollectorDescription {
        let options = [
            CollectorOption("rule", .choice(["all", "youngest"]), default: "all", LocalizedText("Rule")),
            CollectorOption("bands", .flag, default: "no", LocalizedText("Bands")),
            CollectorOption("hours", .number(1...72), default: "24", LocalizedText("Hours")),
            CollectorOption("mark", .text(limit: 4), default: "", LocalizedText("Mark")),
        ]
        return CollectorDescription(
            id: try Identifier("test"), version: "1", summary: LocalizedText("t"), mediaTypes: [], fileEndings: [],
            options: try options.map { try #require($0) }, sizeLimit: 1, mapping: mapping)
    }

    @Test func whatIsNotGivenIsTheDefault() throws {
        let description = try description()
        let settings = try CollectorSettings(for: description, options: [("rule", "youngest"), ("bands", "yes")])
        let read = description.options.map { settings[$0] }
        #expect(read == ["youngest", "yes", "24", ""])
        #expect(settings.isOn(description.options[1]))
        #expect(settings.number(description.options[2]) == 24)
        #expect(settings.given.map(\.name) == ["bands", "rule"])
        #expect(CollectorSettings.none[description.options[0]] == "all")
    }

    @Test(arguments: [
        ("rule", "oldest", "expected one of all, youngest"), ("bands", "true", "expected yes or no"),
        ("hours", "0", "expected a whole number from 1 to 72"), ("hours", "x", "expected a whole number"),
        ("mark", "abcde", "expected a text of at most 4 bytes"),
        ("colour", "red", "there are: rule, bands, hours, mark"),
    ])
    func whatAnOptionDoesNotTakeIsRefused(name: String, value: String, words: String) throws {
        let description = try description()
        let error = #expect(throws: CollectorOptionsError.self) {
            try CollectorSettings(for: description, options: [(name, value)])
        }
        #expect(error?.description.contains(words) == true)
    }

    @Test func anOptionIsGivenOnce() throws {
        let description = try description()
        let error = #expect(throws: CollectorOptionsError.self) {
            try CollectorSettings(for: description, options: [("hours", "2"), ("hours", "3")])
        }
        #expect(error == .optionDoubled("hours"))
    }

    @Test func aMappingIsGivenWhereItIsTaken() throws {
        let mapping = MappingFile(name: "m", bytes: [])
        let (none, optional, needed) = (try description(), try description(.optional), try description(.needed))
        #expect(throws: CollectorOptionsError.mappingNotTaken(collector: none.id)) {
            try CollectorSettings(for: none, mapping: mapping)
        }
        #expect(throws: CollectorOptionsError.mappingMissing(collector: none.id)) {
            try CollectorSettings(for: needed)
        }
        #expect(try CollectorSettings(for: optional).mapping == nil)
        #expect(try CollectorSettings(for: needed, mapping: mapping).mapping == mapping)
    }

    @Test func anOptionIsNotMadeWithADefaultThatItDoesNotTake() {
        #expect(CollectorOption("rule", .choice(["a"]), default: "b", LocalizedText("r")) == nil)
        #expect(CollectorOption("Rule!", .flag, default: "no", LocalizedText("r")) == nil)
        #expect(CollectorOption("", .flag, default: "no", LocalizedText("r")) == nil)
    }
}
