/// Counts the blocks that one thread takes, into tables of its own.
struct AggregationWorker: ~Copyable {
    /// The codes of one column as this thread met them.
    struct Coded: Sendable {
        var table: ByteTable
        /// The coder's code of each entry; the entry's own number where codes are discovered.
        var codes: [Int32] = []
    }

    let plan: AggregationPlan
    let options: AggregationOptions
    let wanted: WantedColumns
    var columns: [Coded]
    var groups: GroupCounter
    private var cache: CodeCache
    var units: ByteTable
    var pairs = PairTable()
    var tallies = Tallies()
    var problems = ProblemList()
    private enum Mode {
        case rows
        case sum
        case distinct
    }

    private let mode: Mode
    private let groupLimit: Int
    private let width: Int
    private let filters: Int
    /// The field of each column to count by.
    private var columnFields: [Int]
    private var measureField = 0
    private var fields: [Int]
    private var filterValues: [[[UInt8]]]
    private var wantedNames: [[UInt8]]

    init(_ plan: AggregationPlan, _ options: AggregationOptions, _ wanted: WantedColumns) {
        self.plan = plan
        self.options = options
        self.wanted = wanted
        groupLimit = options.groupLimit
        columns = plan.columns.map { _ in Coded(table: ByteTable(options.seed)) }
        width = plan.columns.count
        groups = GroupCounter(width: plan.columns.count)
        cache = CodeCache(columns: plan.columns.count)
        filters = plan.filters.count
        columnFields = [Int](repeating: 0, count: plan.columns.count)
        mode =
            switch plan.measure {
            case .rows: .rows
            case .sum: .sum
            case .distinct: .distinct
            }
        units = ByteTable(options.seed)
        fields = [Int](repeating: 0, count: wanted.names.count)
        filterValues = plan.filters.map { $0.values.map { Array($0.utf8) } }
        wantedNames = wanted.names.map { Array($0.utf8) }
        problems.limit = options.problemLimit
    }

    /// Works until the queue is empty.
    mutating func run(_ queue: SourceQueue, _ cursor: consuming RecordCursor) {
        var cursor = cursor
        do throws(AggregationError) {
            while let binding = queue.next(&cursor) {
                if binding.width != nil { fields = binding.fields }
                try count(&cursor, binding)
            }
        } catch {
            queue.fail(error)
        }
    }

    private mutating func count(
        _ cursor: inout RecordCursor, _ binding: SourceQueue.Binding
    ) throws(AggregationError) {
        place()
        while true {
            switch cursor.next() {
            case .end: return
            case .problem:
                tallies.read += 1
                tallies.refused += 1
                if let problem = cursor.problem { problems.add(problem, binding.source) }
                continue
            case .record:
                tallies.read += 1
            }
            if let width = binding.width {
                if cursor.fieldCount != width {
                    refuse(cursor, binding, .ragged(expected: width, found: cursor.fieldCount))
                    continue
                }
            } else if let missing = locate(cursor) {
                refuse(cursor, binding, .missingField, name: wanted.names[missing])
                continue
            }
            if filters > 0, !passes(cursor) {
                tallies.filtered += 1
                continue
            }
            if try code(cursor, binding), try measure(cursor, binding) { tallies.used += 1 }
        }
    }

    /// Finds the wanted names in an object; the first that is missing, or `nil`.
    private mutating func locate(_ cursor: borrowing RecordCursor) -> Int? {
        var moved = false
        for column in wantedNames.indices {
            let expected = fields[column]
            // Objects mostly have their names in the same order as the one before.
            if expected < cursor.fieldCount, names(cursor, expected, column) { continue }
            guard let place = (0..<cursor.fieldCount).first(where: { names(cursor, $0, column) }) else {
                if moved { self.place() }
                return column
            }
            fields[column] = place
            moved = true
        }
        if moved { self.place() }
        return nil
    }

