/// What one thread counted.
struct WorkerOutput: Sendable {
    var columns: [AggregationWorker.Coded]
    /// The codes of all groups, one after another.
    var keys: [Int32]
    var sums: [Int64]
    var units: ByteTable
    var pairs: PairTable
    var tallies: Tallies
    var problems: ProblemList

    /// The entry of a code in this thread's groups.
    func entry(_ plan: AggregationPlan, _ column: Int, _ code: Int32) -> CodeEntry {
        switch plan.columns[column].coding {
        case .discovered:
            CodeEntry(code: 0, text: String(decoding: columns[column].table.bytes(Int(code)), as: UTF8.self))
        case .coded(let coder): CodeEntry(code: code, text: coder.text(of: code))
        }
    }
}

extension AggregationWorker {
    /// What was counted so far.
    var output: WorkerOutput {
        let groups = groups.contents
        return WorkerOutput(
            columns: columns, keys: groups.keys, sums: groups.sums, units: units, pairs: pairs, tallies: tallies,
            problems: problems)
    }
}
