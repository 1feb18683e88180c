import Cryptography
import Foundation
import Statistics
import Storage
import StorageConformance
import Testing

@testable import StorageSQLite

/// What happens to a store that an earlier version made.
@Suite struct MigrationTests {
    let folder: TemporaryFolder
    private static let first = Schema(steps: [Schema.firstVersion])
    private static let old = [first, Schema(steps: [Schema.firstVersion, Schema.secondVersion])]

    init() throws { folder = try TemporaryFolder() }

    /// A store in the form of an earlier version, with a provider, closed.
    private func oldStore(_ schema: Schema = first) throws {
        try Data().write(to: URL(filePath: folder.database))
        let connection = try Connection(path: folder.database, busyMilliseconds: 100)
        try connection.run("PRAGMA application_id = \(Schema.applicationID)")
        try schema.migrate(connection) { _ throws(StoreError) in }
        try connection.run("INSERT INTO identity (only, keyCheck, created) VALUES (1, x'010203', 0)")
        try SQLiteStore(path: folder.database, schema: schema).insert(provider("alpha"))
    }

    private func form(of path: String) throws -> Int64? {
        try SQLiteStore.connect(path, busyMilliseconds: 100).number("PRAGMA user_version")
    }

    @Test(arguments: 1...2)
    func anOldStoreIsBroughtForwardAndKeptAsItWas(form number: Int) throws {
        let schema = Self.old[number - 1]
        try oldStore(schema)
        let store = try SQLiteStore(path: folder.database)
        #expect(try form(of: folder.database) == Int64(Schema.current.version))
        #expect(try store.names() == ["alpha"])
        try store.checkIntegrity()
        let none = RequestKeyRecord(
            key: Digest(0, 0, 0, 1), request: Digest(0, 0, 0, 2),
            submission: try #require(SubmissionID("S-0000000001")),
            expires: try #require(moment))
        #expect(throws: StoreError.self) { try store.write { w throws(StoreError) in try w.insert(none) } }
        #expect(try store.read { r throws(StoreError) in try r.requestKey(none.key) } == nil)
        #expect(try store.read { r throws(StoreError) in try r.lastManifest() } == nil)
        let copy = folder.database + ".form-\(number)"
        #expect(
            try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
        #expect(try form(of: copy) == Int64(number))
        let old = try SQLiteStore(path: copy, schema: schema)
        #expect(try old.names() == ["alpha"])
        try old.checkIntegrity()
        // Opened again, nothing is copied any more.
        try FileManager.default.removeItem(atPath: copy)
        _ = try SQLiteStore(path: folder.database)
        #expect(!FileManager.default.fileExists(atPath: copy))
    }

    @Test func withoutACopyNothingIsChanged() throws {
        try oldStore()
        // Something that cannot be replaced stands where the copy would.
        try FileManager.default.createDirectory(
            atPath: folder.database + ".form-1/taken", withIntermediateDirectories: true)
        #expect(throws: StoreError.self) { try SQLiteStore(path: folder.database) }
        #expect(try form(of: folder.database) == 1)
        #expect(!FileManager.default.fileExists(atPath: folder.database + ".form-1.partial"))
    }

    @Test func aCopyHoldsAllAndReplacesNothing() throws {
        let store = try newStore(in: folder)
        try store.insert(provider("alpha"))
        let target = folder.path + "/copy.db"
        // A writer in the middle of its work does not keep it waiting, and is not in it.
        try store.write { w throws(StoreError) in
            do { try w.insert(provider("beta")) } catch { throw .failed(operation: "test", code: 0) }
            try store.copy(to: target)
        }
        #expect(try SQLiteStore(path: target).names() == ["alpha"])
        #expect(throws: StoreError.alreadyThere(target)) { try store.copy(to: target) }
        #expect(throws: StoreError.missing(folder.path + "/none/copy.db")) {
            try store.copy(to: folder.path + "/none/copy.db")
        }
    }
}
