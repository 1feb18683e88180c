import DifferentialPrivacy
import Statistics

/// The noise of one measurement, of either mechanism.
enum CellNoise: Sendable, Hashable {
    case gaussian(DiscreteGaussian)
    case laplace(DiscreteLaplace)
    /// Reference data carry none.
    case none

    /// Draws once.
    func sample(using source: inout some BitSource & ~Copyable) throws(RandomnessError) -> Int64 {
        switch self {
        case .gaussian(let noise): try noise.sample(using: &source)
        case .laplace(let noise): try noise.sample(using: &source)
        case .none: 0
        }
    }

    /// With probability 95% one draw is no further from zero than this.
    var margin: Int64 {
        switch self {
        case .gaussian(let noise): noise.margin95(drawsSummed: 1)
        case .laplace(let noise): noise.margin95(drawsSummed: 1)
        case .none: 0
        }
    }
}
