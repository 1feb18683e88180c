import Arguments
import Bytes
import Cryptography
import Publishing
import Statistics
import Storage
import Workspace

/// `verify`: that everything recorded holds; or what a file is.
struct VerifyCommand: RunnableCommand {
    private let file = Argument<String?>.optionalPositional("PATH", "A published file; the workspace otherwise.", .text)

    var declaration: Command {
        Command(
            "verify", "Checks that audit log, vintages, ledger and submissions hold; or what a published file is.",
            arguments: [file],
            examples: [
                Command.Example("lindung verify", "Check the workspace."),
                Command.Example("lindung verify contacts.csv", "Tell which release a downloaded file is."),
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let workspace = try OfficeContext(arguments, console).workspace
        if let path = arguments[file] { return try verify(path, workspace, console) }
        let outcome = try workspace.verify()
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.member("holds", outcome.holds)
                json.member("auditLines", outcome.auditLines)
                json.member("auditHead", outcome.auditHead?.description)
                json.member("submissions", outcome.submissions)
                json.member("releases", outcome.releases)
                json.member("ledgerEntries", outcome.ledgerEntries)
                json.member("publishedFiles", outcome.publishedFiles)
                json.member("unsignedReleases", outcome.unsignedReleases)
                json.key("faults")
                json.beginArray()
                for fault in outcome.faults { json.value(fault) }
                json.endArray()
                json.endObject()
            }
            return outcome.holds ? 0 : 5
        }
        for fault in outcome.faults { console.say("fault: \(fault)") }
        try console.print([
            outcome.holds ? "Everything holds:" : "\(outcome.faults.count) faults; what was looked at:",
            "  audit log     \(outcome.auditLines) lines, the last \(outcome.auditHead?.description ?? "none")",
            "  submissions   \(outcome.submissions), all that is sealed opened",
            "  releases      \(outcome.releases), with \(outcome.ledgerEntries) charges in the ledger",
            "  files         \(outcome.publishedFiles) published, signed and chained",
        ])
        let unsigned = outcome.unsignedReleases
        if unsigned > 0 { try console.print(["  unsigned      \(unsigned) releases, made before any was signed"]) }
        return outcome.holds ? 0 : 5
    }

    private func verify(_ path: String, _ workspace: Workspace, _ console: Console) throws(WorkspaceError) -> Int32 {
        let found = try workspace.published(file: path)
        let isGood = found.map { $0.release.withdrawal == nil } ?? false
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.member("file", path)
                json.member("published", found != nil)
                json.key("release")
                if let found { json.value(found.release.number) } else { json.null() }
                json.member("dataset", found?.release.dataset.description)
                json.member("format", found?.export.format)
                json.member("table", found?.export.table?.description)
                json.member("withdrawn", found?.release.withdrawal?.reason)
                json.endObject()
            }
            return isGood ? 0 : 5
        }
        guard let found else {
            console.say("lindung: \(path) is no file that this workspace wrote, or it was changed since")
            return 5
        }
        let table = found.export.table.map { ", table \($0)" } ?? ""
        try console.print([
            "\(path) is release \(found.release.number) of \(found.release.dataset) as \(found.export.format)\(table), written on \(found.export.made)"
        ])
        if let withdrawal = found.release.withdrawal {
            console.say("lindung: that release was withdrawn on \(withdrawal.at): \(withdrawal.reason)")
        }
        return isGood ? 0 : 5
    }
}
