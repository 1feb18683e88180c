/// How often a correct release may fail these tests by chance, over all choices of their seeds.
///
/// The seeds are fixed, so a run either always passes or never; the rates say how much a pass or a failure means,
/// and what changing a seed risks.
enum FalseAlarmBudget {
    /// The chance that one statistical comparison fails; a comparison of many events divides it among them.
    static let eachTest = 1e-9
    /// At most so many comparisons a run; together a chance below 10⁻⁷.
    static let comparisons = 100
}
