import DifferentialPrivacy
import Residuals
public import Statistics

/// Sums of published figures by a reader's own grouping, each with its margin.
///
/// The sum is put together from the figures of one combination of levels that some table shows: of those whose figures
/// are all shown, the one of the smallest margin. Nothing is looked at but what is published, so that it costs nothing;
/// where a figure that is needed is hidden, so is the sum.
public struct ReaderSums: Sendable {
    /// The release.
    public let release: Release
    /// What is added up.
    public let grouping: Grouping
    /// A sum for each period of the release.
    public let figures: [DerivedFigure<Int64>]
    /// For each period the figures that were added up; `nil` without a sum.
    let parts: [FigureVariances.WeightedFigures?]
    let noises: ReleaseNoises

    /// Adds up.
    ///
    /// - Throws: `InferenceError.notPublished` if no table breaks the figures down so far.
    public init(_ release: Release, _ grouping: Grouping) throws(InferenceError) {
        try self.init(release, grouping, noises: ReleaseNoises(release))
    }

    init(_ release: Release, _ grouping: Grouping, noises: ReleaseNoises) throws(InferenceError) {
        let cells = PublishedCells(release)
        let ways = cells.levels.compactMap { levels in
            grouping.codes(at: levels, of: release.structure).map { SumOfCells(cells, levels: levels, codes: $0) }
        }
        guard !ways.isEmpty else { throw .notPublished(levels: cells.levelsInWords(of: grouping)) }
        var figures: [DerivedFigure<Int64>] = []
        var parts: [FigureVariances.WeightedFigures?] = []
        for (place, period) in release.periods.enumerated() {
            let noise = noises.variances(of: period)
            var best: (figure: DerivedFigure<Int64>, part: FigureVariances.WeightedFigures)?
            var worst = DerivedFigure<Int64>.Status.missing
            for way in ways {
                let sum = way.sum(period: place)
                guard let value = sum.value else {
                    worst = worst.worse(sum.status)
                    continue
                }
                guard let margin = way.margin(period: place, noise) else { continue }
                let figure = DerivedFigure<Int64>(value: value, margin: margin, isExact: sum.status == .exact)
                if best.map({ margin < $0.figure.margin ?? .max }) ?? true {
                    best = (figure, way.weighted(period: place))
                }
                // A finer way gives the same sum, with more to round.
                if noise?.givesEverySumOneVariance ?? true { break }
            }
            figures.append(best?.figure ?? DerivedFigure(worst))
            parts.append(best?.part)
        }
        self.release = release
        self.grouping = grouping
        self.figures = figures
        self.parts = parts
        self.noises = noises
    }
}

extension ReaderSums {
    /// The sum over several periods, whose draws are independent.
    ///
    /// - Throws: `InferenceError.outsidePeriods`.
    public func total(over periods: PeriodRange) throws(InferenceError) -> DerivedFigure<Int64> {
        guard let first = release.periods.index(of: periods.first), let last = release.periods.index(of: periods.last)
        else { throw .outsidePeriods(periods, published: release.periods) }
        guard first < last else { return figures[first] }
        var (value, rounded): (Int64, Int) = (0, 0)
        var noise: FigureNoise?
        for place in first...last {
            guard let figure = figures[place].value, let part = parts[place] else {
                return DerivedFigure((first...last).reduce(.missing) { $0.worse(figures[$1].status) })
            }
            value = value.saturatingAdd(figure)
            guard figures[place].status == .estimated else { continue }
            rounded += part.weights.count { $0 != 0 }
            guard let own = noises.variances(of: release.periods[place])?.noise(ofSum: [part]) else {
                return DerivedFigure(.undefined)
            }
            noise = noise?.adding(own) ?? own
        }
        guard let noise else { return DerivedFigure(value: value, margin: 0, isExact: true) }
        return DerivedFigure(
            value: value, margin: NoiseMargin.margin95(of: noise, figuresRounded: rounded), isExact: false)
    }
}

/// The variances of the draws of a release, each worked out once.
struct ReleaseNoises: Sendable {
    private let byDraw: [FigureVariances?]
    private let draws: [Period: Int]

    init(_ release: Release) {
        byDraw = release.draws.map { draw in draw.noise.map { FigureVariances(release.structure, noise: $0) } }
        draws = Comparability(release).draws
    }

    /// `nil` for exact figures and where nothing was drawn.
    func variances(of period: Period) -> FigureVariances? { draws[period].flatMap { byDraw[$0] } }
}

extension DerivedFigure.Status {
    /// Of two reasons for no value the one that tells more: what is hidden could be known, what is missing not.
    func worse(_ other: Self) -> Self {
        let order: [Self] = [.missing, .notApplicable, .undefined, .hidden]
        return (order.firstIndex(of: self) ?? 0) >= (order.firstIndex(of: other) ?? 0) ? self : other
    }
}
