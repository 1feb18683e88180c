import DifferentialPrivacy
import Glibc
public import Residuals

/// When two figures differ by more than what noise and chance explain.
///
/// Under the null hypothesis both periods have the same rate. Their counts then vary like Poisson variables, each by about
/// its own value; the figures carry the noise of protection; and each was rounded to a whole number. So the difference
/// has mean 0 and variance Var₁ + Var₂ + x̂₁⁺ + x̂₂⁺ + 1/6, with x̂⁺ the figure where it is above 0.
///
/// It is units that come by chance. Where one adds up to m to a count, the count is a sum of Poisson variables times 1 … m, and
/// varies by up to m times its value: x̂⁺ stands m times then, so that no more is claimed than holds.
public enum Distinguishability {
    /// The probability, under the null hypothesis, of a difference at least as large as the one seen, in either
    /// direction.
    ///
    /// Of discrete Gaussian noise by the normal distribution. The tail of Laplace noise is heavier: there it is bounded by
    /// Chernoff's inequality, P(|D| ≥ d) ≤ 2·min over t of exp(v·t²/2 − t·d)·Π (1 − b²t²)^−n, v being all other variance,
    /// which is never too small.
    ///
    /// - Parameters:
    ///   - first: a figure as published, and its noise.
    ///   - second: the other.
    ///   - most: m, the most that one unit adds to each of both counts, at least 1.
    /// - Returns: a probability, in 0 … 1.
    public static func probability(
        of first: (value: Int64, noise: FigureNoise), _ second: (value: Int64, noise: FigureNoise),
        unitAddsAtMost most: Int64 = 1
    ) -> Double {
        let difference = (Double(second.value) - Double(first.value)).magnitude
        let chance = Double(most) * (max(Double(first.value), 0) + max(Double(second.value), 0)) + 1.0 / 6
        if case .gaussian(let one) = first.noise, case .gaussian(let other) = second.noise {
            return erfc(difference / (2 * (one + other + chance)).squareRoot())
        }
        return chernoff(difference, [first.noise, second.noise], chance)
    }

    private static func chernoff(_ difference: Double, _ noises: [FigureNoise], _ chance: Double) -> Double {
        var (variance, laplaces): (Double, [(scale: Double, draws: Double)]) = (chance, [])
        for noise in noises {
            switch noise {
            case .gaussian(let own): variance += own
            case .laplace(let scale, let draws): laplaces.append((scale, Double(draws)))
            }
        }
        func exponent(_ t: Double) -> Double {
            laplaces.reduce(variance * t * t / 2 - t * difference) {
                $0 - $1.draws * log1p(-$1.scale * $1.scale * t * t)
            }
        }
        // The exponent is convex in t: its slope, which grows, is bisected between 0 and where a factor ends.
        func slope(_ t: Double) -> Double {
            laplaces.reduce(variance * t - difference) {
                let square = $1.scale * $1.scale
                return $0 + $1.draws * 2 * square * t / (1 - square * t * t)
            }
        }
        let widest = laplaces.map(\.scale).max() ?? 0
        var (low, high) = (0.0, min(widest > 0 ? (1 - 1e-12) / widest : .infinity, difference / variance))
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if slope(middle) < 0 { low = middle } else { high = middle }
        }
        return min(1, 2 * exp(exponent(low)))
    }

    /// The margin of the difference of two figures: with probability 95% the counts' difference is no further from it.
    public static func margin(_ first: FigureNoise, _ second: FigureNoise) -> Int64 {
        NoiseMargin.margin95(of: first.adding(second), figuresRounded: 2)
    }

    /// The least rise from a count to the next that a single comparison at level 5% would call distinguishable, if figures
    /// showed the counts: the least d ≥ 0 with d ≥ 1.96·√(2·Var + m·(2x + d) + 1/6).
    ///
    /// Where many changes are looked at together, a change must be larger to be named.
    ///
    /// - Parameters:
    ///   - count: x, at least 0.
    ///   - variance: of the noise of each of both figures, at least 0.
    ///   - most: m, the most that one unit adds to each of both counts, at least 1.
    /// - Returns: d, rounded up.
    public static func smallestRise(
        from count: Double, variance: Double, unitAddsAtMost most: Int64 = 1
    ) -> Int64 {
        let level = 1.959_963_985
        let square = level * level
        let most = Double(most)
        let fixed = 2 * variance + 2 * most * max(count, 0) + 1.0 / 6
        let root = (square * most * most + 4 * fixed).squareRoot()
        return Int64(min(((square * most + level * root) / 2).rounded(.up), 0x1p62))
    }
}
