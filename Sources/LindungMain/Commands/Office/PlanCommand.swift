import Arguments
import DifferentialPrivacy
import Publishing
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
            if let refusal = plan.refusal { console.say("lindung: this would be refused: \(refusal.text)") }
        }
        return plan.refusal?.exitStatus ?? 0
    }

    private func lines(_ plan: Workspace.Plan, _ console: Console) -> [String] {
        var lines = ["\(plan.structure.title[console.language]) (\(plan.structure.id)), \(plan.periods)"]
        if plan.draws.isEmpty, plan.refusal == nil {
            lines.append("Nothing to release: everything stands as it was published.")
        }
        for draw in plan.draws {
            let source =
                draw.isCorrection ? "again, as a correction, from the reserve" : "for the first time, from the share"
            lines.append(
                "  \(draw.plan.periods): drawn \(source) of \(plan.population.id); charges \(CostText(draw.plan.charge).words)"
            )
            if let guarantee = draw.plan.guarantee {
                lines.append("    one \(draw.plan.structure.unit.name) is protected with \(guarantee.inWords)")
            }
        }
        if plan.carried > 0 { lines.append("  \(plan.carried) periods are carried from earlier vintages, at no cost") }
        var seen: [[TableExpectation]] = []
        for draw in plan.draws {
            let expectations = plan.expectations(of: draw)
            guard !seen.contains(expectations) else { continue }
            seen.append(expectations)
            lines += ["", "What to expect (margins 95%)\(seen.count > 1 ? ", \(draw.plan.periods)" : ""):"]
            let selects = expectations.contains { $0.accuracy.selection != nil }
            var table = TextTable(
                ["TABLE", "LEVELS", "FIGURES", "MARGIN", "TYPICAL", "SHOWN", "SMALLEST RISE"]
                    + (selects ? ["SHOWN HALF THE TIME", "SHOWN FOR CERTAIN"] : []))
            for expected in expectations {
                let accuracy = expected.accuracy
                table.add(
                    [
                        accuracy.table.description, levels(accuracy, plan.structure), "\(accuracy.cells)",
                        "± \(accuracy.margin)", expected.typical?.words ?? "–",
                        expected.partShown.map { "\(Int(($0 * 100).rounded()))%" } ?? "–", "+ \(expected.smallestRise)",
                    ] + (accuracy.selection.map { ["from \($0.likely)", "from \($0.certain)"] } ?? []))
            }
            lines += table.lines.map { "  \($0)" }
            lines.append(
                "  typical and shown: by what was published last, else by what the structure expects (nominal)")
            lines.append("  smallest rise: of a typical figure, that noise and chance do not explain, looked at alone")
        }
        if plan.structure.protection.threshold != .none, !plan.draws.isEmpty, plan.structure.protection.method == .noise
        {
            let (k, unit) = (plan.structure.protection.k, plan.structure.unit.name)
            lines.append(
                plan.structure.protection.threshold == .strict
                    ? "  figures with fewer than \(k) units (\(unit)) behind them are hidden for certain; of the others, "
                        + "selection at random shows the more the larger they are"
                    : "  figures below \(k) are hidden")
        }
        return lines
    }

    private func levels(_ accuracy: ReleasePlan.Accuracy, _ structure: DatasetStructure) -> String {
        let names = zip(structure.dimensions, accuracy.levels.levels).compactMap { dimension, level in
            level == 0 ? nil : "\(dimension.id): \(dimension.codelist.levels[level - 1])"
        }
        return names.isEmpty ? "total" : names.joined(separator: ", ")
    }

    private func writeJSON(_ plan: Workspace.Plan, _ console: Console) throws(WorkspaceError) {
        try console.writeJSON { json in
            json.beginObject()
            json.member("dataset", plan.structure.id.description)
            json.member("population", plan.population.id.description)
            json.member("periods", plan.periods.description)
            json.member("carried", plan.carried)
            json.key("draws")
            json.beginArray()
            for draw in plan.draws {
                json.beginObject()
                json.member("periods", draw.plan.periods.description)
                json.member("correction", draw.isCorrection)
                CostText(draw.plan.charge).write(to: &json)
                json.key("guarantee")
                draw.plan.guarantee.write(to: &json)
                json.key("margins")
                json.beginArray()
                for expected in plan.expectations(of: draw) {
                    let accuracy = expected.accuracy
                    json.beginObject()
                    json.member("table", accuracy.table.description)
                    json.key("levels")
                    json.beginArray()
                    for level in accuracy.levels.levels { json.value(level) }
                    json.endArray()
                    json.member("figures", accuracy.cells)
                    json.member("margin", Int(accuracy.margin))
                    json.member("largestMargin", Int(accuracy.largestMargin))
                    expected.typical.write(to: &json)
                    json.key("partShown")
                    if let part = expected.partShown { json.value(part) } else { json.null() }
                    json.member("smallestRise", Int(expected.smallestRise))
                    if let selection = accuracy.selection {
                        json.member("shownHalfTheTimeFrom", Int(selection.likely))
                        json.member("shownForCertainFrom", Int(selection.certain))
                    }
                    json.endObject()
                }
                json.endArray()
                json.endObject()
            }
            json.endArray()
            json.key("coverage")
            json.beginArray()
            for coverage in plan.coverage {
                json.beginObject()
                json.member("period", coverage.period.description)
                json.member("expected", coverage.expected)
                json.member("reported", coverage.reported)
                json.endObject()
            }
            json.endArray()
            json.key("warnings")
            json.beginArray()
            for warning in plan.warnings { json.value(warning[console.language]) }
            json.endArray()
            json.member("refusal", plan.refusal?.text)
            json.endObject()
        }
    }
}

