import Cryptography
import Foundation
import Statistics
import Storage
import StorageConformance
import Testing

@testable import StorageSQLite

/// What happens when the disk, or somebody else, does wrong.
@Suite struct FaultTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A store with a few pages in its main file, closed.
    private func closedStore() throws {
        let store = try newStore(in: folder)
        for number in 0..<40 { try store.insert(provider("p\(number)", name: String(repeating: "x", count: 2000))) }
        // The last connection to close moves the log into the file.
    }

    private func alter(_ change: (inout Data) -> Void) throws {
        let file = URL(filePath: folder.database)
        var data = try Data(contentsOf: file)
        change(&data)
        try data.write(to: file)
    }

    @Test(arguments: [
        "",
        "a letter that is no database and longer than the header of one would be " + String(repeating: ".", count: 200),
    ])
    func aFileThatIsNoDatabase(text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: folder.database))
        #expect(throws: StoreError.notAStore(folder.database)) { try SQLiteStore(path: folder.database) }
        #expect(try Data(contentsOf: URL(filePath: folder.database)) == Data(text.utf8))
    }

    @Test func aFolder() {
        #expect(throws: StoreError.self) { try SQLiteStore(path: folder.path) }
    }

    @Test func anotherProgramsDatabase() throws {
        try closedStore()
        // The place of the application's number (https://www.sqlite.org/fileformat.html, 1.3).
        try alter { $0[68] ^= 1 }
        #expect(throws: StoreError.notAStore(folder.database)) { try SQLiteStore(path: folder.database) }
    }

    @Test func aDamagedHeader() throws {
        try closedStore()
        try alter { $0.replaceSubrange(0..<16, with: Data(repeating: 0x41, count: 16)) }
        #expect(throws: StoreError.notAStore(folder.database)) { try SQLiteStore(path: folder.database) }
    }

    @Test func aFileCutShort() throws {
        try closedStore()
        try alter { $0 = $0.prefix($0.count / 2 / 4096 * 4096) }
        #expect(throws: StoreError.self) {
            let store = try SQLiteStore(path: folder.database)
            try store.checkIntegrity()
        }
    }

    @Test func damagedPages() throws {
        try closedStore()
        try alter { data in
            for page in stride(from: 4096 * 2, to: data.count, by: 4096) {
                data.replaceSubrange(page..<(page + 64), with: Data(repeating: 0xA5, count: 64))
            }
        }
        #expect(throws: StoreError.damaged("its file does not hold together")) {
            let store = try SQLiteStore(path: folder.database)
            _ = try store.read { r throws(StoreError) in try r.providers() }
            try store.checkIntegrity()
        }
    }

    @Test func aReferenceToNothing() throws {
        let store = try newStore(in: folder)
        try store.insert(provider("alpha"))
        let connection = try SQLiteStore.connect(folder.database, busyMilliseconds: 100)
        try connection.run("PRAGMA foreign_keys = OFF")
        try connection.run("INSERT INTO branch (provider, branch, place) VALUES ('nobody', 'north', 0)")
        #expect(throws: StoreError.damaged("something that is referred to is not there")) {
            try store.checkIntegrity()
        }
    }

    @Test func aPayloadThatWasExchanged() throws {
        let store = try newStore(in: folder)
        try store.write { w throws(StoreError) in try w.insert(try sampleRelease(), payload: [1, 2], inputs: []) }
        let connection = try SQLiteStore.connect(folder.database, busyMilliseconds: 100)
        try connection.run("DROP TRIGGER payloadRefusesUPDATE")
        try connection.run("UPDATE payload SET bytes = x'0103'")
        #expect(throws: StoreError.damaged("the figures of release 1 are not what was written")) {
            try store.read { r throws(StoreError) in try r.releasePayload(1) }
        }
    }

    @Test(arguments: [
        "UPDATE provider SET id = '9 x'", "UPDATE provider SET kind = 'police', added = 99999999999999",
        "UPDATE provider SET name = CAST(x'ff' AS TEXT)",
    ])
    func aValueThatCannotBe(change: String) throws {
        let store = try newStore(in: folder)
        try store.insert(provider("alpha"))
        try SQLiteStore.connect(folder.database, busyMilliseconds: 100).run(change)
        #expect(throws: StoreError.damaged("a value is not what was written")) {
            try store.read { r throws(StoreError) in try r.providers() }
        }
    }

    /// A store that may not grow: the way a full disk looks, without filling one.
    @Test func aFullDiskKeepsAllOrNothing() throws {
        let store = try newStore(in: folder)
        try store.insert(provider("alpha"))
        try store.limitPages(to: 80)
        let submission = try sampleSubmission()
        #expect(throws: StoreError.noSpace) {
            try store.write { w throws(StoreError) in
                try w.insert(submission, parts: [])
                for _ in 0..<100 { try w.appendSealedChunk([UInt8](repeating: 7, count: 50_000), to: submission.id) }
            }
        }
        #expect(try store.read { r throws(StoreError) in try r.submission(submission.id) } == nil)
        // A body that goes on after the failure does not get half of its work kept.
        #expect(throws: StoreError.noSpace) {
            try store.write { w throws(StoreError) in
                try w.insert(submission, parts: [])
                do throws(StoreError) {
                    while true { try w.appendSealedChunk([UInt8](repeating: 7, count: 50_000), to: submission.id) }
                } catch {}
                try w.appendSealedChunk([UInt8](repeating: 7, count: 400_000), to: submission.id)
            }
        }
        #expect(try store.read { r throws(StoreError) in try r.submission(submission.id) } == nil)
        try store.checkIntegrity()
        try store.limitPages(to: 10_000)
        try store.write { w throws(StoreError) in try w.insert(submission, parts: []) }
        #expect(try store.read { r throws(StoreError) in try r.submission(submission.id)?.sequence } == 1)
    }

    /// SQLite may end a transaction by itself; what follows in the body must not be kept alone.
    @Test func aTransactionThatEndedByItselfStaysEnded() throws {
        let store = try newStore(in: folder)
        try store.insert(provider("alpha"))
        let connection = try SQLiteStore.connect(folder.database, busyMilliseconds: 100)
        let beta = try provider("beta")
        let gamma = try provider("gamma")
        #expect(throws: StoreError.self) {
            try SQLiteTransaction.run("BEGIN IMMEDIATE", on: connection) { w throws(StoreError) in
                try w.insert(beta)
                try connection.run("ROLLBACK")
                try w.insert(gamma)
            }
        }
        #expect(throws: StoreError.self) {
            try SQLiteTransaction.run("BEGIN IMMEDIATE", on: connection) { w throws(StoreError) in
                try w.insert(beta)
                try connection.run("ROLLBACK")
            }
        }
        #expect(try store.names() == ["alpha"])
    }

    private func sampleRelease() throws(StoreError) -> ReleaseRecord {
        guard let time = moment, let periods = PeriodRange("2026-01"), let digest = try? SHA256.digest(of: [1, 2]),
            let dataset = try? Identifier("cases")
        else { throw .notThere("a sample") }
        return ReleaseRecord(
            number: 1, dataset: dataset, made: time, day: time.day, note: nil, periods: periods, digest: digest,
            draws: [DrawRecord(periods: periods, release: 1)])
    }

    private func sampleSubmission() throws -> SubmissionRecord {
        let time = try #require(moment)
        let digest = Digest(0, 0, 0, 1)
        return SubmissionRecord(
            id: try #require(SubmissionID("S-0000000001")), provider: try Identifier("alpha"), branch: nil,
            dataset: try Identifier("cases"), structureVersion: "1", collector: try Identifier("tabular"),
            collectorVersion: "1", fileName: "a.csv", received: time, day: time.day, byteCount: 5, digest: digest,
            contentKey: digest, rowsAccepted: 1, rowsRefused: 0, isNil: false, sealedReceipt: [1])
    }
}
