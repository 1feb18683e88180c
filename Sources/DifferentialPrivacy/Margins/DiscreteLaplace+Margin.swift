import Glibc
import Rationals

extension DiscreteLaplace {
    /// The margin that covers the sum of independent draws with probability at least 95%.
    ///
    /// For one draw the smallest integer that does, from P(|Z| > m) = 2r^(m+1)/(1 + r), r = exp(−1/b).
    ///
    /// For n ≥ 2 draws b times the 95% quantile of |sum of n continuous Laplace variables of scale 1|, rounded up:
    /// a little wide (by less than about √n below scale 1, by less than 1 in most cases above), never short. The
    /// reason: a continuous Laplace is the difference of two exponentials, a discrete one of the same scale that of
    /// the same exponentials rounded down, so C = S + F, with S the discrete and C the continuous sum and F, from
    /// the fractions lost, independent of S. S is symmetric and unimodal (as a convolution of such), so of all runs
    /// of 2m + 1 consecutive integers −m … m is likeliest, and P(|S + f| ≤ m) ≤ P(|S| ≤ m) for every f. Hence
    /// P(|C| ≤ m) ≤ P(|S| ≤ m) at every integer m.
    ///
    /// - Parameter count: how many independent draws are summed, in 1 … 2⁴⁰.
    /// - Returns: an integer m ≥ 0 with P(|sum| ≤ m) ≥ 0.95.
    /// - Complexity: O(min(count, 1024)).
    public func margin95(drawsSummed count: Int) -> Int64 {
        precondition((1...1 << 40).contains(count), "a margin is of 1 ... 2^40 draws")
        if count == 1 { return marginOfOneDraw }
        let quantile = LaplaceSum.quantile95(draws: count)
        return Int64((scale.upperBound * quantile * (1 + 0x1p-40)).rounded(.up))
    }

    /// The smallest m with 2r^(m+1)/(1 + r) ≤ 0.05, by bisection; on the safe side by one part in 10¹⁰.
    private var marginOfOneDraw: Int64 {
        let rate = 1 / scale.approximateValue
        func covers(_ margin: Int64) -> Bool {
            2 * exp(-rate * (Double(margin) + 1)) / (1 + exp(-rate)) <= 0.05 * (1 - 1e-10)
        }
        if covers(0) { return 0 }
        // Beyond 4 scales exp(−4)·2 < 0.05.
        var tooSmall: Int64 = 0
        var enough = Int64((4 * scale.upperBound).rounded(.up))
        while enough - tooSmall > 1 {
            let middle = (tooSmall + enough) / 2
            if covers(middle) { enough = middle } else { tooSmall = middle }
        }
        return enough
    }
}

/// The sum of n independent continuous Laplace variables of scale 1.
enum LaplaceSum {
    /// The 95% quantile of its absolute value, from above to one part in 10⁹.
    ///
    /// Beyond 1,024 draws the quantile at 1,024 grows with √n: the ratio of the two falls towards 1.96·√2 from above
    /// (the first Edgeworth term, excess kurtosis 3/n, is positive there), so this is too wide, by less than 10⁻⁴.
    static func quantile95(draws count: Int) -> Double {
        let exact = min(count, 1024)
        var tooSmall = 0.0
        // Chebyshev: 2n is the variance.
        var enough = (2 * Double(exact) / 0.05).squareRoot()
        while enough - tooSmall > 1e-10 * enough {
            let middle = (tooSmall + enough) / 2
            if tail(beyond: middle, draws: exact) <= 0.05 * (1 - 1e-9) { enough = middle } else { tooSmall = middle }
        }
        return enough * (Double(count) / Double(exact)).squareRoot()
    }

    /// P(|sum| > x) = Σ over j < n of C(n−1+j, j)·2^(1−n−j)·Q(n−j, x), with Q(k, x) = e^(−x)·Σ over i < k of xⁱ/i!.
    ///
    /// The sum is that of n exponentials less that of n others. Take away, from both, one point of a joint Poisson
    /// process of rate 2 at a time: each falls to a side by a fair coin, until one side has had its n; then the
    /// other lacks n − j points, j being those it had, and these take a Gamma(n − j) time. All terms are
    /// positive, so nothing cancels.
    static func tail(beyond point: Double, draws count: Int) -> Double {
        // poisson[k] = Q(k, x).
        let logarithm = log(point)
        var poisson = [Double](repeating: 0, count: count + 1)
        var sum = 0.0
        for order in 0..<count {
            sum += exp(Double(order) * logarithm - point - lgammaPositive(Double(order) + 1))
            poisson[order + 1] = sum
        }
        var total = 0.0
        for lost in 0..<count {
            let weight =
                lgammaPositive(Double(count + lost)) - lgammaPositive(Double(count)) - lgammaPositive(Double(lost) + 1)
                + Double(1 - count - lost) * 0.693_147_180_559_945_3
            total += exp(weight) * poisson[count - lost]
        }
        return total
    }

    /// ln Γ(x) for x ≥ 1; Stirling's series above 16, to better than 10⁻¹².
    private static func lgammaPositive(_ value: Double) -> Double {
        var shifted = value
        var product = 1.0
        while shifted < 16 {
            product *= shifted
            shifted += 1
        }
        let inverse = 1 / (shifted * shifted)
        let series = (1 / 12.0 - inverse * (1 / 360.0 - inverse * (1 / 1260.0 - inverse / 1680.0))) / shifted
        return (shifted - 0.5) * log(shifted) - shifted + 0.918_938_533_204_672_7 + series - log(product)
    }
}
