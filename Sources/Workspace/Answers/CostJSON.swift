import DifferentialPrivacy
public import Publishing
import Rationals
public import Releasing
public import Storage

/// What something costs, for programs.
public struct CostJSON: Sendable {
    private let rho: Rational
    private let delta: Rational
    private let pureEpsilon: Rational?
    private let isExact: Bool

    /// What a draw is charged.
    public init(_ charge: Ledger.Charge) {
        rho = charge.cost.rho
        delta = charge.cost.delta
        pureEpsilon = charge.pureEpsilon
        isExact = charge.isExact
    }

    /// What is recorded of a charge.
    public init(_ record: LedgerRecord) {
        rho = record.rho
        delta = record.delta
        pureEpsilon = record.pureEpsilon
        isExact = record.isExact
    }

    /// Writes the members `rho`, `delta` (δ′), `pureEpsilon` and `exact` of the object that is open.
    public func write(to json: inout JSONWriter) {
        json.member("rho", isExact ? nil : rho.description)
        json.member("delta", isExact ? nil : delta.description)
        json.member("pureEpsilon", pureEpsilon?.description)
        json.member("exact", isExact)
    }
}
