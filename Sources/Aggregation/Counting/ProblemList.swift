/// The first problems, and how many of each kind there were.
struct ProblemList: Sendable {
    var limit = 1_000
    private(set) var first: [AggregationProblem] = []
    private(set) var counts: [String: Int] = [:]

    mutating func add(_ problem: RecordProblem, _ source: Int) {
        add(
            AggregationProblem(
                kind: .unreadable(problem.kind), source: source, record: problem.record, line: problem.line,
                column: problem.column, field: problem.field, columnName: nil, value: nil))
    }

    mutating func add(_ problem: AggregationProblem) {
        counts[problem.kind.name, default: 0] += 1
        // A thread meets its records in order, so its first problems include all that can be first overall.
        if first.count < limit { first.append(problem) }
    }

    mutating func merge(_ other: ProblemList) {
        counts.merge(other.counts) { $0 + $1 }
        first += other.first
        first.sort { ($0.source, $0.record) < ($1.source, $1.record) }
        first.removeLast(max(first.count - limit, 0))
    }
}
