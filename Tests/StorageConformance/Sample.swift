import Cryptography
import Rationals
import Statistics
import Storage

/// Records to keep; all of them made up.
enum Sample {
    static func time(_ seconds: Int64) -> Timestamp {
        guard let time = Timestamp(secondsSince1970: 1_790_000_000 + seconds) else {
            preconditionFailure("within the calendar")
        }
        return time
    }

    static func name(_ text: String) throws(StoreError) -> Identifier {
        do throws(StatisticsError) {
            return try Identifier(text)
        } catch { throw .notThere(text) }
    }

    static func digest(_ number: UInt64) -> Digest { Digest(number, 1, 2, .max) }

    static func periods(_ text: String) throws(StoreError) -> PeriodRange {
        guard let periods = PeriodRange(text) else { throw .notThere(text) }
        return periods
    }

    static func provider(_ id: String, branches: [String] = []) throws(StoreError) -> ProviderRecord {
        var names: [Identifier] = []
        for branch in branches { names.append(try name(branch)) }
        return ProviderRecord(
            id: try name(id), name: "Talian \(id)", kind: .helpline, branches: names, added: time(1))
    }

    static func id(_ number: UInt8) -> SubmissionID {
        guard let id = SubmissionID(randomBytes: [number, 0, 0, 0, 0, 0, 64]) else {
            preconditionFailure("seven bytes")
        }
        return id
    }

    static func submission(
        _ number: UInt8, provider: String = "alpha", branch: String? = nil, dataset: String = "cases",
        isNil: Bool = false, contentKey: UInt64 = 5
    ) throws(StoreError) -> SubmissionRecord {
        var branchName: Identifier?
        if let branch { branchName = try name(branch) }
        let received = time(Int64(number))
        return SubmissionRecord(
            id: id(number), provider: try name(provider), branch: branchName, dataset: try name(dataset),
            structureVersion: "1.0", collector: try name("tabular"), collectorVersion: "2", fileName: "Mac.csv",
            received: received, day: received.day, byteCount: 1 << 40, digest: digest(UInt64(number)),
            contentKey: digest(contentKey), rowsAccepted: 12, rowsRefused: 1, isNil: isNil,
            sealedReceipt: [number, 0, 1], sequence: 99)
    }

    static func part(_ period: String, _ bytes: [UInt8] = [1, 2]) throws(StoreError) -> SubmissionPart {
        SubmissionPart(period: try periods(period).first, sealedCounts: bytes)
    }

    static func payloadDigest(_ payload: [UInt8]) throws(StoreError) -> Digest {
        do throws(CryptographyError) {
            return try SHA256.digest(of: payload)
        } catch { throw .failed(operation: "hash", code: 0) }
    }

    static func release(
        _ number: Int, dataset: String = "cases", payload: [UInt8] = [9, 9], draws: [Int]? = nil
    ) throws(StoreError) -> ReleaseRecord {
        let periods = try periods("2026-01..2026-03")
        return ReleaseRecord(
            number: number, dataset: try name(dataset), made: time(100), day: time(100).day, note: nil,
            periods: periods, digest: try payloadDigest(payload),
            draws: (draws ?? [number]).map { DrawRecord(periods: periods, release: $0) })
    }

    static func entry(
        _ release: Int, population: String = "children", account: LedgerAccount = .reserve
    ) throws(StoreError) -> LedgerRecord {
        guard let rho = Rational(1, over: Int64.max), let delta = Rational(1, over: 1_000_000) else {
            throw .notThere("a fraction")
        }
        return LedgerRecord(
            population: try name(population), account: account, dataset: try name("cases"), release: release,
            days: try periods("2026-01..2026-03").days, rho: rho, delta: delta,
            pureEpsilon: release == 1 ? nil : rho, isExact: release == 2)
    }

    static func audit(after last: AuditRecord?, _ action: String) throws(StoreError) -> AuditRecord {
        do throws(CryptographyError) {
            return try AuditRecord.next(
                after: last, at: time(7), actor: "curator", action: action, subject: "S", detail: "")
        } catch { throw .failed(operation: "hash", code: 0) }
    }
}
