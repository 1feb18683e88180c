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
            shown.isEmpty ? ["nothing was charged yet; everything is left of every budget"] : shown.flatMap(lines))
        return 0
    }

    private func lines(_ budget: Workspace.Budget) -> [String] {
        let unit = budget.isPure ? "ε" : "ρ"
        let population = budget.population
        var lines = ["\(population.title.english) (\(population.id)): one \(population.unit), each day"]
        lines.append(
            "  whole: ε = \(CostText.decimal(population.epsilon)), δ = \(population.delta)"
                + (budget.isPure ? "" : "; \(unit) = \(budget.whole.map(CostText.decimal) ?? "?")"))
        var table = TextTable(["DAYS", "ACCOUNT", "SPENT \(unit)", "LEFT \(unit)", "SPENT", "BY RELEASE"])
        for stretch in budget.stretches {
            var days = "\(stretch.days.lowerBound)..\(stretch.days.upperBound)"
            var releases = stretch.releases.map { "\($0)" }.joined(separator: ", ")
            if stretch.isVoid {
                table.add([days, "VOID: exact figures stand here, nothing is promised", "", "", "", releases])
                (days, releases) = ("", "")
            }
            let active = Set(stretch.lines.filter { $0.spent > .zero }.map(\.dataset))
            for line in stretch.lines where active.contains(line.dataset) {
                table.add([
                    days, "\(line.isReserve ? "reserve for" : "share of") \(line.dataset)",
                    CostText.decimal(line.spent),
                    CostText.decimal(line.left), percent(line), releases,
                ])
                (days, releases) = ("", "")
            }
        }
        lines += table.isEmpty ? ["  nothing was charged yet"] : table.lines.map { "  \($0)" }
        return lines + ["  on all other days everything is left", ""]
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
