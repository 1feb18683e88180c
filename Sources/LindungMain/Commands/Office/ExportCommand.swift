import Arguments
import Publishing
import Statistics
import Workspace

/// `export`: a published vintage in a format.
struct ExportCommand: RunnableCommand {
    /// Every file as it was published, with what proves it.
    private static let all = "all"

    private let dataset = Argument<Identifier>.positional("DATASET", "The dataset.", .identifier)
    private let format = Argument<String>.required(
        "--format", "FORMAT",
        ExportFormat.allCases.map { "\($0.rawValue): \($0.purpose)" }.joined(separator: "; ")
            + "; \(Workspace.siteFormat): a folder of pages that needs no server, in English and Malay, with the files beside them"
            + "; \(all): a folder of every file as it was published, signed.",
        .oneOf(ExportFormat.allCases.map(\.rawValue) + [Workspace.siteFormat, all]))
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
        let office = try OfficeContext(arguments, console)
        let release = try write(arguments, office, console)
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.member("file", arguments[out])
                json.member("release", release.number)
                json.member("format", arguments[format])
                json.member("table", arguments[table]?.description)
                json.endObject()
            }
        } else {
            console.say(
                "Wrote release \(release.number) of \(release.structure.id), \(release.periods), to \(arguments[out])")
        }
        return 0
    }

    private func write(
        _ arguments: ParsedArguments, _ office: OfficeContext, _ console: Console
    ) throws(WorkspaceError) -> Release {
        guard let format = ExportFormat(rawValue: arguments[format]) else {
            let isAll = arguments[format] == ExportCommand.all
            guard arguments[table] == nil else {
                throw .usage("a \(isAll ? "release" : "site") has every table; leave --table out")
            }
            return isAll
                ? try office.workspace.exportAll(arguments[dataset], to: arguments[out], number: arguments[number])
                : try office.workspace.exportSite(
                    arguments[dataset], to: arguments[out], number: arguments[number], moment: office.moment)
        }
        return try office.workspace.export(
            arguments[dataset], format: format, to: arguments[out], number: arguments[number],
            table: arguments[table], language: console.language, moment: office.moment)
    }
}
