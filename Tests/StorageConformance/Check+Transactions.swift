import Dispatch
import Statistics
import Storage
import Synchronization

/// An error of a use case, as whoever uses a store has one.
private enum UseCaseError: StoreFailure, Equatable {
    case mine
    case store(StoreError)

    init(_ error: StoreError) { self = .store(error) }
}

extension Check {
    mutating func rollBack() throws {
        let alpha = try Sample.provider("alpha")
        do throws(UseCaseError) {
            try store.write { w throws(UseCaseError) in
                do throws(StoreError) {
                    try w.insert(alpha)
                    try w.append(try Sample.audit(after: nil, "init"))
                } catch { throw UseCaseError(error) }
                throw .mine
            }
            expect(false, "an error of the body was lost")
        } catch { expect(error, is: .mine, "the error of the body") }
        do throws(UseCaseError) {
            try store.writeTogether { w throws(UseCaseError) in
                do throws(StoreError) { try w.insert(alpha) } catch { throw UseCaseError(error) }
                throw .mine
            }
            expect(false, "an error of the body was lost that writes together")
        } catch { expect(error, is: .mine, "the error of the body that writes together") }
        try look("nothing is kept", is: [0, 0]) { r throws(StoreError) in
            [try r.providers().count, try r.audit(from: 0, limit: 9).count]
        }
        // A step that is refused undoes itself alone where the body goes on.
        try write { w throws(StoreError) in
            try w.insert(alpha)
            do throws(StoreError) {
                try w.insert(
                    try Sample.submission(1), parts: [try Sample.part("2026-01"), try Sample.part("2026-01")])
            } catch {}
        }
        try look("the rest is kept", is: [alpha]) { r throws(StoreError) in try r.providers() }
        try look("the step is not", is: nil) { r throws(StoreError) in try r.submission(Sample.id(1)) }
    }

    mutating func snapshots() throws {
        let (alpha, beta) = (try Sample.provider("alpha"), try Sample.provider("beta"))
        let other = try place.open()
        try write { w throws(StoreError) in try w.insert(alpha) }
        let seen = try store.read { r throws(StoreError) in
            // Written before this transaction has asked for anything.
            try other.write { w throws(StoreError) in try w.insert(beta) }
            return [
                try r.providers().count, try other.read { r throws(StoreError) in try r.providers().count },
                try r.providers().count,
            ]
        }
        expect(seen, is: [1, 2, 1], "what a reader sees beside a writer")
        let within = try write { w throws(StoreError) in
            try w.setDisabled(true, provider: alpha.id)
            let own = try w.provider(alpha.id)?.isDisabled
            let others = try other.read { r throws(StoreError) in try r.provider(alpha.id)?.isDisabled }
            return [own, others]
        }
        expect(within, is: [true, false], "what is seen of a writer before its end")
    }

    /// Several writers that each look first and then write: as if one came after the other.
    mutating func racingWriters() throws {
        let (place, shared) = (place, store)
        let lost = Mutex<[String]>([])
        let won = Mutex<[Int]>([])
        let rounds = 8
        DispatchQueue.concurrentPerform(iterations: 4) { runner in
            do {
                let store = try place.open()
                for round in 1...rounds {
                    do throws(StoreError) {
                        try store.write { w throws(StoreError) in
                            try w.insert(try Sample.release(round), payload: [9, 9], inputs: [])
                        }
                        won.withLock { $0.append(round) }
                    } catch {
                        guard case .conflict = error else { throw error }
                    }
                    func note(_ w: any StoreWriting) throws(StoreError) {
                        try w.append(try Sample.audit(after: try w.lastAudit(), "by \(runner)"))
                    }
                    // On a store of their own and on a shared one, alone and together.
                    if round.isMultiple(of: 2) { try store.write(note) } else { try shared.writeTogether(note) }
                }
            } catch { lost.withLock { $0.append("\(error)") } }
        }
        expect(lost.withLock { $0 }, is: [], "failures of writers")
        expect(won.withLock { $0.sorted() }, is: Array(1...rounds), "one writer gets each number")
        let audit = try place.open().read { r throws(StoreError) in try r.audit(from: 1, limit: 1000) }
        expect(audit.count, is: 4 * rounds, "every writer's record is kept")
        for (place, record) in audit.enumerated() {
            expect(try record.isChained(to: place == 0 ? nil : audit[place - 1]), "record \(place) is chained")
        }
    }

    mutating func useAfterTheEnd() throws {
        var reading: (any StoreReading)?
        var writing: (any StoreWriting)?
        try store.read { r throws(StoreError) in reading = r }
        try write { w throws(StoreError) in writing = w }
        guard let reading, let writing else { return expect(false, "the body was called") }
        func isRefused(_ body: () throws(StoreError) -> Void) -> Bool {
            do throws(StoreError) {
                try body()
                return false
            } catch { return error == .ended }
        }
        expect(isRefused { () throws(StoreError) in _ = try reading.providers() }, "reading after the end")
        expect(isRefused { () throws(StoreError) in _ = try writing.identity() }, "reading a writer after its end")
        let alpha = try Sample.provider("alpha")
        expect(isRefused { () throws(StoreError) in try writing.insert(alpha) }, "writing after the end")
        expect(
            isRefused { () throws(StoreError) in try writing.appendSealedChunk([1], to: Sample.id(1)) },
            "a chunk after the end")
        try write { w throws(StoreError) in
            // Another transaction is open on the same store now.
            do throws(StoreError) {
                try writing.insert(alpha)
            } catch {}
        }
        try look("nothing was written", is: []) { r throws(StoreError) in try r.providers() }
    }
}
