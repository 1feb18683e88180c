/// A source that can also be read at any place, by several threads at once: a regular file.
public protocol PositionedSource: ByteSource {
    /// Size in bytes when opened; `nil` where it can only be read from beginning to end.
    var size: Int64? { get }

    /// Appends the bytes at a place to `output`, as many as it has room for unless the source ends before.
    ///
    /// Does not move the place where ``ByteSource/read(into:)`` goes on.
    ///
    /// - Parameters:
    ///   - output: Where the bytes go; its free capacity must not be zero.
    ///   - offset: The place, 0 … ``size``.
    /// - Returns: How many bytes were appended.
    /// - Throws: ``BytesError`` where the bytes cannot be had, or the size is no longer the one at opening.
    func read(into output: inout OutputRawSpan, at offset: Int64) throws(BytesError) -> Int
}

extension PositionedSource {
    /// The first bytes, without moving the place where reading goes on; `nil` where they cannot be had so.
    ///
    /// - Parameter count: The most bytes, above zero.
    /// - Returns: The bytes, fewer only where the source has no more.
    /// - Throws: ``BytesError`` as ``read(into:at:)``.
    public func beginning(_ count: Int) throws(BytesError) -> [UInt8]? {
        guard size != nil else { return nil }
        return try [UInt8](readingUpTo: count) { output throws(BytesError) in try read(into: &output, at: 0) }
    }
}
