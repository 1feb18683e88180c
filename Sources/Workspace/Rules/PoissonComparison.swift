import Glibc

/// A count against others that came at the same rate, exactly.
///
/// If the counts of m + 1 periods of equal length are Poisson at one rate, then given their sum N the last of them is
/// binomial: N trials of chance 1/(m + 1) each. Its tails need no knowledge of the rate (Przyborowski and Wilenski 1940).
enum PoissonComparison {
    /// The chance of a count of `count` or more, the counts of `periods` others summing to `others`.
    ///
    /// - Parameters:
    ///   - count: at least 0.
    ///   - others: at least 0.
    ///   - periods: m, at least 1.
    /// - Returns: a probability; 1 where the count is not above the mean of the others.
    static func upperTail(_ count: Int64, others: Int64, periods: Int) -> Double {
        let (x, rest, m) = (Double(count), Double(others), Double(periods))
        guard x * m > rest else { return 1 }
        // Terms fall from here on, each by at least the ratio of the first two.
        var term = probability(x, rest, m)
        var (sum, successes, failures) = (term, x, rest)
        while failures > 0, term > sum * 1e-17 {
            term *= failures / (successes + 1) / m
            (successes, failures) = (successes + 1, failures - 1)
            sum += term
        }
        return min(sum, 1)
    }

    /// The chance of a count of `count` or fewer, likewise; 1 where it is not below the mean of the others.
    static func lowerTail(_ count: Int64, others: Int64, periods: Int) -> Double {
        let (x, rest, m) = (Double(count), Double(others), Double(periods))
        guard x * m < rest else { return 1 }
        var term = probability(x, rest, m)
        var (sum, successes, failures) = (term, x, rest)
        while successes > 0, term > sum * 1e-17 {
            term *= successes * m / (failures + 1)
            (successes, failures) = (successes - 1, failures + 1)
            sum += term
        }
        return min(sum, 1)
    }

    /// The chance of just so many successes and failures.
    private static func probability(_ successes: Double, _ failures: Double, _ m: Double) -> Double {
        exp(
            logFactorial(successes + failures) - logFactorial(successes) - logFactorial(failures)
                - successes * log1p(m) + failures * (log(m) - log1p(m)))
    }

    /// ln n!, by its sum up to 32 and by Stirling's series above, whose next term is below 10⁻¹⁰ there.
    private static func logFactorial(_ n: Double) -> Double {
        if n <= 32 { return n < 2 ? 0 : (2...Int(n)).reduce(0.0) { $0 + log(Double($1)) } }
        let square = n * n
        return n * log(n) - n + log(2 * Double.pi * n) / 2 + 1 / (12 * n) - 1 / (360 * n * square)
            + 1 / (1260 * n * square * square)
    }
}
