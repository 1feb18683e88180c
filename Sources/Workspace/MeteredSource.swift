public import Bytes
import Synchronization

/// A source that says how much of it has been read.
public final class MeteredSource: PositionedSource {
    /// The name of the source behind it.
    public var name: String { source.name }
    private let source: any ByteSource
    private let total = Mutex<Int64>(0)
    private let report: @Sendable (Int64) -> Void

    /// Puts a meter before a source; `report` gets the number of bytes read so far.
    public init(_ source: any ByteSource, report: @escaping @Sendable (Int64) -> Void) {
        self.source = source
        self.report = report
    }

    /// Reads from the source behind it.
    ///
    /// - Throws: `BytesError` as the source behind it.
    public func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        note(try source.read(into: &output))
    }

    /// Size in bytes, if the source behind it can be read at any place.
    public var size: Int64? { (source as? any PositionedSource)?.size }

    /// Reads at a place from the source behind it.
    ///
    /// - Throws: `BytesError` as the source behind it.
    public func read(into output: inout OutputRawSpan, at offset: Int64) throws(BytesError) -> Int {
        guard let positioned = source as? any PositionedSource else { return try read(into: &output) }
        return note(try positioned.read(into: &output, at: offset))
    }

    private func note(_ count: Int) -> Int {
        report(
            total.withLock { total in
                total += Int64(count)
                return total
            })
        return count
    }
}
