import Bytes
import Cryptography

/// The inputs of a one-shot count, and the key that seals partial aggregates.
struct InputFiles {
    /// Where the name of an input leads.
    let open: (String) throws(BytesError) -> any ByteSource

    /// What sealed partial aggregates begin with, and what those of earlier builds began with.
    private static let mark = Array("LNDGPART".utf8)
    private static let earlierMark = Array("LNDGSEAL1".utf8)

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
    /// - Throws: `WorkspaceError` for one that cannot be opened or read, or was made by an earlier build.
    func opened(_ path: String) throws(WorkspaceError) -> (source: any ByteSource, isPartial: Bool) {
        let (source, isEarlier) = try withBytes { () throws(BytesError) in
            let source = PeekedSource(try open(path))
            return (source, try source.begins(with: InputFiles.earlierMark))
        }
        if isEarlier {
            throw .mistakes(
                "\(path): a partial aggregate of an earlier version, which is not known here; make it again")
        }
        return try withBytes { () throws(BytesError) in
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
}
