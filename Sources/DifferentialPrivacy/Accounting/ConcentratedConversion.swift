import Glibc

/// What ρ-zCDP promises in terms of (ε, δ), always on the safe side of rounding.
///
/// Canonne, Kamath, Steinke (2020, arXiv 2004.00010), corollary 13: ρ-zCDP implies (ε, δ) differential privacy for
///
///     δ = inf over α > 1 of exp((α − 1)(αρ − ε))/(α − 1) · (1 − 1/α)^α.
///
/// With β = α − 1 the logarithm is β·((1 + β)ρ − ε − ln(1 + 1/β)) − ln(1 + β), where no two terms cancel but by
/// subtracting ε. *Any* β gives a δ that holds, so how well the infimum is found affects tightness, not safety; what
/// floating point can lose in evaluating one β is bounded and added.
enum ConcentratedConversion {
    /// A δ, at most 1, for which ρ-zCDP implies (ε, δ); not below the infimum, and close to it.
    ///
    /// - Parameters:
    ///   - rho: at least 0, not below the exact value.
    ///   - epsilon: at least 0, not above the exact value.
    /// - Returns: δ, in 0 … 1.
    static func delta(rho: Double, epsilon: Double) -> Double {
        guard rho > 0 else { return 0 }
        // The derivative in β, (2β + 1)ρ − ε − ln(1 + 1/β), grows with β: bisect its sign, on a logarithmic scale.
        // It is positive at β = (ε + 1)/2ρ + 1, where ln(1 + 1/β) < 1/β < 2ρβ.
        var low = -700.0
        var high = log((epsilon + 1) / (2 * rho) + 1) + 1
        for _ in 0..<200 where high - low > 1e-13 {
            let middle = (low + high) / 2
            let beta = exp(middle)
            if (2 * beta + 1) * rho - epsilon - log1p(1 / beta) < 0 { low = middle } else { high = middle }
        }
        return min(1, exp(logarithmBound(rho: rho, epsilon: epsilon, beta: exp(low))) * (1 + 1e-14))
    }

    /// The logarithm of δ at one β, plus more than its evaluation can lose.
    ///
    /// Each of the terms goes through fewer than 8 roundings of 2⁻⁵² at most (the logarithms are good to one unit
    /// in the last place).
    private static func logarithmBound(rho: Double, epsilon: Double, beta: Double) -> Double {
        let gain = log1p(1 / beta)
        let tail = log1p(beta)
        let value = beta * ((1 + beta) * rho - epsilon - gain) - tail
        let terms = beta * ((1 + beta) * rho + epsilon + gain) + tail
        return value + terms * 0x1p-49
    }

    /// An ε for which ρ-zCDP implies (ε, δ): the least, rounded up.
    ///
    /// - Parameters:
    ///   - rho: at least 0, not below the exact value.
    ///   - delta: greater than 0, not above the exact value.
    /// - Returns: ε, at least 0.
    static func epsilon(rho: Double, delta: Double) -> Double {
        guard ConcentratedConversion.delta(rho: rho, epsilon: 0) > delta else { return 0 }
        // ρ + 2√(ρ·ln(1/δ)) suffices (Bun, Steinke 2016, proposition 1.3); doubled until it is seen to.
        var enough = rho + 2 * (rho * -log(delta)).squareRoot()
        while ConcentratedConversion.delta(rho: rho, epsilon: enough) > delta { enough *= 2 }
        var tooSmall = 0.0
        for _ in 0..<200 {
            let middle = (tooSmall + enough) / 2
            guard middle > tooSmall, middle < enough else { break }
            if ConcentratedConversion.delta(rho: rho, epsilon: middle) <= delta {
                enough = middle
            } else {
                tooSmall = middle
            }
        }
        return enough
    }
}
