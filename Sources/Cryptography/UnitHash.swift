public import Statistics
import Synchronization

/// Marks of units: HMAC-SHA-256 of their keys under the key of a population.
///
/// What is hashed is the length of the provider's name in one byte, that name, and the key; for keys that all providers
/// share the name is empty. No two pairs of name and key give the same bytes.
public final class UnitHash: KeyedHash {
    private let hash: Mutex<HMACSHA256>
    private let provider: [UInt8]

    /// Takes the key of a population and the name of the provider whose records are read, at most 255 bytes of it.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public init(key: SymmetricKey, provider: String) throws(CryptographyError) {
        hash = Mutex(try HMACSHA256(key: key))
        self.provider = Array(provider.utf8.prefix(255))
    }

    /// The mark of a key; `nil` where the library fails.
    public func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark? {
        let name = scope == .own ? provider : []
        var message: [UInt8] = []
        message.reserveCapacity(1 + name.count + key.count)
        message.append(UInt8(truncatingIfNeeded: name.count))
        message += name
        for place in key.indices { message.append(key[place]) }
        return hash.withLock { (hash: inout HMACSHA256) in
            guard let tag = try? hash.tag(of: message) else { return nil }
            return UnitMark(tag.word0, tag.word1, tag.word2, tag.word3)
        }
    }
}
