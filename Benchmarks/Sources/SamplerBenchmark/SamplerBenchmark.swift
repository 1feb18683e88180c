import Cryptography
import DifferentialPrivacy
import Rationals

/// Measures how many samples of noise a second come from the generator that ships.
///
/// `sampler-benchmark [COUNT [RUNS]]` prints a line for each distribution: its name and the samples a second,
/// the median of the runs (one million samples, five runs unless said otherwise).
@main
struct SamplerBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        let count = arguments.first ?? 1_000_000
        let runs = arguments.dropFirst().first ?? 5
        let laplace = try DiscreteLaplace(scale: Rational(10))
        let gaussian = try DiscreteGaussian(variance: Rational(100))
        print("discrete-laplace", try samplesPerSecond(laplace, count, runs))
        print("discrete-gaussian", try samplesPerSecond(gaussian, count, runs))
    }

    private static func samplesPerSecond(_ noise: some IntegerNoise, _ count: Int, _ runs: Int) throws -> Int {
        var rates: [Int] = []
        for _ in 0..<runs {
            var source = try SystemRandomBits()
            let clock = ContinuousClock()
            let begun = clock.now
            let values = try noise.samples(count, using: &source)
            let taken = (clock.now - begun) / .seconds(1)
            // The values are looked at, so that drawing them cannot be left out.
            guard values.contains(where: { $0 != 0 }) else { throw NothingDrawn() }
            rates.append(Int(Double(count) / taken))
        }
        return rates.sorted()[runs / 2]
    }
}

/// Every draw was zero, which cannot happen in a million.
struct NothingDrawn: Error {}
