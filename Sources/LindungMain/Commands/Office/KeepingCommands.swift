import Arguments
import Bytes
import Cryptography
import Publishing
import Statistics
import Storage
import Workspace

/// `backup`: the whole workspace in one file, also while it is served.
struct BackupCommand: RunnableCommand {
    private let file = Argument<String>.positional("FILE", "Where to; a file that is there is replaced.", .text)
    private let withKeys = Argument<Bool>.flag(
        "--with-keys", "Puts the key into it too. Whoever has the file then reads all that was submitted.")

    var declaration: Command {
        Command(
            "backup", "Writes the workspace to one file, also while it is served.",
            discussion: """
                The file holds the workspace as it is at one moment, with checksums, and appears whole or not at all. What was \
                submitted stays sealed in it, and its owner alone may read it. Without --with-keys the key is not in it: keep a \
                copy of keys/sealing.key somewhere else, for nothing can be restored without it.
                """,
            arguments: [file, withKeys],
            examples: [
                Command.Example("lindung backup /backups/monday.lindung", "Write a backup, without the key.")
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let office = try OfficeContext(arguments, console)
        let path = arguments[file]
        let made = try office.workspace.backup(to: path, withKeys: arguments[withKeys], moment: office.moment)
        for name in made.leftOut {
            console.say(
                console.text(
                    "lindung: \(name) is neither file nor folder and was left out",
                    "lindung: \(name) bukan fail atau folder dan tidak disertakan"))
        }
        if made.hasKeys {
            console.say(
                console.text(
                    "lindung: \(path) holds the key: whoever has it reads all that was submitted. Keep it as you keep the key",
                    "lindung: \(path) mengandungi kunci: sesiapa yang memilikinya boleh membaca semua penyerahan. Simpan seperti anda menyimpan kunci"
                ))
        }
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.member("file", path)
                json.member("bytes", Int(made.byteCount))
                json.member("sha256", made.digest.description)
                json.member("keys", made.hasKeys)
                json.endObject()
            }
            return 0
        }
        try console.print([
            console.text(
                "Wrote \(path): \(made.byteCount) bytes, SHA-256 \(made.digest)",
                "\(path) ditulis: \(made.byteCount) bait, SHA-256 \(made.digest)")
        ])
        return 0
    }
}

/// `restore`: a workspace from a backup.
struct RestoreCommand: RunnableCommand {
    private let file = Argument<String>.positional("FILE", "The backup.", .text)
    private let key = Argument<String?>.option("--key", "F", "The key, where it is not in the backup.", .text)

    var declaration: Command {
        Command(
            "restore", "Makes a workspace of a backup, in a folder that is not there yet or empty.",
            discussion: """
                All is verified before anything is put in place: checksums, store, audit log, vintages, ledger, and that \
                everything sealed opens. Where something does not hold, nothing is left behind and the exit status is 5.
                """,
            arguments: [file, key],
            examples: [
                Command.Example(
                    "lindung restore monday.lindung --key sealing.key --workspace office",
                    "Restore into the folder office.")
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let path = arguments[Common.workspace]
        let found = try Workspace.restore(arguments[file], to: path, keyFile: arguments[key], engine: .sqlite)
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.member("workspace", path)
                json.member("submissions", found.submissions)
                json.member("releases", found.releases)
                json.member("auditLines", found.auditLines)
                json.member("auditHead", found.auditHead?.description)
                json.endObject()
            }
            return 0
        }
        try console.print([
            console.text("Restored \(path), and all of it holds:", "\(path) dipulihkan, dan semuanya sah:"),
            "  " + console.text("audit log", "log audit")
                + "     \(found.auditLines), \(found.auditHead?.description ?? "-")",
            "  " + console.text("submissions", "penyerahan") + "   \(found.submissions)",
            "  " + console.text("releases", "edisi") + "      \(found.releases)",
        ])
        return 0
    }
}

/// `purge`: drops raw bytes past retention.
struct PurgeCommand: RunnableCommand {
    private let trial = Argument<Bool>.flag("--dry-run", "Drops nothing, and says what would be dropped.")

    var declaration: Command {
        Command(
            "purge",
            "Drops the bytes of submissions older than their dataset keeps them; counts and receipts stay.",
            discussion: """
                How long a dataset keeps them is its structure's retention. Keys of requests over HTTP that have expired are \
                dropped too. Backups made before still hold what was dropped.
                """,
            arguments: [trial])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let office = try OfficeContext(arguments, console)
        let isTrial = arguments[trial]
        let dropped = try office.workspace.purge(
            isTrial: isTrial, moment: office.moment, actor: OfficeContext.actor)
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.key(isTrial ? "wouldPurge" : "purged")
                json.beginArray()
                for record in dropped.submissions { json.value(record.id.description) }
                json.endArray()
                json.endObject()
            }
            return 0
        }
        try console.print(
            dropped.submissions.isEmpty
                ? [console.text("nothing is past its time", "tiada yang melepasi tempohnya")]
                : dropped.submissions.map { record in
                    let what = "\(record.id) (\(record.dataset), \(record.day))"
                    return isTrial
                        ? console.text("would drop the bytes of \(what)", "akan menggugurkan bait \(what)")
                        : console.text("dropped the bytes of \(what)", "bait \(what) digugurkan")
                })
        return 0
    }
}
