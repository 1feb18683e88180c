extension DiscreteLaplace {
    /// The 95% quantile of the magnitude of a sum of independent continuous Laplace variables of scale 1, from above; a
    /// sum of as many discrete ones of scale b has no larger a margin than b times that (`margin95(drawsSummed:)`).
    ///
    /// - Parameter count: how many are summed, at least 1.
    /// - Returns: the quantile.
    public static func quantileOfSum95(drawsSummed count: Int) -> Double {
        precondition(count >= 1, "a sum has terms")
        return LaplaceSum.quantile95(draws: count)
    }
}
