import Aggregation
import Bytes
import Collecting
import Cryptography
import Statistics
import Storage

/// A submission that was read, with what can be sealed of it before anyone has to wait for its turn to write.
struct SealedSubmission: Sendable {
    /// What was read.
    let read: ReadSubmission
    /// The name that it gets; drawn from so many that two do not meet.
    let id: SubmissionID
    /// What makes a repeat recognisable.
    let contentKey: Digest
    /// Its counts by period.
    let parts: [SubmissionPart]
    /// What was received, where that is one piece: more would take memory.
    private let onlyPiece: [UInt8]?
    private let key: SealingKey

    init(_ read: ReadSubmission, _ request: SubmitRequest, key: SealingKey) throws(WorkspaceError) {
        let bytes: [UInt8]
        do throws(CryptographyError) { bytes = try RandomBytes.make(8) } catch { throw SealingKey.failure }
        guard let id = SubmissionID(randomBytes: bytes) else { throw SealingKey.failure }
        self.read = read
        self.id = id
        self.key = key
        contentKey = try read.contentKey(request)
        parts = try read.covered.sorted().map { period throws(WorkspaceError) in
            let bytes = read.collected.cube.encoded(period: period, releasingRaw: .sealedStorage)
            return SubmissionPart(
                period: period, sealedCounts: try key.seal(bytes, .part(id, period: period.description)))
        }
        var piece: [UInt8]?
        if read.byteCount < Int64(SealedChunks.size) {
            try SealedSubmission.pieces(of: read, id, key) { sealed throws(WorkspaceError) in piece = sealed }
        }
        onlyPiece = piece
    }

    /// Writes what was received.
    func keepBytes(_ writing: any StoreWriting) throws(WorkspaceError) {
        if let onlyPiece {
            try stored { () throws(StoreError) in try writing.appendSealedChunk(onlyPiece, to: id) }
            return
        }
        try SealedSubmission.pieces(of: read, id, key) { sealed throws(WorkspaceError) in
            try stored { () throws(StoreError) in try writing.appendSealedChunk(sealed, to: id) }
        }
    }

    /// Seals what was received, piece by piece, and makes sure that it is what was counted.
    private static func pieces(
        of read: ReadSubmission, _ id: SubmissionID, _ key: SealingKey,
        _ take: ([UInt8]) throws(WorkspaceError) -> Void
    ) throws(WorkspaceError) {
        let hashing = try Hashing()
        let source: any ByteSource
        do throws(BytesError) { source = try read.reopen() } catch { throw WorkspaceError(error) }
        var index = 0
        var piece = try withBytes { () throws(BytesError) in try source.readAll(limit: SealedChunks.size) }
        while true {
            hashing.add(piece.span)
            let next =
                piece.count < SealedChunks.size
                ? [] : try withBytes { () throws(BytesError) in try source.readAll(limit: SealedChunks.size) }
            try take(try key.seal(piece, .chunk(id, index: index, isLast: next.isEmpty)))
            if next.isEmpty { break }
            (piece, index) = (next, index + 1)
        }
        let (digest, _) = try hashing.finish()
        guard digest == read.digest else {
            throw .machine("\(read.name) changed while it was read; nothing was taken, submit it again")
        }
    }
}

/// The pieces in which what was received is sealed.
enum SealedChunks {
    /// Bytes of a piece before sealing.
    static let size = 4 << 20
}
