public import Bytes

/// Reads the records of a CSV or NDJSON text one after another, in flat memory.
///
/// ```swift
/// var reader = RecordReader(try FileSource(path), format: .csv)
/// while let event = try reader.next() {
///     switch event {
///     case .record: use(reader.text(0))
///     case .problem(let problem): note(problem)
///     }
/// }
/// ```
/// A record that cannot be read is an event like any other, and the next line is read after it. Blank lines
/// are passed over. Fields of the current record are valid until the next call of ``next()``.
public struct RecordReader: ~Copyable {
    /// What ``next()`` came to.
    public enum Event: Hashable, Sendable {
        /// A record, whose fields can now be had.
        case record
        /// A record that could not be read.
        case problem(RecordProblem)
    }

    private let cutter: BlockCutter
    var cursor: RecordCursor

    /// Reads a whole source.
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
        self.init(sharing: BlockCutter(source, format: format, encoding: encoding, limits: limits))
    }

    /// Reads those blocks of a source that no other reader of the same cutter takes.
    ///
    /// - Parameter cutter: Shared by all readers of the source.
    public init(sharing cutter: BlockCutter) {
        self.cutter = cutter
        cursor = RecordCursor(cutter)
    }

    /// Goes to the next record.
    ///
    /// - Returns: What it came to; `nil` at the end.
    /// - Throws: ``BytesError`` where the source fails; nothing more can then be read.
    public mutating func next() throws(BytesError) -> Event? {
        while true {
            switch cursor.next() {
            case .record: return .record
            case .problem: if let problem = cursor.problem { return .problem(problem) }
            case .end:
                guard try cutter.next(&cursor.block) else {
                    cursor.block.count = 0
                    cursor.begin()
                    return nil
                }
                cursor.begin()
            }
        }
    }

    /// How many fields the current record has.
    public var fieldCount: Int { cursor.fieldCount }
    /// The current record's number: counted from 1, the header and malformed records too, blank lines not.
    public var recordNumber: Int { cursor.record }
    /// The physical line where the current record begins, from 1.
    public var lineNumber: Int { cursor.line }
    /// How many blank lines were passed over so far in the whole source; exact at the end.
    public var blankLines: Int { cutter.blankLines }
}
