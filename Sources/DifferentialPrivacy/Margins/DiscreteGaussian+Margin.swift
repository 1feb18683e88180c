import Glibc
import Rationals

extension DiscreteGaussian {
    /// The margin that covers the sum of independent draws with probability at least 95%.
    ///
    /// For one draw the smallest integer that does: by summing the mass function up to σ = 1,024; beyond, from the
    /// normal distribution with the half unit that rounding takes, at a level safer by 0.02/σ². (Sum and integral
    /// differ by (f′(b) − f′(a))/24 and smaller terms, 0.0095/σ² at 95%.)
    ///
    /// The sum of n draws is nearly one draw with variance nσ²: for σ ≥ ½ the probabilities of each value differ by
    /// a factor within e^±τ, τ = 10·Σ over k < n of exp(−2π²σ²·k/(k+1)) (Kairouz, Liu, Steinke, *The Distributed
    /// Discrete Gaussian Mechanism*, 2021, arXiv 2102.06387). While τ ≤ 0.2 the margin is that of one such
    /// draw at 0.05·e^−τ; so it is for n up to 10⁵ and more from σ² = 1 on. For smaller noise the tail bound
    /// 2·exp(−m²/2nσ²) stands in, which is wide by 4 in 10 or more, never short: E exp(tZ) is exp(t²σ²/2) times the
    /// sum over z of exp(−(z − tσ²)²/2σ²), divided by that sum at t = 0, where it is greatest (its Fourier series
    /// has positive coefficients); so Z is σ²-subgaussian, and sums of such are nσ²-subgaussian.
    ///
    /// - Parameter count: how many independent draws are summed, in 1 … 2⁴⁰.
    /// - Returns: an integer m ≥ 0 with P(|sum| ≤ m) ≥ 0.95.
    public func margin95(drawsSummed count: Int) -> Int64 {
        precondition((1...1 << 40).contains(count), "a margin is of 1 ... 2^40 draws")
        let total = variance.upperBound * Double(count)
        let deviation = count == 1 ? 0 : deviationOfSum(of: count)
        if deviation <= 0.2 {
            return DiscreteGaussian.margin(variance: total, outside: 0.05 * exp(-deviation) * (1 - 1e-10))
        }
        // P(|S| > m) = P(|S| ≥ m + 1) ≤ 2·exp(−(m + 1)²/2nσ²) ≤ 0.05; ln 40 = 3.6888795.
        return Int64((2 * total * 3.688_88).squareRoot().rounded(.up)) - 1
    }

    /// τ, from above; infinite below σ = ½, where the theorem does not speak.
    private func deviationOfSum(of count: Int) -> Double {
        let lower = variance.lowerBound
        guard lower >= 0.25 else { return .infinity }
        func term(_ index: Int) -> Double {
            exp(-2 * Double.pi * Double.pi * lower * Double(index) / Double(index + 1))
        }
        // The terms fall; the first 64 one by one, the others at most the 65th.
        var sum = 0.0
        for index in 1..<min(count, 65) { sum += term(index) }
        if count > 65 { sum += Double(count - 65) * term(65) }
        return 10 * sum
    }

    /// The smallest m with P(|Z| > m) ≤ `outside` for the discrete Gaussian of this variance.
    static func margin(variance: Double, outside: Double) -> Int64 {
        let sigma = variance.squareRoot()
        guard sigma <= 1024 else {
            // P(|Z| ≤ m) is P(|N| ≤ (m + ½)/σ), but for less than the slack.
            var (low, high) = (0.0, 8.0)
            while high - low > 1e-12 {
                let middle = (low + high) / 2
                if erfc(middle / 2.0.squareRoot()) <= outside - 0.02 / variance - 1e-13 {
                    high = middle
                } else {
                    low = middle
                }
            }
            return Int64((high * sigma - 0.5).rounded(.up))
        }
        // From the far end inwards, so that small terms are not lost. Beyond 12σ lies less than 10⁻³⁰.
        let last = Int64(12 * sigma) + 1
        var tails: [Double] = []
        var sum = 0.0
        for value in stride(from: last, through: 1, by: -1) {
            sum += 2 * exp(-Double(value * value) / (2 * variance))
            tails.append(sum)
        }
        // tails.reversed()[m] is the weight of |Z| ≥ m + 1.
        let all = sum + 1
        let outer = tails.reversed()
        return Int64(outer.prefix { $0 > outside * all }.count)
    }
}
