import Cryptography
import DifferentialPrivacy
public import Rationals

/// Noise alone, so that anyone can test the samplers.
public enum NoiseSamples: Sendable {
    /// Discrete Laplace of a scale.
    case discreteLaplace(scale: Rational)
    /// Discrete Gaussian of a standard deviation.
    case discreteGaussian(sigma: Rational)

    /// Draws `count` numbers and gives them on in blocks.
    ///
    /// - Throws: `WorkspaceError.usage` for a parameter outside its bounds, `machine` if the random generator
    ///   fails, and what `body` throws.
    public func draw(
        _ count: Int, _ body: ([Int64]) throws(WorkspaceError) -> Void
    ) throws(WorkspaceError) {
        switch self {
        case .discreteLaplace(let scale):
            try draw(try made { () throws(PrivacyError) in try DiscreteLaplace(scale: scale) }, count, body)
        case .discreteGaussian(let sigma):
            let noise = try made { () throws(PrivacyError) in
                guard sigma > .zero, let variance = sigma.multiplied(by: sigma) else { throw .varianceOutOfBounds }
                return try DiscreteGaussian(variance: variance)
            }
            try draw(noise, count, body)
        }
    }

    private func made<Noise>(_ make: () throws(PrivacyError) -> Noise) throws(WorkspaceError) -> Noise {
        do throws(PrivacyError) {
            return try make()
        } catch { throw .usage("the parameter is outside its bounds (\(error))") }
    }

    private func draw(
        _ noise: some IntegerNoise, _ count: Int, _ body: ([Int64]) throws(WorkspaceError) -> Void
    ) throws(WorkspaceError) {
        var rest = count
        let prepared = noise.prepared()
        var source = try randomly { () throws(RandomnessError) in try SystemRandomBits() }
        while rest > 0 {
            let block = try randomly { () throws(RandomnessError) in
                try prepared.samples(min(rest, 8192), using: &source)
            }
            rest -= block.count
            try body(block)
        }
    }

    private func randomly<Result: ~Copyable>(
        _ draw: () throws(RandomnessError) -> Result
    ) throws(WorkspaceError) -> Result {
        do throws(RandomnessError) {
            return try draw()
        } catch { throw .machine("the random generator failed (\(error))") }
    }
}
