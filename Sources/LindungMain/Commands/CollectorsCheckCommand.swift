import Arguments
import Bytes
import Collecting
import CollectorConformance
import Publishing
import Statistics
import Workspace

/// `collectors check`: what every collector keeps to, tried on one.
struct CollectorsCheckCommand: RunnableCommand {
    let registry: CollectorRegistry

    private let id = Argument<String>.positional("ID", "The collector.", .text)
    private let files = Argument<[String]>.positionals(
        "FILE", "Files that it reads without an error, the more kinds of content the better.", .text)
    private let dataset = Argument<Identifier?>.option(
        "--dataset", "D", "The dataset, from the structures of the workspace.", .identifier)
    private let structure = Argument<String?>.option("--structure", "FILE", "A structure file instead.", .text)
    private let mapping = Argument<String?>.option("--mapping", "FILE", "The mapping file of the collector.", .text)
    private let option = Argument<[CollectorOptionValue]>.list(
        "--option", "NAME=VALUE", "An option of the collector.", .collectorOption)
    private let period = Argument<Period?>.option(
        "--period", "P", "The period of the files, where they say none.",
        .reading("a period such as 2024-03") { Period($0) })
    private let headLines = Argument<Int>.option(
        "--head-lines", "N", "How many lines at the top stand once when a file is made long.", .int(in: 0...1000),
        default: 1)
    private let seed = Argument<Int>.option(
        "--seed", "N", "Where the choices begin; the same seed tries the same.", .int(in: 0...1_000_000_000), default: 1
    )
    private let quick = Argument<Bool>.flag("--quick", "Tries fewer cases of everything.")

    init(registry: CollectorRegistry) { self.registry = registry }

    var declaration: Command {
        Command(
            "collectors check",
            "Tries a collector on files: cut off, mutated, made long, broken off; with keys and numbers to be kept.",
            arguments: [id, files, dataset, structure, mapping, option, period, headLines, seed, quick],
            rules: [.atMostOne(dataset, structure)],
            examples: [
                Command.Example(
                    "lindung collectors check tabular march.csv --structure cases.yaml --mapping cases-map.yaml",
                    "Try the collector of CSV files with a mapping of one's own.")
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let choice = try CollectorChoice(
            collector: arguments[id], registry: registry, structureFile: arguments[structure],
            dataset: arguments[dataset], workspace: arguments[Common.workspace], mappingFile: arguments[mapping],
            options: arguments[option])
        guard let collector = registry.collector(named: arguments[id]) else { throw .usage("no such collector") }
        var samples: [ConformanceSample] = []
        do throws(BytesError) {
            for file in arguments[files] {
                samples.append(try ConformanceSample(file: file, headLines: arguments[headLines]))
            }
        } catch { throw WorkspaceError(error) }
        let suite = CollectorConformance(
            collector, structure: choice.structure, settings: choice.settings,
            context: CollectingContext(today: console.today, period: arguments[period]), samples: samples,
            effort: collector.isExternal ? .light : arguments[quick] ? .quick : .usual, seed: UInt64(arguments[seed]))
        let report: ConformanceReport
        do throws(CollectorOptionsError) {
            // What is tried stands on standard error before it is tried: a collector that crashes ends this too.
            report = try suite.report { console.say("\($0.rawValue): \($0.words)") }
        } catch { throw .usage(error.description) }
        try write(report, of: collector.description.id, console)
        return report.passed ? 0 : 1
    }

    private func write(_ report: ConformanceReport, of collector: Identifier, _ console: Console) throws(WorkspaceError)
    {
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.member("collector", collector.description)
                json.member("passed", report.passed)
                json.key("properties")
                json.beginArray()
                for outcome in report.outcomes {
                    json.beginObject()
                    json.member("property", outcome.property.rawValue)
                    json.member("holds", outcome.failures.isEmpty)
                    json.member("readings", outcome.readings)
                    json.member("possible", outcome.possible)
                    json.member("untried", outcome.untried)
                    json.endObject()
                }
                json.endArray()
                json.key("failures")
                json.beginArray()
                for failure in report.failures {
                    json.beginObject()
                    json.member("property", failure.property.rawValue)
                    json.member("sample", failure.sample)
                    json.member("detail", failure.detail)
                    json.endObject()
                }
                json.endArray()
                json.endObject()
            }
            return
        }
        try console.print(
            report.outcomes.map { outcome in
                let failed =
                    outcome.failures.isEmpty ? (outcome.untried.map { "not tried: \($0)" } ?? "holds") : "FAILS"
                return "\(outcome.property.rawValue): \(failed) (\(outcome.readings) of \(outcome.possible) readings)"
            } + report.failures.map { "\($0)" })
    }
}
