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
    private let input: Input
    private let tickets = Atomic<Int>(0)
    private let turn = Turnstile()
    /// Whether a stream gave all it had; held while one thread reads from it.
    private let isAtEnd = Guarded(false)
    private let state: Guarded<State>

    /// Where the bytes come from.
    private enum Input {
        /// Read at any place by whoever takes the ticket.
        case positioned(any PositionedSource, size: Int64)
        /// Read by one thread at a time.
        case stream(DecodingSource)
    }

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

    /// What a thread took: bytes in its block, whose turn comes after those of all lower numbers.
    private struct Chunk {
        var ordinal: Int
        var count = 0
        var isLast = false
        var failure: BytesError?
    }

    private enum Outcome {
        case filled
        case needsMore
        case ended
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
        if encoding == .utf8, let positioned = source as? any PositionedSource, let size = positioned.size {
            input = .positioned(positioned, size: size)
        } else {
            input = .stream(DecodingSource(source, encoding: encoding))
        }
        state = Guarded(State())
    }

    /// How many blank lines have been passed over so far; all of them once every reader is at its end.
    public var blankLines: Int { state.withLock { $0.blankLines } }

    /// A block large enough for this cutter.
    func makeBlock() -> RecordBlock {
        // A mark at the beginning must fit into one block.
        RecordBlock(front: limits.recordBytes + 2, room: max(limits.blockBytes, 16))
    }

    /// Fills `block` with the next whole records; `false` at the end.
    ///
    /// Several threads read and look through their bytes at once; only what depends on the bytes before is done in
    /// turn.
    func next(_ block: inout RecordBlock) throws(BytesError) -> Bool {
        while let chunk = take(&block) {
            let summary = unsafe BlockSummary(block.chunk, chunk.count, dialect: dialect)
            turn.wait(for: chunk.ordinal)
            defer { turn.pass(chunk.ordinal) }
            let outcome = try state.withLock { (state: inout State) throws(BytesError) -> Outcome in
                if state.ended { return .ended }
                if let failure = chunk.failure {
                    state.ended = true
                    throw failure
                }
                return try commit(&block, chunk, summary, &state)
            }
            switch outcome {
            case .filled: return true
            case .ended: return false
            case .needsMore: continue
            }
        }
        return false
    }

    private var dialect: CSVDialect? {
        if case .csv(let dialect) = format { dialect } else { nil }
    }

    /// Reads the next bytes; `nil` where others have taken the last.
    private func take(_ block: inout RecordBlock) -> Chunk? {
        switch input {
        case .positioned(let source, let size):
            let ticket = tickets.wrappingAdd(1, ordering: .relaxed).oldValue
            let offset = Int64(ticket) * Int64(block.room)
            guard offset < size else { return nil }
            var chunk = Chunk(ordinal: ticket)
            fill(&block, &chunk) { output throws(BytesError) in try source.read(into: &output, at: offset) }
            chunk.isLast = offset + Int64(chunk.count) >= size
            return chunk
        case .stream(let source):
            return isAtEnd.withLock { isAtEnd in
                if isAtEnd { return nil }
                var chunk = Chunk(ordinal: tickets.wrappingAdd(1, ordering: .relaxed).oldValue)
                while chunk.count < block.room, chunk.failure == nil, !isAtEnd {
                    let before = chunk.count
                    fill(&block, &chunk) { output throws(BytesError) in try source.read(into: &output) }
                    isAtEnd = chunk.count == before
                }
                chunk.isLast = isAtEnd
                return chunk
            }
        }
    }

    private func fill(
        _ block: inout RecordBlock, _ chunk: inout Chunk,
        _ read: (inout OutputRawSpan) throws(BytesError) -> Int
    ) {
        let free = unsafe UnsafeMutableRawBufferPointer(
            start: block.chunk + chunk.count, count: block.room - chunk.count)
        var output = unsafe OutputRawSpan(buffer: free, initializedCount: 0)
        do throws(BytesError) {
            chunk.count += try read(&output)
        } catch {
            chunk.failure = error
        }
    }

    /// Puts the beginning of the first record before what was read, and holds back the beginning of the last.
    private func commit(
        _ block: inout RecordBlock, _ chunk: Chunk, _ summary: BlockSummary, _ state: inout State
    ) throws(BytesError) -> Outcome {
        var start = 0
        var count = chunk.count
        if case .positioned = input, chunk.ordinal == 0 { start = try mark(block, count) }
        state.ended = chunk.isLast
        block.endsInNUL = false
        if let place = summary.firstNUL {
            count = place + 1
            block.endsInNUL = true
            state.ended = true
        }
        if state.skipping, start < count { start = skip(block, from: start, to: count, &state) }
        let carried = state.carry.count
        block.begin(at: start, after: state.carry)
        block.hasQuotes = summary.hasQuotes || quote.map { state.carry.contains($0) } ?? false
        block.hasHighBytes = summary.hasHighBytes || state.carry.contains { $0 >= 0x80 }
        state.carry.removeAll(keepingCapacity: true)
        block.count = carried + count - start
        block.firstLine = state.line
        block.firstRecord = state.record
        block.isRegular = false
        if block.count == 0 { return state.ended ? .ended : .needsMore }
        var cut = block.count
        if !block.endsInNUL {
            cut =
                (start == 0 ? regularBoundary(&block, carried, summary, &state) : nil) ?? lastBoundary(block, &state)
        }
        unsafe state.carry.append(contentsOf: UnsafeBufferPointer(start: block.base + cut, count: block.count - cut))
        block.count = cut
        guard cut > 0 else { return .needsMore }
        block.ordinal = state.ordinal
        state.ordinal += 1
        return .filled
    }

    /// How many bytes of a mark begin the file.
    private func mark(_ block: borrowing RecordBlock, _ count: Int) throws(BytesError) -> Int {
        let head = (0..<min(count, 3)).map { unsafe block.chunk[$0] }
        if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE]) { throw .utf16(name: name) }
        return head == [0xEF, 0xBB, 0xBF] ? 3 : 0
    }

    private var quote: UInt8? { dialect?.quote }

    /// Where what is to be skipped ends: behind the first line end, or at the NUL that ended reading, which is left to
    /// be reported.
    private func skip(
        _ block: borrowing RecordBlock, from start: Int, to count: Int, _ state: inout State
    ) -> Int {
        if let lineEnd = unsafe ByteSearch.first(0x0A, block.chunk, start, count) {
            state.skipping = false
            state.line += 1
            return lineEnd + 1
        }
        guard block.endsInNUL else { return count }
        state.skipping = false
        return count - 1
    }

    /// Where the last whole record ends, from what was counted before the turn came; `nil` where that does not tell.
    private func regularBoundary(
        _ block: inout RecordBlock, _ carried: Int, _ summary: BlockSummary, _ state: inout State
    ) -> Int? {
        guard block.count <= limits.recordBytes, block.count - carried > BlockSummary.head else { return nil }
        let head = carried + BlockSummary.head
        let all = unsafe ByteSearch.lines(block.base, head)
        var found = summary.plain
        var (records, blank) = (all.all, all.blank)
        if block.hasQuotes {
            guard let dialect, let quote, summary.hasQuotes else { return nil }
            let first = unsafe QuotedScan(dialect.separator, quote).run(
                block.base, from: 0, to: head, startingInside: false)
            found = first.endsInside ? summary.inside : summary.outside
            guard first.isRegular, found.isRegular, !(state.ended && found.endsInside) else { return nil }
            (records, blank) = (first.records, first.blank)
        }
        guard let last = found.lastEnd else { return nil }
        records += found.records
        blank += found.blank
        block.isRegular = true
        block.recordEnds = records
        block.hasBlankLines = blank > 0
        state.line += all.all + found.lines
        state.record += records - blank
        state.blankLines += blank
        var cut = carried + last + 1
        if state.ended {
            let rest = block.count - cut
            let isBlank = unsafe rest == 1 && block.base[cut] == 0x0D
            state.blankLines += isBlank ? 1 : 0
            state.record += rest > 0 && !isBlank ? 1 : 0
            block.hasBlankLines = block.hasBlankLines || isBlank
            cut = block.count
        }
        return cut
    }

    /// Where the last whole record of the block ends; counts lines and records up to there.
    private func lastBoundary(_ block: borrowing RecordBlock, _ state: inout State) -> Int {
        let closed = state.ended
        if block.hasQuotes, let dialect {
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
