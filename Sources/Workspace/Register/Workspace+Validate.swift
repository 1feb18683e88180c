import Collecting
public import Statistics
import Storage

extension Workspace {
    /// Reads a submission as `submit` does, holds it against the same, and keeps nothing.
    ///
    /// - Throws: `WorkspaceError` as `submit`, but for findings, which are what is asked for.
    public func validate(
        _ request: SubmitRequest, _ environment: IntakeEnvironment, moment: Moment
    ) throws(WorkspaceError) -> CheckedSubmission {
        guard request.files.count == 1, let file = request.files.first else {
            throw .usage("one file is checked at a time")
        }
        let read = try ReadSubmission(
            file, request, environment, workspace: folder.path, catalogue: catalogue, key: key, today: moment.today)
        let found = try store.read { reading throws(WorkspaceError) in
            let current = try currentParts(
                of: (request.provider, request.branch), read.choice.structure, covered: read.covered, reading)
            return try findings(read, request, current, reading)
        }
        return CheckedSubmission(read.collected, for: read.choice.structure.id, findings: found)
    }

    /// The same of files that were read apart from any workspace, for whoever would send them.
    ///
    /// - Parameters:
    ///   - collected: what was read.
    ///   - structure: the structure of its dataset.
    ///   - periods: those that it was declared to cover; `nil` for those that stand in it.
    ///   - sender: who would send it, and as which office.
    ///   - file: the name that the findings show.
    /// - Returns: what was read, with what is far from the sender's last periods.
    /// - Throws: `WorkspaceError.usage` if there is no such provider.
    public func validate(
        _ collected: CollectedSubmission, structure: DatasetStructure, periods: PeriodRange?,
        sender: (provider: Identifier, branch: Identifier?), file: String
    ) throws(WorkspaceError) -> CheckedSubmission {
        var found = collected.findings
        let jumps = try jumps(in: collected, structure: structure, periods: periods, sender: sender, file: file)
        for finding in jumps { found.add(finding) }
        return CheckedSubmission(collected, for: structure.id, findings: found)
    }
}
