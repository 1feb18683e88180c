import Arguments
import Inference
import Statistics
import Workspace

/// `sum`: a reader's own grouping of published figures, with its margin.
struct SumCommand: RunnableCommand {
    private let dataset = Argument<Identifier>.positional("DATASET", "The dataset.", .identifier)
    private let codes = Argument<[ColumnValue]>.list(
        "--where", "DIM=CODE,…", "The codes to take together; may be given for several dimensions.", .columnValue)
    private let periods = Argument<PeriodRange?>.option("--periods", "A..B", "By default all published.", .periods)
    private let number = Argument<Int?>.option(
        "--release", "N", "The vintage; by default the newest that was not withdrawn.", .int(in: 1...))
    private let whole = Argument<[ColumnValue]>.list(
        "--share-of", "DIM=CODE,…", "Also the share of this whole; DIM=_T is all of a dimension.", .columnValue)
    private let reference = Argument<Identifier?>.option(
        "--per", "DATASET", "Also the rate over a dataset of reference figures, such as denominators.", .identifier)
    private let per = Argument<Int>.option(
        "--per-count", "N", "For how many of the reference a rate is.", .int(in: 1...1_000_000_000), default: 100_000)

    var declaration: Command {
        Command(
            "sum", "Adds up published figures by a grouping of your own, with its margin.",
            discussion: """
                It reads what is published and nothing else, so that it costs nothing. Where a figure that it needs is \
                hidden, so is the sum.
                """,
            arguments: [dataset, codes, periods, number, whole, reference, per],
            examples: [
                Command.Example(
                    "lindung sum helpline-contacts --where STATE=MY-10,KL_PUTRAJAYA --share-of STATE=_T",
                    "Two states together, and their share of the country.")
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        var request = SumRequest()
        request.codes = try SumCommand.codes(arguments[codes])
        request.periods = arguments[periods]
        request.number = arguments[number]
        if !arguments[whole].isEmpty { request.whole = try SumCommand.codes(arguments[whole]) }
        if let reference = arguments[reference] { request.rate = (reference, arguments[per]) }
        let answer = try OfficeContext(arguments, console).workspace.sum(arguments[dataset], request)
        if console.isJSON {
            try console.writeJSON { SumJSON(answer).write(to: &$0) }
            return 0
        }
        try console.print(table(answer, per: arguments[per], console).lines)
        if answer.countsMentions {
            let unit = answer.release.structure.unit.name
            console.say(
                console.text(
                    "One \(unit) may stand at several of these codes: these are mentions.",
                    "Satu unit (\(unit)) boleh berada pada beberapa kod ini: yang dikira ialah sebutan."))
        }
        if let reference = answer.reference {
            let (title, id) = (reference.structure.title[console.language], reference.structure.id)
            console.say(
                console.text(
                    "Divided by \(title) (\(id), release \(reference.number))",
                    "Dibahagi dengan \(title) (\(id), terbitan \(reference.number))"))
        }
        return 0
    }

    private func table(_ answer: SumAnswer, per: Int, _ console: Console) -> TextTable {
        var headings = ["TIME_PERIOD", console.text("SUM", "JUMLAH"), "MARGIN_95", console.text("STATUS", "KEADAAN")]
        let first = answer.lines.first
        if first?.share != nil { headings += [console.text("SHARE", "BAHAGIAN"), "MARGIN_95"] }
        if first?.rate != nil {
            headings += [console.text("PER \(per)", "BAGI \(per)"), "MARGIN_95", console.text("REFERENCE", "RUJUKAN")]
        }
        var table = TextTable(headings)
        for line in answer.lines {
            var row = [line.period.description] + words(line.sum, console)
            if let share = line.share { row += words(share, scale: 100, sign: "%", console) }
            if let rate = line.rate {
                row += words(rate.figure, scale: 1, sign: "", console) + [rate.reference?.description ?? ""]
            }
            table.add(row)
        }
        if answer.lines.count > 1 {
            table.add([console.text("all of these", "kesemuanya")] + words(answer.total, console))
        }
        return table
    }

    /// The codes by dimension, from `DIM=CODE,CODE`.
    private static func codes(_ conditions: [ColumnValue]) throws(WorkspaceError) -> [Identifier: Set<Code>] {
        var codes: [Identifier: Set<Code>] = [:]
        for condition in conditions {
            guard let id = try? Identifier(condition.column) else {
                throw .usage("\(condition.column) is no name of a dimension")
            }
            var named: Set<Code> = []
            for text in condition.value.split(separator: ",", omittingEmptySubsequences: false) {
                guard let code = try? Code(String(text)) else {
                    throw .usage("\"\(text)\" is no code; give \(id)=CODE,CODE")
                }
                named.insert(code)
            }
            guard codes.updateValue(named, forKey: id) == nil else {
                throw .usage("\(InferenceError.doubledDimension(id))")
            }
        }
        return codes
    }

    private func words(_ figure: DerivedFigure<Int64>, _ console: Console) -> [String] {
        [
            figure.value.map { "\($0)" } ?? "", figure.margin.map { "± \($0)" } ?? "", figure.status.words(console),
        ]
    }

    private func words(
        _ figure: DerivedFigure<Double>, scale: Double, sign: String, _ console: Console
    ) -> [String] {
        guard let value = figure.value, let margin = figure.margin else { return [figure.status.words(console), ""] }
        let (shown, shownMargin) = ShownRate.digits(value * scale, margin: margin * scale)
        return ["\(shown)\(sign)", "± \(shownMargin)\(sign)"]
    }
}

/// A share or rate as it is written for people.
enum ShownRate {
    /// A value and its margin with as many decimals, one to four, as show two digits of the margin, which is rounded up; of
    /// an exact one, as show three digits of the value.
    static func digits(_ value: Double, margin: Double) -> (value: String, margin: String) {
        let (leading, wanted) = margin > 0 ? (margin, 10.0) : (value.magnitude, 100.0)
        var scale = 10.0
        while scale < 10_000, leading * scale < wanted { scale *= 10 }
        // What the product in floating point may be off by is no digit to be rounded.
        let above = (margin * scale - 1e-6).rounded(.up)
        return ("\((value * scale).rounded() / scale)", "\(max(above, 0) / scale)")
    }
}

extension DerivedFigure.Status {
    /// For people.
    fileprivate func words(_ console: Console) -> String {
        switch self {
        case .estimated: console.text("estimated", "anggaran")
        case .exact: console.text("exact", "tepat")
        case .hidden: console.text("hidden", "disembunyikan")
        case .notApplicable: console.text("not applicable", "tidak berkenaan")
        case .missing: console.text("missing", "tiada")
        case .undefined: console.text("undefined", "tidak tertakrif")
        }
    }
}
