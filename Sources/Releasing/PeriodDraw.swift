import Aggregation
import DifferentialPrivacy
import Residuals
import Statistics

/// Draws the noise of one period and puts its figures together.
struct PeriodDraw {
    private let plan: ReleasePlan
    private let zeros: [KnownZero]
    /// The noise of each combination measured, by its multiplier, made ready once for all periods.
    private let noises: [Int: [Int64: PreparedNoise]]
    private let published: Set<Int>

    init(_ plan: ReleasePlan) {
        self.plan = plan
        let design = MeasurementDesign(plan.structure, lattice: plan.lattice)
        published = Set(design.published)
        noises = plan.scheme.preparedNoises
        // Zeros of the finest combinations published: what others show of them is their sum.
        let impossible = ImpossibleCells(plan.structure)
        zeros =
            plan.structure.structuralZeros.isEmpty
            ? []
            : design.published.filter { place in
                !design.published.contains { $0 != place && plan.lattice.refines($0, place) }
            }.flatMap { place in
                impossible.cells(of: plan.structure.codes(at: plan.lattice.tuples[place])).map {
                    KnownZero(place: place, cell: $0)
                }
            }
    }

    /// The figures of every combination published, by its place: with the noise in, rounded to integers.
    ///
    /// - Throws: `RandomnessError` if the source fails; give up the release.
    func figures(
        of period: Period, from cube: ObservationCube, using source: inout some BitSource & ~Copyable
    ) throws(RandomnessError) -> [Int: [Int64]] {
        let lattice = plan.lattice
        var field: [[Double]]
        switch plan.scheme {
        case .exact:
            return Dictionary(uniqueKeysWithValues: published.map { ($0, counts(at: $0, of: period, from: cube)) })
        case .residuals(let residuals):
            field = lattice.zeroField
            for residual in residuals {
                let most = lattice.largestCount(at: residual.place)
                // The lesser of a count and a bound changes by no more than the count.
                let counts = counts(at: residual.place, of: period, from: cube).map { min($0, most) }
                var values = lattice.scaledResiduals(of: counts, at: residual.place)
                for cell in values.indices {
                    guard let noise = noises[residual.place]?[residual.multipliers[cell]] else {
                        preconditionFailure("a cell that is measured has its noise")
                    }
                    values[cell] = saturated(values[cell], try noise.sample(using: &source))
                }
                field[residual.place] = lattice.residuals(
                    fromScaled: values, multipliers: residual.multipliers, at: residual.place)
            }
            lattice.condition(&field, on: zeros, sigmaSquared: plan.sigmaSquared(residuals))
        case .tables(let tables, _):
            var measured: [(place: Int, values: [Double], variance: Double)] = []
            for table in tables {
                var values: [Double] = []
                guard let noise = noises[table.place]?[1] else {
                    preconditionFailure("a table that is measured has its noise")
                }
                for count in counts(at: table.place, of: period, from: cube) {
                    values.append(Double(saturated(count, try noise.sample(using: &source))))
                }
                measured.append((table.place, values, table.noise.varianceBound))
            }
            field = lattice.residuals(nearest: measured, zeros: zeros)
        }
        lattice.reconstruct(&field)
        return Dictionary(uniqueKeysWithValues: published.map { ($0, field[$0].map(Int64.init(roundedEvenly:))) })
    }

    private func counts(at place: Int, of period: Period, from cube: ObservationCube) -> [Int64] {
        let levels = plan.lattice.tuples[place]
        return cube.saturatedSums(
            of: period, levels: levels, codes: plan.structure.codes(at: levels), releasingRaw: .protection)
    }

    /// Saturating, not trapping: whether a sum overflows must not be seen from outside.
    private func saturated(_ value: Int64, _ noise: Int64) -> Int64 {
        let (sum, overflow) = value.addingReportingOverflow(noise)
        return overflow ? (noise < 0 ? .min : .max) : sum
    }
}

extension Int64 {
    /// The nearest integer, of two the even one, so that rounding shifts nothing on average. What lies within 10⁻⁶ of the
    /// middle counts as there: the same figure is added up along different ways, and must be rounded alike.
    init(roundedEvenly value: Double) {
        let lower = value.rounded(.down)
        let rest = value - lower
        let rounded =
            (rest - 0.5).magnitude < 1e-6
            ? (lower.truncatingRemainder(dividingBy: 2) == 0 ? lower : lower + 1) : value.rounded()
        self = Int64(Swift.min(Swift.max(rounded, -0x1p62), 0x1p62))
    }
}

extension MeasurementScheme {
    /// For each combination measured and each multiplier the noise, made ready for many draws; of a table, the multiplier 1.
    fileprivate var preparedNoises: [Int: [Int64: PreparedNoise]] {
        switch self {
        case .exact: [:]
        case .residuals(let residuals):
            Dictionary(uniqueKeysWithValues: residuals.map { ($0.place, $0.noises.mapValues { $0.prepared() }) })
        case .tables(let tables, _):
            Dictionary(uniqueKeysWithValues: tables.map { ($0.place, [1: $0.noise.prepared()]) })
        }
    }
}
