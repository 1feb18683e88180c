import Arguments
import Publishing
import Rationals
import Statistics
import Workspace

/// `budget`: what is spent and left.
struct BudgetCommand: RunnableCommand {
    private let population = Argument<Identifier?>.optionalPositional(
        "POPULATION", "One population; all that something was charged to otherwise.", .identifier)

    var declaration: Command {
        Command(
            "budget", "Shows what is spent and left of each population's budget, by day.", arguments: [population])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let budgets = try OfficeContext(arguments, console).workspace.budgets(of: arguments[population])
        if console.isJSON { return try writeJSON(budgets, console) }
        let shown = budgets.filter { arguments[population] != nil || !$0.stretches.isEmpty }
        try console.print(
            shown.isEmpty
                ? [
                    console.text(
                        "nothing was charged yet; everything is left of every budget",
                        "belum ada yang dikenakan; semua belanjawan masih penuh")
                ] : shown.flatMap { lines($0, console) })
        return 0
    }

    private func lines(_ budget: Workspace.Budget, _ console: Console) -> [String] {
        let unit = budget.isPure ? "ε" : "ρ"
        let population = budget.population
        let each = console.text("one \(population.unit), each day", "satu unit (\(population.unit)), setiap hari")
        var lines = ["\(population.title[console.language]) (\(population.id)): \(each)"]
        lines.append(
            "  \(console.text("whole", "keseluruhan")): ε = \(CostText.decimal(population.epsilon, .down)), "
                + "δ = \(population.delta)"
                + (budget.isPure ? "" : "; \(unit) = \(budget.whole.map { CostText.decimal($0, .down) } ?? "?")"))
        let (spent, left) = (console.text("SPENT", "DIBELANJAKAN"), console.text("LEFT", "BAKI"))
        // Only selections of a strict threshold spend δ′.
        let selects = budget.stretches.contains { $0.lines.contains { $0.spentDelta > .zero } }
        var table = TextTable(
            [console.text("DAYS", "HARI"), console.text("ACCOUNT", "AKAUN"), "\(spent) \(unit)"]
                + (selects ? ["\(spent) δ′"] : [])
                + ["\(left) \(unit)", spent, console.text("BY RELEASE", "OLEH TERBITAN")])
        for stretch in budget.stretches {
            var days = "\(stretch.days.lowerBound)..\(stretch.days.upperBound)"
            var releases = stretch.releases.map { "\($0)" }.joined(separator: ", ")
            if stretch.isVoid {
                let void = console.text(
                    "VOID: exact figures stand here, nothing is promised",
                    "BATAL: angka tepat diterbitkan di sini, tiada yang dijanjikan")
                table.add([days, void, ""] + (selects ? [""] : []) + ["", "", releases])
                (days, releases) = ("", "")
            }
            let active = Set(stretch.lines.filter { $0.spent > .zero }.map(\.dataset))
            for line in stretch.lines where active.contains(line.dataset) {
                let account =
                    line.isReserve
                    ? console.text("reserve for", "rizab untuk") : console.text("share of", "bahagian")
                table.add(
                    [days, "\(account) \(line.dataset)", CostText.decimal(line.spent)]
                        + (selects ? [line.spentDelta > .zero ? CostText.scientific(line.spentDelta) : "0"] : [])
                        + [CostText.decimal(line.left, .down), percent(line), releases])
                (days, releases) = ("", "")
            }
        }
        guard !table.isEmpty else {
            return lines + [console.text("  nothing was charged yet", "  belum ada yang dikenakan"), ""]
        }
        lines += table.lines.map { "  \($0)" }
        return lines + [
            console.text("  on all other days everything is left", "  pada semua hari lain, semuanya masih ada"), "",
        ]
    }

    private func percent(_ line: Workspace.Budget.Line) -> String {
        let whole = line.spent.approximateValue + line.left.approximateValue
        guard whole > 0 else { return "–" }
        return "\(Int((line.spent.approximateValue / whole * 100).rounded()))%"
    }

    private func writeJSON(_ budgets: [Workspace.Budget], _ console: Console) throws(WorkspaceError) -> Int32 {
        try console.writeJSON { json in
            json.beginArray()
            for budget in budgets {
                json.beginObject()
                json.member("population", budget.population.id.description)
                json.member("unit", budget.population.unit)
                json.member("epsilon", budget.population.epsilon.description)
                json.member("delta", budget.population.delta.description)
                json.member("in", budget.isPure ? "epsilon" : "rho")
                json.member("whole", budget.whole?.description)
                json.key("days")
                json.beginArray()
                for stretch in budget.stretches {
                    json.beginObject()
                    json.member("from", stretch.days.lowerBound.description)
                    json.member("to", stretch.days.upperBound.description)
                    json.member("void", stretch.isVoid)
                    json.key("releases")
                    json.beginArray()
                    for number in stretch.releases { json.value(number) }
                    json.endArray()
                    json.key("accounts")
                    json.beginArray()
                    for line in stretch.lines {
                        json.beginObject()
                        json.member("dataset", line.dataset.description)
                        json.member("reserve", line.isReserve)
                        json.member("spent", line.spent.description)
                        json.member("spentDelta", line.spentDelta.description)
                        json.member("left", line.left.description)
                        json.endObject()
                    }
                    json.endArray()
                    json.endObject()
                }
                json.endArray()
                json.endObject()
            }
            json.endArray()
        }
        return 0
    }
}
