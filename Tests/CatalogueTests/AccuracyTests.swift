import DifferentialPrivacy
import Rationals
import Releasing
import Statistics
import Testing

@testable import Catalogue

/// What the shipped tables can show with the shares of the budget that are shipped with them. A table that is too fine
/// for its share is noticed here, before anyone submits to it.
@Suite struct AccuracyTests {
    /// The datasets that are protected by noise, each a case of its own.
    private static let protected: [String] = {
        let structures = (try? Shipped.datasets().map(\.structure)) ?? []
        return structures.filter { $0.protection.method == .noise }.map(\.id.description)
    }()

    /// The margins of one period's first draw, at the dataset's share, one for each combination of levels.
    private func accuracies(_ id: String) throws -> (dataset: CataloguedDataset, found: [ReleasePlan.Accuracy]) {
        let dataset = try #require(try Shipped.datasets().first { $0.structure.id.description == id })
        let (structure, population) = (dataset.structure, dataset.population)
        let period = try #require(Period(structure.frequency, containing: Day.last))
        let whole = try PrivacyCost.largestRho(epsilon: population.epsilon, delta: population.delta)
        let share = try #require(population.shares[structure.id], "\(id) has no share")
        let plan = try ReleasePlan(
            structure: structure, periods: try #require(PeriodRange(period, period)),
            budget: .concentrated(rho: try #require(whole.multiplied(by: share)), statedDelta: population.delta))
        return (dataset, plan.accuracies)
    }

    @Test func thereAreDatasetsToJudge() { #expect(AccuracyTests.protected.count > 20) }

    /// k keeps what is noise alone from being shown: at a margin of k, 2.5% of empty cells reach it; at one and a half
    /// times k, 10%.
    @Test(arguments: AccuracyTests.protected)
    func marginsAreAboutTheThresholdOrLess(id: String) throws {
        let (dataset, found) = try accuracies(id)
        let k = Int64(dataset.structure.protection.k)
        let margins = found.map(\.margin).sorted()
        try #require(!margins.isEmpty)
        #expect(margins[margins.count / 2] <= k, "the margins of \(id) are \(margins)")
        #expect(2 * (margins.last ?? 0) <= 3 * k, "the margins of \(id) are \(margins)")
        #expect(k >= 10, "figures below 10 are not for the public")
    }

    @Test(arguments: AccuracyTests.protected)
    func theWholeIsPublished(id: String) throws {
        let (dataset, found) = try accuracies(id)
        let hasTotal = found.contains { accuracy in accuracy.levels.levels.allSatisfy { $0 == 0 } }
        // No child is counted once over all services, so that there is no total to publish.
        #expect(hasTotal == (dataset.structure.id.description != "victim-services"))
    }

    /// At the number that an office expects, the total is known to better than 15%.
    @Test(arguments: AccuracyTests.protected)
    func theTotalIsKnownWell(id: String) throws {
        let (dataset, found) = try accuracies(id)
        let nominal = try #require(dataset.structure.measure.nominal, "\(id) does not say what is expected of a period")
        guard let total = found.first(where: { $0.levels.levels.allSatisfy { $0 == 0 } }) else { return }
        #expect(100 * total.margin < 15 * Int64(nominal), "\(total.margin) of \(nominal)")
    }
}
