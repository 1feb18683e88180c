import Synchronization

/// Bytes that come in pieces and are read later, from the beginning, as often as wanted: in memory while they are few,
/// else in a file without a name.
///
/// What is written and read is locked; readers may be at work in several threads.
public final class SpooledBytes: Sendable {
    private struct State: ~Copyable {
        var bytes: [UInt8] = []
        var file: UnlinkedFile?
        var count: Int64 = 0
        var failure: BytesError?
    }

    /// Up to so many bytes stay in memory.
    public static let keptInMemory = 64 << 10

    private let state = Mutex(State())
    private let folder: String

    /// Makes an empty spool.
    ///
    /// - Parameter folder: Where there is room for what does not stay in memory.
    public init(folder: String) { self.folder = folder }

    /// How many bytes were taken.
    public var count: Int64 { state.withLock { $0.count } }

    /// Why something could not be kept, where the disk failed; reading throws it too.
    public var failure: BytesError? { state.withLock { $0.failure } }

    /// Adds bytes at the end; a failure of the disk is kept, and what follows is not.
    public func append(_ bytes: RawSpan) {
        state.withLock { state in
            guard state.failure == nil else { return }
            do throws(BytesError) {
                if state.file == nil {
                    if state.count + Int64(bytes.byteCount) <= SpooledBytes.keptInMemory {
                        state.bytes.append(contentsOf: bytes)
                        state.count += Int64(bytes.byteCount)
                        return
                    }
                    var file = try UnlinkedFile(in: folder)
                    try state.bytes.withRawSpan { (bytes) throws(BytesError) in try file.append(bytes) }
                    state.bytes = []
                    state.file = consume file
                }
                try state.file?.append(bytes)
                state.count += Int64(bytes.byteCount)
            } catch { state.failure = error }
        }
    }

    /// A source from the first byte on.
    ///
    /// - Parameter name: What messages call it.
    /// - Returns: A source of its own, which others do not move.
    public func open(name: String) -> any ByteSource { SpooledSource(self, name: name) }

    /// At most `most` bytes from a place on; none at the end.
    fileprivate func bytes(at offset: Int64, most: Int) throws(BytesError) -> [UInt8] {
        let result: Result<[UInt8], BytesError> = state.withLock { state in
            do throws(BytesError) {
                if let failure = state.failure { throw failure }
                let count = Int(min(Int64(most), state.count - offset))
                guard count > 0 else { return .success([]) }
                guard let bytes = try state.file?.bytes(count, at: offset) else {
                    return .success(Array(state.bytes[Int(offset)..<Int(offset) + count]))
                }
                return .success(bytes)
            } catch { return .failure(error) }
        }
        return try result.get()
    }
}

extension UnlinkedFile {
    /// Exactly `count` bytes at a place, above zero of them.
    fileprivate borrowing func bytes(_ count: Int, at offset: Int64) throws(BytesError) -> [UInt8] {
        try [UInt8](readingUpTo: count) { (output: inout OutputRawSpan) throws(BytesError) in
            try read(into: &output, at: offset)
            return count
        }
    }
}

/// Reads spooled bytes from their beginning to their end.
private final class SpooledSource: ByteSource {
    let name: String
    private let spool: SpooledBytes
    private let offset = Mutex<Int64>(0)

    init(_ spool: SpooledBytes, name: String) {
        self.spool = spool
        self.name = name
    }

    func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        let place = offset.withLock { $0 }
        let bytes = try spool.bytes(at: place, most: min(output.freeCapacity, 1 << 16))
        let count = output.appendPrefix(of: bytes[...])
        offset.withLock { $0 = place + Int64(count) }
        return count
    }
}
