import Bytes

extension FuzzChecks {
    /// Takes bytes, behind the mark, for a gzip file.
    ///
    /// What comes out, or that nothing does, may not depend on how the bytes come in.
    ///
    /// - Parameter input: Any bytes.
    /// - Returns: What does not hold; `nil` where all does.
    public static func gzip(_ input: [UInt8]) -> String? {
        let whole = GzipSource.mark + input
        let once = try? GzipSource(MemorySource(whole)).readAll()
        let pieces = try? GzipSource(MemorySource(whole, chunk: 3)).readAll()
        return once == pieces ? nil : "pieces change what is read"
    }
}
