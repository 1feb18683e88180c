import Bytes

/// Hands the blocks of several sources to the workers, one source after another, each with what its header says.
final class SourceQueue: Sendable {
    /// Which field of a source's records holds which wanted column.
    struct Binding: Sendable {
        var source: Int
        /// The field of each wanted column; empty for NDJSON.
        var fields: [Int]
        /// How many fields every record must have; `nil` for NDJSON.
        var width: Int?
    }

    private struct State: ~Copyable {
        var source = 0
        var binding: Binding?
        var failure: AggregationError?
    }

    let wanted: [String]
    private let cutters: [BlockCutter]
    private let state = Guarded(State())

    init(_ cutters: [BlockCutter], wanted: [String]) {
        self.cutters = cutters
        self.wanted = wanted
    }

    /// The first failure of any worker, and how many blank lines were passed over; final once all are at their end.
    var outcome: (failure: AggregationError?, blank: Int) {
        (state.withLock { $0.failure }, cutters.reduce(0) { $0 + $1.blankLines })
    }

    /// Ends the work of all.
    func fail(_ error: AggregationError) {
        state.withLock { $0.failure = $0.failure ?? error }
    }

    /// Fills the cursor with the next block; `nil` when there is nothing more to do.
    ///
    /// Blocks of one source are read by all threads at once, except the first, which has the header.
    func next(_ cursor: inout RecordCursor) -> Binding? {
        while true {
            let (open, opened) = state.withLock { state -> (Binding?, Bool) in
                guard state.failure == nil, state.source < cutters.count else { return (nil, false) }
                if let binding = state.binding { return (binding, false) }
                do throws(AggregationError) {
                    state.binding = try begin(&cursor, cutters[state.source], state.source)
                    if state.binding == nil { state.source += 1 }
                    return (state.binding, true)
                } catch {
                    state.failure = error
                    return (nil, false)
                }
            }
            guard let binding = open else {
                if opened { continue }
                return nil
            }
            if opened { return binding }
            do throws(BytesError) {
                if try cutters[binding.source].next(&cursor.block) {
                    cursor.begin()
                    return binding
                }
            } catch {
                fail(.bytes(error))
                return nil
            }
            state.withLock { state in
                guard state.source == binding.source else { return }
                state.source += 1
                state.binding = nil
            }
        }
    }

    /// Reads the first block of a source, and its header; `nil` where it has no records.
    private func begin(
        _ cursor: inout RecordCursor, _ cutter: BlockCutter, _ source: Int
    ) throws(AggregationError) -> Binding? {
        while true {
            var filled = false
            do throws(BytesError) { filled = try cutter.next(&cursor.block) } catch { throw .bytes(error) }
            guard filled else {
                if cutter.format != .ndjson { throw .empty(source: cutter.name) }
                return nil
            }
            cursor.begin()
            if let binding = try bind(&cursor, cutter, source) { return binding }
        }
    }

    /// Reads the header; `nil` where the block held only blank lines.
    private func bind(
        _ cursor: inout RecordCursor, _ cutter: BlockCutter, _ source: Int
    ) throws(AggregationError) -> Binding? {
        if cutter.format == .ndjson { return Binding(source: source, fields: [], width: nil) }
        switch cursor.next() {
        case .end: return nil
        case .problem:
            guard let problem = cursor.problem else { return nil }
            throw .unreadableHeader(source: cutter.name, problem)
        case .record: break
        }
        let header = (0..<cursor.fieldCount).map { cursor.text($0) }
        var fields: [Int] = []
        for name in wanted {
            let places = header.indices.filter { header[$0].utf8.elementsEqual(name.utf8) }
            guard let place = places.first else {
                throw .noSuchColumn(name, source: cutter.name, known: Array(header.prefix(64)))
            }
            guard places.count == 1 else { throw .doubledColumn(name, source: cutter.name) }
            fields.append(place)
        }
        return Binding(source: source, fields: fields, width: header.count)
    }
}
