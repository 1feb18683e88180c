import Synchronization

/// What was rendered, by what it is: kept while there is room, the longest unused given up first.
final class RepresentationCache: Sendable {
    private struct Entry {
        let representation: Representation
        var used: UInt64
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var size = 0
        var clock: UInt64 = 0
        var generation = 0
    }

    /// The most bytes of a name: a client chooses its `Accept`, and makes up as many as it likes.
    static let longestName = 1024
    /// The most entries, since the longest unused is looked for among all of them.
    static let most = 4096

    private let state = Mutex(State())
    private let room: Int

    /// A cache for so many bytes.
    init(room: Int) { self.room = room }

    /// Grows whenever everything is forgotten: what was begun before is not kept after.
    var generation: Int { state.withLock { $0.generation } }

    /// What is kept under a name.
    func find(_ name: String) -> Representation? {
        state.withLock { state in
            guard let found = state.entries[name]?.representation else { return nil }
            state.clock += 1
            state.entries[name]?.used = state.clock
            return found
        }
    }

    /// Keeps what was rendered, unless everything was forgotten since.
    func keep(_ representation: Representation, as name: String, generation: Int) {
        state.withLock { state in
            guard state.generation == generation, representation.size <= room / 4,
                name.utf8.count <= RepresentationCache.longestName
            else { return }
            if let old = state.entries[name] { state.size -= old.representation.size }
            state.clock += 1
            state.entries[name] = Entry(representation: representation, used: state.clock)
            state.size += representation.size
            while state.size > room || state.entries.count > RepresentationCache.most,
                let oldest = state.entries.min(by: { $0.value.used < $1.value.used })
            {
                state.size -= oldest.value.representation.size
                state.entries[oldest.key] = nil
            }
        }
    }

    /// Forgets everything: something was published, withdrawn or changed.
    func forgetAll() {
        state.withLock { state in
            state.entries = [:]
            state.size = 0
            state.generation += 1
        }
    }
}
