public import Aggregation
public import Bytes

/// A source whose first bytes can be looked at before it is read.
public final class HeadedSource: ByteSource {
    /// How much is looked at, in bytes.
    public static let limit = 1 << 16

    /// The first bytes, all where there are fewer; the same however the source cuts them.
    public let head: [UInt8]
    private let first: MemorySource
    private let rest: any ByteSource

    /// Looks at the beginning of a source.
    ///
    /// - Throws: `BytesError` where the source fails.
    public init(_ source: any ByteSource) throws(BytesError) {
        head = try source.readAll(limit: HeadedSource.limit)
        first = MemorySource(head)
        rest = source
    }

    /// The name of the source inside.
    public var name: String { rest.name }

    /// Appends the next bytes, those that were looked at first.
    ///
    /// - Parameter output: Where the bytes go.
    /// - Returns: How many bytes were appended; 0 only at the end.
    /// - Throws: `BytesError` where the source fails.
    public func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        let count = try first.read(into: &output)
        return count > 0 ? count : try rest.read(into: &output)
    }

    /// How the text seems to be divided: objects where it begins with a brace, else by the separator that its first
    /// line has most of outside quotation marks.
    public var format: RecordFormat {
        let isBlank = { (byte: UInt8) in [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
        var bytes = head[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        let text = bytes.drop(while: isBlank)
        if text.first == UInt8(ascii: "{") { return .ndjson }
        // A tab may itself be the first field's end.
        bytes = bytes.drop { $0 == 0x0A || $0 == 0x0D }
        var isQuoted = false
        var counts: [UInt8: Int] = [:]
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D { break }
            counts[byte, default: 0] += 1
        }
        let marks = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]
        var best = marks[0]
        for mark in marks where counts[mark, default: 0] > counts[best, default: 0] { best = mark }
        return CSVDialect(separator: best).map(RecordFormat.csv) ?? .csv
    }
}
