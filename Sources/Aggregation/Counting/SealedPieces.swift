import Bytes

/// How a partial aggregate stands in a file: a mark with the version, then sealed pieces.
///
/// - piece i: four bytes, of which the first bit says whether it is the last and the others how long it is; sealed i
/// - sealed i = seal(text i, at: mark ‖ link i ‖ i ‖ whether it is the last)
/// - link 0 = 32 zeros; link i = the last 32 bytes of sealed i − 1
///
/// So each piece is bound to all that stands before it, the head among it, to its number, and to whether it is the last.
/// What is accepted is a whole file just as it was written:
///
/// Under a key the seal is authenticated encryption, so that what opens at a place was sealed at that place by a holder of
/// the key (but for the chance of a forged tag). Piece 0 opens only with number 0, so it is piece 0 of some file F. Say the
/// pieces before i are F's. Then link i is that of F; it holds the tag of F's piece i − 1, which no other piece that was
/// ever sealed shares (but with a chance of 2⁻¹²⁸ for each pair: nonces are random). So the one piece that was sealed at
/// this place is F's piece i, and no other opens. A file that is cut off has no last piece, since whether a piece is the
/// last is sealed with it; behind the last nothing is allowed. A piece of another file, or from another place, has another
/// link or number. Hoang, Reyhanitabar, Rogaway and Vizár (CRYPTO 2015, STREAM) bind number and end by the nonce instead.
///
/// With a checksum in the seal's place the same holds of accidents: files that differ have different digests from the
/// first difference on. Whoever can compute digests can write another file.
///
/// GCM with random nonces allows 2³² pieces under one key, which is 2⁴⁸ bytes of full ones.
enum SealedPieces {
    /// What all versions begin with.
    static let mark = Array("LNDGPART".utf8)
    static let version: UInt8 = 4
    /// The most bytes of a piece's text.
    static let longest = 64 << 10
    static let linkBytes = 32
    private static let lastBit: UInt32 = 1 << 31

    static func place(_ link: [UInt8], _ number: UInt64, isLast: Bool) -> [UInt8] {
        mark + [version] + link + Tabulation.bytes(of: number) + [isLast ? 1 : 0]
    }

    static func header(_ length: Int, isLast: Bool) -> [UInt8] {
        let word = UInt32(truncatingIfNeeded: length) | (isLast ? lastBit : 0)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }

    static func parse(_ header: [UInt8]) -> (length: Int, isLast: Bool) {
        let word = header.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return (Int(word & ~lastBit), word & lastBit != 0)
    }
}

/// Writes pieces one after another.
struct PieceWriter {
    private let sink: any ByteSink
    private let seal: any PieceSeal
    private var link = [UInt8](repeating: 0, count: SealedPieces.linkBytes)
    private var number: UInt64 = 0

    init(_ sink: any ByteSink, _ seal: any PieceSeal) {
        self.sink = sink
        self.seal = seal
    }

    mutating func write(_ piece: [UInt8], isLast: Bool) throws(AggregationError) {
        precondition(piece.count <= SealedPieces.longest, "pieces are cut before they are written")
        let sealed: [UInt8]
        do throws(PieceSealFailure) {
            sealed = try seal.seal(piece, at: SealedPieces.place(link, number, isLast: isLast))
        } catch { throw .sealingFailed }
        do throws(BytesError) {
            if number == 0 { try sink.write(SealedPieces.mark + [SealedPieces.version]) }
            try sink.write(SealedPieces.header(sealed.count, isLast: isLast))
            try sink.write(sealed)
        } catch { throw .bytes(error) }
        link = SealedPieces.link(sealed)
        number += 1
    }
}

extension SealedPieces {
    /// What the piece behind this one is bound to.
    static func link(_ sealed: [UInt8]) -> [UInt8] {
        [UInt8](repeating: 0, count: max(linkBytes - sealed.count, 0)) + sealed.suffix(linkBytes)
    }
}

/// Reads pieces, and takes none that was not written there.
struct PieceReader {
    private let source: any ByteSource
    private let seal: any PieceSeal
    private var link = [UInt8](repeating: 0, count: SealedPieces.linkBytes)
    private var number: UInt64 = 0
    /// How many bytes of the file were read.
    private(set) var position = 0
    /// Whether the last piece was read.
    private(set) var isAtEnd = false

    /// Reads the mark.
    ///
    /// - Throws: ``AggregationError/notAPartialAggregate``, ``AggregationError/unknownVersion(_:)``, or
    ///   ``AggregationError/bytes(_:)``.
    init(_ source: any ByteSource, _ seal: any PieceSeal) throws(AggregationError) {
        self.source = source
        self.seal = seal
        guard try take(SealedPieces.mark.count) == SealedPieces.mark else { throw .notAPartialAggregate }
        guard let version = try take(1).first else { throw damage }
        guard version == SealedPieces.version else { throw .unknownVersion(Int(version)) }
    }

    /// What to throw where the bytes at hand cannot be.
    var damage: AggregationError { .damagedPartialAggregate(offset: position) }

    /// The next piece.
    mutating func next() throws(AggregationError) -> [UInt8] {
        guard !isAtEnd else { throw damage }
        let header = try take(4)
        guard header.count == 4 else { throw damage }
        let (length, isLast) = SealedPieces.parse(header)
        guard length >= seal.overhead, length <= SealedPieces.longest + seal.overhead else { throw damage }
        let sealed = try take(length)
        guard sealed.count == length else { throw damage }
        let piece: [UInt8]
        do throws(PieceSealFailure) {
            piece = try seal.open(sealed, at: SealedPieces.place(link, number, isLast: isLast))
        } catch {
            switch error {
            case .altered: throw damage
            case .broken: throw .sealingFailed
            }
        }
        link = SealedPieces.link(sealed)
        number += 1
        isAtEnd = isLast
        if isLast, try !take(1).isEmpty { throw damage }
        return piece
    }

    /// As many bytes as are wanted, fewer only at the end of the file.
    private mutating func take(_ count: Int) throws(AggregationError) -> [UInt8] {
        do throws(BytesError) {
            let bytes = try source.readAll(limit: count)
            position += bytes.count
            return bytes
        } catch { throw .bytes(error) }
    }
}
