import Arguments
import Bytes
import Collecting
import Publishing
import Statistics
import Workspace

/// `validate`: findings only, nothing kept.
struct ValidateCommand: RunnableCommand {
    let registry: CollectorRegistry

    private let files = Argument<[String]>.positionals("FILE", "The files to check; - is standard input.", .text)
    private let collector = Argument<String>.option(
        "--collector", "C", "The collector that reads the files.", .text, default: "tabular")
    private let dataset = Argument<Identifier?>.option(
        "--dataset", "D", "The dataset, from the structures of the workspace.", .identifier)
    private let structure = Argument<String?>.option("--structure", "FILE", "A structure file instead.", .text)
    private let mapping = Argument<String?>.option("--mapping", "FILE", "The mapping file of the collector.", .text)
    private let option = Argument<[CollectorOptionValue]>.list(
        "--option", "NAME=VALUE", "An option of the collector.", .collectorOption)
    private let period = Argument<Period?>.option(
        "--period", "P", "The period of the files, where they say none.",
        .reading("a period such as 2024-03") { Period($0) })
    private let provider = Argument<Identifier?>.option(
        "--provider", "P", "Who would send: compares with what that provider of the workspace reported last.",
        .identifier)
    private let branch = Argument<Identifier?>.option("--branch", "B", "The office that would send.", .identifier)

    init(registry: CollectorRegistry) { self.registry = registry }

    var declaration: Command {
        Command(
            "validate", "Checks files and says what is wrong, row by row; keeps nothing.",
            arguments: [files, collector, dataset, structure, mapping, option, period, provider, branch],
            rules: [.atMostOne(dataset, structure)],
            examples: [
                Command.Example(
                    "lindung validate march.csv --structure structures/police-crimes.yaml --mapping police.yaml",
                    "Check a file before it is sent.")
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        for path in arguments[files] { try IntakeScreen.checkFileName(path) }
        let opener = InputOpener(console: console)
        var (dataset, period) = (arguments[dataset], arguments[period])
        if dataset == nil, arguments[structure] == nil, let first = arguments[files].first, first != "-" {
            // A filled form says itself what it is for.
            let source: any ByteSource
            do throws(BytesError) { source = try opener.open(first) } catch { throw WorkspaceError(error) }
            if let target = try FormHead.target(of: source, collector: arguments[collector], registry: registry) {
                dataset = target.dataset
                period = period ?? target.period
            }
        }
        let choice = try CollectorChoice(
            collector: arguments[collector], registry: registry, structureFile: arguments[structure],
            dataset: dataset, workspace: arguments[Common.workspace], mappingFile: arguments[mapping],
            options: arguments[option])
        var sources: [any ByteSource] = []
        for path in arguments[files] {
            do throws(BytesError) { sources.append(try opener.open(path)) } catch { throw WorkspaceError(error) }
        }
        let submission = try CollectedSubmission(
            sources, reader: choice.reader, structure: choice.structure,
            context: CollectingContext(today: console.today, period: period))
        var checked = CheckedSubmission(submission, for: choice.structure.id)
        if let provider = arguments[provider] {
            checked = try OfficeContext(arguments, console).workspace.validate(
                submission, structure: choice.structure, periods: period.flatMap { PeriodRange($0, $0) },
                sender: (provider, arguments[branch]), file: sources.map(\.name).joined(separator: ", "))
        }
        let errors = checked.findings.count(of: .error)
        let taken = checked.observations
        if console.isJSON {
            try console.writeJSON { CheckedJSON(checked).write(to: &$0) }
        } else {
            FindingsReport(checked.findings, console: console).say()
            if submission.isNil, errors == 0 {
                let periods = submission.covered.sorted().map(\.description).joined(separator: ", ")
                console.say(
                    console.text("\(periods): nothing to report", "\(periods): tiada apa-apa untuk dilaporkan"))
            }
            let warnings = checked.findings.count(of: .warning)
            console.say(
                console.language == .malay
                    ? "\(taken) pemerhatian boleh diambil; \(errors) ralat, \(warnings) amaran"
                    : "\(taken) observation\(taken == 1 ? "" : "s") can be taken; errors: \(errors), warnings: \(warnings)"
            )
        }
        return errors > 0 ? 1 : 0
    }
}

/// Opens inputs, with a progress bar where someone looks.
struct InputOpener: Sendable {
    let console: Console

    func open(_ path: String) throws(BytesError) -> any ByteSource {
        guard path != "-" else { return StandardInputSource() }
        let file = try FileSource(path)
        guard console.showsProgress, let size = file.size, size > 1 << 24 else { return file }
        let bar = ProgressBar(name: path, total: size)
        return MeteredSource(file) { bar.update($0) }
    }
}
