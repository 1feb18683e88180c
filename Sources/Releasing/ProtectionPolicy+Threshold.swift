import Statistics

extension ProtectionPolicy {
    /// The rule for k: the estimate itself is compared, so that hiding is post-processing and costs nothing. A strict
    /// threshold asks the units instead (`StrictDraw`), and no estimate passes it by itself.
    func shows(_ estimate: Int64) -> Bool {
        switch threshold {
        case .none: true
        case .noisy: estimate >= Int64(k)
        case .strict: false
        }
    }

    /// Whether a figure that was drawn before is still shown, beside figures of this policy and these bounds of a unit. That
    /// looks at the figure and at how it was drawn alone, and so costs nothing. A strict threshold keeps, whatever the
    /// estimate, what was selected for at least so many units, no fewer to a count than now, and nothing else; the others
    /// compare the estimate.
    func shows(_ estimate: Int64, drawnUnder statement: ProtectionStatement, of unit: UnitBounds) -> Bool {
        guard threshold == .strict else { return shows(estimate) }
        return statement.threshold == .strict && statement.k >= k
            && statement.unit.maxCount >= unit.maxCount && statement.unit.maxCells >= unit.maxCells
    }
}
