import Arguments
import Bytes
import Collecting
import Publishing
import Statistics
import TabularCollector
import Workspace

/// `demo`: the main job from end to end on shipped files.
struct DemoCommand: RunnableCommand {
    let registry: CollectorRegistry
    private let out = Argument<String>.option(
        "--out", "DIR", "The folder to write to.", .text, default: "./demo-out")

    init(registry: CollectorRegistry) { self.registry = registry }

    var declaration: Command {
        Command(
            "demo", "Counts, protects and publishes shipped sample files, and says where to look.",
            discussion: "All numbers in the samples are invented.", arguments: [out])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let folder = arguments[out]
        let program = Environment.programFolder ?? "."
        let demonstration = Demonstration(
            samples: TabularSamples.places.map { "\(program)/\($0)" }, out: folder, registry: registry,
            today: console.today)
        try demonstration.prepare()
        var results: [Demonstration.Result] = []
        for (dataset, periods) in zip(TabularSamples.datasets, ["2021-01..2022-12", "2019..2023", "2019..2023"]) {
            guard let periods = PeriodRange(periods) else { continue }
            let result = try demonstration.run(Demonstration.Step(dataset: dataset, periods: periods))
            if !console.isJSON { try say(result, console) }
            results.append(result)
        }
        if console.isJSON { return try writeJSON(results, console) }
        try console.write { sink throws(BytesError) in
            try sink.write(summary(results, folder))
        }
        return 0
    }

    private func say(_ result: Demonstration.Result, _ console: Console) throws(WorkspaceError) {
        console.say("\(result.title[console.language]): \(result.observations) observations read")
        FindingsReport(result.findings, console: console).say()
    }

    private func writeJSON(_ results: [Demonstration.Result], _ console: Console) throws(WorkspaceError) -> Int32 {
        try console.writeJSON { json in
            json.beginArray()
            for result in results {
                json.beginObject()
                json.member("dataset", result.release.structure.id.description)
                json.key("files")
                json.beginArray()
                for file in result.files { json.value(file) }
                json.endArray()
                json.endObject()
            }
            json.endArray()
        }
        return 0
    }

    /// What was made and how to look at it.
    private func summary(_ results: [Demonstration.Result], _ folder: String) -> String {
        let program = Environment.programFolder.map { "\($0)/lindung" } ?? "lindung"
        var text = "\nWhat was made (all numbers in the samples are invented):\n"
        for result in results {
            let figures = ShownFigures(result.release)
            let guarantee = result.release.protection.guarantee
            text += "\n  \(result.title.english)\n"
            text += "    \(result.files.joined(separator: "\n    "))\n"
            text +=
                "    \(figures.shown) of \(figures.all) figures are shown; those below \(result.release.protection.k) are hidden,\n      most because little happened there\n"
            text +=
                "    each \(result.release.protection.unit.name) is protected with \(guarantee?.inWords ?? "nothing")\n"
            if let (period, value, margin) = figures.latestTotal {
                text += "    in \(period): \(value) in all, give or take \(margin)\n"
            }
        }
        return text + """

            How to look at it:
              the CSV files open in a spreadsheet; OBS_VALUE is the figure, MARGIN_95 how far the count before
                noise may lie from it, OBS_STATUS Q a hidden figure
              the JSON files hold the same as time series, with labels in English and Malay
              \(folder)/catalogue has the structures, mappings and files that went in; try one:
                \(program) aggregate \(folder)/catalogue/files/police-crimes.csv \\
                  --structure \(folder)/catalogue/structures/police-crimes.yaml \\
                  --mapping \(folder)/catalogue/mappings/police-crimes.yaml --by AREA --exact

            """
    }
}

/// How much of a release is shown.
private struct ShownFigures {
    let all: Int
    let shown: Int
    let latestTotal: (period: Period, value: Int64, margin: Int64)?

    init(_ release: Release) {
        let blocks = release.tables.flatMap(\.blocks)
        let cells = blocks.flatMap(\.cells)
        all = cells.count
        shown = cells.filter { if case .estimate = $0 { true } else { false } }.count
        let total = blocks.first { $0.levels.levels.allSatisfy { $0 == 0 } }
        if let total, case .estimate(let value, let margin)? = total.cells.last {
            latestTotal = (total.periods.last, value, margin)
        } else {
            latestTotal = nil
        }
    }
}
