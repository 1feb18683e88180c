import Foundation
import Statistics
import Storage
import StorageConformance
import Testing

@testable import StorageSQLite

/// A moment, and a store made then.
let moment = Timestamp("2026-11-24T01:42:54Z")

func newStore(in folder: TemporaryFolder) throws -> SQLiteStore {
    try SQLiteStore.create(path: folder.database, keyCheck: [1, 2, 3], at: try #require(moment))
}

func provider(_ id: String, name: String = "") throws -> ProviderRecord {
    ProviderRecord(id: try Identifier(id), name: name, kind: nil, added: try #require(moment))
}

extension SQLiteStore {
    func insert(_ record: ProviderRecord) throws(StoreError) {
        try write { w throws(StoreError) in try w.insert(record) }
    }

    func names() throws(StoreError) -> [String] {
        try read { r throws(StoreError) in try r.providers().map(\.id.description) }
    }
}

@Suite struct SQLiteStoreTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func theOwnerAloneMayReadWhatIsMade() throws {
        let store = try newStore(in: folder)
        try store.insert(provider("alpha"))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test func nothingIsOverwritten() throws {
        try Data("a letter".utf8).write(to: URL(filePath: folder.database))
        #expect(throws: StoreError.alreadyThere(folder.database)) { try newStore(in: folder) }
        #expect(try Data(contentsOf: URL(filePath: folder.database)) == Data("a letter".utf8))
    }

    @Test func aLinkIsNotFollowed() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.database, withDestinationPath: folder.path + "/elsewhere")
        #expect(throws: StoreError.alreadyThere(folder.database)) { try newStore(in: folder) }
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/elsewhere"))
    }

    @Test func whereThereIsNoFolderNothingIsMade() throws {
        let path = folder.path + "/none/store.db"
        #expect(throws: StoreError.missing(path)) {
            try SQLiteStore.create(path: path, keyCheck: [], at: try #require(moment))
        }
    }

    @Test func whatIsNotThereIsNotOpened() {
        #expect(throws: StoreError.missing(folder.database)) { try SQLiteStore(path: folder.database) }
        #expect(!FileManager.default.fileExists(atPath: folder.database))
    }

    /// `/sys` takes no file of anyone, not even of root.
    @Test func aFolderThatTakesNoFiles() throws {
        #expect(throws: StoreError.readOnly) {
            try SQLiteStore.create(path: "/sys/lindung-store.db", keyCheck: [], at: try #require(moment))
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func aFolderThatMayNotBeWritten() throws {
        _ = try newStore(in: folder)
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path) }
        #expect(throws: StoreError.self) { try SQLiteStore(path: folder.database).insert(try provider("alpha")) }
    }

    @Test func settingsAreThoseThatWereChosen() throws {
        _ = try newStore(in: folder)
        let connection = try SQLiteStore.connect(folder.database, busyMilliseconds: 100)
        for (setting, value) in [
            ("synchronous", 2), ("foreign_keys", 1), ("trusted_schema", 0), ("secure_delete", 1),
            ("recursive_triggers", 1), ("application_id", 0x4C4E_4447), ("user_version", 3),
        ] as [(String, Int64)] {
            #expect(try connection.number("PRAGMA \(setting)") == value, "\(setting)")
        }
        let mode = try connection.rows("PRAGMA journal_mode") { row throws(StoreError) in try row.text() }
        #expect(mode == ["wal"])
        // Defensive: the tables of the file itself cannot be written.
        #expect(throws: StoreError.self) {
            try connection.run("PRAGMA writable_schema = ON")
            try connection.run("UPDATE sqlite_schema SET sql = '' WHERE name = 'audit'")
        }
    }

    @Test func anotherConnectionSeesWhatIsDoneAndNothingElse() throws {
        let store = try newStore(in: folder)
        let other = try SQLiteStore(path: folder.database)
        try store.write { w throws(StoreError) in
            do { try w.insert(provider("alpha")) } catch { throw .failed(operation: "test", code: 0) }
            #expect(try other.names() == [])
        }
        #expect(try other.names() == ["alpha"])
    }

    /// Another process, not another connection of this one: locks of a process hold between processes alone.
    @Test func anotherProcessIsWaitedForAndThenGivenUp() throws {
        _ = try newStore(in: folder)
        let holder = Process()
        holder.executableURL = URL(filePath: "/usr/bin/env")
        let script = """
            import sqlite3, sys
            held = sqlite3.connect(sys.argv[1], isolation_level=None)
            held.execute("BEGIN IMMEDIATE")
            held.execute("INSERT INTO provider (id, name, isDisabled, added) VALUES ('beta', '', 0, 0)")
            sys.stdout.write("h")
            sys.stdout.flush()
            sys.stdin.readline()
            held.execute("COMMIT")
            held.close()
            """
        holder.arguments = ["python3", "-c", script, folder.database]
        let (output, input) = (Pipe(), Pipe())
        holder.standardOutput = output
        holder.standardInput = input
        try holder.run()
        #expect(try output.fileHandleForReading.read(upToCount: 1) == Data("h".utf8))
        let impatient = try SQLiteStore(path: folder.database, schema: .current, busyMilliseconds: 50)
        #expect(throws: StoreError.busy) { try impatient.insert(try provider("alpha")) }
        #expect(try impatient.names() == [])
        input.fileHandleForWriting.write(Data("\n".utf8))
        holder.waitUntilExit()
        #expect(holder.terminationStatus == 0)
        try impatient.insert(provider("alpha"))
        #expect(try impatient.names() == ["alpha", "beta"])
    }

    @Test func manyReadersAtOnce() throws {
        let store = try newStore(in: folder)
        try store.insert(provider("alpha"))
        // Readers within readers: more than are kept idle.
        func depth(_ left: Int) throws(StoreError) -> Int {
            try store.read { r throws(StoreError) in
                left == 0 ? try r.providers().count : try depth(left - 1) + (try r.providers().count)
            }
        }
        #expect(try depth(9) == 10)
        #expect(try store.names() == ["alpha"])
    }

    @Test func aSoundStoreIsFoundSound() throws {
        let store = try newStore(in: folder)
        try store.insert(provider("alpha"))
        try store.checkIntegrity()
    }
}
