/// The process's standard input, read until it ends.
public final class StandardInputSource: ByteSource {
    /// `standard input`.
    public let name = "standard input"
    private let descriptor = Descriptor(number: 0, name: "standard input")

    /// Makes a reader of standard input.
    ///
    /// One a process: what one has read, another does not see.
    public init() {}

    /// Appends the next bytes that arrive, waiting for at least one.
    ///
    /// - Parameter output: Where the bytes go.
    /// - Returns: How many bytes were appended; 0 only at the end.
    /// - Throws: ``BytesError/failed(name:operation:number:)``.
    public func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        try descriptor.read(into: &output, at: nil)
    }
}
