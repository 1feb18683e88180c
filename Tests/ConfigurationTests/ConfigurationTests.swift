import Arguments
import Configuration
import Testing
import YAML

private let place = Argument<String>.option(
    "--place", "PLACE", "Where it is.", .text, default: "here", environment: "TEST_PLACE")
private let workers = Argument<Int>.option(
    "--workers", "N", "How many there are.", .int(in: 1...9), default: 2, environment: "TEST_WORKERS")
private let key = Argument<String?>.option("--tls-key", "F", "The key.", .text, environment: "TEST_TLS_KEY")
private let certificate = Argument<String?>.option("--tls-certificate", "F", "Its certificate.", .text)
private let names = Argument<[String]>.list(
    "--names", "NAME", "What they are called.", .text, splitsAtCommas: true, environment: "TEST_NAMES")
private let settings: [any ArgumentDeclaration] = [place, workers, key, certificate, names]

/// The words name no command that runs.
private struct NotRun: Error {}

private func configured(
    _ words: [String] = [], environment: [String: String] = [:], file: String? = nil, rules: [Rule] = []
) throws -> Configuration {
    let program = Program(
        "p", "Does.", version: "1", groups: [Program.Group("All", [Command("c", "Does.", arguments: settings)])])
    guard case .run(_, let arguments) = try program.parse(["c"] + words, environment: environment) else {
        throw NotRun()
    }
    return try Configuration(
        settings, arguments: arguments,
        file: file.map { ConfigurationFile(name: "test.yaml", bytes: Array($0.utf8)) }, rules: rules)
}

@Suite struct ConfigurationTests {
    @Test func theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws {
        let file = "place: from file\nworkers: 3\ntls-key: k.pem\n"
        let all = try configured(
            ["--place", "from line"], environment: ["TEST_PLACE": "from variable", "TEST_WORKERS": "4"], file: file)
        #expect(all[place] == "from line" && all.origin(of: place) == .commandLine)
        #expect(all[workers] == 4 && all.origin(of: workers) == .environment(variable: "TEST_WORKERS"))
        #expect(all[key] == "k.pem")
        #expect(all.origin(of: key) == .file("test.yaml", YAMLPosition(line: 3, column: 1)))
        #expect(all[names].isEmpty && all.origin(of: names) == .standard)
        let none = try configured()
        #expect(none[place] == "here" && none[workers] == 2 && none[key] == nil)
    }

    @Test func severalValuesAreAListInAFileAndSeparatedByCommasElsewhere() throws {
        #expect(try configured(file: "names: [a, 'b, c']")[names] == ["a", "b, c"])
        #expect(try configured(file: "names: a")[names] == ["a"])
        #expect(try configured(environment: ["TEST_NAMES": "a,b"])[names] == ["a", "b"])
        #expect(try configured(["--names=a,b"], environment: ["TEST_NAMES": "c"])[names] == ["a", "b"])
    }

    @Test(arguments: [
        ("wrkers: 3", "test.yaml:1:1: unknown key \"wrkers\" (did you mean \"workers\"?)"),
        ("place: a\nplace: b", "test.yaml:2:1: "),
        ("place: a\n\nworkers: 10", "test.yaml:3:10: expected a whole number from 1 to 9, found the number 10"),
        ("workers: [1, 2]", "test.yaml:1:10: expected a text, found a list"),
        ("workers:", "test.yaml:1:9: expected a text, found nothing"),
        ("- place", "test.yaml:1:1: expected settings (a mapping), found a list"),
        ("place: &a b", "test.yaml:1:8: "),
        ("wide: 1\nplace: a", "test.yaml:1:1: unknown key \"wide\" (known here: place, workers, tls-key, "),
    ])
    func whatIsWrongInAFileIsToldWithItsPlace(text: String, message: String) throws {
        #expect(performing: { try configured(file: text) }, throws: { "\($0)".hasPrefix(message) })
    }

    @Test func allMistakesOfAFileAreToldAtOnce() throws {
        #expect(
            performing: { try configured(file: "workers: 0\nplaces: x\n") },
            throws: { "\($0)".split(separator: "\n").count == 2 })
    }

    @Test(arguments: ["", "# nothing but a comment\n", "---\n"]) func aFileMaySayNothing(text: String) throws {
        #expect(try configured(file: text)[place] == "here")
    }

    @Test func rulesHoldAcrossSources() throws {
        let rules: [Rule] = [.requires(key, oneOf: certificate)]
        #expect(throws: ConfigurationError.rule("--tls-key needs --tls-certificate")) {
            try configured(file: "tls-key: k.pem", rules: rules)
        }
        let both = try configured(["--tls-certificate", "c.pem"], file: "tls-key: k.pem", rules: rules)
        #expect(both[certificate] == "c.pem")
    }

    @Test func whatIsPrintedReadsBackAsTheSame() throws {
        let awkward = "a: b #\"\\ \u{7F}é\n- c"
        let first = try configured(
            ["--place", awkward, "--workers", "7", "--names", "null,-x,::1,10.0.0.0/8, y"],
            environment: ["TEST_TLS_KEY": "/etc/a key.pem"])
        let second = try configured(file: first.text)
        #expect(second[place] == awkward && second[workers] == 7)
        #expect(second[names] == ["null", "-x", "::1", "10.0.0.0/8", " y"])
        #expect(second[key] == "/etc/a key.pem" && second[certificate] == nil)
        #expect(first.text.contains("workers: 7  # from the command line\n"))
        #expect(first.text.contains("tls-key: /etc/a key.pem  # from TEST_TLS_KEY\n"))
        #expect(second.text.contains("workers: 7  # from test.yaml:"))
        #expect(try configured().text.contains("place: here  # from the default\n"))
    }

    @Test func aDefaultThatFollowsFromAnotherGivesWayToWhatWasSet() throws {
        var free = try configured()
        free.replaceDefault(of: workers, by: "5", because: "names")
        #expect(free[workers] == 5 && free.text.contains("workers: 5  # from names\n"))
        var set = try configured(["--workers", "2"])
        set.replaceDefault(of: workers, by: "5", because: "names")
        #expect(set[workers] == 2)
    }

    @Test func aVariableThatIsNoneIsFoundWithTheOneThatWasMeant() {
        let found = UnknownVariables.among(
            ["TEST_WORKER", "TEST_PORT_8080_TCP", "TEST_PLACE", "TEST_OTHER", "PATH"], prefix: "TEST_",
            settings: settings, others: ["TEST_OTHER"])
        #expect(found.map(\.name) == ["TEST_PORT_8080_TCP", "TEST_WORKER"])
        #expect(found.map(\.meant) == [nil, "TEST_WORKERS"])
    }
}
