/// The fields of one record as they stand in memory, for collectors that make no texts of them.
///
/// It is lent by `RecordReader.withRow(_:)` and of no use afterwards.
@safe public struct RecordRow: ~Copyable {
    private let base: UnsafeMutablePointer<UInt8>
    private let starts: UnsafeMutablePointer<UInt32>
    private let ends: UnsafeMutablePointer<UInt32>
    /// How many fields there are.
    public let count: Int
    /// The physical line where the record begins, from 1.
    public let line: Int

    init(_ cursor: borrowing RecordCursor) {
        unsafe base = cursor.block.base
        unsafe starts = cursor.starts
        unsafe ends = cursor.ends
        count = cursor.fieldCount
        line = cursor.line
    }

    /// One field's bytes; at least sixteen more may be read.
    @inline(__always)
    func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        precondition(index >= 0 && index < count, "no such field")
        let start = unsafe Int(starts[index])
        return unsafe UnsafeBufferPointer(start: base + start, count: Int(ends[index]) - start)
    }

    /// Gives the bytes of one field, quotes and escapes resolved, without copying them.
    ///
    /// - Parameters:
    ///   - index: In 0 ..< ``count``.
    ///   - body: Receives the bytes.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    public func withField<Result, Failure: Error>(
        _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(bytes(index).span)
    }

    /// One field as text; what is not UTF-8 never gets here.
    ///
    /// - Parameter index: In 0 ..< ``count``.
    /// - Returns: The text.
    public func text(_ index: Int) -> String {
        unsafe String(decoding: bytes(index), as: UTF8.self)
    }

    /// The whole number that a field holds in one to fifteen plain digits and nothing else; else `nil`.
    ///
    /// - Parameter index: In 0 ..< ``count``.
    /// - Returns: The number.
    public func digits(_ index: Int) -> Int64? {
        let bytes = unsafe bytes(index)
        guard 1...15 ~= bytes.count else { return nil }
        var value: Int64 = 0
        for place in 0..<bytes.count {
            let digit = unsafe bytes[place] &- 0x30
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int64(digit)
        }
        return value
    }

    /// Whether a test holds for the bytes of some field that has at least so many.
    ///
    /// It is no generic, so that a test of another module costs a call a field and no more.
    ///
    /// - Parameters:
    ///   - count: The fewest bytes of a field that is tried.
    ///   - test: Is given the bytes of one field after another until it holds.
    /// - Returns: Whether it held.
    public func hasField(ofAtLeast count: Int, where test: (Span<UInt8>) -> Bool) -> Bool {
        for index in 0..<self.count {
            let bytes = unsafe bytes(index)
            if bytes.count >= count, test(unsafe bytes.span) { return true }
        }
        return false
    }

    /// Whether some field begins with a letter, digit or mark of ASCII.
    public var hasPlainText: Bool {
        for index in 0..<count {
            let bytes = unsafe bytes(index)
            if unsafe bytes.count > 0 && bytes[0] > 0x20 && bytes[0] < 0x7F { return true }
        }
        return false
    }
}

extension RecordReader {
    /// Lends the fields of the current record.
    public func withRow(_ body: (borrowing RecordRow) -> Void) {
        body(RecordRow(cursor))
    }
}
