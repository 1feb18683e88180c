import DifferentialPrivacy
import Glibc
import Residuals
import Statistics
import TestSupport
import Testing

@testable import Inference

@Suite struct ChangeTests {
    @Test func whatIsLargeIsNamedAndWhatIsSmallIsNot() throws {
        let changes = try Series(values: [100, 104, 180, 178]).changes()
        #expect(changes.map { $0?.difference } == [nil, 4, 76, -2])
        #expect(changes.map { $0?.isDistinguishable } == [nil, false, true, false])
        #expect(changes[2]?.period.description == "2024-02")
        // 1.96·√(4 + 4 + 1/6), less the half that rounding covers.
        #expect(changes[2]?.margin == 6)
    }

    @Test func fallsAreNamedLikeRises() throws {
        #expect(try Series(values: [180, 100]).changes()[1]?.isDistinguishable == true)
    }

    @Test func noiseAndChanceBothCount() throws {
        // A rise of 20 on 1,000 is chance; on 10 it is none.
        #expect(try Series(values: [1000, 1020]).changes()[1]?.isDistinguishable == false)
        #expect(try Series(values: [10, 40]).changes()[1]?.isDistinguishable == true)
        // And it is noise where there is so much of it.
        #expect(try Series(values: [10, 40], variance: "400").changes()[1]?.isDistinguishable == false)
    }

    @Test func theYearBeforeIsHeldAgainstToo() throws {
        var values = [Int64?](repeating: 100, count: 13)
        values[12] = 200
        let changes = try Series(values: values).changes(.yearBefore)
        #expect(changes[12]?.period.description == "2024-01")
        #expect(changes[12]?.difference == 100)
        #expect(changes[12]?.isDistinguishable == true)
        #expect(changes[..<12].allSatisfy { $0 == nil })
        // Of years the year before is the period before.
        let years = Series(values: [100, 200], first: "2020", frequency: .annual)
        #expect(try years.changes(.yearBefore) == [nil, nil])
        #expect(try years.changes(.previous)[1]?.isDistinguishable == true)
    }

    @Test func whatIsHiddenIsInNoComparison() throws {
        let found = ReleaseChanges(try Series(values: [100, nil, 200, 210]).release())
        #expect(found.comparisons == 1)
        #expect(try Series(values: [100, nil, 200, 210]).changes().map { $0?.difference } == [nil, nil, nil, 10])
    }

    @Test func nothingIsSaidOverABreak() throws {
        let values: [Int64?] = [100, 100, 200, 200]
        let changes = try Series(values: values, breaks: ["2024-03"]).changes()
        #expect(changes.map { $0?.difference } == [nil, 0, nil, 0])
        // The first period of the release has nothing before it to break with.
        #expect(try Series(values: values, breaks: ["2024-01"]).changes().compactMap(\.self).count == 3)
    }

    /// Counts at the edge of what is held saturate, and so does what is worked out from them.
    @Test func changesAtTheEdgesSaturate() throws {
        let changes = try Series(values: [.min, .max, 1 << 62, -1 << 62, .min]).changes()
        #expect(changes.map { $0?.difference } == [nil, .max, (1 << 62) - .max, .min, -1 << 62])
        let release = try Series(values: [.max, .max, 5]).release()
        let all = try ReaderSums(release, Grouping.everything(release.structure)).total(over: release.periods)
        #expect(all.value == .max)
    }

    @Test func nothingIsSaidWhereOthersReported() throws {
        let senders = [["A", "B"], ["A", "B"], ["A"], ["A"], ["B"]]
        let changes = try Series(values: [100, 200, 100, 200, 100], senders: senders).changes()
        #expect(changes.map { $0?.difference } == [nil, 100, nil, 100, nil])
    }

    @Test func nothingIsSaidWhereNobodyKnowsWhoReported() throws {
        #expect(try Series(values: [100, 200], senders: [nil, nil]).changes() == [nil, nil])
    }

    @Test func nothingIsSaidWhereAUnitIsCountedByOtherBounds() throws {
        let changes = try Series(values: [100, 200, 100, 200], widerFrom: 2).changes()
        #expect(changes.map { $0?.difference } == [nil, 100, nil, 100])
    }

