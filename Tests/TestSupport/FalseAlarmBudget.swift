/// How often correct samplers and releases may fail their tests by chance, over all choices of the seeds.
///
/// The seeds are fixed, so a run either always passes or never; the rates say how much a pass or a failure means,
/// and what changing a seed risks.
public enum FalseAlarmBudget {
    /// The chance that one statistical comparison fails; a comparison of many events divides it among them.
    public static let eachTest = 1e-9
    /// At most so many comparisons of one test target in a run; together a chance below 10⁻⁷.
    public static let comparisons = 100
}
