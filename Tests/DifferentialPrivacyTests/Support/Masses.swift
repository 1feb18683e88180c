import Glibc
import Rationals
import Testing

/// The exact mass functions, in floating point.
enum Masses {
    static func laplace(scale: Double) -> (Int64) -> Double {
        let atZero = tanh(1 / (2 * scale))
        return { atZero * exp(-abs(Double($0)) / scale) }
    }

    static func gaussian(variance: Double) -> (Int64) -> Double {
        let reach = Int64(40 * variance.squareRoot()) + 2
        let weights = (-reach...reach).map { exp(-Double($0 * $0) / (2 * variance)) }
        let total = weights.sorted().reduce(0, +)
        return { exp(-Double($0) * Double($0) / (2 * variance)) / total }
    }
}
