import Arguments
import Publishing
import Rationals
import Statistics
import Workspace

/// `release`: protects and publishes a new vintage.
struct ReleaseCommand: RunnableCommand {
    private let dataset = Argument<Identifier>.positional("DATASET", "The dataset.", .identifier)
    private let periods = Argument<PeriodRange>.required("--periods", "A..B", "The periods to release.", .periods)
    private let note = Argument<String?>.option("--note", "TEXT", "A remark for the list of vintages.", .text)
    static let spend = Argument<Rational?>.option(
        "--spend", "FRACTION",
        "The part of the account to ask for: by default the whole share, and half of what is left of the reserve.",
        .reading("a fraction above 0 and at most 1, such as 1/4") { text in
            Rational(text).flatMap { $0 > .zero && $0 <= .one ? $0 : nil }
        })

    var declaration: Command {
        Command(
            "release", "Protects and publishes a new vintage.",
            discussion: """
                A vintage holds every period published so far. Those asked for are drawn if they are new, or if what they \
                were counted from has changed; all others are carried. lindung plan shows beforehand what that costs.
                """,
            arguments: [dataset, periods, note, ReleaseCommand.spend],
            examples: [
                Command.Example("lindung release helpline-contacts --periods 2026-10", "Publish October.")
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let office = try OfficeContext(arguments, console)
        // Its warnings are told whether or not the release was planned before.
        let warnings = try office.workspace.plan(
            arguments[dataset], periods: arguments[periods], spend: arguments[ReleaseCommand.spend],
            today: console.today
        ).warnings
        let made = try office.workspace.release(
            arguments[dataset], periods: arguments[periods], note: arguments[note],
            spend: arguments[ReleaseCommand.spend], moment: office.moment, actor: OfficeContext.actor)
        if console.isJSON {
            try console.writeJSON { MadeJSON(made).write(to: &$0) }
            return 0
        }
        let release = made.release
        try console.print(lines(made, console))
        for warning in warnings { console.say("\(console.text("warning", "amaran")): \(warning[console.language])") }
        for void in made.voids {
            console.say(
                console.text(
                    "warning: these exact figures void the guarantee of \(void)",
                    "amaran: angka tepat ini membatalkan jaminan \(void)"))
        }
        let files = console.text("its files", "failnya")
        console.say("\(files): lindung export \(release.structure.id) --format csv --out \(release.structure.id).csv")
        return 0
    }

    private func lines(_ made: Workspace.Made, _ console: Console) -> [String] {
        let (release, id) = (made.release, made.release.structure.id)
        var lines = [
            console.text(
                "Release \(release.number) of \(id): \(release.periods)",
                "Terbitan \(release.number) bagi \(id): \(release.periods)")
        ]
        for draw in made.draws {
            let source =
                draw.isCorrection
                ? console.text("drawn again, from the reserve", "dicabut semula, daripada rizab")
                : console.text("drawn, from the share", "dicabut, daripada bahagian")
            let cost = CostText(draw.charge).words(console)
            lines.append("  \(draw.periods): \(source); \(console.text("charged", "dikenakan")) \(cost)")
        }
        if made.carried > 0 {
            lines.append(
                console.text(
                    "  periods carried from earlier vintages: \(made.carried)",
                    "  tempoh yang dibawa daripada edisi terdahulu: \(made.carried)"))
        }
        if let guarantee = release.protection.guarantee {
            let (unit, population) = (release.structure.unit.name, release.structure.population)
            lines.append(
                console.text(
                    "  these draws protect one \(unit) with \(guarantee.inWords); what is published of a day adds up: "
                        + "lindung budget \(population)",
                    "  cabutan ini melindungi satu unit (\(unit)) dengan \(guarantee.inWords); apa yang diterbitkan bagi "
                        + "satu hari dijumlahkan: lindung budget \(population)"))
        }
        return lines
    }
}

/// `release withdraw`: takes a vintage back.
struct ReleaseWithdrawCommand: RunnableCommand {
    private let number = Argument<Int>.positional("N", "The number of the release.", .int(in: 1...))
    private let reason = Argument<String>.required("--reason", "TEXT", "Why.", .text)

    var declaration: Command {
        Command(
            "release withdraw", "Takes a vintage back, with the later ones that carry what it drew; they stay listed.",
            arguments: [number, reason])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let office = try OfficeContext(arguments, console)
        let fallen = try office.workspace.withdrawRelease(
            arguments[number], reason: arguments[reason], moment: office.moment, actor: OfficeContext.actor)
        if console.isJSON {
            try console.writeJSON { WithdrawnJSON.release(arguments[number], with: fallen).write(to: &$0) }
            return 0
        }
        var lines = ["release \(arguments[number]) is withdrawn"]
        if !fallen.isEmpty {
            lines.append(
                "with it, because they carry what it drew: \(fallen.map { "release \($0)" }.joined(separator: ", "))")
        }
        lines.append("what was charged for it stays charged: it was published")
        try console.print(lines)
        return 0
    }
}
