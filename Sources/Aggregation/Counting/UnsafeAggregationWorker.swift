/// Counts the blocks that one thread takes, into tables of its own.
@safe struct AggregationWorker: ~Copyable {
    /// How many rows are worked on at a time: what is kept of them fits the fastest memory.
    static let strip = 512

    /// The codes of one column as this thread met them, numbered in order of arrival.
    struct Coded: Sendable {
        var table: ByteTable
        /// The number of the code of each text; the text's own number where codes are discovered.
        var numbers: [Int32] = []
        /// The coder's code of each number, and back; empty where codes are discovered.
        var codes: [Int32] = []
        var places: [Int32: Int32] = [:]
        var isDiscovered: Bool

        var count: Int { isDiscovered ? table.count : codes.count }
    }

    enum Mode {
        case rows
        case sum
        case distinct
    }

    /// What became of a row of a strip so far.
    enum Fate {
        static let counts: UInt8 = 0
        static let filtered: UInt8 = 1
        /// Left to the path that says what is wrong with it.
        static let wrong: UInt8 = 2
    }

    let plan: AggregationPlan
    let options: AggregationOptions
    let wanted: WantedColumns
    let mode: Mode
    let width: Int
    let filters: Int
    var columns: [Coded]
    /// The tables of the columns, and after them of the filters: 1 for what passes.
    let texts: UnsafeMutablePointer<TextCodes>
    var counter: CellCounter
    var units: UnitKeys
    var tallies = Tallies()
    var problems = ProblemList()
    var index: FieldIndex
    /// Room for the numbers of codes: a strip a column; and for what the rows of a strip came to.
    let numbers: UnsafeMutablePointer<Int32>
    let places: UnsafeMutablePointer<Int32>
    let fates: UnsafeMutablePointer<UInt8>
    /// Room for one field without its doubled quotes.
    let scratch: UnsafeMutablePointer<UInt8>
    /// Where in each record the wanted fields are.
    var fields: [Int]
    /// The same for the columns alone; and for objects of which shape that is (`RecordCursor.shape`).
    let locations: UnsafeMutablePointer<Int32>
    private(set) var located = -1
    /// Whether some column has had codes that its cube may have no place for.
    private(set) var hasNewCodes = true
    private var filterValues: [[[UInt8]]]
    private var wantedNames: [[UInt8]]

    init(_ plan: AggregationPlan, _ options: AggregationOptions, _ wanted: WantedColumns) {
        self.plan = plan
        self.options = options
        self.wanted = wanted
        columns = plan.columns.map { column in
            let isDiscovered = if case .discovered = column.coding { true } else { false }
            return Coded(table: ByteTable(options.seed), isDiscovered: isDiscovered)
        }
        width = plan.columns.count
        filters = plan.filters.count
        unsafe texts = .allocate(capacity: max(width + filters, 1))
        for place in 0..<width + filters { unsafe (texts + place).initialize(to: TextCodes(options.seed)) }
        mode =
            switch plan.measure {
            case .rows: .rows
            case .sum: .sum
            case .distinct: .distinct
            }
        counter = CellCounter(width: width, countsRows: mode == .rows)
        units = UnitKeys(options)
        index = FieldIndex(bytes: options.limits.recordBytes + options.limits.blockBytes)
        unsafe numbers = .allocate(capacity: max(width, 1) * AggregationWorker.strip)
        unsafe numbers.initialize(repeating: 0, count: max(width, 1) * AggregationWorker.strip)
        unsafe locations = .allocate(capacity: max(width, 1))
        unsafe locations.initialize(repeating: 0, count: max(width, 1))
        unsafe places = .allocate(capacity: AggregationWorker.strip)
        unsafe places.initialize(repeating: 0, count: AggregationWorker.strip)
        unsafe fates = .allocate(capacity: AggregationWorker.strip)
        unsafe fates.initialize(repeating: 0, count: AggregationWorker.strip)
        unsafe scratch = .allocate(capacity: options.limits.recordBytes + RecordBlock.guardBytes)
        fields = [Int](repeating: 0, count: wanted.names.count)
        filterValues = plan.filters.map { $0.values.map { Array($0.utf8) } }
        wantedNames = wanted.names.map { Array($0.utf8) }
        problems.limit = options.problemLimit
    }

    deinit {
        for place in 0..<width + filters { unsafe (texts + place).deinitialize(count: 1) }
        unsafe texts.deallocate()
        unsafe numbers.deallocate()
        unsafe locations.deallocate()
        unsafe places.deallocate()
        unsafe fates.deallocate()
        unsafe scratch.deallocate()
    }

