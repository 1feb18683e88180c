public import Statistics
import Synchronization

/// Marks of units: HMAC-SHA-256 of their keys.
public final class UnitHash: KeyedHash {
    private let hash: Mutex<HMACSHA256>

    /// Takes the key of a population, or a random one whose marks mean nothing beyond this run.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public init(key: SymmetricKey) throws(CryptographyError) { hash = Mutex(try HMACSHA256(key: key)) }

    /// The mark of a key; `nil` where the library fails.
    public func mark(ofKey key: Span<UInt8>) -> UnitMark? {
        hash.withLock { (hash: inout HMACSHA256) in
            guard let tag = try? hash.tag(of: key) else { return nil }
            return UnitMark(tag.word0, tag.word1, tag.word2, tag.word3)
        }
    }
}
