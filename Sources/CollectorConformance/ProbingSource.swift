import Collecting
import Synchronization

/// Bytes that are cut, broken off or amplified on purpose, and a look at how they were read.
final class ProbingSource: ByteSource {
    /// Where reads are cut.
    enum Pieces: Sendable, Hashable {
        /// As much as there is room for.
        case whole
        /// So many bytes a read.
        case every(Int)
        /// Two pieces, cut behind so many bytes.
        case at(Int)
    }

    /// How it was read.
    struct Probe {
        var place = 0
        var reads = 0
        var readsAtEnd = 0
        var readsAfterFailure = 0
        var hasFailed = false
    }

    /// What a collector that never stops asking is stopped by.
    static let mostReadsAtEnd = 1000

    let name: String
    private let bytes: [UInt8]
    private let pieces: Pieces
    private let failingAtRead: Int?
    private let failure: BytesError
    private let state = Mutex(Probe())

    init(_ bytes: [UInt8], name: String, pieces: Pieces = .whole, failingAtRead: Int? = nil, failure: BytesError) {
        self.bytes = bytes
        self.name = name
        self.pieces = pieces
        self.failingAtRead = failingAtRead
        self.failure = failure
    }

    /// How it was read so far.
    var probe: Probe { state.withLock { $0 } }

    func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        let result: Result<Int, BytesError> = state.withLock { state in
            state.reads += 1
            if state.hasFailed {
                state.readsAfterFailure += 1
                return .failure(failure)
            }
            if state.reads - 1 == failingAtRead {
                state.hasFailed = true
                return .failure(failure)
            }
            let rest = bytes.count - state.place
            if rest == 0 {
                state.readsAtEnd += 1
                return state.readsAtEnd > ProbingSource.mostReadsAtEnd ? .failure(failure) : .success(0)
            }
            let most =
                switch pieces {
                case .whole: rest
                case .every(let count): min(count, rest)
                case .at(let cut): state.place < cut ? min(cut - state.place, rest) : rest
                }
            let count = output.appendPrefix(of: bytes[state.place..<(state.place + most)])
            state.place += count
            return .success(count)
        }
        return try result.get()
    }
}

/// A head, then one block again and again up to a size, never in memory as a whole.
final class RepeatingSource: ByteSource {
    let name: String
    private let head: [UInt8]
    private let block: [UInt8]
    private let size: Int
    private let halfway: @Sendable () -> Void
    private let state = Mutex((place: 0, isPastHalf: false))

    /// `halfway` is called once, before the first read in the second half.
    init(head: [UInt8], block: [UInt8], size: Int, name: String, halfway: @escaping @Sendable () -> Void = {}) {
        self.head = head
        self.block = block
        self.size = size
        self.name = name
        self.halfway = halfway
    }

    /// How many bytes were read.
    var place: Int { state.withLock { $0.place } }

    func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        state.withLock { state in
            if !state.isPastHalf, state.place >= size / 2 {
                state.isPastHalf = true
                halfway()
            }
            var total = 0
            while output.freeCapacity > 0, state.place < size, total < 65_536 {
                let from = state.place
                let part =
                    from < head.count ? head[from...] : block[((from - head.count) % max(block.count, 1))...]
                guard !part.isEmpty else { break }
                let count = output.appendPrefix(of: part.prefix(size - from))
                state.place += count
                total += count
            }
            return total
        }
    }
}
