/// A stream of bytes, read once from its beginning to its end.
///
/// Sources are classes that guard their own position, so that several workers may pull from one.
public protocol ByteSource: AnyObject, Sendable {
    /// The name that messages show: a path, `standard input`, or what the maker chose.
    var name: String { get }

    /// Appends the next bytes to `output`, at least one and at most its free capacity.
    ///
    /// - Parameter output: Where the bytes go; its free capacity must not be zero.
    /// - Returns: How many bytes were appended; 0 only at the end.
    /// - Throws: ``BytesError`` where the bytes cannot be had or are not what was declared.
    func read(into output: inout OutputRawSpan) throws(BytesError) -> Int
}

extension ByteSource {
    /// Reads what is left into one array, for small files such as mappings and structures.
    ///
    /// - Parameter limit: The most bytes to take; what lies beyond stays unread.
    /// - Returns: The bytes, at most `limit`.
    /// - Throws: ``BytesError`` as ``read(into:)``.
    public func readAll(limit: Int = .max) throws(BytesError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let room = min(limit - bytes.count, 65_536)
            let part = try [UInt8](readingUpTo: room, from: self)
            if part.isEmpty { break }
            bytes.append(contentsOf: part)
        }
        return bytes
    }
}
