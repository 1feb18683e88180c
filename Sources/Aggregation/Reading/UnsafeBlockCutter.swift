public import Bytes
import Glibc
import Synchronization

/// Cuts one source into blocks of whole records, for one reader or for several at once.
///
/// Make a ``RecordReader`` in each thread over one cutter: every record comes to exactly one of them, with
/// the same number, line and problems whatever the number of readers and the size of the blocks.
public final class BlockCutter: Sendable {
    /// What messages call the source.
    public let name: String
    /// How records and fields are divided.
    public let format: RecordFormat
    /// The bounds in force.
    public let limits: RecordLimits
    private let source: DecodingSource
    private let state: Mutex<State>

    private struct State: ~Copyable {
        /// The beginning of a record whose end was not yet read.
        var carry: [UInt8] = []
        var ended = false
        /// Dropping bytes up to a line end, after a malformed record.
        var skipping = false
        var ordinal = 0
        var line = 1
        var record = 1
        var blankLines = 0
    }

    /// Makes a cutter.
    ///
    /// - Parameters:
    ///   - source: The bytes.
    ///   - format: How records and fields are divided.
    ///   - encoding: How the bytes stand for characters; a mark of UTF-8 is skipped.
    ///   - limits: Bounds of records and blocks.
    public init(
        _ source: any ByteSource, format: RecordFormat, encoding: TextEncoding = .utf8,
        limits: RecordLimits = .standard
    ) {
        name = source.name
        self.format = format
        self.limits = limits
        self.source = DecodingSource(source, encoding: encoding)
        state = Mutex(State())
    }

    /// How many blank lines have been passed over so far; all of them once every reader is at its end.
    public var blankLines: Int { state.withLock { $0.blankLines } }

    /// A block large enough for this cutter.
    func makeBlock() -> RecordBlock {
        RecordBlock(capacity: limits.recordBytes + 2 + limits.blockBytes)
    }

    /// Fills `block` with the next whole records; `false` at the end.
    func next(_ block: inout RecordBlock) throws(BytesError) -> Bool {
        try state.withLock { (state: inout State) throws(BytesError) -> Bool in
            try fill(&block, &state)
        }
    }

    private func fill(_ block: inout RecordBlock, _ state: inout State) throws(BytesError) -> Bool {
        block.count = state.carry.count
        unsafe state.carry.withUnsafeBufferPointer { carry in
            if let start = carry.baseAddress { unsafe block.base.update(from: start, count: carry.count) }
        }
        state.carry.removeAll(keepingCapacity: true)
        block.endsInNUL = false
        block.firstLine = state.line
        block.firstRecord = state.record
        var cut = 0
        repeat {
            try read(&block, &state)
            // Skipping moves the line on without a record.
            if block.count == 0 && state.ended { return false }
            block.firstLine = state.line
            block.hasQuotes = quote.map { unsafe ByteSearch.first($0, block.base, 0, block.count) != nil } ?? false
            cut = block.endsInNUL ? block.count : lastBoundary(block, &state)
        } while cut == 0 && !state.ended
        unsafe state.carry.append(contentsOf: UnsafeBufferPointer(start: block.base + cut, count: block.count - cut))
        block.count = cut
        block.ordinal = state.ordinal
        state.ordinal += 1
        return cut > 0
    }

    private var quote: UInt8? {
        if case .csv(let dialect) = format { dialect.quote } else { nil }
    }

    /// Reads until about a block's worth of bytes is there, dropping what is to be skipped.
    private func read(_ block: inout RecordBlock, _ state: inout State) throws(BytesError) {
        let target = min(block.count + limits.blockBytes, block.capacity)
        while block.count < target, !state.ended {
            let start = block.count
            let room = unsafe UnsafeMutableRawBufferPointer(start: block.base + start, count: target - start)
            var output = unsafe OutputRawSpan(buffer: room, initializedCount: 0)
            let count = try source.read(into: &output)
            guard count > 0 else {
                state.ended = true
                break
            }
            if let found = unsafe ByteSearch.first(0, block.base, start, start + count) {
                block.count = found + 1
                block.endsInNUL = true
                state.ended = true
            } else {
                block.count = start + count
            }
            if state.skipping { skip(&block, &state, from: start) }
        }
    }

    /// Drops the bytes from `start` up to the first line end.
    ///
    /// Happens only where `start` begins a block.
    private func skip(_ block: inout RecordBlock, _ state: inout State, from start: Int) {
        if let lineEnd = unsafe ByteSearch.first(0x0A, block.base, start, block.count) {
            let rest = block.count - lineEnd - 1
            unsafe memmove(block.base + start, block.base + lineEnd + 1, rest)
            block.count = start + rest
            state.skipping = false
            state.line += 1
        } else if block.endsInNUL {
            // The NUL stays, to be reported.
            unsafe block.base[start] = 0
            block.count = start + 1
            state.skipping = false
        } else {
            block.count = start
        }
    }

    /// Where the last whole record of the block ends; counts lines and records up to there.
    private func lastBoundary(_ block: borrowing RecordBlock, _ state: inout State) -> Int {
        let closed = state.ended
        if block.hasQuotes, case .csv(let dialect) = format {
            return careful(block, &state, closed, dialect)
        }
        var cut = unsafe ByteSearch.last(0x0A, block.base, block.count).map { $0 + 1 } ?? 0
        let lines = unsafe ByteSearch.lines(block.base, cut)
        state.line += lines.all
        state.record += lines.all - lines.blank
        state.blankLines += lines.blank
        let rest = block.count - cut
        if closed {
            let blank = unsafe rest == 1 && block.base[cut] == 0x0D
            state.blankLines += blank ? 1 : 0
            state.record += rest > 0 && !blank ? 1 : 0
            cut = block.count
        } else if rest > limits.recordBytes {
            state.record += 1
            state.skipping = true
            cut = block.count
        }
        return cut
    }

    /// The same, record by record, because quotes may hold line ends.
    private func careful(
        _ block: borrowing RecordBlock, _ state: inout State, _ closed: Bool, _ dialect: CSVDialect
    ) -> Int {
        var position = 0
        while position < block.count {
            let found = unsafe Boundary.find(
                block.base, from: position, count: block.count, closed: closed, dialect: dialect,
                limit: limits.recordBytes)
            var next = found.next
            var blank = false
            switch found.outcome {
            case .needMore:
                return position
            case .record:
                blank = unsafe found.end == position || (found.end == position + 1 && block.base[position] == 0x0D)
            case .malformed:
                if let lineEnd = unsafe ByteSearch.first(0x0A, block.base, found.resume, block.count) {
                    next = lineEnd + 1
                } else {
                    next = block.count
                    state.skipping = !closed
                }
            }
            state.line += unsafe ByteSearch.lines(block.base + position, next - position).all
            state.record += blank ? 0 : 1
            state.blankLines += blank ? 1 : 0
            position = next
        }
        return position
    }
}