extension TableExpectation.Typical {
    /// For people.
    fileprivate var words: String {
        switch self {
        case .published(let value): "\(value)"
        case .hidden(let threshold): "below \(threshold)"
        case .nominal(let value): "\(value) (nominal)"
        }
    }
}

extension TableExpectation.Typical? {
    /// The members `typical` and `typicalFrom` of the object that is open.
    fileprivate func write(to json: inout JSONWriter) {
        let (value, source): (Int64?, String?) =
            switch self {
            case .published(let value): (value, "published")
            case .hidden: (nil, "hidden")
            case .nominal(let value): (value, "nominal")
            case nil: (nil, nil)
            }
        json.key("typical")
        if let value { json.value(value) } else { json.null() }
        json.member("typicalFrom", source)
    }
}

/// What something costs, for people and for programs.
struct CostText {
    private let rho: Rational
    private let delta: Rational
    private let pureEpsilon: Rational?
    private let isExact: Bool

    init(_ charge: Ledger.Charge) {
        self.init(
            rho: charge.cost.rho, delta: charge.cost.delta, pureEpsilon: charge.pureEpsilon, isExact: charge.isExact)
    }

    init(rho: Rational, delta: Rational, pureEpsilon: Rational?, isExact: Bool) {
        self.rho = rho
        self.delta = delta
        self.pureEpsilon = pureEpsilon
        self.isExact = isExact
    }

    var words: String {
        if isExact { return "nothing: the figures are exact" }
        if let pureEpsilon { return "ε = \(CostText.decimal(pureEpsilon))" }
        // δ′ is far below what `decimal` takes for nothing.
        let selection = delta == .zero ? "" : ", δ′ = \(CostText.scientific(delta))"
        return "ρ = \(CostText.decimal(rho))\(selection)"
    }

    /// The members `rho`, `delta` (δ′), `pureEpsilon` and `exact` of the object that is open.
    func write(to json: inout JSONWriter) {
        json.member("rho", isExact ? nil : rho.description)
        json.member("delta", isExact ? nil : delta.description)
        json.member("pureEpsilon", pureEpsilon?.description)
        json.member("exact", isExact)
    }

    /// A number above zero with three significant digits and its power of ten.
    static func scientific(_ number: Rational) -> String {
        var (value, exponent) = (number.approximateValue, 0)
        while value < 1 { (value, exponent) = (value * 10, exponent - 1) }
        return "\((value * 100).rounded() / 100)e\(exponent)"
    }

    /// A number with four significant digits. What is left below a billionth is what rounding left: none.
    static func decimal(_ number: Rational) -> String {
        let value = number.approximateValue
        guard value.magnitude >= 1e-9, value.isFinite else { return "0" }
        let exponent = Int(value.magnitude.exponent10)
        let places = max(0, 3 - exponent)
        var scale = 1.0
        for _ in 0..<min(places, 15) { scale *= 10 }
        let rounded = (value * scale).rounded() / scale
        return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? "\(Int64(rounded))" : "\(rounded)"
    }
}

extension Double {
    /// The power of ten of the leading digit of a number above zero.
    fileprivate var exponent10: Int {
        var (value, exponent) = (self, 0)
        while value >= 10 { (value, exponent) = (value / 10, exponent + 1) }
        while value < 1 { (value, exponent) = (value * 10, exponent - 1) }
        return exponent
    }
}
