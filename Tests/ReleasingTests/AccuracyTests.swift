import Statistics
import Testing

@testable import Releasing

@Suite struct AccuracyTests {
    /// What is said before a release is what the release then shows.
    @Test(arguments: 0..<30 as Range<UInt64>, [ProtectionPolicy.Mechanism.discreteGaussian, .discreteLaplace])
    func accuraciesAreThoseOfTheRelease(seed: UInt64, mechanism: ProtectionPolicy.Mechanism) throws {
        let made = try randomStructure(seed: seed, mechanism: mechanism)
        let plan = try plan(made)
        let release = try plan.seeded(randomCube(made, periods: plan.periods, seed: seed), seed)
        let blocks = release.tables.flatMap { table in table.blocks.map { (table.definition.id, $0) } }
        let accuracies = plan.accuracies
        #expect(accuracies.map(\.table) == blocks.map(\.0))
        #expect(accuracies.map(\.levels) == blocks.map(\.1.levels))
        #expect(accuracies.map(\.cells) == blocks.map(\.1.seriesCount))
        for (accuracy, (_, block)) in zip(accuracies, blocks) {
            let noise = plan.measurements.first { $0.levels == accuracy.levels }?.noise
            #expect(accuracy.margin == noise?.margin)
            for series in 0..<block.seriesCount {
                // A code of several levels has the margin of the coarsest that was measured.
                let key = zip(made.dimensions, block.key(ofSeries: series))
                let isElsewhere = plan.measurements.contains { measurement in
                    measurement.levels < accuracy.levels
                        && zip(measurement.codes, key).allSatisfy { $0.contains($1.1) }
                }
                guard !isElsewhere else { continue }
                for case .estimate(_, let margin) in block.cells(ofSeries: series) {
                    #expect(margin == accuracy.margin)
                }
            }
        }
    }
}