    /// Works until the queue is empty.
    mutating func run(_ queue: SourceQueue, _ cursor: consuming RecordCursor) {
        var cursor = cursor
        do throws(AggregationError) {
            while let binding = queue.next(&cursor) {
                if binding.width != nil { fields = binding.fields }
                if case .csv(let dialect) = cursor.format, let width = binding.width, cursor.isRegular {
                    try countRegular(&cursor, binding, dialect, width)
                } else if binding.width == nil {
                    try countObjects(&cursor, binding)
                } else {
                    while try countNext(&cursor, binding) {}
                }
            }
        } catch {
            queue.fail(error)
        }
    }

    /// Counts one record, whatever is wrong with it; `false` at the end of the block.
    mutating func countNext(
        _ cursor: inout RecordCursor, _ binding: SourceQueue.Binding
    ) throws(AggregationError) -> Bool {
        let step = cursor.next()
        return try count(step, &cursor, binding)
    }

    /// Counts what a step came to; `false` at the end of the block.
    mutating func count(
        _ step: RecordCursor.Step, _ cursor: inout RecordCursor, _ binding: SourceQueue.Binding
    ) throws(AggregationError) -> Bool {
        switch step {
        case .end: return false
        case .problem:
            tallies.read += 1
            tallies.refused += 1
            if let problem = cursor.problem { problems.add(problem, binding.source) }
            return true
        case .record:
            tallies.read += 1
        }
        if let width = binding.width {
            if cursor.fieldCount != width {
                refuse(cursor, binding, .ragged(expected: width, found: cursor.fieldCount))
                return true
            }
        } else if let missing = locate(cursor) {
            refuse(cursor, binding, .missingField, name: wanted.names[missing])
            return true
        }
        for (filter, column) in wanted.filters.enumerated() {
            let bytes = unsafe cursor.bytes(fields[column])
            if unsafe passes(filter, bytes) { continue }
            tallies.filtered += 1
            return true
        }
        for column in 0..<width {
            let bytes = unsafe cursor.bytes(fields[wanted.columns[column]])
            guard let number = try unsafe number(column, bytes) else {
                refuse(cursor, binding, .unknownCode, column: wanted.columns[column], showing: true)
                return true
            }
            unsafe numbers[column * AggregationWorker.strip] = number
        }
        if try measure(cursor, binding) { tallies.used += 1 }
        return true
    }

    /// Finds the wanted names in an object; the first that is missing, or `nil`.
    private mutating func locate(_ cursor: borrowing RecordCursor) -> Int? {
        if located == cursor.shape { return nil }
        for column in wantedNames.indices {
            let expected = fields[column]
            // Objects mostly have their names in the same order as the one before.
            if expected < cursor.fieldCount, names(cursor, expected, column) { continue }
            guard let place = (0..<cursor.fieldCount).first(where: { names(cursor, $0, column) }) else { return column }
            fields[column] = place
        }
        for column in 0..<width {
            unsafe locations[column] = Int32(truncatingIfNeeded: fields[wanted.columns[column]])
        }
        located = cursor.shape
        return nil
    }

    private func names(_ cursor: borrowing RecordCursor, _ field: Int, _ column: Int) -> Bool {
        unsafe wantedNames[column].withUnsafeBufferPointer { unsafe ByteSearch.equal(cursor.nameBytes(field), $0) }
    }

    /// Whether a text passes a filter.
    func passes(_ filter: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if let text = bytes.baseAddress {
            let known = unsafe texts[width + filter].code(text, bytes.count)
            if known >= 0 { return known == 1 }
        }
        let passes = filterValues[filter].contains { value in
            unsafe value.withUnsafeBufferPointer { unsafe ByteSearch.equal(bytes, $0) }
        }
        if let text = bytes.baseAddress { unsafe texts[width + filter].remember(text, bytes.count, passes ? 1 : 0) }
        return passes
    }

