import Rationals
import Statistics
import TestSupport
import Testing

private func population(
    epsilon: String = "1", delta: String = "1e-6", shares: [String: String] = ["a": "0.5"], reserve: String = "0.5"
) throws -> Population {
    var named: [Identifier: Rational] = [:]
    for (name, share) in shares { named[try Identifier(name)] = try rational(share) }
    return try Population(
        id: try Identifier("people"), title: LocalizedText("People"), unit: "person", epsilon: try rational(epsilon),
        delta: try rational(delta), shares: named, reserve: try rational(reserve))
}

@Suite struct BoundsTests {
    @Test(arguments: [("1e-9", "0"), ("100", "0.999999"), ("2", "1e-6")])
    func aBudgetWithinItsRangeIsTaken(epsilon: String, delta: String) throws {
        let taken = try population(epsilon: epsilon, delta: delta)
        #expect(try taken.epsilon == rational(epsilon))
        #expect(try taken.delta == rational(delta))
    }

    @Test(arguments: [
        ("0", "0", "epsilon"), ("-1", "0", "epsilon"), ("100.001", "0", "epsilon"), ("1", "1", "delta"),
        ("1", "-1e-9", "delta"),
    ])
    func aBudgetOutsideItsRangeIsRefused(epsilon: String, delta: String, name: String) throws {
        let error = #expect(throws: StatisticsError.self) { try population(epsilon: epsilon, delta: delta) }
        #expect(error?.description.hasPrefix(name) == true)
    }

    @Test(arguments: [
        (["a": "1"], "0"), (["a": "1/3", "b": "1/3", "c": "1/3"], "0"), (["a": "0.9"], "0.1"), ([:], "0.999"),
    ])
    func sharesMayComeToTheWhole(shares: [String: String], reserve: String) throws {
        #expect(try population(shares: shares, reserve: reserve).shares.count == shares.count)
    }

    @Test(arguments: [
        (["a": "1"], "1e-9"), (["a": "1/3", "b": "1/3", "c": "0.333334"], "0"), (["a": "0"], "0"), (["a": "-0.1"], "0"),
        (["a": "0.1"], "-0.1"), ([:], "1"),
    ])
    func sharesMayNotComeToMore(shares: [String: String], reserve: String) {
        #expect(throws: StatisticsError.self) { try population(shares: shares, reserve: reserve) }
    }

    @Test(arguments: [(1, 1, 1), (1000, 1_000_000, 1000)])
    func boundsOfAUnitWithinTheirRangesAreTaken(cells: Int, count: Int, periods: Int) throws {
        let bounds = try UnitBounds(name: "case", maxCells: cells, maxCount: count, maxPeriods: periods)
        #expect([bounds.maxCells, bounds.maxCount, bounds.maxPeriods] == [cells, count, periods])
    }

    @Test(arguments: [
        ("", 1, 1, 1, "a unit needs a name"), ("case", 0, 1, 1, "maxCellsPerUnit"),
        ("case", 1001, 1, 1, "maxCellsPerUnit"),
        ("case", 1, 0, 1, "maxCountPerUnit"), ("case", 1, 1_000_001, 1, "maxCountPerUnit"),
        ("case", 1, 1, -1, "maxPeriodsPerUnit"), ("case", 1, 1, 1001, "maxPeriodsPerUnit"),
    ])
    func otherBoundsAreRefusedByName(name: String, cells: Int, count: Int, periods: Int, message: String) {
        let error = #expect(throws: StatisticsError.self) {
            try UnitBounds(name: name, maxCells: cells, maxCount: count, maxPeriods: periods)
        }
        #expect(error?.description.hasPrefix(message) == true)
    }

    @Test(arguments: [0, -1, 1_000_001])
    func kIsOneToAMillion(number: Int) {
        #expect(throws: StatisticsError.self) { try ProtectionPolicy(k: number) }
        #expect(throws: Never.self) { _ = (try ProtectionPolicy(k: 1), try ProtectionPolicy(k: 1_000_000)) }
    }
}
