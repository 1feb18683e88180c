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
                Usage: sample COMMAND …

                Counts people without telling on them.

                Counting:
                  aggregate            Counts the rows of files.
                  release              Publishes a vintage.
                  release withdraw     Takes a vintage back.

                Who sends:
                  collectors           Lists the collectors.
                  collectors describe  Describes one.
                  collectors check     Checks one.
                  provider add         Adds a provider.
                  provider list        Lists providers.

                Everywhere:
                  sample COMMAND --help  Shows the help of a command.
                  sample --version       Shows the version.

                Exit status:
                  0  Done.
                  1  The input has errors.
                  2  The command was used wrongly.

                """)
    }

    @Test func helpOfACommand() throws {
        #expect(
            try shown(["aggregate", "--help"]) == """
                Usage: sample aggregate INPUT… --by COL,… [OPTIONS]

                Counts the rows of files.

                Reads CSV or NDJSON and writes one row for each combination of values that
                occurs, with noise that hides any single person.

                Nothing is kept.

                Arguments:
                  INPUT…  Files to read; - is standard input.

                Options:
                  --by COL,…      Columns to count by (may be repeated).
                  --where COL=V   Counts only rows with this value (may be repeated).
                  --k N           The least count shown (1 to 1000; default: 10).
                  -o, --offset N  Added to every count.
                  --out FILE      Where to write.
                  --format F      The format to write (csv, json or json-stat; default: csv).
                  -t, --totals    Adds totals.

                Protection:
                  --epsilon E  Protects with pure noise.
                  --delta D    The failure allowed.
                  --rho R      Protects with discrete Gaussian noise.
                  --exact      Writes exact counts, which are not for publication, to a file
                               that only its owner may read.

                  Exactly one of --epsilon, --rho and --exact.
                  --delta needs --epsilon.

                Common options:
                  --json           Prints one JSON document on standard output and nothing else
                                   there.
                  --workspace DIR  The workspace (else SAMPLE_WORKSPACE; default: ./workspace).
                  -h, --help       Shows this help.

                Examples:
                  sample aggregate calls.csv --by STATE,FORM --epsilon 1
                      Counts calls by state and form.

                Exit status:
                  0  Done.
                  1  The input has errors.
                  2  The command was used wrongly.

                """)
    }

    @Test func helpOfACommandWithOthersBelowIt() throws {
        #expect(
            try shown(["collectors", "--help"]) == """
                Usage: sample collectors [OPTIONS]

                Lists the collectors.

                Common options:
                  --json           Prints one JSON document on standard output and nothing else
                                   there.
                  --workspace DIR  The workspace (else SAMPLE_WORKSPACE; default: ./workspace).
                  -h, --help       Shows this help.

                Commands:
                  collectors describe  Describes one.
                  collectors check     Checks one.

                Exit status:
                  0  Done.
                  1  The input has errors.
                  2  The command was used wrongly.

                """)
    }

    @Test func helpOfAFamily() throws {
        #expect(
            try shown(["provider", "--help"]) == """
                Usage: sample provider add|list …

                Commands:
                  provider add   Adds a provider.
                  provider list  Lists providers.

                sample provider add --help shows the help of one.

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