    private func names(_ cursor: borrowing RecordCursor, _ field: Int, _ column: Int) -> Bool {
        unsafe wantedNames[column].withUnsafeBufferPointer { unsafe ByteSearch.equal(cursor.nameBytes(field), $0) }
    }

    private func passes(_ cursor: borrowing RecordCursor) -> Bool {
        for (filter, column) in wanted.filters.enumerated() {
            let bytes = unsafe cursor.bytes(fields[column])
            let passes = filterValues[filter].contains { value in
                unsafe value.withUnsafeBufferPointer { unsafe ByteSearch.equal(bytes, $0) }
            }
            if !passes { return false }
        }
        return true
    }

    /// Fills the codes of the current row; `false` where the row was refused.
    @inline(__always)
    private mutating func code(
        _ cursor: borrowing RecordCursor, _ binding: SourceQueue.Binding
    ) throws(AggregationError) -> Bool {
        var column = 0
        while column < width {
            let bytes = unsafe cursor.bytes(columnFields[column])
            let cached = unsafe cache.code(column, bytes)
            if cached >= 0 {
                unsafe groups.codes[column] = cached
            } else if let code = try unsafe lookUp(column, bytes) {
                unsafe groups.codes[column] = code
            } else {
                refuse(cursor, binding, .unknownCode, column: wanted.columns[column], showing: true)
                return false
            }
            column &+= 1
        }
        return true
    }

    private mutating func lookUp(
        _ column: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(AggregationError) -> Int32? {
        let found = unsafe columns[column].table.find(bytes)
        if let entry = found.index {
            let code = columns[column].codes[entry]
            unsafe cache.remember(column, bytes, code)
            return code
        }
        guard let code = unsafe newCode(column, bytes) else { return nil }
        // Many spellings of few codes must not fill the memory: beyond the limit coders are asked again.
        if columns[column].table.count < options.groupLimit {
            _ = unsafe columns[column].table.insert(bytes, hash: found.hash)
            columns[column].codes.append(code)
        } else if case .discovered = plan.columns[column].coding {
            throw .tooMany(what: "texts in the column \(plan.columns[column].name)", limit: options.groupLimit)
        }
        unsafe cache.remember(column, bytes, code)
        return code
    }

    /// Takes over where the wanted fields are.
    private mutating func place() {
        for column in 0..<width { columnFields[column] = fields[wanted.columns[column]] }
        if mode != .rows { measureField = fields[wanted.measure] }
    }

    private func newCode(_ column: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
        switch plan.columns[column].coding {
        case .discovered: Int32(truncatingIfNeeded: columns[column].table.count)
        case .coded(let coder): unsafe coder.code(of: bytes.span).flatMap { $0 < 0 ? nil : $0 }
        }
    }

    @inline(__always)
    private mutating func measure(
        _ cursor: borrowing RecordCursor, _ binding: SourceQueue.Binding
    ) throws(AggregationError) -> Bool {
        var amount: Int64 = 1
        switch mode {
        case .rows: break
        case .sum:
            let bytes = unsafe cursor.bytes(measureField)
            switch unsafe AggregationWorker.count(in: bytes) {
            case .success(let value): amount = value
            case .failure(let wrong):
                refuse(cursor, binding, wrong.kind, column: wanted.measure, showing: true)
                return false
            }
        case .distinct:
            let bytes = unsafe cursor.bytes(measureField)
            guard bytes.count > 0 else {
                refuse(cursor, binding, .missingKey, column: wanted.measure)
                return false
            }
            let unit = unsafe units.index(of: bytes)
            let group = try self.group()
            guard unit < Int32.max else { throw .tooMany(what: "distinct keys", limit: Int(Int32.max)) }
            pairs.insert(unit: unit, group: group)
            return true
        }
        let group = try self.group()
        guard groups.add(amount, to: group) else { throw .overflow }
        return true
    }

    @inline(__always)
    private mutating func group() throws(AggregationError) -> Int {
        let group = groups.group()
        guard group < groupLimit else { throw .tooMany(what: "groups", limit: groupLimit) }
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
