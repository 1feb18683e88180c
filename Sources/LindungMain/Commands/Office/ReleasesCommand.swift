import Arguments
import Cryptography
import Publishing
import Statistics
import Storage
import Workspace

/// `releases`: the vintages.
struct ReleasesCommand: RunnableCommand {
    private let dataset = Argument<Identifier?>.optionalPositional("DATASET", "Those of one dataset.", .identifier)

    var declaration: Command { Command("releases", "Lists the vintages and what they cost.", arguments: [dataset]) }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let lines = try OfficeContext(arguments, console).workspace.releases(of: arguments[dataset])
        if console.isJSON { return try writeJSON(lines, console) }
        var table = TextTable(["N", "MADE", "DATASET", "PERIODS", "DREW", "CHARGED", "STATE", "NOTE"])
        for line in lines {
            let record = line.record
            let own = record.draws.filter { $0.release == record.number }.map(\.periods.description)
            var costs: [String] = []
            for charge in line.charges.map({
                CostText($0).words(console) + ($0.account == .reserve ? console.text(" (reserve)", " (rizab)") : "")
            })
            where !costs.contains(charge) { costs.append(charge) }
            table.add([
                "\(record.number)", record.day.description, record.dataset.description, record.periods.description,
                own.joined(separator: " "), costs.joined(separator: ", "), state(line), record.note ?? "",
            ])
        }
        try console.print(table.isEmpty ? ["nothing is published yet"] : table.lines)
        return 0
    }

    private func state(_ line: Workspace.VintageLine) -> String {
        if let withdrawal = line.record.withdrawal {
            return "withdrawn\(withdrawal.becauseOf.map { " with \($0)" } ?? ""): \(withdrawal.reason)"
        }
        return line.isVoid ? "published; VOID: exact figures stand for its days" : "published"
    }

    private func writeJSON(_ lines: [Workspace.VintageLine], _ console: Console) throws(WorkspaceError) -> Int32 {
        try console.writeJSON { json in
            json.beginArray()
            for line in lines {
                let record = line.record
                json.beginObject()
                json.member("number", record.number)
                json.member("dataset", record.dataset.description)
                json.member("made", record.made.description)
                json.member("periods", record.periods.description)
                json.member("sha256", record.digest.description)
                json.member("note", record.note)
                json.member("void", line.isVoid)
                json.key("draws")
                json.beginArray()
                for draw in record.draws {
                    json.beginObject()
                    json.member("periods", draw.periods.description)
                    json.member("release", draw.release)
                    json.endObject()
                }
                json.endArray()
                json.key("charges")
                json.beginArray()
                for charge in line.charges {
                    json.beginObject()
                    json.member("days", "\(charge.days.lowerBound)..\(charge.days.upperBound)")
                    json.member("reserve", charge.account == .reserve)
                    CostJSON(charge).write(to: &json)
                    json.endObject()
                }
                json.endArray()
                json.key("withdrawn")
                if let withdrawal = record.withdrawal {
                    json.beginObject()
                    json.member("at", withdrawal.at.description)
                    json.member("reason", withdrawal.reason)
                    json.key("becauseOf")
                    if let other = withdrawal.becauseOf { json.value(other) } else { json.null() }
                    json.endObject()
                } else {
                    json.null()
                }
                json.endObject()
            }
            json.endArray()
        }
        return 0
    }
}

extension CostText {
    /// What is recorded of a charge.
    init(_ record: LedgerRecord) {
        self.init(rho: record.rho, delta: record.delta, pureEpsilon: record.pureEpsilon, isExact: record.isExact)
    }
}
