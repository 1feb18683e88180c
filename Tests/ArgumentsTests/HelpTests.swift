import Arguments
import Testing

@Suite struct HelpTests {
    private func shown(_ words: [String], width: Int = 80) throws -> String {
        switch try Sample.program.parse(words, width: width) {
        case .help(let text), .version(let text): return text
        case .run(let command, _): return "runs \(command.name)"
        }
    }

    @Test func helpOfTheProgram() throws {
        #expect(
            try shown(["--help"]) == """
                """)
    }

    @Test func helpOfACommand() throws {
        #expect(
            try shown(["aggregate", "--help"]) == """
                """)
    }

    @Test func helpOfACommandWithOthersBelowIt() throws {
        #expect(
            try shown(["collectors", "--help"]) == """
                """)
    }

    @Test func helpOfAFamily() throws {
        #expect(
            try shown(["provider", "--help"]) == """
                """)
    }

    @Test(arguments: [
        ["aggregate", "-h"], ["help", "aggregate"], ["aggregate", "--nonsense", "--k", "--help"],
        ["aggregate", "--where", "--help"],
    ])
    func helpWinsOverEverythingElse(words: [String]) throws {
        #expect(try shown(words) == shown(["aggregate", "--help"]))
    }

    @Test func helpAfterTheEndOfOptionsIsAWord() throws {
        #expect(try shown(["collectors", "describe", "--", "--help"]) == "runs collectors describe")
    }

    @Test func otherWaysToAsk() throws {
        #expect(try shown(["help"]) == shown(["--help"]))
        #expect(try shown(["-h"]) == shown(["--help"]))
        #expect(try shown(["help", "provider"]) == shown(["provider", "--help"]))
        #expect(try shown(["--version"]) == "sample 1.2.3")
    }

    @Test(arguments: [40, 60, 80, 100])
    func noLineIsWiderThanAsked(width: Int) throws {
        for words in [["--help"], ["aggregate", "--help"], ["collectors", "--help"], ["provider", "--help"]] {
            for line in try shown(words, width: width).split(separator: "\n") {
                #expect(line.count <= width || !line.drop { $0 == " " }.contains("  "), "\(line)")
                #expect(line.last != " ")
            }
        }
    }
}
