public import Collecting
public import Statistics

/// What a submission would be, had it been sent.
public struct CheckedSubmission: Sendable {
    /// The dataset that it is for.
    public let dataset: Identifier
    /// How many observations could be taken; 0 where something refuses the whole.
    public let observations: Int
    /// Whether it says that there was nothing to report.
    public let isNil: Bool
    /// What is wrong or noteworthy.
    public let findings: FindingLog

    /// Takes what was read, and what was found in it and beyond it.
    init(_ collected: CollectedSubmission, for dataset: Identifier, findings: FindingLog) {
        self.dataset = dataset
        observations = findings.refusesWhole ? 0 : collected.observations
        isNil = collected.isNil && !findings.refusesWhole
        self.findings = findings
    }

    /// Takes what was read of files that nobody sends.
    public init(_ collected: CollectedSubmission, for dataset: Identifier) {
        self.init(collected, for: dataset, findings: collected.findings)
    }
}
