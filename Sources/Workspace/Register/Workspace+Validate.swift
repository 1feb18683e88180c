public import Collecting
public import Statistics

extension Workspace {
    /// What a submission would be, had it been sent.
    public struct Checked: Sendable {
        /// The dataset that it is for.
        public let dataset: Identifier
        /// How many observations could be taken; 0 where something refuses the whole.
        public let observations: Int
        /// What is wrong or noteworthy.
        public let findings: FindingLog
    }

    /// Reads a submission as `submit` does, and keeps nothing.
    ///
    /// - Throws: `WorkspaceError` as `submit`, but for findings, which are what is asked for.
    public func validate(
        _ request: SubmitRequest, _ environment: IntakeEnvironment, moment: Moment
    ) throws(WorkspaceError) -> Checked {
        guard request.files.count == 1, let file = request.files.first else {
            throw .usage("one file is checked at a time")
        }
        let read = try ReadSubmission(
            file, request, environment, workspace: folder.path, key: key, today: moment.today)
        let collected = read.collected
        return Checked(
            dataset: read.choice.structure.id,
            observations: collected.findings.refusesWhole ? 0 : collected.observations, findings: collected.findings)
    }
}
