import Residuals
import Statistics

extension ReaderSums {
    /// The part that this grouping has of a whole, for each period, with its margin.
    ///
    /// A share a/b has the noise of (a − s·b)/b at s = a/b, to first order (the delta method): part and whole share draws,
    /// which their joint variance knows. Where the whole is less than twice its own margin that is no approximation any
    /// more, and no share is given.
    ///
    /// - Throws: `InferenceError.notAPart` if the whole does not contain it, `notPublished` as the initialiser.
    public func shares(of whole: Grouping) throws(InferenceError) -> [DerivedFigure<Double>] {
        guard grouping.isPart(of: whole) else { throw .notAPart }
        let wholes = try ReaderSums(release, whole, noises: noises)
        return release.periods.enumerated().map { place, period in
            guard let part = figures[place].value, let all = wholes.figures[place].value else {
                return DerivedFigure(figures[place].status.asShare.worse(wholes.figures[place].status.asShare))
            }
            if figures[place].status == .exact, wholes.figures[place].status == .exact {
                return all == 0
                    ? DerivedFigure(.undefined)
                    : DerivedFigure(value: Double(part) / Double(all), margin: 0, isExact: true)
            }
            guard let margin = wholes.figures[place].margin, all > 0, all / 2 >= margin,
                let upper = parts[place], let lower = wholes.parts[place]
            else { return DerivedFigure(.undefined) }
            let share = Double(part) / Double(all)
            let scaled = FigureVariances.WeightedFigures(
                levels: lower.levels, weights: lower.weights.map { $0 * -share })
            guard let noise = noises.variances(of: period)?.noise(ofSum: [upper, scaled]) else {
                return DerivedFigure(.undefined)
            }
            // Both sums were rounded, figure by figure.
            let rounding =
                upper.weights.reduce(0) { $0 + $1 * $1 / 12 } + scaled.weights.reduce(0) { $0 + $1 * $1 / 12 }
            let width = NoiseMargin.width95(of: noise)
            let whole = (width * width + 3.842 * rounding).squareRoot() / Double(all)
            return DerivedFigure(value: share, margin: whole, isExact: false)
        }
    }
}

extension DerivedFigure.Status {
    /// The same reason, of a share or rate.
    var asShare: DerivedFigure<Double>.Status { DerivedFigure<Double>.Status(rawValue: rawValue) ?? .undefined }
}
