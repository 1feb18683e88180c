public import Bytes
import Synchronization

/// A source whose text is looked at for persons' numbers and addresses as it passes, line after line: for documents
/// whose strings are not all read, and for collectors that are programs of their own.
///
/// What it finds it keeps the line of and nothing else. An archive, and what follows a NUL, is no text and is not looked
/// at; an address that is spelt with escapes of JSON or XML is not recognised.
public final class ScreenedSource: ByteSource {
    /// A longer line is looked at in parts of this many bytes, parted where a string ends.
    static let partLimit = 1 << 16
    /// More lines than these are not told.
    static let keptLines = 100

    private struct State {
        /// What came behind the last line that was looked at.
        var pending: [UInt8] = []
        var line = 1
        var found: [Int] = []
        var isText: Bool?
    }

    private let source: any ByteSource
    private let state = Mutex(State())

    /// Wraps a source.
    public init(_ source: any ByteSource) { self.source = source }

    /// The name of the source inside.
    public var name: String { source.name }

    /// Appends the next bytes of the source inside.
    ///
    /// - Parameter output: Where the bytes go.
    /// - Returns: How many bytes were appended; 0 only at the end.
    /// - Throws: What the source inside throws.
    public func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        let bytes = try source.readAll(limit: min(output.freeCapacity, 65_536))
        state.withLock { ScreenedSource.take(bytes, &$0) }
        return output.appendPrefix(of: bytes[...])
    }

    /// Reports each line so far that holds what looks like a person's number or address.
    ///
    /// - Parameter sink: Where findings go.
    public func report(into sink: inout some CollectingSink) {
        let lines = state.withLock { state in
            ScreenedSource.look(upTo: state.pending.count, &state)
            return state.found
        }
        for line in lines { sink.report(.personalData(at: Finding.Location(file: name, row: line))) }
    }

    private static func take(_ bytes: [UInt8], _ state: inout State) {
        guard state.isText ?? true else { return }
        let before = state.pending.count
        state.pending += bytes
        if let end = state.pending[before...].lastIndex(of: 0x0A) {
            look(upTo: end + 1, &state)
        } else if state.pending.count >= partLimit {
            let marks: Set<UInt8> = [0x22, 0x27, 0x2C, 0x3B, 0x09, 0x3C, 0x3E]
            look(upTo: state.pending.lastIndex(where: marks.contains).map { $0 + 1 } ?? state.pending.count, &state)
        }
    }

    /// Looks at the first bytes of what is pending, and forgets them.
    private static func look(upTo end: Int, _ state: inout State) {
        if state.isText == nil, state.pending.count >= 2 {
            state.isText = !state.pending.starts(with: [0x50, 0x4B]) && !state.pending.starts(with: [0x1F, 0x8B])
        }
        var part = state.pending[..<end]
        state.pending.removeFirst(end)
        guard state.isText ?? true else { return }
        if let place = part.firstIndex(of: 0) {
            part = part[..<place]
            state.isText = false
        }
        let isSuspect = PersonalData.mayBe(in: part.span)
        var start = part.startIndex
        while let mark = part[start...].firstIndex(of: 0x0A) {
            if isSuspect { look(at: part[start..<mark], &state) }
            state.line += 1
            start = mark + 1
        }
        if isSuspect { look(at: part[start...], &state) }
    }

    private static func look(at text: ArraySlice<UInt8>, _ state: inout State) {
        guard state.found.count < keptLines, state.found.last != state.line else { return }
        if PersonalData.kind(in: text.span) != nil { state.found.append(state.line) }
    }
}
