import Foundation
import Storage
import StorageConformance
import StorageSQLite
import Testing

/// A folder of its own, dropped at the end.
final class TemporaryFolder: StorePlace {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lindung-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var database: String { path + "/store.db" }

    func create(keyCheck: [UInt8], at time: Timestamp) throws(StoreError) -> any Store {
        try SQLiteStore.create(path: database, keyCheck: keyCheck, at: time)
    }

    func open() throws(StoreError) -> any Store { try SQLiteStore(path: database) }
}

@Suite struct SQLiteConformanceTests {
    @Test func holdsToWhatEveryStoreMust() {
        #expect(StoreConformance { try TemporaryFolder() }.failures() == [])
    }
}
