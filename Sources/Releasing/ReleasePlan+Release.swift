public import Aggregation
import Cryptography
import DifferentialPrivacy
@_spi(Releasing) public import Statistics

extension ReleasePlan {
    /// Draws the noise once and makes the release: the only place where a count becomes publishable.
    ///
    /// `today` decides which periods are still provisional.
    ///
    /// `cube` counts a structure of the same dimensions, whatever tables that declares.
    ///
    /// - Throws: `ReleasingError.randomness` if the generator fails, for which the counts are no cause; nothing is
    ///   released then.
    public func release(_ cube: ObservationCube, number: Int, today: Day) throws(ReleasingError) -> Release {
        var source: SystemRandomBits
        do throws(RandomnessError) {
            source = try SystemRandomBits()
        } catch { throw .randomness(error) }
        return try release(cube, number: number, today: today, using: &source)
    }

    /// The same with a source of the caller's, for tests.
    func release(
        _ cube: ObservationCube, number: Int, today: Day, using source: inout some BitSource & ~Copyable
    ) throws(ReleasingError) -> Release {
        precondition(
            cube.domain.structure.dimensions == structure.dimensions, "the cube counts a structure of other dimensions")
        var drawn: [LevelTuple: [Int64]] = [:]
        for measurement in measurements {
            drawn[measurement.levels] = try draw(measurement, from: cube, using: &source)
        }
        let assembly = TableAssembly(plan: self, drawn: drawn)
        let tables = structure.tables.map { definition in
            ProtectedTable(
                definition: definition,
                blocks: structure.levelTuples(of: definition).map { assembly.block($0, of: definition) })
        }
        return Release(
            number: number, structure: structure, periods: periods,
            provisional: provisional(on: today),
            draws: [Draw(periods: periods, release: number, protection: statement)],
            tables: tables, notes: ReleaseNotes(structure: structure).texts)
    }

    /// What is said of the figures' protection.
    private var statement: ProtectionStatement {
        let policy = structure.protection
        let isNoised = policy.method == .noise
        return ProtectionStatement(
            method: policy.method, mechanism: isNoised ? policy.mechanism : nil,
            // Reference data are all shown.
            threshold: isNoised ? policy.threshold : .none, k: policy.k, unit: structure.unit, guarantee: guarantee)
    }

    /// The noisy counts of a combination of levels, one series after the other, the periods of each in order.
    private func draw(
        _ measurement: Measurement, from cube: ObservationCube, using source: inout some BitSource & ~Copyable
    ) throws(ReleasingError) -> [Int64] {
        var values = [Int64](repeating: 0, count: measurement.cellCount * periods.count)
        for (place, period) in periods.enumerated() {
            let sums = cube.saturatedSums(
                of: period, levels: measurement.levels, codes: measurement.codes, releasingRaw: .protection)
            for (series, sum) in sums.enumerated() {
                let noise: Int64
                do throws(RandomnessError) {
                    noise = try measurement.noise.sample(using: &source)
                } catch { throw .randomness(error) }
                // Saturating, not trapping: whether a sum overflows must not be seen from outside.
                let (value, overflow) = sum.addingReportingOverflow(noise)
                values[series * periods.count + place] = overflow ? (noise < 0 ? .min : .max) : value
            }
        }
        return values
    }

    /// The periods whose submissions are not all due yet.
    private func provisional(on today: Day) -> Set<Period> {
        let dueDays = structure.providers?.dueDays ?? 0
        return Set(periods.filter { Int(today.number) - Int($0.days.upperBound.number) <= dueDays })
    }
}
