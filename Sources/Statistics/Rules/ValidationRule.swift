/// Something that must hold in what a provider submits for one period, or that someone should look at if it does not.
///
/// A rule looks at the counts of one submission. One that is broken is told to the provider alone, with the numbers.
public struct ValidationRule: Sendable, Hashable {
    /// What becomes of a submission that breaks a rule.
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// It is refused as a whole.
        case error
        /// It is taken, and its sender is asked to look again.
        case warning
    }

    /// What is held against what.
    public enum Test: Sendable, Hashable {
        /// Two sums stand in a relation.
        case comparison(Comparison)
        /// Two counts come together, or never do.
        case pair(Pair)
        /// What stands at some codes stands at certain codes of another dimension only.
        case need(Need)
        /// A count lies within bounds.
        case range(Bounds)
        /// A count is a part of another, within bounds.
        case share(Share)
        /// A count is far from the provider's own last ones.
        case jump(Jump)
    }

    /// The name of the rule, which findings say.
    public let id: Identifier
    /// Why it must hold, in words, if that is said.
    public let title: LocalizedText?
    /// What becomes of a submission that breaks it.
    public let severity: Severity
    /// What must hold.
    public let test: Test

    /// Takes a rule.
    ///
    /// - Throws: `StatisticsError.outOfRange` for a jump that is an error: figures that differ from those before may
    ///   be right.
    public init(id: Identifier, title: LocalizedText? = nil, severity: Severity, test: Test) throws(StatisticsError) {
        if case .jump = test, severity == .error {
            throw .outOfRange("a jump is a warning: a figure unlike those before it may be right")
        }
        self.id = id
        self.title = title
        self.severity = severity
        self.test = test
    }

    /// Checks that all it names is in the structure's dimensions.
    ///
    /// - Throws: `StatisticsError.unknownDimension`, `unknownLevelOrCode` or `outOfRange`.
    public func check(_ dimensions: [Dimension]) throws(StatisticsError) {
        let (selections, breakdown) = (selections, breakdown)
        for selection in selections { try selection.check(dimensions) }
        try breakdown?.check(dimensions, beside: selections)
        guard case .need(let need) = test else { return }
        for name in need.only.codes.keys where need.of.names(name) {
            throw .outOfRange("what needs codes of \(name) cannot name \(name) itself")
        }
    }

    private var selections: [CountSelection] {
        switch test {
        case .comparison(let test): test.left + test.right
        case .pair(let test): [test.first, test.second]
        case .need(let test): [test.of, test.only]
        case .range(let test): [test.of]
        case .share(let test): [test.of, test.whole]
        case .jump(let test): test.of
        }
    }

    private var breakdown: RuleBreakdown? {
        switch test {
        case .comparison(let test): test.by
        case .range(let test): test.by
        case .share(let test): test.by
        case .jump(let test): test.by
        case .pair, .need: nil
        }
    }
}