    /// The number of a text's code, new where it was not met; `nil` where it means none.
    ///
    /// What lies behind the text in memory is read, so it must come from a block.
    mutating func number(
        _ column: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(AggregationError) -> Int32? {
        guard let text = bytes.baseAddress else { return nil }
        let known = unsafe texts[column].code(text, bytes.count)
        if known >= 0 { return known }
        let found = unsafe columns[column].table.find(bytes)
        if let entry = found.index {
            let number =
                columns[column].isDiscovered ? Int32(truncatingIfNeeded: entry) : columns[column].numbers[entry]
            unsafe texts[column].remember(text, bytes.count, number)
            return number
        }
        guard let number = unsafe newNumber(column, bytes) else { return nil }
        hasNewCodes = true
        // Many spellings of few codes must not fill the memory: beyond the limit coders are asked again.
        if columns[column].table.count < options.groupLimit {
            _ = unsafe columns[column].table.insert(bytes, hash: found.hash)
            if !columns[column].isDiscovered { columns[column].numbers.append(number) }
        } else if columns[column].isDiscovered {
            throw .tooMany(what: "texts in the column \(plan.columns[column].name)", limit: options.groupLimit)
        }
        unsafe texts[column].remember(text, bytes.count, number)
        return number
    }

    private mutating func newNumber(_ column: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
        guard case .coded(let coder) = plan.columns[column].coding else {
            return Int32(truncatingIfNeeded: columns[column].table.count)
        }
        guard let code = unsafe coder.code(of: bytes.span), code >= 0 else { return nil }
        if let number = columns[column].places[code] { return number }
        let number = Int32(truncatingIfNeeded: columns[column].codes.count)
        columns[column].codes.append(code)
        columns[column].places[code] = number
        return number
    }

    /// Adds the record whose codes stand first in each strip; `false` where it was refused.
    private mutating func measure(
        _ cursor: borrowing RecordCursor, _ binding: SourceQueue.Binding
    ) throws(AggregationError) -> Bool {
        var amount: Int64 = 1
        var bytes = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        if mode != .rows { unsafe bytes = cursor.bytes(fields[wanted.measure]) }
        if mode == .sum {
            switch unsafe AggregationWorker.count(in: bytes) {
            case .success(let value): amount = value
            case .failure(let wrong):
                refuse(cursor, binding, wrong.kind, column: wanted.measure, showing: true)
                return false
            }
        } else if mode == .distinct && bytes.count == 0 {
            refuse(cursor, binding, .missingKey, column: wanted.measure)
            return false
        }
        reserve()
        unsafe places[0] = 0
        for column in 0..<width {
            unsafe places[0] &+= numbers[column * AggregationWorker.strip] &* counter.strides[column]
        }
        if mode == .rows && counter.isCube {
            counter.addRow(at: unsafe Int(places[0]))
            return true
        }
        let group = try group(0)
        if mode == .distinct {
            if let text = bytes.baseAddress { try unsafe units.add(text, bytes.count, group: group) }
        } else if !counter.add(amount, to: group) {
            throw .overflow
        }
        return true
    }

    /// Gives every code of every column its place in the cube.
    @inline(__always)
    mutating func reserve() {
        guard hasNewCodes else { return }
        hasNewCodes = false
        for column in 0..<width { counter.reserve(column, columns[column].count) }
    }

    /// The group of a row of the strip.
    @inline(__always)
    mutating func group(_ row: Int) throws(AggregationError) -> Int {
        let codes = unsafe UnsafePointer(numbers + row)
        let group =
            counter.isCube
            ? unsafe counter.group(at: Int(places[row]), codes, AggregationWorker.strip)
            : unsafe counter.group(codes, AggregationWorker.strip)
        guard group < options.groupLimit else { throw .tooMany(what: "groups", limit: options.groupLimit) }
        return group
    }

    /// Why a field is no count.
    struct NoCount: Error {
        var kind: AggregationProblem.Kind
    }

    /// A whole number in plain digits.
    static func count(in bytes: UnsafeBufferPointer<UInt8>) -> Result<Int64, NoCount> {
        let negative = unsafe bytes.count > 1 && bytes[0] == UInt8(ascii: "-")
        var value: Int64 = 0
        var overflow = false
        for index in (negative ? 1 : 0)..<max(bytes.count, 1) {
            guard index < bytes.count, unsafe bytes[index] &- 0x30 < 10 else {
                return .failure(NoCount(kind: .notACount))
            }
            let (tens, first) = value.multipliedReportingOverflow(by: 10)
            let (sum, second) = unsafe tens.addingReportingOverflow(Int64(bytes[index] &- 0x30))
            value = sum
            overflow = overflow || first || second
        }
        if negative { return .failure(NoCount(kind: .negativeCount)) }
        return overflow ? .failure(NoCount(kind: .absurdCount)) : .success(value)
    }

    /// Notes a row that cannot be counted; `column` is an index into the wanted columns.
    private mutating func refuse(
        _ cursor: borrowing RecordCursor, _ binding: SourceQueue.Binding, _ kind: AggregationProblem.Kind,
        column: Int? = nil, showing: Bool = false, name: String? = nil
    ) {
        tallies.refused += 1
        let field = column.map { fields[$0] }
        let place = field.map { unsafe cursor.place(Int(cursor.starts[$0])) }
        problems.add(
            AggregationProblem(
                kind: kind, source: binding.source, record: cursor.record, line: place?.line ?? cursor.line,
                column: place?.column, field: field.map { $0 + 1 },
                columnName: column.map { wanted.names[$0] } ?? name,
                value: showing
                    ? field.map { String(cursor.text($0).unicodeScalars.prefix(AggregationProblem.valueLimit)) } : nil))
    }
}

extension RecordCursor {
    /// One field as text.
    func text(_ field: Int) -> String {
        unsafe String(decoding: bytes(field), as: UTF8.self)
    }
}
