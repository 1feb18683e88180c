/// What one thread counted.
struct WorkerOutput: Sendable {
    var columns: [AggregationWorker.Coded]
    /// The numbers of the codes of all groups, one after another.
    var keys: [Int32]
    var sums: [Int64]
    var units: UnitPart
    var tallies: Tallies
    var problems: ProblemList

    /// The entry of a code in this thread's groups.
    func entry(_ plan: AggregationPlan, _ column: Int, _ number: Int32) -> CodeEntry {
        switch plan.columns[column].coding {
        case .discovered:
            return CodeEntry(
                code: 0, text: String(decoding: columns[column].table.bytes(Int(number)), as: UTF8.self))
        case .coded(let coder):
            let code = columns[column].codes[Int(number)]
            return CodeEntry(code: code, text: coder.text(of: code))
        }
    }
}

extension AggregationWorker {
    /// What was counted; nothing more can be.
    mutating func finish() throws(AggregationError) -> WorkerOutput {
        let groups = counter.contents
        return WorkerOutput(
            columns: columns, keys: groups.keys, sums: groups.sums, units: try units.finish(),
            tallies: tallies, problems: problems)
    }
}
