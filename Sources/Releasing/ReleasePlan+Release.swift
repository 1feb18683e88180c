public import Aggregation
import Cryptography
import DifferentialPrivacy
import Residuals
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
        let draw = PeriodDraw(self)
        let strict = StrictDraw(self)
        var drawn: [[Int: [Int64]]] = []
        var decided: [[Bool]] = []
        for period in periods {
            do throws(RandomnessError) {
                drawn.append(try draw.figures(of: period, from: cube, using: &source))
                if let strict { decided.append(try strict.decisions(of: period, from: cube, using: &source)) }
            } catch { throw .randomness(error) }
        }
        let assembly = TableAssembly(plan: self, drawn: drawn, selected: strict.map { ($0, decided) })
        let tables = structure.tables.map { definition in
            ProtectedTable(
                definition: definition,
                blocks: structure.levelTuples(of: definition).map { assembly.block($0, of: definition) })
        }
        return Release(
            number: number, structure: structure, periods: periods,
            provisional: provisional(on: today),
            draws: [Draw(periods: periods, release: number, protection: statement, noise: drawnNoise)],
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

    /// What is said of the noise, so that anyone can work out the variance of a figure or of a sum.
    private var drawnNoise: DrawnNoise? {
        switch scheme {
        case .exact: return nil
        case .residuals(let residuals):
            return DrawnNoise(
                arrangement: .residuals,
                measurements: residuals.map {
                    DrawnNoise.Measurement(levels: lattice.tuples[$0.place], variance: $0.sigmaSquared)
                })
        case .tables(let tables, _):
            return DrawnNoise(
                arrangement: .tables,
                measurements: tables.map {
                    DrawnNoise.Measurement(levels: lattice.tuples[$0.place], variance: $0.noise.variance)
                })
        }
    }

    /// The periods whose submissions are not all due yet.
    private func provisional(on today: Day) -> Set<Period> {
        let dueDays = structure.providers?.dueDays ?? 0
        return Set(periods.filter { Int(today.number) - Int($0.days.upperBound.number) <= dueDays })
    }
}
