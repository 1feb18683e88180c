public import Storage

/// A place where one store can be made, and opened any number of times.
public protocol StorePlace: Sendable {
    /// Makes the store; called once.
    ///
    /// - Throws: what the engine throws.
    func create(keyCheck: [UInt8], at time: Timestamp) throws(StoreError) -> any Store
    /// Opens the store again, beside those that are open.
    ///
    /// - Throws: what the engine throws.
    func open() throws(StoreError) -> any Store
}

/// What every engine's store must hold to, whichever it is.
public struct StoreConformance {
    private let makePlace: () throws -> any StorePlace

    /// Takes a way to find places for new stores.
    public init(makePlace: @escaping () throws -> any StorePlace) { self.makePlace = makePlace }

    /// What does not hold, in words; empty where all does.
    public func failures() -> [String] {
        let checks: [(String, (inout Check) throws -> Void)] = [
            ("identity", { try $0.identity() }),
            ("providers", { try $0.providers() }),
            ("tokens", { try $0.tokens() }),
            ("submissions", { try $0.submissions() }),
            ("submissions refused", { try $0.refusedSubmissions() }),
            ("sealed bytes", { try $0.sealedBytes() }),
            ("withdrawals", { try $0.withdrawals() }),
            ("parts", { try $0.parts() }),
            ("current parts", { try $0.currentParts() }),
            ("request keys", { try $0.requestKeys() }),
            ("releases", { try $0.releases() }),
            ("releases refused", { try $0.refusedReleases() }),
            ("manifests", { try $0.manifests() }),
            ("ledger", { try $0.ledger() }),
            ("audit", { try $0.audit() }),
            ("exports", { try $0.exports() }),
            ("roll back", { try $0.rollBack() }),
            ("snapshots", { try $0.snapshots() }),
            ("racing writers", { try $0.racingWriters() }),
            ("use after the end", { try $0.useAfterTheEnd() }),
            ("texts", { try $0.texts() }),
        ]
        return checks.flatMap { name, body -> [String] in
            var found: [String] = []
            do {
                var check = try Check(place: makePlace())
                do {
                    try body(&check)
                } catch { found.append("\(name): \(error)") }
                found = check.failures.map { "\(name): \($0)" } + found
            } catch { found.append("\(name): \(error)") }
            return found
        }
    }
}

/// One check on a new store, and what it found.
struct Check {
    let place: any StorePlace
    /// The store, as it was made.
    let store: any Store
    private(set) var failures: [String] = []

    static let keyCheck: [UInt8] = [0, 255, 7, 7]

    init(place: any StorePlace) throws {
        self.place = place
        store = try place.create(keyCheck: Check.keyCheck, at: Sample.time(0))
    }

    mutating func expect(_ holds: Bool, _ what: String) {
        if !holds { failures.append(what) }
    }

    /// Expects the same of two values.
    mutating func expect<Value: Equatable>(_ found: Value, is expected: Value, _ what: String) {
        if found != expected { failures.append("\(what): found \(found), expected \(expected)") }
    }

    /// Expects an error of a kind, and that the store is as it was.
    mutating func refuses(
        _ kind: Kind, _ what: String, _ body: (any StoreWriting) throws(StoreError) -> Void
    ) {
        do throws(StoreError) {
            try store.write { writing throws(StoreError) in try body(writing) }
            failures.append("\(what): was not refused")
        } catch {
            if !kind.matches(error) { failures.append("\(what): refused as \(error), not as \(kind)") }
        }
    }

    enum Kind {
        case alreadyThere
        case notThere
        case conflict

        func matches(_ error: StoreError) -> Bool {
            switch (self, error) {
            case (.alreadyThere, .alreadyThere), (.notThere, .notThere), (.conflict, .conflict): true
            default: false
            }
        }
    }

    func write<Value: Sendable>(
        _ body: (any StoreWriting) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        try store.write(body)
    }

    /// Asks the store that was made and one opened anew; both must say the same.
    mutating func look<Value: Equatable & Sendable>(
        _ what: String, is expected: Value, _ body: (any StoreReading) throws(StoreError) -> Value
    ) throws {
        expect(try store.read(body), is: expected, what)
        expect(try place.open().read(body), is: expected, "\(what), opened again")
    }
}
