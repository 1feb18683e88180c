import Statistics
import TestSupport
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
            var margins: [Int64] = []
            for series in 0..<block.seriesCount {
                for case .estimate(_, let margin) in block.cells(ofSeries: series).prefix(1) { margins.append(margin) }
            }
            #expect(margins.sorted()[margins.count / 2] == accuracy.margin)
            #expect(margins.max() == accuracy.largestMargin)
        }
    }
}
