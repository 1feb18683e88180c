import Aggregation
import Collecting
import Statistics
import Storage

extension Workspace {
    /// What of a submission that was read, and not kept, is far from its sender's own last periods.
    ///
    /// - Parameters:
    ///   - collected: what was read.
    ///   - structure: the structure of its dataset.
    ///   - periods: those that it was declared to cover; `nil` for those that stand in it.
    ///   - sender: who would send it, and as which office.
    ///   - file: the name that the findings show.
    /// - Returns: a warning for each count that is far, for that sender alone.
    /// - Throws: `WorkspaceError.usage` if there is no such provider.
    func jumps(
        in collected: CollectedSubmission, structure: DatasetStructure, periods: PeriodRange?,
        sender: (provider: Identifier, branch: Identifier?), file: String
    ) throws(WorkspaceError) -> [Finding] {
        try store.read { reading throws(WorkspaceError) in
            _ = try knownProvider(sender.provider, reading)
            let covered = periods.map { Set($0) } ?? collected.covered
            let current = try currentParts(of: sender, structure, covered: covered, reading)
            return try jumps(
                collected, structure, covered: covered, sender: sender, file: file, current: current, reading)
        }
    }

    /// The same, with the parts that count now.
    func jumps(
        _ collected: CollectedSubmission, _ structure: DatasetStructure, covered: Set<Period>,
        sender: (provider: Identifier, branch: Identifier?), file: String, current: CurrentParts,
        _ reading: any StoreReading
    ) throws(WorkspaceError) -> [Finding] {
        // Who says that there was nothing has said so in words.
        guard !collected.isNil, !collected.findings.refusesWhole else { return [] }
        let parts = HistoryCheck.lookedAt(structure, for: covered).subtracting(covered).compactMap {
            current.parts[CurrentParts.Key(provider: sender.provider, branch: sender.branch, period: $0)]
        }
        var (kept, submitted): ([Period: ObservationCube], [Period: ObservationCube]) = ([:], [:])
        guard structure.rules.contains(where: { if case .jump = $0.test { true } else { false } }) else { return [] }
        do throws(WorkspaceError) {
            // Each period by itself: a unit that comes again is one of every period that it comes in.
            for part in parts { kept[part.period] = try cube(of: [part], structure: structure, reading) }
        } catch .mistakes {
            // What was sent under another structure cannot be compared with; that is no reason against what is sent now.
            return []
        }
        for period in covered { submitted[period] = collected.cube.alone(period) }
        return HistoryCheck(
            structure: structure, location: Finding.Location(file: file), submitted: submitted, kept: kept
        ).findings
    }
}

extension ObservationCube {
    /// A cube that counts the units of a period as if there were no other; all others of its counts are the same.
    fileprivate func alone(_ period: Period) -> ObservationCube {
        guard hasUnits, var cube = try? ObservationCube(structure: domain.structure),
            (try? cube.add(encoded: encoded(period: period, releasingRaw: .providersOwnFigures))) != nil
        else { return self }
        cube.countUnits()
        return cube
    }
}
