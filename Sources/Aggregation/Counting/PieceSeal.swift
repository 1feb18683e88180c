/// What keeps the pieces of a partial aggregate from being changed unseen: encryption under a key, or a checksum.
public protocol PieceSeal: Sendable {
    /// How many bytes sealing adds, at least 16 of which stand at the end and depend on all that was sealed.
    var overhead: Int { get }

    /// Seals a piece.
    ///
    /// - Parameters:
    ///   - piece: Its bytes, at most 64 KiB.
    ///   - place: What says where it belongs: not kept, but the same is needed to open it.
    /// - Returns: The sealed piece.
    /// - Throws: ``PieceSealFailure/broken``.
    func seal(_ piece: [UInt8], at place: [UInt8]) throws(PieceSealFailure) -> [UInt8]

    /// Opens what ``seal(_:at:)`` sealed; nothing is returned unless it is just that, and belongs there.
    ///
    /// - Parameters:
    ///   - sealed: What was read.
    ///   - place: Where it was read.
    /// - Returns: The piece.
    /// - Throws: ``PieceSealFailure``.
    func open(_ sealed: [UInt8], at place: [UInt8]) throws(PieceSealFailure) -> [UInt8]
}

/// Why a piece is not sealed or opened.
public enum PieceSealFailure: Error, Hashable, Sendable {
    /// It is not what was sealed at this place under this key.
    case altered
    /// The machine could not do it.
    case broken
}

/// A digest behind each piece: shows accidents, and hides nothing.
public struct ChecksumSeal: PieceSeal {
    /// The 32 bytes of the digest.
    public let overhead = 32
    private let digest: @Sendable (Span<UInt8>) -> Digest32

    /// Takes a digest, such as SHA-256.
    public init(_ digest: @escaping @Sendable (Span<UInt8>) -> Digest32) { self.digest = digest }

    /// The piece and the digest of its place and it; never throws.
    public func seal(_ piece: [UInt8], at place: [UInt8]) -> [UInt8] { piece + digest(of: piece[...], at: place) }

    /// The piece without its digest.
    ///
    /// - Throws: ``PieceSealFailure/altered``.
    public func open(_ sealed: [UInt8], at place: [UInt8]) throws(PieceSealFailure) -> [UInt8] {
        guard sealed.count >= overhead else { throw .altered }
        let piece = sealed.dropLast(overhead)
        guard digest(of: piece, at: place).elementsEqual(sealed.suffix(overhead)) else { throw .altered }
        return Array(piece)
    }

    private func digest(of piece: ArraySlice<UInt8>, at place: [UInt8]) -> [UInt8] {
        // All places are equally long, so that no two pairs read the same.
        let whole = place + piece
        return digest(whole.span).bytes
    }
}
