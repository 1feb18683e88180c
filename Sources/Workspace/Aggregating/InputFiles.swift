import Aggregation
import Bytes
import Cryptography

/// The inputs of a one-shot count, and the key that seals partial aggregates.
struct InputFiles {
    /// Where the name of an input leads.
    let open: (String) throws(BytesError) -> any ByteSource

    /// What sealed partial aggregates begin with.
    private static let mark = Array("LNDGSEAL1".utf8)

    /// Opens inputs, decompressed where they are gzip.
    ///
    /// - Throws: `WorkspaceError` for one that cannot be opened or read.
    func sources(_ paths: [String]) throws(WorkspaceError) -> [any ByteSource] {
        try paths.map { path throws(WorkspaceError) in
            try withBytes { () throws(BytesError) in try text(PeekedSource(try open(path))) }
        }
    }

    /// Opens an input, once, since a pipe has only one beginning, and looks whether it is a sealed partial
    /// aggregate.
    ///
    /// - Throws: `WorkspaceError` for one that cannot be opened or read.
    func opened(_ path: String) throws(WorkspaceError) -> (source: any ByteSource, isPartial: Bool) {
        try withBytes { () throws(BytesError) in
            let source = PeekedSource(try open(path))
            if try source.begins(with: InputFiles.mark) { return (source, true) }
            return (try text(source), false)
        }
    }

    private func text(_ source: PeekedSource) throws(BytesError) -> any ByteSource {
        try source.begins(with: GzipSource.mark) ? GzipSource(source) : source
    }

    /// Reads a key file: 64 hexadecimal digits.
    ///
    /// - Throws: `WorkspaceError.mistakes` if the file holds no key.
    static func key(_ path: String) throws(WorkspaceError) -> SymmetricKey {
        let bytes = try withBytes { () throws(BytesError) in try FileSource(path).readAll(limit: 1024) }
        let text = String(decoding: bytes.filter { !($0 == 0x0A || $0 == 0x0D || $0 == 0x20) }, as: UTF8.self)
        do throws(CryptographyError) {
            return try SymmetricKey(hexadecimal: text)
        } catch {
            throw .mistakes("\(path): is no key of 64 hexadecimal digits; make one: openssl rand -hex 32 > FILE")
        }
    }

    /// Seals a partial aggregate (AES-256-GCM).
    ///
    /// - Throws: `WorkspaceError.machine` if the library fails.
    static func seal(_ partial: PartialAggregate, key: SymmetricKey) throws(WorkspaceError) -> [UInt8] {
        do throws(CryptographyError) {
            return mark + (try SealedBox.seal(try encode(partial), authenticating: mark, key: key))
        } catch { throw .machine("sealing failed (\(error))") }
    }

    /// Opens a sealed partial aggregate.
    ///
    /// - Throws: `WorkspaceError.mistakes` if it was altered or sealed under another key.
    func partial(_ source: any ByteSource, key: SymmetricKey) throws(WorkspaceError) -> PartialAggregate {
        let path = source.name
        let bytes = try withBytes { () throws(BytesError) in try source.readAll() }
        let opened: [UInt8]
        do throws(CryptographyError) {
            opened = try SealedBox.open(
                Array(bytes.dropFirst(InputFiles.mark.count)), authenticating: InputFiles.mark, key: key)
        } catch { throw .mistakes("\(path): was altered, or sealed under another key than --key") }
        return try InputFiles.decode(opened, path)
    }

    private static func encode(_ partial: PartialAggregate) throws(CryptographyError) -> [UInt8] {
        var failure: CryptographyError?
        let bytes = partial.encoded { digest(of: $0, &failure) }
        if let failure { throw failure }
        return bytes
    }

    private static func decode(_ bytes: [UInt8], _ path: String) throws(WorkspaceError) -> PartialAggregate {
        var failure: CryptographyError?
        do throws(AggregationError) {
            let partial = try PartialAggregate(decoding: bytes) { digest(of: $0, &failure) }
            if failure == nil { return partial }
        } catch { throw .mistakes("\(path): \(error)") }
        throw .machine("hashing failed")
    }

    /// SHA-256; zeros after noting a failure of the library.
    private static func digest(of bytes: Span<UInt8>, _ failure: inout CryptographyError?) -> Digest32 {
        do throws(CryptographyError) {
            return Digest32(try SHA256.digest(of: bytes).bytes) ?? zero
        } catch let error {
            failure = error
            return zero
        }
    }

    private static let zero = Digest32([UInt8](repeating: 0, count: 32)) ?? { preconditionFailure("32 bytes") }()
}
