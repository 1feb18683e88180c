import Arguments
import Testing

@Suite struct UsageErrorTests {
    @Test(
        arguments: [
            ([], "a command is missing"),
            (["agregate"], "unknown command \"agregate\" (did you mean \"aggregate\"?)"),
            (["xyzzy"], "unknown command \"xyzzy\""),
            (["--json", "aggregate"], "the command comes first, and \"--json\" after it"),
            (["provider"], "provider needs add or list after it"),
            (["provider", "--json"], "provider needs add or list after it"),
            (["provider", "ad"], "unknown command \"provider ad\" (did you mean \"provider add\"?)"),
            (["provider", "xyzzy"], "unknown command \"provider xyzzy\" (there is add and list)"),
            (["providr", "add"], "unknown command \"providr\" (did you mean \"provider\"?)"),
            (
                ["collectors", "describ", "x"],
                "unknown command \"collectors describ\" (did you mean \"collectors describe\"?)"
            ),
            (["help", "agregate"], "unknown command \"agregate\" (did you mean \"aggregate\"?)"),
            (["provider", "list", "x"], "unexpected argument \"x\" (only options are taken here)"),
            (["release", "a", "b", "--periods", "p"], "unexpected argument \"b\""),
            (["release", "a"], "--periods A..B is missing"),
            (["release"], "DATASET and --periods A..B are missing"),
            (["aggregate", "--exact"], "INPUT… and --by COL,… are missing"),
            (["release", "withdraw", "0"], "N: expected a whole number of at least 1, found \"0\""),
            (["release", "withdraw", "x"], "N: expected a whole number of at least 1, found \"x\""),
        ] as [([String], String)])
    func saysWhatIsWrong(words: [String], message: String) {
        #expect(Sample.problem(words) == message)
    }

    @Test(
        arguments: [
            (["--k", "0"], "--k: expected a whole number from 1 to 1000, found \"0\""),
            (["--k=1001"], "--k: expected a whole number from 1 to 1000, found \"1001\""),
            (["--k", "-1"], "--k: expected a whole number from 1 to 1000, found \"-1\""),
            (["--k="], "--k: expected a whole number from 1 to 1000, found \"\""),
            (["--k"], "--k needs a value, N, after it"),
            (["--k", "--totals"], "--k needs a value, N, after it (write --k=--totals if that is the value)"),
            (["--k", "--"], "--k needs a value, N, after it (write --k=-- if that is the value)"),
            (["-o", "-x"], "--offset needs a value, N, after it (write -o=-x if that is the value)"),
            (["--k", "1", "--k", "2"], "--k is given twice"),
            (["-o", "1", "--offset", "2"], "--offset is given twice"),
            (["--totals=1"], "--totals takes no value"),
            (["--formt", "csv"], "unknown option \"--formt\" (did you mean \"--format\"?)"),
            (["-format", "csv"], "unknown option \"-format\" (did you mean \"--format\"?)"),
            (["--xyzzy=3"], "unknown option \"--xyzzy\""),
            (["-z"], "unknown option \"-z\""),
            (["--hlep"], "unknown option \"--hlep\" (did you mean \"--help\"?)"),
            (["--format", "jsn"], "--format: expected csv, json or json-stat, found \"jsn\" (did you mean \"json\"?)"),
            (["--format", "CSV"], "--format: expected csv, json or json-stat, found \"CSV\" (did you mean \"csv\"?)"),
            (["--where", "A"], "--where: expected COL=V, found \"A\""),
            (["--by", "A,,B"], "--by: expected a text, found \"\""),
            (["--out="], "--out: expected a text, found \"\""),
            (["--epsilon", "1"], "--epsilon and --exact exclude each other"),
            (["--epsilon", "1", "--rho", "1"], "--epsilon, --rho and --exact exclude each other"),
            (["--delta", "1"], "--delta needs --epsilon"),
            (
                ["--k", String(repeating: "é", count: 41)],
                "--k: expected a whole number from 1 to 1000, found \"\(String(repeating: "é", count: 40))…\""
            ),
            (["--k", "\u{1B}[1m"], "--k: expected a whole number from 1 to 1000, found \" [1m\""),
        ] as [([String], String)])
    func saysWhatIsWrongWithOptions(words: [String], message: String) {
        #expect(Sample.problem(["aggregate", "x", "--by", "A", "--exact"]) == nil)
        #expect(Sample.problem(["aggregate", "x", "--by", "A", "--exact"] + words) == message)
    }

    @Test func oneOfSomeMustBeGiven() {
        #expect(
            Sample.problem(["aggregate", "x", "--by", "A"]) == "one of --epsilon, --rho or --exact is missing")
        #expect(Sample.problem(["aggregate", "x", "--by", "A", "--epsilon", "1", "--delta", "1"]) == nil)
    }

    @Test func namesTheVariableThatIsWrong() {
        let named = Argument.option("--n", "N", "A number.", .int(in: 1...9), environment: "SAMPLE_N")
        let program = Program(
            "p", "Does.", version: "1", groups: [Program.Group("All", [Command("c", "Does.", arguments: [named])])])
        let error = #expect(throws: UsageError.self) { try program.parse(["c"], environment: ["SAMPLE_N": "x"]) }
        #expect(error?.message == "SAMPLE_N in the environment: expected a whole number from 1 to 9, found \"x\"")
    }

    @Test(
        arguments: [
            ([], "sample --help"), (["agregate"], "sample --help"), (["aggregate", "--x"], "sample aggregate --help"),
            (["provider", "x"], "sample provider --help"), (["provider", "add"], "sample provider add --help"),
        ] as [([String], String)])
    func endsWithHowToGetHelp(words: [String], command: String) throws {
        let error = try #require(throws: UsageError.self) { try Sample.program.parse(words) }
        #expect(error.description.hasSuffix("\nSee: \(command)"))
        // The command that is named does show help.
        let asked = command.split(separator: " ").dropFirst().map(String.init)
        guard case .help = try Sample.program.parse(asked) else {
            Issue.record("\(command) shows no help")
            return
        }
    }
}
