import Aggregation
public import Bytes
import Cryptography

/// A mergeable file of raw counts that is sealed as it is written.
public struct SealedPartial: Sendable {
    private let partial: PartialAggregate
    private let seal: KeyedSeal

    init(_ partial: PartialAggregate, key: SymmetricKey) {
        self.partial = partial
        seal = KeyedSeal(key: key)
    }

    /// Writes the file; everything that it is made of has been read and checked before.
    ///
    /// - Parameter sink: Where it goes; it is not committed.
    /// - Throws: `WorkspaceError.machine` if the library fails, or what stands for a failure of the sink.
    public func write(to sink: any ByteSink) throws(WorkspaceError) {
        do throws(AggregationError) {
            try partial.write(to: sink, sealing: seal)
        } catch {
            if case .bytes(let failure) = error { throw WorkspaceError(failure) }
            throw .machine(error.description)
        }
    }
}

/// AES-256-GCM under the key of the run.
struct KeyedSeal: PieceSeal {
    let key: SymmetricKey
    var overhead: Int { SealedBox.overhead }

    func seal(_ piece: [UInt8], at place: [UInt8]) throws(PieceSealFailure) -> [UInt8] {
        do throws(CryptographyError) {
            return try SealedBox.seal(piece, authenticating: place, key: key)
        } catch { throw .broken }
    }

    func open(_ sealed: [UInt8], at place: [UInt8]) throws(PieceSealFailure) -> [UInt8] {
        do throws(CryptographyError) {
            return try SealedBox.open(sealed, authenticating: place, key: key)
        } catch {
            if case .notAuthentic = error { throw .altered }
            throw .broken
        }
    }
}
