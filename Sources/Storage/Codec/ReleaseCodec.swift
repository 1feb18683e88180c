import Cryptography
import FoundationEssentials
public import Statistics

/// A release as bytes, for a store to keep and to read again.
///
/// Eight bytes that name the form and its version, the length of the header in four bytes, the header as JSON, the
/// figures of each block, and SHA-256 of all that. The same release always gives the same bytes.
public enum ReleaseCodec {
    static let magic = Array("LNDGREL".utf8) + [1]
    static let lengthBytes = 4

    /// The bytes of a release.
    ///
    /// - Throws: `StoreError.failed` where the library of hashes or JSON fails, `damaged` for a release that could not
    ///   be read again because it does not fit to its own structure.
    public static func encode(_ release: Release) throws(StoreError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let header: [UInt8]
        do {
            header = Array(try encoder.encode(ReleaseHeader(release)))
        } catch { throw .failed(operation: "encode a release", code: 0) }
        guard let length = UInt32(exactly: header.count) else {
            throw .failed(operation: "encode a release", code: 1)
        }
        var writer = CellWriter()
        for table in release.tables {
            for block in table.blocks { writer.append(block.cells) }
        }
        var bytes = magic
        bytes += stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: length >> UInt32($0)) }
        bytes += header
        bytes += writer.bytes
        bytes += try digest(of: bytes[...]).bytes
        // What is kept for good can be read again.
        guard try decode(bytes) == release else { throw .failed(operation: "encode a release", code: 2) }
        return bytes
    }

    static func digest(of bytes: ArraySlice<UInt8>) throws(StoreError) -> Digest {
        do throws(CryptographyError) {
            return try SHA256.digest(of: bytes.span)
        } catch { throw .failed(operation: "hash", code: 0) }
    }
}
