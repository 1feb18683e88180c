import Bytes
import Synchronization

/// A source whose beginning was looked at and is read all the same.
final class PeekedSource: PositionedSource {
    var name: String { source.name }
    private let source: any ByteSource
    private let seen = Mutex<ArraySlice<UInt8>>([])

    /// Puts itself before a source of which nothing was read.
    init(_ source: any ByteSource) { self.source = source }

    /// Whether the source begins with a mark; reads no more of it than tells.
    ///
    /// - Throws: `BytesError` as the source behind it.
    func begins(with mark: [UInt8]) throws(BytesError) -> Bool {
        try seen.withLock { (seen: inout ArraySlice<UInt8>) throws(BytesError) in
            while seen.count < mark.count, seen.elementsEqual(mark.prefix(seen.count)) {
                let next = try source.readAll(limit: 1)
                if next.isEmpty { return false }
                seen += next
            }
            return seen.prefix(mark.count).elementsEqual(mark)
        }
    }

    /// Reads what was looked at, and then from the source.
    ///
    /// - Throws: `BytesError` as the source behind it.
    func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        try seen.withLock { (seen: inout ArraySlice<UInt8>) throws(BytesError) in
            guard !seen.isEmpty else { return try source.read(into: &output) }
            let part = seen.prefix(output.freeCapacity)
            for byte in part { output.append(byte) }
            seen = seen.dropFirst(part.count)
            return part.count
        }
    }

    /// Size in bytes, if the source behind it can be read at any place.
    var size: Int64? { (source as? any PositionedSource)?.size }

    /// Reads at a place, whatever was looked at.
    ///
    /// - Throws: `BytesError` as the source behind it.
    func read(into output: inout OutputRawSpan, at offset: Int64) throws(BytesError) -> Int {
        guard let positioned = source as? any PositionedSource else { return try read(into: &output) }
        return try positioned.read(into: &output, at: offset)
    }
}
