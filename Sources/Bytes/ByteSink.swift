/// Where bytes go.
///
/// Nothing is promised to have arrived before ``commit()`` returns.
public protocol ByteSink: AnyObject, Sendable {
    /// The name that messages show.
    var name: String { get }

    /// Takes bytes, in order.
    ///
    /// - Parameter bytes: What to write.
    /// - Throws: ``BytesError`` where they cannot be taken, and after ``commit()``.
    func write(_ bytes: Span<UInt8>) throws(BytesError)

    /// Finishes: after this all is where it belongs, whole.
    ///
    /// - Throws: ``BytesError`` where that could not be brought about.
    func commit() throws(BytesError)
}

extension ByteSink {
    /// Writes an array of bytes.
    ///
    /// - Parameter bytes: What to write.
    /// - Throws: ``BytesError`` as ``write(_:)-(Span<UInt8>)``.
    public func write(_ bytes: [UInt8]) throws(BytesError) {
        try write(bytes.span)
    }

    /// Writes a text as UTF-8.
    ///
    /// - Parameter text: What to write.
    /// - Throws: ``BytesError`` as ``write(_:)-(Span<UInt8>)``.
    public func write(_ text: String) throws(BytesError) {
        try write(Array(text.utf8).span)
    }

    /// Writes what a text buffer has gathered, and empties it for reuse.
    ///
    /// - Parameter buffer: What to write; empty afterwards, its memory kept.
    /// - Throws: ``BytesError`` as ``write(_:)-(Span<UInt8>)``.
    public func drain(_ buffer: inout TextBuffer) throws(BytesError) {
        try write(buffer.bytes.span)
        buffer.removeAll()
    }
}
