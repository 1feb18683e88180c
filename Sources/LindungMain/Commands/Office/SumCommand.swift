import Arguments
import Inference
import Publishing
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
                    "lindung sum helpline-contacts --where STATE=MY-10,MY-14 --share-of STATE=_T",
                    "Two states together, and their share of the country.")
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        var request = SumRequest()
        request.codes = try SumCommand.codes(arguments[codes])
        request.periods = arguments[periods]
        request.number = arguments[number]
        if !arguments[whole].isEmpty { request.whole = try SumCommand.codes(arguments[whole]) }
        if let reference = arguments[reference] { request.rate = (reference, Double(arguments[per])) }
        let answer = try OfficeContext(arguments, console).workspace.sum(arguments[dataset], request)
        if console.isJSON { return try writeJSON(answer, arguments, console) }
        var headings = ["TIME_PERIOD", "SUM", "MARGIN_95", "STATUS"]
        if request.whole != nil { headings += ["SHARE", "MARGIN_95"] }
        if request.rate != nil { headings += ["PER \(arguments[per])", "MARGIN_95", "REFERENCE"] }
        var table = TextTable(headings)
        for line in answer.lines {
            var row = [line.period.description] + SumCommand.words(line.sum)
            if let share = line.share { row += SumCommand.words(share, percent: true) }
            if let rate = line.rate {
                row += SumCommand.words(rate.figure, percent: false) + [rate.reference?.description ?? ""]
            }
            table.add(row)
        }
        if answer.lines.count > 1 { table.add(["all of these"] + SumCommand.words(answer.total)) }
        try console.print(table.lines)
        if answer.countsMentions {
            console.say(
                "One \(answer.release.structure.unit.name) may stand at several of these codes: these are mentions.")
        }
        if let reference = answer.reference {
            let title = reference.structure.title[console.language]
            console.say("Divided by \(title) (\(reference.structure.id), release \(reference.number))")
        }
        return 0
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

    private static func words(_ figure: DerivedFigure<Int64>) -> [String] {
        [
            figure.value.map { "\($0)" } ?? "", figure.margin.map { "± \($0)" } ?? "", figure.status.rawValue,
        ]
    }

    private static func words(_ figure: DerivedFigure<Double>, percent: Bool) -> [String] {
        guard let value = figure.value, let margin = figure.margin else { return [figure.status.rawValue, ""] }
        let scale = percent ? 100.0 : 1
        let sign = percent ? "%" : ""
        return ["\(oneDecimal(value * scale))\(sign)", "± \(oneDecimal(margin * scale))\(sign)"]
    }

    private static func oneDecimal(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }

    private func writeJSON(
        _ answer: SumAnswer, _ arguments: ParsedArguments, _ console: Console
    ) throws(WorkspaceError) -> Int32 {
        try console.writeJSON { json in
            json.beginObject()
            json.member("dataset", answer.release.structure.id.description)
            json.member("release", answer.release.number)
            json.member("countsMentions", answer.countsMentions)
            json.key("periods")
            json.beginArray()
            for line in answer.lines {
                json.beginObject()
                json.member("period", line.period.description)
                json.members(of: line.sum)
                if let share = line.share {
                    json.key("share")
                    json.beginObject()
                    json.members(of: share)
                    json.endObject()
                }
                if let rate = line.rate {
                    json.key("rate")
                    json.beginObject()
                    json.members(of: rate.figure)
                    json.member("per", arguments[per])
                    json.member("reference", rate.reference?.description)
                    json.endObject()
                }
                json.endObject()
            }
            json.endArray()
            json.key("total")
            json.beginObject()
            json.members(of: answer.total)
            json.endObject()
            json.member("reference", answer.reference.map { "\($0.structure.id), release \($0.number)" })
            json.endObject()
        }
        return 0
    }
}

extension JSONWriter {
    fileprivate mutating func members(of figure: DerivedFigure<Int64>) {
        key("value")
        if let number = figure.value { value(number) } else { null() }
        key("margin")
        if let number = figure.margin { value(number) } else { null() }
        member("status", figure.status.rawValue)
    }

    fileprivate mutating func members(of figure: DerivedFigure<Double>) {
        key("value")
        if let number = figure.value { value(number) } else { null() }
        key("margin")
        if let number = figure.margin { value(number) } else { null() }
        member("status", figure.status.rawValue)
    }
}
