/// Walks the records of one block and finds the fields of each.
///
/// No memory is taken per record.
@safe struct RecordCursor: ~Copyable {
    enum Step {
        case record
        case problem
        case end
    }

    /// How a JSON value was written; fields of CSV are all text.
    enum Shape: UInt8 {
        case text
        case number
        case boolean
        case null
    }

    /// Set in the end of a field or name that still holds escapes.
    ///
    /// Blocks are smaller than 2³⁰ bytes.
    static var escaped: UInt32 { 1 << 31 }

    var block: RecordBlock
    let format: RecordFormat
    let limits: RecordLimits
    /// Start and end of each field in the block.
    let starts: UnsafeMutablePointer<UInt32>
    let ends: UnsafeMutablePointer<UInt32>
    /// Start and end of each name, and each value's shape; JSON only.
    let nameStarts: UnsafeMutablePointer<UInt32>
    let nameEnds: UnsafeMutablePointer<UInt32>
    let shapes: UnsafeMutablePointer<Shape>
    /// The names of the objects so far; JSON only.
    var names: NameTable
    /// Changes whenever a record has other names than the one before it, or the same in another order; JSON only.
    var shape = 0
    var fieldCount = 0
    var problem: RecordProblem?
    /// The number and line of the current record.
    var record = 0
    var line = 0
    /// Where the next record begins.
    var position = 0
    var nextRecord = 1
    var nextLine = 1
    /// Where the current record begins.
    var currentStart = 0
    /// Up to where fields have been found, and which of 64 bytes from a place on end those that follow; CSV only.
    var scannedTo = -1
    var scanFrom = 0
    var scanBits: UInt64 = 0
    /// Whether a field of the current record is marked ``escaped``.
    var hasEscapes = false
    /// Whether fields must be checked for UTF-8 one by one.
    var checksText = false
    /// The current record as it was written, where escapes in it have been resolved; else empty.
    private var written: [UInt8] = []

    init(_ cutter: BlockCutter) {
        block = cutter.makeBlock()
        format = cutter.format
        limits = cutter.limits
        unsafe starts = .allocate(capacity: limits.fields)
        unsafe ends = .allocate(capacity: limits.fields)
        unsafe nameStarts = .allocate(capacity: limits.fields)
        unsafe nameEnds = .allocate(capacity: limits.fields)
        unsafe shapes = .allocate(capacity: limits.fields)
        names = NameTable(limits)
    }

    deinit {
        unsafe starts.deallocate()
        unsafe ends.deallocate()
        unsafe nameStarts.deallocate()
        unsafe nameEnds.deallocate()
        unsafe shapes.deallocate()
    }

    /// To be called whenever the block was filled anew.
    mutating func begin() {
        position = 0
        scannedTo = -1
        nextRecord = block.firstRecord
        nextLine = block.firstLine
        checksText = unsafe block.hasHighBytes && ByteSearch.invalidUTF8(block.base, 0, block.count) != nil
    }

    /// Whether the rest of the block can be read by its line ends, separators and quotes alone.
    var isRegular: Bool { block.isRegular && !checksText }

    /// 1 where a record that no line end ends, ends at `end`.
    func openEnds(at end: Int) -> Int {
        unsafe end == block.count && end > 0 && block.base[end - 1] != 0x0A ? 1 : 0
    }

    /// How many lines and records end from here to `end`, blank lines among both.
    func counted(upTo end: Int, _ dialect: CSVDialect) -> (lines: Int, ends: Int, blank: Int) {
        let all = unsafe ByteSearch.lines(block.base + position, end - position)
        guard block.hasQuotes, let quote = dialect.quote else { return (all.all, all.all, all.blank) }
        let quoted = unsafe QuotedScan(dialect.separator, quote).run(
            block.base, from: position, to: end, startingInside: false)
        return (all.all, quoted.records, quoted.blank)
    }

    /// Goes on to where a record begins, over records that were read in another way.
    mutating func pass(to end: Int, _ dialect: CSVDialect) {
        guard end > position else { return }
        let passed = counted(upTo: end, dialect)
        position = end
        nextLine += passed.lines
        nextRecord += passed.ends - passed.blank
    }

