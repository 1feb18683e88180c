import DifferentialPrivacy
import Glibc
import Rationals
import Statistics
import TestSupport
import Testing

@testable import Releasing

/// A strict threshold.
func strict(
    _ k: Int = 3, mechanism: ProtectionPolicy.Mechanism = .discreteGaussian
) throws -> ProtectionPolicy {
    try ProtectionPolicy(mechanism: mechanism, k: k, threshold: .strict)
}

/// A plan with a budget of ρ, whose selection may spend a δ.
func strictPlan(
    _ structure: DatasetStructure, _ range: String = "2024-01", rho: String = "1", delta: String = "1/5",
    selection: String = "1/10"
) throws -> ReleasePlan {
    try ReleasePlan(
        structure: structure, periods: periods(range),
        budget: .concentrated(
            rho: rational(rho), statedDelta: rational(delta), selectionDelta: rational(selection)))
}

extension TruncatedGeometricSelection {
    /// The probability that so many units are kept, by summing the mass of the noise: P(X > κ − n).
    func probability(units: Int64) -> Double {
        guard units > 0 else { return 0 }
        let masses = (-bound...bound).map { exp(-epsilon.approximateValue * abs(Double($0))) }
        let kept = zip(-bound...bound, masses).filter { $0.0 > bound - units }.map(\.1)
        return kept.sorted().reduce(0, +) / masses.sorted().reduce(0, +)
    }
}

extension ProtectedCell {
    /// Whether it is a figure.
    var isFigure: Bool { if case .estimate = self { true } else { false } }
}
