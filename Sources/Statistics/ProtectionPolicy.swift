/// How a dataset's tables are protected before anyone sees them.
public struct ProtectionPolicy: Sendable, Hashable {
    /// The way of protecting.
    public enum Method: String, Sendable, CaseIterable {
        /// Differential privacy: exact integer noise on every cell.
        case noise
        /// Exact figures with small cells and their complements hidden.
        case suppression
        /// Reference data: figures that are public elsewhere and that no record of a person enters, such as a
        /// statistics office's numbers of children. Exact, and without any guarantee.
        case reference
    }

    /// The distribution of the noise.
    public enum Mechanism: String, Sendable, CaseIterable {
        /// P(z) ∝ exp(−z²/2σ²) on the integers; accounted in zCDP.
        case discreteGaussian = "discrete-gaussian"
        /// P(z) ∝ exp(−|z|/b) on the integers; accounted in pure ε.
        case discreteLaplace = "discrete-laplace"
    }

    /// What decides that a cell is shown.
    public enum Threshold: String, Sendable, CaseIterable {
        /// Every cell is shown.
        case none
        /// Cells whose rounded estimate is below k are hidden.
        case noisy
        /// A cell is shown only if at least k units are truly behind it and private selection keeps it.
        case strict
    }

    /// The way of protecting.
    public let method: Method
    /// The distribution of the noise, where the method is noise.
    public let mechanism: Mechanism
    /// k: the least figure that is shown, or under a strict threshold the fewest units behind one; 1 … 1,000,000.
    public let k: Int
    /// What decides that a cell is shown.
    public let threshold: Threshold
    /// Whether estimates that would betray a hidden one are hidden too.
    public let isComplementary: Bool

    /// Takes a policy.
    ///
    /// - Throws: `StatisticsError.outOfRange` if k is outside 1 … 1,000,000.
    public init(
        method: Method = .noise, mechanism: Mechanism = .discreteGaussian, k: Int = 10, threshold: Threshold = .noisy,
        isComplementary: Bool = false
    ) throws(StatisticsError) {
        guard (1...1_000_000).contains(k) else { throw .outOfRange("k must be 1 to 1000000") }
        self.method = method
        self.mechanism = mechanism
        self.k = k
        self.threshold = threshold
        self.isComplementary = isComplementary
    }
}