    /// A hundred units that add five each to a count vary as the hundred do: 5·√100 = 50, and not √500 = 22.
    @Test func chanceIsThatOfUnitsAndNotOfWhatTheyAdd() throws {
        #expect(try Series(values: [500, 600]).changes()[1]?.isDistinguishable == true)
        #expect(try Series(values: [500, 600], maxCount: 5).changes()[1]?.isDistinguishable == false)
        #expect(try Series(values: [500, 800], maxCount: 5).changes()[1]?.isDistinguishable == true)
    }

    /// The example of Benjamini and Hochberg (1995): fifteen hypotheses, of which four are rejected at 5%.
    @Test func theKnownExampleRejectsFour() {
        let probabilities = [
            0.4262, 0.0001, 0.0298, 0.0004, 0.0095, 0.0201, 0.0278, 0.0019, 0.0344, 0.0459, 0.3240, 0.5719, 0.6528,
            0.7590,
            1.0,
        ]
        let cutoff = BenjaminiHochberg(probabilities, rate: 0.05).cutoff
        #expect(cutoff == 0.0095)
        #expect(probabilities.count { $0 <= cutoff } == 4)
        #expect(BenjaminiHochberg([0.2, 0.9], rate: 0.05).cutoff < 0)
        #expect(BenjaminiHochberg([], rate: 0.05).cutoff < 0)
    }

    /// The bound on the tail of Laplace noise is never below the tail itself, worked out by adding up.
    @Test(arguments: [(3.0, 1), (10.0, 1), (2.0, 5)], [5.0, 20, 40, 80])
    func theBoundOnLaplaceTailsHolds(noise: (scale: Double, draws: Int), difference: Double) throws {
        // The difference of two figures of 20: Laplace noise on each, Poisson chance taken as normal.
        let step = 1.0
        let reach = 300
        var mass = [Double](repeating: 0, count: 2 * reach + 1)
        mass[reach] = 1
        func convolved(with kernel: [Double]) {
            let half = kernel.count / 2
            mass = mass.indices.map { place in
                var sum = 0.0
                for (shift, weight) in kernel.enumerated() {
                    let other = place + shift - half
                    if mass.indices.contains(other) { sum += weight * mass[other] }
                }
                return sum
            }
        }
        func kernel(_ density: (Double) -> Double, _ half: Int) -> [Double] {
            let raw = (-half...half).map { density(Double($0) * step) }
            let all = raw.reduce(0, +)
            return raw.map { $0 / all }
        }
        let variance = 40 + 1.0 / 6
        convolved(with: kernel({ exp(-$0 * $0 / (2 * variance)) }, 60))
        for _ in 0..<2 * noise.draws { convolved(with: kernel({ exp(-$0.magnitude / noise.scale) }, 150)) }
        let tail = mass.indices.reduce(0) {
            Double($1 - reach).magnitude * step >= difference ? $0 + mass[$1] : $0
        }
        let laplace = FigureNoise.laplace(scale: noise.scale, draws: noise.draws)
        let bound = Distinguishability.probability(of: (20, laplace), (20 + Int64(difference), laplace))
        let same = Distinguishability.probability(of: (20, laplace), (20, laplace))
        #expect(same == 1)
        // The later figure is larger, and with it the chance that is allowed for; so it is not the tail alone.
        #expect(bound >= tail * (1 - 1e-6))
        #expect(bound <= 1)
    }

    @Test func theSmallestRiseIsJustEnough() {
        let cases = [(0.0, 0.0, 1.0), (10, 4, 1), (1000, 25, 1), (5, 900, 1), (0, 0, 7), (70, 25, 3)]
        for (count, variance, most) in cases {
            let rise = Double(
                Distinguishability.smallestRise(from: count, variance: variance, unitAddsAtMost: Int64(most)))
            func needed(_ rise: Double) -> Double {
                1.959_963_985 * (2 * variance + most * (2 * count + rise) + 1.0 / 6).squareRoot()
            }
            #expect(rise >= needed(rise))
            #expect(rise - 1 < needed(rise - 1))
        }
    }
}
