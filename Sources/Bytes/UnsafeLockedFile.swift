import Glibc

/// A file that one process at a time holds: read whole, then appended to, each addition forced to the disk.
///
/// The lock (`flock`) goes with the value; a process that dies lets go of it.
public struct LockedFile: ~Copyable {
    /// The path.
    public let name: String
    private let number: Int32

    /// Opens an existing file, or makes an empty one readable by its owner alone, and waits for the lock.
    ///
    /// - Throws: `BytesError` where the file cannot be opened, made or locked.
    public init(_ path: String, creating: Bool) throws(BytesError) {
        let flags = O_RDWR | O_APPEND | O_CLOEXEC | (creating ? O_CREAT : 0)
        let opened = unsafe Glibc.open(path, flags, 0o600)
        guard opened >= 0 else { throw Descriptor.error(errno, path, creating ? .create : .open) }
        while flock(opened, LOCK_EX) != 0 {
            guard errno == EINTR else {
                let failure = Descriptor.error(errno, path, .open)
                _ = Glibc.close(opened)
                throw failure
            }
        }
        name = path
        number = opened
    }

    deinit { _ = Glibc.close(number) }

    /// Everything in the file.
    ///
    /// - Throws: `BytesError` where it cannot be read, or `failed` with `EFBIG` beyond `limit` bytes.
    public func readAll(limit: Int = 64 << 20) throws(BytesError) -> [UInt8] {
        let descriptor = Descriptor(number: number, name: name)
        let status = try descriptor.status()
        guard status.isRegular else { throw .notARegularFile(path: name) }
        guard status.size <= limit else { throw .failed(name: name, operation: .read, number: EFBIG) }
        var bytes: [UInt8] = []
        while bytes.count < status.size {
            let offset = Int64(bytes.count)
            var failure: BytesError?
            let part = unsafe [UInt8](unsafeUninitializedCapacity: Int(status.size) - bytes.count) { buffer, count in
                var output = unsafe OutputRawSpan(buffer: UnsafeMutableRawBufferPointer(buffer), initializedCount: 0)
                do throws(BytesError) {
                    count = try descriptor.read(into: &output, at: offset)
                } catch {
                    failure = error
                }
                _ = unsafe output.finalize(for: UnsafeMutableRawBufferPointer(buffer))
            }
            if let failure { throw failure }
            if part.isEmpty { throw .changedWhileRead(path: name, opened: status.size, found: offset) }
            bytes += part
        }
        return bytes
    }

    /// Adds bytes at the end and forces them to the disk.
    ///
    /// - Throws: `BytesError` where that cannot be done; part of the bytes may then be there.
    public func append(_ bytes: [UInt8]) throws(BytesError) {
        let descriptor = Descriptor(number: number, name: name)
        try descriptor.write(bytes.span)
        try descriptor.synchronize()
    }
}
