import Cryptography
import DifferentialPrivacy
import Rationals

/// Measures how many samples of noise a second come from the generator that ships.
///
/// `sampler-benchmark [COUNT [RUNS]]` prints a line for each distribution: its name and the samples a second,
/// the median of the runs (one million samples, five runs unless said otherwise). Then, for each, how long it takes to
/// prepare one hundred different noises, in nanoseconds for one.
@main
struct SamplerBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        let count = arguments.first ?? 1_000_000
        let runs = arguments.dropFirst().first ?? 5
        for scale in [10, 1_000] as [Int32] {
            let laplace = try DiscreteLaplace(scale: Rational(scale))
            let gaussian = try DiscreteGaussian(variance: Rational(scale * scale))
            print("discrete-laplace-\(scale)", try samplesPerSecond(laplace, count, runs))
            print("discrete-gaussian-\(scale)", try samplesPerSecond(gaussian, count, runs))
            print("discrete-laplace-\(scale)-unprepared", try unpreparedPerSecond(laplace, count / 4, runs))
            print("discrete-gaussian-\(scale)-unprepared", try unpreparedPerSecond(gaussian, count / 4, runs))
        }
        print("prepare-discrete-laplace", preparing(try noises { try DiscreteLaplace(scale: $0) }))
        print("prepare-discrete-gaussian", preparing(try noises { try DiscreteGaussian(variance: $0) }))
    }

    private static func samplesPerSecond(_ noise: some IntegerNoise, _ count: Int, _ runs: Int) throws -> Int {
        try median(count, runs) { source throws(RandomnessError) in try noise.samples(count, using: &source) }
    }

    private static func unpreparedPerSecond(_ noise: some IntegerNoise, _ count: Int, _ runs: Int) throws -> Int {
        try median(count, runs) { source throws(RandomnessError) in
            var values = [Int64](repeating: 0, count: count)
            for index in values.indices { values[index] = try noise.sample(using: &source) }
            return values
        }
    }

    private static func median(
        _ count: Int, _ runs: Int, _ draw: (inout SystemRandomBits) throws(RandomnessError) -> [Int64]
    ) throws -> Int {
        var rates: [Int] = []
        for _ in 0..<runs {
            var source = try SystemRandomBits()
            let clock = ContinuousClock()
            let begun = clock.now
            let values = try draw(&source)
            let taken = (clock.now - begun) / .seconds(1)
            // The values are looked at, so that drawing them cannot be left out.
            guard values.contains(where: { $0 != 0 }) else { throw NothingDrawn() }
            rates.append(Int(Double(count) / taken))
        }
        return rates.sorted()[runs / 2]
    }

    private static func noises<Noise>(_ make: (Rational) throws -> Noise) throws -> [Noise] {
        try (1...100).compactMap { Rational(Int64(1_000_003 * $0), over: 1 << 20) }.map(make)
    }

    private static func preparing(_ noises: [some IntegerNoise]) -> Int {
        let clock = ContinuousClock()
        let begun = clock.now
        let prepared = noises.map { $0.prepared() }
        return Int((clock.now - begun) / .nanoseconds(1)) / prepared.count
    }
}

/// Every draw was zero, which cannot happen in a million.
struct NothingDrawn: Error {}
