import Bytes
import Synchronization

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
        var blank = 0
        var headers = 0
    }

    let wanted: [String]
    private let cutters: [BlockCutter]
    private let state = Mutex(State())

    init(_ cutters: [BlockCutter], wanted: [String]) {
        self.cutters = cutters
        self.wanted = wanted
    }

    /// The first failure of any worker, and how many blank lines and headers were passed over.
    var outcome: (failure: AggregationError?, blank: Int, headers: Int) {
        state.withLock { ($0.failure, $0.blank, $0.headers) }
    }

    /// Ends the work of all.
    func fail(_ error: AggregationError) {
        state.withLock { $0.failure = $0.failure ?? error }
    }

    /// Fills the cursor with the next block; `nil` when there is nothing more to do.
    func next(_ cursor: inout RecordCursor) -> Binding? {
        state.withLock { state in
            guard state.failure == nil else { return nil }
            do throws(AggregationError) {
                return try advance(&cursor, &state)
            } catch {
                state.failure = error
                return nil
            }
        }
    }

    private func advance(_ cursor: inout RecordCursor, _ state: inout State) throws(AggregationError) -> Binding? {
        while state.source < cutters.count {
            let cutter = cutters[state.source]
            var filled = false
            do throws(BytesError) { filled = try cutter.next(&cursor.block) } catch { throw .bytes(error) }
            if filled {
                cursor.begin()
                if let binding = state.binding { return binding }
                if let binding = try bind(&cursor, cutter, state.source) {
                    state.binding = binding
                    if binding.width != nil { state.headers += 1 }
                    return binding
                }
                continue
            }
            if state.binding == nil && cutter.format != .ndjson { throw .empty(source: cutter.name) }
            state.blank += cutter.blankLines
            state.source += 1
            state.binding = nil
        }
        return nil
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
