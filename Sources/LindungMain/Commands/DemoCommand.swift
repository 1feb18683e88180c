import Arguments
import Bytes
import Catalogue
import Collecting
import Publishing
import Releasing
import Statistics
import Workspace

/// `demo`: the main job from end to end on shipped submissions.
struct DemoCommand: RunnableCommand {
    let registry: CollectorRegistry
    private let out = Argument<String>.option(
        "--out", "DIR", "The folder to write to; an earlier demonstration in it is replaced.", .text,
        default: "./demo-out")

    init(registry: CollectorRegistry) { self.registry = registry }

    var declaration: Command {
        Command(
            "demo", "Runs an office for two years on shipped submissions, and says where to look.",
            discussion: """
                Four invented providers send files in the shapes of their own systems: some late, one corrected, one with \
                mistakes, one month without anything. A curator releases them, and the files for readers are written. \
                All numbers are invented; the noise is drawn anew each time.
                """,
            arguments: [out])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let folder = arguments[out]
        let name = ShippedCatalogues.names[0]
        let demonstration = Demonstration(
            resources: try ShippedResources.demonstration(), catalogue: try ShippedResources.catalogue(name),
            out: folder, registry: registry, engine: .sqlite)
        var story = DemonstrationStory(console: console)
        try demonstration.run { event throws(WorkspaceError) in try story.tell(event) }
        guard !console.isJSON else { return try story.writeJSON(workspace: demonstration.workspacePath) }
        try console.write { sink throws(BytesError) in
            try sink.write(story.summary(folder: folder, workspace: demonstration.workspacePath))
        }
        return 0
    }
}

/// What happened in a demonstration, told as it happens and summed up at the end.
struct DemonstrationStory {
    private let console: Console
    private var received = 0
    private var refused = 0
    private var late: [Receipt] = []
    private var replaced: [Receipt] = []
    private var empty: [Receipt] = []
    private var made: [Workspace.Made] = []
    private var exports: [(release: Release, path: String)] = []

    init(console: Console) { self.console = console }

    mutating func tell(_ event: Demonstration.Event) throws(WorkspaceError) {
        switch event {
        case .made(let path, let datasets): say("made the workspace \(path) with \(datasets) datasets")
        case .received(let receipt, let day):
            received += 1
            if receipt.periods.contains(where: { $0.isNil }) { empty.append(receipt) }
            if receipt.periods.contains(where: { $0.replaces != nil }) { replaced.append(receipt) }
            // What was there before the office began is not late.
            if receipt.periods.count == 1, receipt.periods.contains(where: { ($0.daysLate ?? 0) > 0 }) {
                late.append(receipt)
            }
            say(
                "\(day)  received \(receipt.id) from \(sender(receipt)): \(receipt.dataset), \(span(receipt))\(marks(receipt))"
            )
        case .refused(let file, let log, let day):
            refused += 1
            say("\(day)  refused \(file); these are its findings:")
            if !console.isJSON { FindingsReport(log, console: console).say() }
        case .released(let release, let day):
            made.append(release)
            let draws = release.draws.map { draw in
                "\(draw.periods)\(draw.isCorrection ? " (a correction, from the reserve)" : "") for \(CostText(draw.charge).words(console))"
            }
            say(
                "\(day)  release \(release.release.number), \(release.release.structure.id): \(draws.joined(separator: "; "))"
            )
        case .exported(let release, let path): exports.append((release, path))
        }
    }

    private func say(_ text: String) {
        if !console.isJSON { console.say(text) }
    }

    private func sender(_ receipt: Receipt) -> String {
        receipt.branch.map { "\(receipt.provider)/\($0)" } ?? "\(receipt.provider)"
    }

    private func span(_ receipt: Receipt) -> String {
        let periods = receipt.periods.map(\.period)
        guard let first = periods.first, let last = periods.last else { return "no period" }
        return first == last ? "\(first)" : "\(first)..\(last)"
    }

    private func marks(_ receipt: Receipt) -> String {
        var marks: [String] = []
        if receipt.periods.contains(where: \.isNil) { marks.append("nothing to report") }
        if let line = receipt.periods.first(where: { $0.replaces != nil }), let earlier = line.replaces {
            marks.append("replaces \(earlier)")
        }
        if receipt.periods.count == 1, let days = receipt.periods.first?.daysLate, days > 0 {
            marks.append("\(days) days late")
        }
        return marks.isEmpty ? "" : " – " + marks.joined(separator: ", ")
    }

    // MARK: - The end

    func writeJSON(workspace: String) throws(WorkspaceError) -> Int32 {
        try console.writeJSON { json in
            json.beginObject()
            json.member("workspace", workspace)
            json.member("received", received)
            json.member("refused", refused)
            json.key("releases")
            json.beginArray()
            for one in made {
                json.beginObject()
                json.member("number", one.release.number)
                json.member("dataset", one.release.structure.id.description)
                json.member("periods", one.release.periods.description)
                json.endObject()
            }
            json.endArray()
            json.key("files")
            json.beginArray()
            for export in exports { json.value(export.path) }
            json.endArray()
            json.endObject()
        }
        return 0
    }

    /// What was made and how to look at it.
    func summary(folder: String, workspace: String) -> String {
        let program = Environment.programFolder.map { "\($0)/lindung" } ?? "lindung"
        var text = """

            What was made (all numbers are invented):

              \(received) submissions received, \(refused) refused for mistakes, \(replaced.count) replacing an earlier one, \
            \(late.count) late, \(empty.count) with nothing to report
              \(made.count) releases, of which \(made.filter { $0.draws.contains(where: \.isCorrection) }.count) corrections

            """
        let others = ExportFormat.allCases.dropFirst().map { ".\($0.ending)" }.joined(separator: ", ")
        for export in exports where export.path.hasSuffix("/\(export.release.structure.id).csv") {
            let figures = ShownFigures(export.release)
            text += "\n  \(export.release.structure.title.english)\n    \(export.path), and beside it in \(others)\n"
            text +=
                "    \(figures.shown) of \(figures.all) figures are shown; what is hidden is mostly what hardly occurs\n"
            if let (period, value, margin) = figures.latestTotal {
                text +=
                    "    in \(period): \(value) \(export.release.structure.measure.unit) in all, give or take \(margin)\n"
            }
        }
        return text + """

            How to look at it:
              the CSV files open in a spreadsheet; OBS_VALUE is the figure, MARGIN_95 how far the count before
                noise may lie from it, OBS_STATUS Q a hidden figure
              the folders that end in .site open in a browser: index.html, and index.ms.html in Malay
              the JSON files hold the same as time series, with labels in English and Malay; the others are for
                statistical tools (JSON-stat, SDMX), for data catalogues (a folder that describes itself) and for Excel
              \(folder)/submissions has what was sent, with the mappings, and \(folder)/catalogue what is counted
              the office itself is yours to try:
                \(program) submissions --workspace \(workspace)
                \(program) completeness hotline-reports --periods 2025-07..2025-12 --workspace \(workspace)
                \(program) budget police-cases --workspace \(workspace)
                \(program) releases --workspace \(workspace)
                \(program) sum helpline-contacts --where STATE=MY-10,KL_PUTRAJAYA --share-of STATE=_T --workspace \(workspace)
                \(program) verify --workspace \(workspace)

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
