import Dispatch
import Foundation
import Statistics
import Storage
import Synchronization
import Testing

@testable import StorageSQLite

/// Writers that come at the same time.
@Suite struct WriteGroupTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Has writers come while another one is at it, so that all of them are in one group.
    private func together(
        _ count: Int, on store: SQLiteStore, _ body: @escaping @Sendable (Int) -> Void
    ) {
        let done = DispatchGroup()
        // Threads of their own: those of the tests are few, and each of these blocks one.
        let threads = (0..<count).map { number in
            Thread {
                body(number)
                done.leave()
            }
        }
        store.writer.withLock { _ in
            for thread in threads {
                done.enter()
                thread.start()
            }
            while store.waiting.load(ordering: .relaxed) < count { usleep(1000) }
        }
        done.wait()
    }

    private func record(_ number: Int) -> ProviderRecord {
        guard let record = try? provider("p\(number)") else { preconditionFailure("a name") }
        return record
    }

    @Test func theyShareOneTransactionAndReturnOnceItIsKept() throws {
        let store = try newStore(in: folder)
        let other = try SQLiteStore(path: folder.database)
        let records = (0..<5).map { record($0) }
        let seen = Mutex<[Int]>([])
        let lost = Mutex<[String]>([])
        together(5, on: store) { number in
            do {
                let (own, others) = try store.writeTogether { w throws(StoreError) in
                    try w.insert(records[number])
                    return (try w.providers().count, try other.read { r throws(StoreError) in try r.providers().count })
                }
                seen.withLock { $0.append(own) }
                if others != 0 { lost.withLock { $0.append("seen by others before the end: \(others)") } }
                let names = try other.names()
                if !names.contains("p\(number)") { lost.withLock { $0.append("not kept: \(number)") } }
            } catch { lost.withLock { $0.append("\(error)") } }
        }
        #expect(lost.withLock { $0 } == [])
        #expect(seen.withLock { $0.sorted() } == [1, 2, 3, 4, 5])
        #expect(try store.names().count == 5)
    }

    @Test func oneThatThrowsTakesNothingFromTheOthers() throws {
        let store = try newStore(in: folder)
        let records = (0..<6).map { record($0) }
        let errors = Mutex<[Int: StoreError]>([:])
        together(6, on: store) { number in
            do throws(StoreError) {
                try store.writeTogether { w throws(StoreError) in
                    try w.insert(records[number])
                    if number.isMultiple(of: 3) { throw .conflict("number \(number)") }
                }
            } catch { errors.withLock { $0[number] = error } }
        }
        #expect(errors.withLock { $0 } == [0: .conflict("number 0"), 3: .conflict("number 3")])
        #expect(try store.names() == ["p1", "p2", "p4", "p5"])
    }

    /// Who fills the disk ends the transaction of all; the others are kept all the same.
    @Test func oneForWhomThereIsNoSpaceTakesNothingFromTheOthers() throws {
        let store = try newStore(in: folder)
        try store.limitPages(to: 100)
        let records = (0..<6).map { record($0) }
        let large = ProviderRecord(
            id: records[3].id, name: String(repeating: "x", count: 2_000_000), kind: nil,
            added: try #require(moment))
        let errors = Mutex<[Int: StoreError]>([:])
        together(6, on: store) { number in
            do throws(StoreError) {
                try store.writeTogether { w throws(StoreError) in
                    try w.insert(number == 3 ? large : records[number])
                }
            } catch { errors.withLock { $0[number] = error } }
        }
        #expect(errors.withLock { $0 } == [3: .noSpace])
        #expect(try store.names() == ["p0", "p1", "p2", "p4", "p5"])
        try store.checkIntegrity()
    }

    /// Writers alone and together, many at once: as if one came after the other.
    @Test func withWritersWhoDoNotShare() throws {
        let store = try newStore(in: folder)
        let records = (0..<80).map { record($0) }
        let counts = Mutex<[Int]>([])
        DispatchQueue.concurrentPerform(iterations: 8) { runner in
            for round in 0..<10 {
                let own = records[runner * 10 + round]
                func add(_ w: any StoreWriting) throws(StoreError) -> Int {
                    try w.insert(own)
                    return try w.providers().count
                }
                let count = try? runner.isMultiple(of: 2) ? store.writeTogether(add) : store.write(add)
                counts.withLock { $0.append(count ?? 0) }
            }
        }
        #expect(counts.withLock { $0.sorted() } == Array(1...80))
        #expect(try store.names().count == 80)
    }

    /// Nobody waits for ever for those who come later.
    @Test func aGroupHasAnEnd() throws {
        let store = try newStore(in: folder)
        let count = SQLiteWriter.mostMembers + 6
        let records = (0..<count).map { record($0) }
        let seen = Mutex<[Int]>([])
        together(count, on: store) { number in
            let others = try? store.writeTogether { w throws(StoreError) in
                try w.insert(records[number])
                return try store.read { r throws(StoreError) in try r.providers().count }
            }
            seen.withLock { $0.append(others ?? -1) }
        }
        let most = SQLiteWriter.mostMembers
        #expect(seen.withLock { $0.sorted() } == [Int](repeating: 0, count: most) + [Int](repeating: most, count: 6))
    }
}
