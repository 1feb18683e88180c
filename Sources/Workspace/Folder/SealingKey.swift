import Bytes
import Cryptography
import Statistics
import Storage

/// The key under which a workspace seals what was submitted. It lies in a file of its own, never in the store.
struct SealingKey: Sendable {
    private let key: SymmetricKey

    /// A new random key.
    init() throws(WorkspaceError) {
        do throws(CryptographyError) { key = try SymmetricKey() } catch { throw SealingKey.failure }
    }

    /// Reads the key of a workspace.
    init(file: String) throws(WorkspaceError) {
        let bytes = try withBytes { () throws(BytesError) in try FileSource(file).readAll(limit: 128) }
        let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline }
        do throws(CryptographyError) {
            key = try SymmetricKey(hexadecimal: text)
        } catch { throw .mistakes("\(file): this is no key of 64 hexadecimal digits; restore the file from a backup") }
    }

    /// Writes the key to a file that its owner alone may read.
    func write(to file: String) throws(WorkspaceError) {
        try withBytes { () throws(BytesError) in
            let sink = try FileSink(file, access: .ownerOnly)
            try sink.write(key.exposedHexadecimal() + "\n")
            try sink.commit()
        }
    }

    /// What a sealed text is and where it belongs, so that it opens nowhere else.
    enum Purpose {
        case check
        case part(SubmissionID, period: String)
        case receipt(SubmissionID)
        case chunk(SubmissionID, index: Int, isLast: Bool)

        var bytes: [UInt8] {
            let text =
                switch self {
                case .check: "lindung 1 check"
                case .part(let id, let period): "lindung 1 part \(id) \(period)"
                case .receipt(let id): "lindung 1 receipt \(id)"
                case .chunk(let id, let index, let isLast): "lindung 1 chunk \(id) \(index) \(isLast ? "last" : "more")"
                }
            return Array(text.utf8)
        }
    }

    /// Makes the marks of the units of a population that a provider observes.
    func units(ofPopulation population: Identifier, provider: Identifier) throws(WorkspaceError) -> UnitHash {
        do throws(CryptographyError) {
            let tag = try HMACSHA256.tag(of: Array("lindung 1 units \(population)".utf8), key: key)
            return try UnitHash(key: try SymmetricKey(bytes: tag.bytes.span), provider: provider.description)
        } catch { throw SealingKey.failure }
    }

    /// A keyed hash of a text, which says what it is for.
    func tag(of text: String) throws(WorkspaceError) -> Digest {
        do throws(CryptographyError) {
            return try HMACSHA256.tag(of: Array(text.utf8), key: key)
        } catch { throw SealingKey.failure }
    }

    /// The key that signs what is published: made from this one, so that it is kept and restored with it.
    func signing() throws(WorkspaceError) -> SigningKey {
        let seed = try tag(of: "lindung 1 signing")
        do throws(CryptographyError) {
            return try SigningKey(try SymmetricKey(bytes: seed.bytes.span))
        } catch { throw SealingKey.failure }
    }

    /// Seals bytes for a purpose.
    func seal(_ bytes: [UInt8], _ purpose: Purpose) throws(WorkspaceError) -> [UInt8] {
        do throws(CryptographyError) {
            return try SealedBox.seal(bytes, authenticating: purpose.bytes, key: key)
        } catch { throw SealingKey.failure }
    }

    /// Opens what was sealed for the same purpose; `nil` if it was not, or was altered.
    func open(_ sealed: [UInt8], _ purpose: Purpose) -> [UInt8]? {
        try? SealedBox.open(sealed, authenticating: purpose.bytes, key: key)
    }

    /// What is kept in the store to see that store and key belong together.
    func check() throws(WorkspaceError) -> [UInt8] { try seal(Array("lindung".utf8), .check) }

    /// Whether this is the key of the store that keeps these bytes.
    func fits(_ check: [UInt8]) -> Bool { open(check, .check) == Array("lindung".utf8) }

    static let failure = WorkspaceError.machine("the cryptographic library failed; nothing was done")
}
