import Glibc

/// Tail bounds that hold for every number of draws.
public enum Bounds {
    /// The least and the most that a probability can be, seen so many times in so many draws, but for a chance of
    /// `alpha` on either side: Chernoff's bound n·KL(p̂‖p) ≤ ln(1/α), by bisection.
    public static func probability(seen: Int, of draws: Int, alpha: Double) -> ClosedRange<Double> {
        let share = Double(seen) / Double(draws)
        let allowed = log(1 / alpha) / Double(draws)
        func edge(from inside: Double, to outside: Double) -> Double {
            var (inside, outside) = (inside, outside)
            for _ in 0..<100 {
                let middle = (inside + outside) / 2
                if divergence(share, middle) <= allowed { inside = middle } else { outside = middle }
            }
            return outside
        }
        return edge(from: share, to: 0)...edge(from: share, to: 1)
    }

    /// How far the mean of so many draws may be from zero, but for a chance of `alpha`: a discrete Gaussian is
    /// σ²-subgaussian (Canonne, Kamath, Steinke 2020, fact 18).
    public static func gaussianMean(variance: Double, draws: Int, alpha: Double) -> Double {
        (2 * variance * log(2 / alpha) / Double(draws)).squareRoot()
    }

    private static func divergence(_ seen: Double, _ assumed: Double) -> Double {
        func term(_ part: Double, _ whole: Double) -> Double {
            part == 0 ? 0 : whole == 0 ? .infinity : part * log(part / whole)
        }
        return term(seen, assumed) + term(1 - seen, 1 - assumed)
    }
}
