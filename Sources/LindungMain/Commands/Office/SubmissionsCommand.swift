import Arguments
import Cryptography
import Publishing
import Statistics
import Storage
import Workspace

/// `submissions`: what has arrived.
struct SubmissionsCommand: RunnableCommand {
    private let provider = Argument<Identifier?>.option("--provider", "P", "Those of one provider.", .identifier)

    var declaration: Command { Command("submissions", "Lists what has arrived.", arguments: [provider]) }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let lines = try OfficeContext(arguments, console).workspace.submissions(provider: arguments[provider])
        if console.isJSON { return try writeJSON(lines, console) }
        var table = TextTable([
            "ID", console.text("ARRIVED", "TIBA"), console.text("FROM", "DARIPADA"),
            console.text("DATASET", "SET DATA"),
            console.text("PERIODS", "TEMPOH"), console.text("STATE", "KEADAAN"),
        ])
        for line in lines {
            let record = line.record
            table.add([
                record.id.description, record.day.description,
                record.branch.map { "\(record.provider)/\($0)" } ?? record.provider.description,
                record.dataset.description, span(line.periods.map(\.period)), state(line, console),
            ])
        }
        try console.print(table.isEmpty ? [console.text("nothing yet", "belum ada")] : table.lines)
        return 0
    }

    private func span(_ periods: [Period]) -> String {
        guard let first = periods.first, let last = periods.last else { return "–" }
        return first == last ? "\(first)" : "\(first)..\(last)"
    }

    private func state(_ line: Workspace.RegisterLine, _ console: Console) -> String {
        if line.record.withdrawal != nil { return console.text("withdrawn", "ditarik balik") }
        let counting = line.periods.filter(\.counts).count
        var words =
            counting == line.periods.count
            ? console.text("counts", "dikira")
            : counting == 0
                ? console.text("replaced", "telah diganti") : console.text("replaced in part", "sebahagian diganti")
        if line.record.isNil { words += console.text(", nothing to report", ", tiada apa-apa untuk dilaporkan") }
        return words
    }

    private func writeJSON(_ lines: [Workspace.RegisterLine], _ console: Console) throws(WorkspaceError) -> Int32 {
        try console.writeJSON { json in
            json.beginArray()
            for line in lines {
                let record = line.record
                json.beginObject()
                json.member("id", record.id.description)
                json.member("received", record.received.description)
                json.member("provider", record.provider.description)
                json.member("branch", record.branch?.description)
                json.member("dataset", record.dataset.description)
                json.member("file", record.fileName)
                json.member("sha256", record.digest.description)
                json.member("rowsAccepted", record.rowsAccepted)
                json.member("rowsRefused", record.rowsRefused)
                json.member("nil", record.isNil)
                json.member("withdrawn", record.withdrawal?.reason)
                json.member("purged", record.purged?.description)
                json.key("periods")
                json.beginArray()
                for period in line.periods {
                    json.beginObject()
                    json.member("period", period.period.description)
                    json.member("counts", period.counts)
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

/// `withdraw`: takes a submission back.
struct WithdrawCommand: RunnableCommand {
    private let id = Argument<SubmissionID>.positional("ID", "The submission, S-….", .submissionID)
    private let reason = Argument<String>.required("--reason", "TEXT", "Why.", .text)

    var declaration: Command {
        Command(
            "withdraw", "Takes a submission back; what it had replaced counts again.", arguments: [id, reason])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let office = try OfficeContext(arguments, console)
        let outcome = try office.workspace.withdraw(
            arguments[id], reason: arguments[reason], moment: office.moment, actor: OfficeContext.actor)
        if console.isJSON {
            try console.writeJSON { WithdrawnJSON.submission(arguments[id], outcome).write(to: &$0) }
            return 0
        }
        var lines = [console.text("\(arguments[id]) is withdrawn", "\(arguments[id]) telah ditarik balik")]
        for line in outcome.periods {
            lines.append(
                line.nowCounts.map {
                    console.text(
                        "  \(line.period): \($0), which it had replaced, counts again; withdraw that too if it is wrong",
                        "  \(line.period): \($0), yang telah digantikannya, dikira semula; tarik balik juga jika ia salah"
                    )
                }
                    ?? console.text(
                        "  \(line.period): nothing counts now", "  \(line.period): tiada apa-apa yang dikira sekarang"))
        }
        if !outcome.releases.isEmpty {
            let numbers = outcome.releases.map { "\($0)" }.joined(separator: ", ")
            let isEmpty = outcome.periods.contains { $0.nowCounts == nil }
            let first = console.text(
                isEmpty ? "submit the right file, or a nil return, and then " : "",
                isEmpty ? "hantar fail yang betul, atau penyata nihil, kemudian " : "")
            lines.append(
                console.text(
                    "Published figures were counted from it (release \(numbers)): \(first)release those periods again, or withdraw the release",
                    "Angka yang diterbitkan dikira daripadanya (edisi \(numbers)): \(first)terbitkan semula tempoh itu, atau tarik balik edisi itu"
                ))
        }
        try console.print(lines)
        return 0
    }
}
