import DifferentialPrivacy
import TestSupport

/// The ways of drawing, which must all have the same distribution.
enum WayOfDrawing: CaseIterable {
    /// By the noise itself.
    case unprepared
    /// All at once by what was prepared.
    case prepared
    /// One by one by what was prepared.
    case preparedOneByOne

    func draws(
        _ count: Int, of noise: some IntegerNoise, using source: inout SeededBits
    ) throws(RandomnessError) -> [Int64] {
        let prepared = noise.prepared()
        var values: [Int64] = []
        switch self {
        case .prepared: values = try prepared.samples(count, using: &source)
        case .unprepared: for _ in 0..<count { values.append(try noise.sample(using: &source)) }
        case .preparedOneByOne: for _ in 0..<count { values.append(try prepared.sample(using: &source)) }
        }
        return values
    }
}
