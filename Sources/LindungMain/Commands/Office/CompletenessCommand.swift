import Arguments
import Statistics
import Storage
import Workspace

/// `completeness`: who has reported, what is missing or late.
struct CompletenessCommand: RunnableCommand {
    private let dataset = Argument<Identifier>.positional("DATASET", "The dataset.", .identifier)
    private let periods = Argument<PeriodRange?>.option(
        "--periods", "A..B", "By default from the first period reported to the last that has ended.", .periods)

    /// How many periods stand beside one another.
    private static let periodsAcross = 8

    var declaration: Command {
        Command(
            "completeness", "Shows who has reported for each period, and what is missing or late.",
            arguments: [dataset, periods])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let office = try OfficeContext(arguments, console)
        let found = try office.workspace.completeness(
            of: arguments[dataset], periods: arguments[periods], today: console.today)
        if console.isJSON {
            try console.writeJSON { CompletenessJSON(found).write(to: &$0) }
            return 0
        }
        try console.print(lines(found, console))
        return 0
    }

    private func lines(_ found: Completeness, _ console: Console) -> [String] {
        guard !found.lines.isEmpty else {
            return [
                console.text(
                    "nobody is expected and nobody has reported; name providers in the structure: providers: {expected: [ID], due: P15D}",
                    "tiada pihak yang dijangka dan tiada laporan; namakan pihak dalam struktur: providers: {expected: [ID], due: P15D}"
                )
            ]
        }
        var lines: [String] = []
        for start in stride(from: 0, to: found.periods.count, by: Self.periodsAcross) {
            let places = start..<min(start + Self.periodsAcross, found.periods.count)
            var table = TextTable([""] + places.map { found.periods[$0].description })
            for line in found.lines {
                let name =
                    line.sender.branch.map { "\(line.sender.provider)/\($0)" } ?? line.sender.provider.description
                table.add([line.isExpected ? name : "\(name)*"] + places.map { mark(line.states[$0], console) })
            }
            let coverage = found.coverage
            if !coverage.isEmpty {
                table.add(
                    [console.text("reported", "melapor")]
                        + places.map { "\(coverage[$0].reported)/\(coverage[$0].expected)" })
            }
            lines += table.lines + [""]
        }
        lines.append(
            console.text(
                "ok: on time   late N: came N days late   nil: nothing to report (+N: N days late)   MISSING N: due N days ago   due: not due yet   -: no date named",
                "ok: tepat masa   lewat N: lewat N hari   nihil: tiada apa-apa untuk dilaporkan (+N: lewat N hari)   TIADA N: tertunggak N hari   belum: belum tiba masanya   -: tiada tarikh"
            ))
        if found.lines.contains(where: { !$0.isExpected }) {
            lines.append(console.text("*: not named as expected in the structure", "*: tidak dinamakan dalam struktur"))
        }
        return lines
    }

    private func mark(_ state: Completeness.State, _ console: Console) -> String {
        switch state {
        case .received(_, let days, let isNil):
            var words = days > 0 ? console.text("late \(days)", "lewat \(days)") : "ok"
            if isNil { words = console.text("nil", "nihil") + (days > 0 ? " +\(days)" : "") }
            return words
        case .overdue(let days): return console.text("MISSING \(days)", "TIADA \(days)")
        case .awaited(let due): return due == nil ? "-" : console.text("due", "belum")
        }
    }
}
