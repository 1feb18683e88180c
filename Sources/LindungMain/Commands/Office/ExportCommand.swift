import Arguments
import Publishing
import Statistics
import Workspace

/// `export`: a published vintage in a format.
struct ExportCommand: RunnableCommand {
    /// Every file as it was published, with what proves it.
    private static let all = "all"
    /// Formats that the contract names and that are not offered yet.
    private static let later = ["site"]

    private let dataset = Argument<Identifier>.positional("DATASET", "The dataset.", .identifier)
    private let format = Argument<String>.required(
        "--format", "FORMAT",
        ExportFormat.allCases.map { "\($0.rawValue): \($0.purpose)" }.joined(separator: "; ")
            + "; all: a folder of all of these as they were published, signed.",
        .oneOf(ExportFormat.allCases.map(\.rawValue) + [all] + later))
    private let out = Argument<String>.required("--out", "PATH", "The file or folder to write.", .text)
    private let number = Argument<Int?>.option(
        "--release", "N", "The vintage; by default the newest that was not withdrawn.", .int(in: 1...))
    private let table = Argument<Identifier?>.option("--table", "T", "One table alone.", .identifier)

    var declaration: Command {
        Command(
            "export", "Writes a published vintage to a file.", arguments: [dataset, format, out, number, table],
            examples: [
                Command.Example(
                    "lindung export helpline-contacts --format csv --out contacts.csv",
                    "The newest figures for a spreadsheet.")
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        if arguments[format] == Self.all { return try exportAll(arguments, console) }
        guard let format = ExportFormat(rawValue: arguments[format]) else {
            throw .usage("the format \(arguments[self.format]) is not offered yet")
        }
        let office = try OfficeContext(arguments, console)
        let release = try office.workspace.export(
            arguments[dataset], format: format, to: arguments[out], number: arguments[number],
            table: arguments[table], language: console.language, moment: office.moment)
        return try tell(release, format.rawValue, arguments, console)
    }

    private func tell(
        _ release: Release, _ format: String, _ arguments: ParsedArguments, _ console: Console
    ) throws(WorkspaceError) -> Int32 {
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.member("file", arguments[out])
                json.member("release", release.number)
                json.member("format", format)
                json.member("table", arguments[table]?.description)
                json.endObject()
            }
        } else {
            console.say(
                "Wrote release \(release.number) of \(release.structure.id), \(release.periods), to \(arguments[out])")
        }
        return 0
    }

    private func exportAll(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        guard arguments[table] == nil else { throw .usage("all files are of the whole release; leave --table out") }
        let release = try OfficeContext(arguments, console).workspace.exportAll(
            arguments[dataset], to: arguments[out], number: arguments[number])
        return try tell(release, Self.all, arguments, console)
    }
}
