public import Statistics

/// Figures divided by reference figures, such as cases for each 100,000 children.
public struct Rates: Sendable {
    /// One rate, and the period of the reference figure that it was divided by.
    public struct Rate: Sendable, Hashable {
        /// The rate and its margin; the reference figure is exact and adds nothing to it.
        public let figure: DerivedFigure<Double>
        /// The period of the reference figure: the one that contains the period, or the last before; `nil` if there is none.
        public let reference: Period?
    }

    /// The release that was divided by: the source of the reference figures.
    public let reference: Release
    /// For how many of the reference a rate is.
    public let per: Double
    /// One for each period of the sums.
    public let rates: [Rate]

    /// Divides sums by reference figures of the same grouping. Dimensions that the reference does not have are not applied to
    /// it: cases of one form are divided by all children of the same states.
    ///
    /// - Parameters:
    ///   - sums: what is divided.
    ///   - reference: a release of reference data, exact.
    ///   - per: for how many of the reference a rate is, above 0, such as 100,000.
    /// - Throws: `InferenceError.noReference` if the reference is not exact, `unknownCode` if it knows a code not that the
    ///   sums are by, `notPublished` if its tables do not break it down so far.
    public init(_ sums: ReaderSums, by reference: Release, per: Double) throws(InferenceError) {
        guard reference.structure.protection.method == .reference else { throw .noReference(reference.structure.id) }
        let codes = sums.grouping.codes.filter { reference.structure.index(ofDimension: $0.key) != nil }
        let divisors = try ReaderSums(reference, Grouping(reference.structure, codes))
        rates = sums.release.periods.enumerated().map { place, period in
            let figure = sums.figures[place]
            let known = Array(zip(reference.periods, divisors.figures)).last { candidate, divisor in
                candidate.days.lowerBound <= period.days.lowerBound && (divisor.value ?? 0) > 0
            }
            guard let value = figure.value, let margin = figure.margin else {
                return Rate(figure: DerivedFigure(figure.status.asShare), reference: known?.0)
            }
            guard let known, let divisor = known.1.value else {
                return Rate(figure: DerivedFigure(.undefined), reference: nil)
            }
            return Rate(
                figure: DerivedFigure(
                    value: Double(value) * per / Double(divisor), margin: Double(margin) * per / Double(divisor),
                    isExact: figure.status == .exact),
                reference: known.0)
        }
        self.reference = reference
        self.per = per
    }
}
