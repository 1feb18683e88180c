import Glibc

/// The chance of counts at least this far from the expected ones, by Pearson's χ² with the exact survival function.
public enum ChiSquare {
    /// The p-value of draws.
    ///
    /// - Parameters:
    ///   - draws: the draws, any integers.
    ///   - mass: the probability of each integer, symmetric about zero and falling away from it.
    /// - Returns: the p-value; cells are single integers while at least 20 draws are expected there, then two tails.
    public static func pValue(draws: [Int64], mass: (Int64) -> Double) -> Double {
        let count = Double(draws.count)
        var reach: Int64 = 0
        while mass(reach + 1) * count >= 20 { reach += 1 }
        var observed = [Double](repeating: 0, count: Int(2 * reach) + 3)
        for draw in draws { observed[Int(min(max(draw, -reach - 1), reach + 1) + reach + 1)] += 1 }
        var expected = (-reach...reach).map { mass($0) * count }
        let tail = (count - expected.reduce(0, +)) / 2
        expected = [tail] + expected + [tail]
        if tail < 20 {
            // Too little is expected in the tails: they go to their neighbours.
            for (edge, neighbour) in [(0, 1), (expected.count - 1, expected.count - 2)] {
                expected[neighbour] += expected[edge]
                observed[neighbour] += observed[edge]
                (expected[edge], observed[edge]) = (0, 0)
            }
        }
        let cells = zip(observed, expected).filter { $0.1 > 0 }
        guard cells.count > 1 else { return 1 }
        let statistic = cells.reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
        return survival(statistic, degreesOfFreedom: cells.count - 1)
    }

    /// The p-value of the sizes of draws, grouped into few cells, so that small differences in scale show.
    ///
    /// - Parameters:
    ///   - magnitudes: how often each size |z| = 0, 1, 2, … was drawn.
    ///   - mass: the probability of each integer, symmetric about zero.
    ///   - cells: about how many groups of consecutive sizes are made; each is expected alike often.
    /// - Returns: the p-value.
    public static func pValue(magnitudes: [Int], mass: (Int64) -> Double, cells: Int) -> Double {
        let count = Double(magnitudes.reduce(0, +))
        var statistic = 0.0
        var degrees = -1
        var (observed, expected, left) = (0.0, 0.0, count)
        for (size, times) in magnitudes.enumerated() {
            observed += Double(times)
            let share = count * mass(Int64(size)) * (size == 0 ? 1 : 2)
            expected += share
            left -= share
            if expected >= count / Double(cells) && left >= count / Double(cells) {
                statistic += (observed - expected) * (observed - expected) / expected
                degrees += 1
                (observed, expected) = (0, 0)
            }
        }
        expected += left
        statistic += (observed - expected) * (observed - expected) / expected
        return survival(statistic, degreesOfFreedom: degrees + 1)
    }

    /// P(χ² ≥ x) = Q(df/2, x/2), the regularised upper incomplete gamma function.
    public static func survival(_ statistic: Double, degreesOfFreedom: Int) -> Double {
        upperGamma(Double(degreesOfFreedom) / 2, statistic / 2)
    }

    /// Q(a, x): the series of P below a + 1, Lentz's continued fraction above (Press et al., Numerical Recipes, 6.2).
    public static func upperGamma(_ shape: Double, _ point: Double) -> Double {
        guard point > 0 else { return 1 }
        let scale = exp(shape * log(point) - point - lgamma(shape))
        if point < shape + 1 {
            var term = 1 / shape
            var sum = term
            var index = shape
            while abs(term) > abs(sum) * 1e-16 {
                index += 1
                term *= point / index
                sum += term
            }
            return 1 - sum * scale
        }
        let tiny = 1e-300
        var base = point + 1 - shape
        var ratio = 1 / tiny
        var inverse = 1 / base
        var value = inverse
        for step in 1..<10_000 {
            let factor = -Double(step) * (Double(step) - shape)
            base += 2
            inverse = factor * inverse + base
            if abs(inverse) < tiny { inverse = tiny }
            ratio = base + factor / ratio
            if abs(ratio) < tiny { ratio = tiny }
            inverse = 1 / inverse
            value *= inverse * ratio
            if abs(inverse * ratio - 1) < 1e-15 { break }
        }
        return value * scale
    }
}