    /// Goes to the next record of the block.
    @inline(__always)
    mutating func next() -> Step {
        while position < block.count {
            currentStart = position
            if hasEscapes { written.removeAll(keepingCapacity: true) }
            hasEscapes = false
            record = nextRecord
            line = nextLine
            var step: Step
            switch format {
            case .csv(let dialect):
                step = block.hasQuotes ? careful(dialect) : plain(dialect)
            case .ndjson:
                step = object()
            }
            // Blank lines come back as `end`.
            if step == .end { continue }
            nextRecord += 1
            if block.endsInNUL && position >= block.count { step = binary() }
            if step == .record && checksText { step = checkText() }
            if step == .record && hasEscapes { step = unescape() }
            return step
        }
        return .end
    }

    /// One field's bytes.
    @inline(__always)
    func bytes(_ field: Int) -> UnsafeBufferPointer<UInt8> {
        let start = unsafe Int(starts[field])
        return unsafe UnsafeBufferPointer(start: block.base + start, count: Int(ends[field]) - start)
    }

    /// One name's bytes; JSON only.
    @inline(__always)
    func nameBytes(_ field: Int) -> UnsafeBufferPointer<UInt8> {
        let start = unsafe Int(nameStarts[field])
        return unsafe UnsafeBufferPointer(start: block.base + start, count: Int(nameEnds[field]) - start)
    }

    /// The line and column of a byte of the current record, as it was written.
    func place(_ offset: Int) -> (line: Int, column: Int) {
        let length = offset - currentStart
        guard !written.isEmpty else {
            return unsafe place(in: UnsafeBufferPointer(start: block.base + currentStart, count: length))
        }
        // Resolved escapes moved what stands behind them.
        return unsafe written.withUnsafeBufferPointer { unsafe place(in: $0.extracting(..<length)) }
    }

    /// The line and column of what follows these bytes, with which the current record begins.
    private func place(in bytes: UnsafeBufferPointer<UInt8>) -> (line: Int, column: Int) {
        let lineEnd = unsafe bytes.lastIndex(of: 0x0A)
        let lines = unsafe bytes.count { $0 == 0x0A }
        // A character has one byte that does not go on from the one before.
        let column = unsafe bytes[(lineEnd.map { $0 + 1 } ?? 0)...].count { $0 & 0xC0 != 0x80 }
        return (line + lines, column + 1)
    }

    mutating func report(_ kind: RecordProblem.Kind, at offset: Int, field: Int? = nil) -> Step {
        let place = place(offset)
        problem = RecordProblem(kind: kind, record: record, line: place.line, column: place.column, field: field)
        return .problem
    }

    /// After a line that was too long: a NUL that ended reading is left to be reported by itself.
    mutating func leaveNUL() {
        guard block.endsInNUL && position == block.count else { return }
        position = block.count - 1
        nextLine = line
    }

    private mutating func binary() -> Step {
        position = block.count
        // How far into its line the NUL stands is not known where a long line was skipped before it.
        problem = RecordProblem(kind: .binary, record: record, line: line, column: 1, field: nil)
        return .problem
    }

    private mutating func checkText() -> Step {
        for field in 0..<fieldCount {
            let start = unsafe Int(starts[field])
            let end = unsafe Int(ends[field] & ~RecordCursor.escaped)
            if let bad = unsafe ByteSearch.invalidUTF8(block.base, start, end) {
                return report(.invalidUTF8(offset: bad - start), at: bad, field: field + 1)
            }
            guard format == .ndjson else { continue }
            let nameStart = unsafe Int(nameStarts[field])
            let nameEnd = unsafe Int(nameEnds[field] & ~RecordCursor.escaped)
            if let bad = unsafe ByteSearch.invalidUTF8(block.base, nameStart, nameEnd) {
                return report(.invalidUTF8(offset: bad - nameStart), at: bad, field: field + 1)
            }
        }
        return .record
    }

    /// Turns the fields that were marked as holding escapes into what they mean, in place.
    private mutating func unescape() -> Step {
        unsafe written.append(
            contentsOf: UnsafeBufferPointer(start: block.base + currentStart, count: position - currentStart))
        switch format {
        case .csv(let dialect):
            if let quote = dialect.quote { undouble(quote) }
            return .record
        case .ndjson:
            return resolveEscapes()
        }
    }
}
