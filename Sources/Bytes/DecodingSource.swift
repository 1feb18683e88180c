import Synchronization

/// A source of text in any ``TextEncoding``, handed on as UTF-8 without a mark.
///
/// UTF-8 passes through unchecked: whoever reads records finds and locates what is not valid. A byte that
/// Windows-1252 leaves undefined, and any mark of UTF-16, are errors here.
public final class DecodingSource: ByteSource {
    /// The name of the source inside.
    public var name: String { source.name }
    /// The declared encoding.
    public let encoding: TextEncoding
    private let source: any ByteSource
    private let state = Mutex(State())

    private struct State {
        var begun = false
        /// Decoded bytes that wait to be handed on.
        var ready: ArraySlice<UInt8> = []
        /// Where the next undecoded byte stands.
        var offset = 0
        var line = 1
    }

    /// Wraps a source.
    ///
    /// - Parameters:
    ///   - source: The bytes as they were saved.
    ///   - encoding: The encoding that they were saved in.
    public init(_ source: any ByteSource, encoding: TextEncoding = .utf8) {
        self.source = source
        self.encoding = encoding
    }

    /// Appends the next bytes, in UTF-8.
    ///
    /// - Parameter output: Where the bytes go.
    /// - Returns: How many bytes were appended; 0 only at the end.
    /// - Throws: ``BytesError/utf16(name:)``, ``BytesError/markedAsUTF8(name:declared:)``,
    ///   ``BytesError/undefinedByte(name:encoding:byte:line:offset:)``, and what the source inside throws.
    public func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        try state.withLock { (state: inout State) throws(BytesError) -> Int in
            if !state.begun { try begin(&state) }
            if state.ready.isEmpty {
                if encoding == .utf8 { return try source.read(into: &output) }
                let part = try [UInt8](readingUpTo: 65_536, from: source)
                if part.isEmpty { return 0 }
                try decode(part[...], &state)
            }
            let count = output.appendPrefix(of: state.ready)
            state.ready = state.ready.dropFirst(count)
            return count
        }
    }

    /// Looks at the first three bytes for a mark.
    private func begin(_ state: inout State) throws(BytesError) {
        var head: [UInt8] = []
        while head.count < 3 {
            let part = try [UInt8](readingUpTo: 3 - head.count, from: source)
            if part.isEmpty { break }
            head += part
        }
        if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE]) { throw .utf16(name: name) }
        state.begun = true
        if head == [0xEF, 0xBB, 0xBF] {
            guard encoding == .utf8 else { throw .markedAsUTF8(name: name, declared: encoding) }
            return
        }
        if encoding == .utf8 { state.ready = head[...] } else { try decode(head[...], &state) }
    }

    private func decode(_ bytes: ArraySlice<UInt8>, _ state: inout State) throws(BytesError) {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                decoded.append(byte)
                if byte == 0x0A { state.line += 1 }
            } else {
                let scalar = encoding.scalar(of: byte)
                guard scalar != 0 else {
                    throw .undefinedByte(
                        name: name, encoding: encoding, byte: byte, line: state.line, offset: state.offset)
                }
                if scalar < 0x800 {
                    decoded.append(0xC0 | UInt8(scalar >> 6))
                } else {
                    decoded.append(0xE0 | UInt8(scalar >> 12))
                    decoded.append(0x80 | UInt8(scalar >> 6 & 0x3F))
                }
                decoded.append(0x80 | UInt8(scalar & 0x3F))
            }
            state.offset += 1
        }
        state.ready = decoded[...]
    }
}
