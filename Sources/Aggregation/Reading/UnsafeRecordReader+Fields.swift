extension RecordReader {
    /// Gives the bytes of one field, quotes and escapes resolved, without copying them.
    ///
    /// - Parameters:
    ///   - index: In 0 ..< ``fieldCount``.
    ///   - body: Receives the bytes.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    public func withField<Result, Failure: Error>(
        _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(index >= 0 && index < fieldCount, "no such field")
        return try unsafe body(cursor.bytes(index).span)
    }

    /// One field as text; what is not UTF-8 never gets here.
    ///
    /// - Parameter index: In 0 ..< ``fieldCount``.
    /// - Returns: The text, empty for an empty field and for `null`.
    public func text(_ index: Int) -> String {
        precondition(index >= 0 && index < fieldCount, "no such field")
        return unsafe String(decoding: cursor.bytes(index), as: UTF8.self)
    }

    /// All fields as text.
    ///
    /// - Returns: ``fieldCount`` texts.
    public func texts() -> [String] {
        (0..<fieldCount).map { text($0) }
    }

    /// The name of one field; NDJSON only.
    ///
    /// - Parameter index: In 0 ..< ``fieldCount``.
    /// - Returns: The name; `nil` for CSV, whose names stand in its header.
    public func name(_ index: Int) -> String? {
        precondition(index >= 0 && index < fieldCount, "no such field")
        guard cursor.format == .ndjson else { return nil }
        return unsafe String(decoding: cursor.nameBytes(index), as: UTF8.self)
    }

    /// Where the current record has the field of this name; NDJSON only.
    ///
    /// - Parameter name: The name, compared byte by byte.
    /// - Returns: Its index, or `nil` where the record has no such field and for CSV.
    public func index(named name: String) -> Int? {
        guard cursor.format == .ndjson else { return nil }
        var name = name
        return name.withUTF8 { wanted in
            (0..<fieldCount).first { unsafe ByteSearch.equal(cursor.nameBytes($0), wanted) }
        }
    }

    /// Whether a field is JSON's `null`, which is not the empty string.
    ///
    /// - Parameter index: In 0 ..< ``fieldCount``.
    /// - Returns: Always `false` for CSV.
    public func isNull(_ index: Int) -> Bool {
        precondition(index >= 0 && index < fieldCount, "no such field")
        return unsafe cursor.format == .ndjson && cursor.shapes[index] == .null
    }
}
