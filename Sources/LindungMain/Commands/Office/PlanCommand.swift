import Arguments
import DifferentialPrivacy
import Rationals
import Releasing
import Statistics
import Workspace

/// `plan`: what a release would do and cost.
struct PlanCommand: RunnableCommand {
    private let dataset = Argument<Identifier>.positional("DATASET", "The dataset.", .identifier)
    private let periods = Argument<PeriodRange?>.option(
        "--periods", "A..B", "By default from the first period reported to the last that has ended.", .periods)

    var declaration: Command {
        Command(
            "plan", "Shows what a release would draw, what it would cost and how exact it would be; spends nothing.",
            discussion: "It looks at what is published and at who has reported, never at a count.",
            arguments: [dataset, periods, ReleaseCommand.spend])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let office = try OfficeContext(arguments, console)
        let plan = try office.workspace.plan(
            arguments[dataset], periods: arguments[periods], spend: arguments[ReleaseCommand.spend],
            today: console.today)
        if console.isJSON {
            try writeJSON(plan, console)
        } else {
            try console.print(lines(plan, console))
            for warning in plan.warnings {
                console.say("\(console.text("warning", "amaran")): \(warning[console.language])")
            }
            if let refusal = plan.refusal {
                let would = console.text("this would be refused", "ini akan ditolak")
                console.say("lindung: \(would): \(refusal.text)")
            }
        }
        return plan.refusal?.exitStatus ?? 0
    }

    private func lines(_ plan: Workspace.Plan, _ console: Console) -> [String] {
        var lines = ["\(plan.structure.title[console.language]) (\(plan.structure.id)), \(plan.periods)"]
        if plan.draws.isEmpty, plan.refusal == nil {
            lines.append(
                console.text(
                    "Nothing to release: everything stands as it was published.",
                    "Tiada apa-apa untuk diterbitkan: semuanya kekal seperti yang telah diterbitkan."))
        }
        for draw in plan.draws { lines += self.lines(draw, of: plan, console) }
        if plan.carried > 0 {
            lines.append(
                console.text(
                    "  periods carried from earlier vintages, at no cost: \(plan.carried)",
                    "  tempoh yang dibawa daripada edisi terdahulu, tanpa kos: \(plan.carried)"))
        }
        // Nothing protects reference data, and nothing need be expected of them.
        guard plan.structure.protection.method == .noise, !plan.draws.isEmpty else { return lines }
        var seen: [[TableExpectation]] = []
        for draw in plan.draws {
            let expectations = plan.expectations(of: draw)
            guard !seen.contains(expectations) else { continue }
            seen.append(expectations)
            let title = console.text("What to expect (margins 95%)", "Apa yang boleh dijangka (margin 95%)")
            lines += ["", "\(title)\(seen.count > 1 ? ", \(draw.plan.periods)" : ""):"]
            lines += table(of: expectations, plan.structure, console).lines.map { "  \($0)" }
        }
        lines.append(
            console.text(
                "  typical and shown: by what was published last, else by what the structure expects (nominal)",
                "  lazim dan dipapar: menurut terbitan terakhir, atau menurut jangkaan struktur (nominal)"))
        lines.append(
            console.text(
                "  smallest rise: of a typical figure, that noise and chance do not explain, looked at alone",
                "  kenaikan terkecil: bagi angka lazim, yang bukan kerana hingar atau kebetulan, jika dilihat sendiri"))
        return lines + threshold(of: plan.structure, console)
    }

    /// What a draw does, charges and promises.
    private func lines(
        _ draw: VintagePlan.PlannedDraw, of plan: Workspace.Plan, _ console: Console
    ) -> [String] {
        let source =
            draw.isCorrection
            ? console.text("again, as a correction, from the reserve", "semula, sebagai pembetulan, daripada rizab")
            : console.text("for the first time, from the share", "buat kali pertama, daripada bahagian")
        let cost = CostText(draw.plan.charge).words(console)
        let drawn = console.text(
            "drawn \(source) of \(plan.population.id); charges \(cost)",
            "dicabut \(source) \(plan.population.id); mengenakan \(cost)")
        var lines = ["  \(draw.plan.periods): \(drawn)"]
        if let guarantee = draw.plan.guarantee {
            let unit = draw.plan.structure.unit.name
            lines.append(
                console.text(
                    "    one \(unit) is protected with \(guarantee.inWords)",
                    "    satu unit (\(unit)) dilindungi dengan \(guarantee.inWords)"))
        }
        return lines
    }

    private func table(
        of expectations: [TableExpectation], _ structure: DatasetStructure, _ console: Console
    ) -> TextTable {
        var headings = [
            console.text("TABLE", "JADUAL"), console.text("LEVELS", "ARAS"), console.text("FIGURES", "ANGKA"),
            console.text("MARGIN", "MARGIN"), console.text("TYPICAL", "LAZIM"), console.text("SHOWN", "DIPAPAR"),
            console.text("SMALLEST RISE", "KENAIKAN TERKECIL"),
        ]
        if expectations.contains(where: { $0.accuracy.selection != nil }) {
            headings += [
                console.text("SHOWN HALF THE TIME", "DIPAPAR SEPARUH MASA"),
                console.text("SHOWN FOR CERTAIN", "PASTI DIPAPAR"),
            ]
        }
        var table = TextTable(headings)
        for expected in expectations {
            let accuracy = expected.accuracy
            var row = [
                accuracy.table.description, levels(accuracy, structure, console), "\(accuracy.cells)",
                "± \(accuracy.margin)", expected.typical?.words(console) ?? "–",
                expected.partShown.map { "\(Int(($0 * 100).rounded()))%" } ?? "–", "+ \(expected.smallestRise)",
            ]
            if let selection = accuracy.selection {
                row += [selection.likely, selection.certain].map { console.text("from \($0)", "mulai \($0)") }
            }
            table.add(row)
        }
        return table
    }

    private func threshold(of structure: DatasetStructure, _ console: Console) -> [String] {
        let (k, unit) = (structure.protection.k, structure.unit.name)
        return switch structure.protection.threshold {
        case .none: []
        case .noisy: [console.text("  figures below \(k) are hidden", "  angka di bawah \(k) disembunyikan")]
        case .strict:
            [
                console.text(
                    "  figures with fewer than \(k) units (\(unit)) behind them are hidden for certain; of the others, "
                        + "selection at random shows the more the larger they are",
                    "  angka yang berasaskan kurang daripada \(k) unit (\(unit)) pasti disembunyikan; yang lain dipilih "
                        + "secara rawak, dan lebih besar angkanya lebih kerap dipaparkan")
            ]
        }
    }

    private func levels(_ accuracy: ReleasePlan.Accuracy, _ structure: DatasetStructure, _ console: Console) -> String {
        let names = zip(structure.dimensions, accuracy.levels.levels).compactMap { dimension, level in
            level == 0 ? nil : "\(dimension.id): \(dimension.codelist.levels[level - 1])"
        }
        return names.isEmpty ? console.text("total", "jumlah") : names.joined(separator: ", ")
    }
}

extension TableExpectation.Typical {
    /// For people.
    fileprivate func words(_ console: Console) -> String {
        switch self {
        case .published(let value): "\(value)"
        case .hidden(let threshold): console.text("below \(threshold)", "bawah \(threshold)")
        case .nominal(let value): "\(value) (nominal)"
        }
    }
}
