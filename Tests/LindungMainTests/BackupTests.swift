import Foundation
import TestSupport
import Testing

/// A workspace in one file, and back.
@Suite struct BackupTests {
    private let files: OfficeFiles
    private let workspace: String

    init() throws {
        files = try OfficeFiles(Folder())
        workspace = files.folder("office")
        try files.make(workspace)
        #expect(lindung(try files.submit("cases", 300, to: workspace)).status == 0)
        #expect(lindung("release", "cases", "--periods", "2026-01", "--workspace", workspace).status == 0)
    }

    private func backup(_ name: String = "all.lindung", _ words: String...) -> Outcome {
        lindung(["backup", files.folder(name), "--workspace", workspace] + words)
    }

    private func restore(_ name: String = "all.lindung", to target: String = "again", _ words: String...) -> Outcome {
        lindung(["restore", files.folder(name), "--workspace", files.folder(target)] + words)
    }

    /// What an office says of itself, and the bytes that it publishes.
    private func account(of workspace: String) throws -> [String] {
        var said = [["verify"], ["submissions"], ["releases"], ["budget"], ["provider", "list"], ["token", "list"]].map
        {
            lindung($0 + ["--json", "--workspace", workspace]).output
        }
        let export = files.folder("export-\(UInt64.random(in: 0 ... .max)).csv")
        #expect(
            lindung("export", "cases", "--format", "csv", "--out", export, "--workspace", workspace).status == 0)
        said.append(try String(contentsOfFile: export, encoding: .utf8))
        let folder = files.folder("all-\(UInt64.random(in: 0 ... .max))")
        #expect(
            lindung("export", "cases", "--format", "all", "--out", folder, "--workspace", workspace).status == 0)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            said.append("\(name) \(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")).base64EncodedString())")
        }
        #expect(said.count { $0.hasPrefix("manifest.sig ") || $0.hasPrefix("manifest.txt ") } == 2)
        return said
    }

    @Test("A restored backup is the original, and its key is needed")
    func roundTrip() throws {
        try files.folder.file("office/mappings/extra/deep.yaml", "mapping: 1\n")
        let made = backup()
        #expect(made.status == 0, "\(made.errors)")
        #expect(try files.folder.mode("all.lindung") == 0o600)
        #expect(!files.folder.names.contains { $0.hasSuffix(".partial") })
        let without = restore()
        #expect(without.status == 2 && without.errors.contains("--key"))
        #expect(!files.folder.names.contains { $0.hasPrefix("again") })
        let restored = restore("all.lindung", to: "again", "--key", workspace + "/keys/sealing.key")
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(try account(of: files.folder("again")) == account(of: workspace))
        #expect(try files.folder.text("again/mappings/extra/deep.yaml") == "mapping: 1\n")
        #expect(try files.folder.mode("again/keys/sealing.key") == 0o600)
        #expect(try files.folder.mode("again/store/lindung.db") == 0o600)
        #expect(try files.folder.mode("again/store") == 0o700)
        // It goes on where the original was: what was sent is known, and the next line of the log follows.
        let repeated = lindung(try files.submit("cases", 300, to: files.folder("again")) + ["--json"])
        #expect(repeated.output.contains("\"repeat\":true"))
        #expect(lindung(try files.submit("more", 20, to: files.folder("again"))).status == 0)
        #expect(lindung("verify", "--workspace", files.folder("again")).status == 0)
    }

    @Test("The key goes into a backup only when asked for, with a warning")
    func keys() throws {
        let key = try files.folder.text("office/keys/sealing.key").filter { !$0.isNewline }
        let plain = backup("plain.lindung")
        #expect(plain.status == 0 && !plain.errors.contains("key"))
        #expect(String(decoding: try files.folder.bytes("plain.lindung"), as: UTF8.self).contains(key) == false)
        let made = backup("keys.lindung", "--with-keys")
        #expect(made.status == 0 && made.errors.contains("holds the key"))
        #expect(try files.folder.mode("keys.lindung") == 0o600)
        #expect(restore("keys.lindung").status == 0)
        try files.folder.file("other.key", String(repeating: "7", count: 64) + "\n")
        let wrong = restore("plain.lindung", to: "third", "--key", files.folder("other.key"))
        #expect(wrong.status == 1 && wrong.errors.contains("another key"))
        #expect(!files.folder.names.contains { $0.hasPrefix("third") })
    }

    @Test("Nothing is restored over anything")
    func occupied() throws {
        #expect(backup("all.lindung", "--with-keys").status == 0)
        let before = try account(of: workspace)
        #expect(restore("all.lindung", to: "office").status == 2)
        #expect(try account(of: workspace) == before)
        try FileManager.default.createDirectory(atPath: files.folder("empty"), withIntermediateDirectories: false)
        #expect(restore("all.lindung", to: "empty").status == 0)
    }

    @Test("A backup of which any byte is another, or the end is missing, is refused with 5 and leaves nothing")
    func damage() throws {
        #expect(backup("all.lindung", "--with-keys").status == 0)
        let whole = try files.folder.bytes("all.lindung")
        // Within the label, files, headers, the store and the list.
        var places = Array(stride(from: 520, to: whole.count - 1100, by: max(1, whole.count / 23)))
        places.append(whole.count - 1600)
        for place in places where whole[place] != 0 {
            var altered = whole
            altered[place] ^= 1
            try files.folder.file("altered.lindung", altered)
            let outcome = restore("altered.lindung")
            #expect(outcome.status == 5 || outcome.status == 1, "\(place): \(outcome.status) \(outcome.errors)")
            #expect(!files.folder.names.contains { $0.hasPrefix("again") }, "\(place)")
        }
        for length in [whole.count - 1, whole.count - 1024, whole.count / 2, 2000] {
            try files.folder.file("short.lindung", Array(whole[..<length]))
            #expect(restore("short.lindung").status == 5, "\(length)")
        }
        try files.folder.file("letter.lindung", "no backup")
        #expect(restore("letter.lindung").status == 1)
        #expect(restore("nothing.lindung").status == 2)
        #expect(!files.folder.names.contains { $0.hasPrefix("again") })
    }

    @Test("A backup whose store was altered before it was made is not put in place")
    func alteredStore() throws {
        try SQL.run(
            "DROP TRIGGER auditRefusesUPDATE; UPDATE audit SET detail = 'other' WHERE sequence = 2;",
            on: workspace + "/store/lindung.db")
        #expect(backup("all.lindung", "--with-keys").status == 0)
        let outcome = restore()
        #expect(outcome.status == 5 && outcome.errors.contains("audit"))
        #expect(!files.folder.names.contains { $0.hasPrefix("again") })
    }

    @Test("What was received is dropped after its time alone; a trial drops nothing")
    func purge() throws {
        let database = workspace + "/store/lindung.db"
        #expect(lindung("purge", "--workspace", workspace).output == "nothing is past its time\n")
        try SQL.run(
            "DROP TRIGGER submissionRefusesUPDATE; UPDATE submission SET day = day - 401;", on: database)
        let trial = lindung("purge", "--dry-run", "--workspace", workspace)
        #expect(trial.status == 0 && trial.output.hasPrefix("would drop the bytes of S-"))
        #expect(lindung("purge", "--workspace", workspace).output.hasPrefix("dropped the bytes of S-"))
        #expect(lindung("purge", "--dry-run", "--json", "--workspace", workspace).output == "{\"wouldPurge\":[]}\n")
        #expect(lindung("verify", "--workspace", workspace).status == 0)
    }

    @Test("A damaged store is not served")
    func damagedStart() throws {
        for change in [
            "DROP TRIGGER payloadRefusesUPDATE; UPDATE payload SET bytes = zeroblob(100);",
            "DROP TRIGGER ledgerRefusesDELETE; DELETE FROM ledger;",
            "DROP TRIGGER auditRefusesUPDATE; UPDATE audit SET detail = 'other' WHERE sequence = (SELECT max(sequence) FROM audit);",
            "PRAGMA foreign_keys = OFF; INSERT INTO branch (provider, branch, place) VALUES ('nobody', 'north', 0);",
        ] {
            let copy = files.folder("copy-\(UInt64.random(in: 0 ... .max))")
            try FileManager.default.copyItem(atPath: workspace, toPath: copy)
            try SQL.run(change, on: copy + "/store/lindung.db")
            let outcome = lindung("serve", "--listen", "127.0.0.1:0", "--workspace", copy)
            #expect(outcome.status == 5, "\(change): \(outcome.errors)")
            #expect(outcome.output.isEmpty && !outcome.errors.contains("Listening"))
        }
    }
}
