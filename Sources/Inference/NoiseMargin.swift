import DifferentialPrivacy
import Residuals

/// Margins of what is put together from several published figures.
enum NoiseMargin {
    /// With probability 95% the noise and the rounding of a sum are no larger than this, in magnitude.
    ///
    /// Each of n published figures was rounded to a whole number: that adds n/12 to the variance, as if roundings were
    /// independent and uniform.
    ///
    /// - Parameters:
    ///   - noise: of the sum before rounding.
    ///   - figures: how many figures were rounded, at least 1.
    /// - Returns: the margin.
    static func margin95(of noise: FigureNoise, figuresRounded figures: Int) -> Int64 {
        let rounding = Double(figures) / 12
        switch noise {
        case .gaussian(let variance):
            return DiscreteGaussian.marginOfSum95(variance: variance + rounding)
        case .laplace(let scale, let draws):
            let quantile = DiscreteLaplace.quantileOfSum95(drawsSummed: draws) * scale
            return Int64(min((quantile * quantile + 3.842 * rounding).squareRoot().rounded(.up), 0x1p62))
        }
    }

    /// The half-width that holds with probability 95%, for what is no whole number, such as a share.
    static func width95(of noise: FigureNoise) -> Double {
        switch noise {
        case .gaussian(let variance): 1.959_963_985 * variance.squareRoot()
        case .laplace(let scale, let draws): DiscreteLaplace.quantileOfSum95(drawsSummed: draws) * scale
        }
    }
}

extension FigureNoise {
    /// The noise of the sum or difference of two independent figures. Of Laplace noises of two scales, that of as many
    /// draws of the larger; beside Gaussian noise, whose tail is lighter, one draw of its variance stands for it.
    func adding(_ other: FigureNoise) -> FigureNoise {
        switch (self, other) {
        case (.gaussian(let one), .gaussian(let two)): .gaussian(variance: one + two)
        case (.laplace(let scale, let draws), .laplace(let otherScale, let otherDraws)):
            .laplace(scale: Swift.max(scale, otherScale), draws: draws + otherDraws)
        case (.laplace(let scale, let draws), .gaussian(let variance)),
            (.gaussian(let variance), .laplace(let scale, let draws)):
            .laplace(scale: Swift.max(scale, (variance / 2).squareRoot()), draws: draws + 1)
        }
    }
}
