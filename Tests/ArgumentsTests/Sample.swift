import Arguments

enum Format: String, CaseIterable {
    case csv
    case json
    case jsonStat = "json-stat"
}

struct Condition: Equatable {
    var column: String
    var value: String
}

extension ValueParser<Condition> {
    static var condition: Self {
        .reading("COL=V") { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else { return nil }
            return Condition(column: String(parts[0]), value: String(parts[1]))
        }
    }
}

/// A program with one of everything.
enum Sample {
    static let json = Argument.flag("--json", "Prints one JSON document on standard output and nothing else there.")
    static let workspace = Argument.option(
        "--workspace", "DIR", "The workspace.", .text, default: "./workspace", environment: "SAMPLE_WORKSPACE")

    static let inputs = Argument.positionals("INPUT", "Files to read; - is standard input.", .text)
    static let by = Argument.list(
        "--by", "COL", "Columns to count by.", .text, splitsAtCommas: true, isRequired: true)
    static let conditions = Argument.list("--where", "COL=V", "Counts only rows with this value.", .condition)
    static let k = Argument.option("--k", "N", "The least count shown.", .int(in: 1...1000), default: 10)
    static let offset = Argument.option("--offset", "N", "Added to every count.", .int, short: "-o")
    static let out = Argument.option("--out", "FILE", "Where to write.", .text)
    static let format = Argument.option("--format", "F", "The format to write.", .oneOf(Format.self), default: .csv)
    static let totals = Argument.flag("--totals", short: "-t", "Adds totals.")
    static let epsilon = Argument.option("--epsilon", "E", "Protects with pure noise.", .text)
    static let delta = Argument.option("--delta", "D", "The failure allowed.", .text)
    static let rho = Argument.option("--rho", "R", "Protects with discrete Gaussian noise.", .text)
    static let exact = Argument.flag(
        "--exact", "Writes exact counts, which are not for publication, to a file that only its owner may read.")

    static let aggregate = Command(
        "aggregate", "Counts the rows of files.",
        discussion: """
            Reads CSV or NDJSON and writes one row for each combination of values that occurs, with noise that
            hides any single person.

            Nothing is kept.
            """,
        arguments: [inputs, by, conditions, k, offset, out, format, totals],
        sections: [Command.Section("Protection", [epsilon, delta, rho, exact])],
        rules: [.exactlyOne(epsilon, rho, exact), .requires(delta, oneOf: epsilon)],
        examples: [
            Command.Example("sample aggregate calls.csv --by STATE,FORM --epsilon 1", "Counts calls by state and form.")
        ])

    static let dataset = Argument.positional("DATASET", "The dataset.", .text)
    static let periods = Argument.required("--periods", "A..B", "The periods.", .text)
    static let release = Command("release", "Publishes a vintage.", arguments: [dataset, periods])
    static let number = Argument.positional("N", "The release's number.", .int(in: 1...))
    static let withdraw = Command("release withdraw", "Takes a vintage back.", arguments: [number])

    static let collectors = Command("collectors", "Lists the collectors.")
    static let collector = Argument.positional("ID", "The collector.", .text)
    static let file = Argument.optionalPositional("FILE", "A file of it.", .text)
    static let describe = Command("collectors describe", "Describes one.", arguments: [collector, file])
    static let check = Command("collectors check", "Checks one.", arguments: [collector])

    static let providerAdd = Command("provider add", "Adds a provider.", arguments: [collector])
    static let providerList = Command("provider list", "Lists providers.")

    static let program = Program(
        "sample", "Counts people without telling on them.", version: "sample 1.2.3",
        groups: [
            Program.Group("Counting", [aggregate, release, withdraw]),
            Program.Group("Who sends", [collectors, describe, check, providerAdd, providerList]),
        ],
        common: [json, workspace],
        exitStatuses: [
            Program.ExitStatus(0, "Done."), Program.ExitStatus(1, "The input has errors."),
            Program.ExitStatus(2, "The command was used wrongly."),
        ])

    /// The command and its values, or the error.
    static func run(
        _ words: [String], environment: [String: String] = [:]
    ) throws(UsageError) -> (name: String, values: ParsedArguments)? {
        if case .run(let command, let values) = try program.parse(words, environment: environment) {
            return (command.name, values)
        }
        return nil
    }

    /// The error of a command line, without the line about help; `nil` if it is right.
    static func problem(_ words: [String], environment: [String: String] = [:]) -> String? {
        do {
            _ = try program.parse(words, environment: environment)
            return nil
        } catch {
            return error.message + (error.hint.map { " (\($0))" } ?? "")
        }
    }
}
