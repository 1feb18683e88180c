extension DiscreteGaussian {
    /// The margin of a weighted sum of discrete Gaussians that is rounded to an integer, by its variance.
    ///
    /// The sum is σ²-subgaussian with the variance given, and near the normal distribution where its terms are many or
    /// wide; where it is narrow it is held against one discrete Gaussian of that variance, and the greater of both taken.
    ///
    /// - Parameter variance: at least 0.
    /// - Returns: an integer m ≥ 0 with P(|rounded sum| ≤ m) ≥ 0.95.
    public static func marginOfSum95(variance: Double) -> Int64 {
        precondition(variance >= 0 && variance.isFinite, "a variance is a number of at least 0")
        guard variance > 0 else { return 0 }
        // P(|N| ≤ 1.959963985·σ) is 95%; a sum is rounded to within m of zero if it is within m + ½.
        let normal = (1.959_963_985 * variance.squareRoot() - 0.5).rounded(.up)
        return max(Int64(max(normal, 0)), margin(variance: variance, outside: 0.05))
    }
}
