/// What two partial aggregates must share before they may be added.
struct PlanSignature: Hashable, Sendable {
    struct Column: Hashable, Sendable {
        var name: String
        var isDiscovered: Bool
        /// A hash of what identifies the coder.
        var identity: UInt64
    }

    var hasPeriod = false
    var columns: [Column] = []
    var filters: [AggregationPlan.Filter] = []
    var measure = AggregationPlan.Measure.rows
    /// Depends on the seed where the seed chooses which cells of a unit are kept, else 0.
    var choice: UInt64 = 0

    var discovered: [Bool] { columns.map(\.isDiscovered) }

    init() {}

    init(_ plan: AggregationPlan, _ seed: HashSeed) {
        hasPeriod = plan.period != nil
        columns = plan.columns.map { column in
            switch column.coding {
            case .discovered: Column(name: column.name, isDiscovered: true, identity: 0)
            case .coded(let coder):
                Column(name: column.name, isDiscovered: false, identity: PlanSignature.hash(coder.identity))
            }
        }
        filters = plan.filters
        measure = plan.measure
        if case .distinct(_, .some) = measure { choice = PlanSignature.choice(seed) }
    }

    /// What is noted of a seed that chose cells.
    static func choice(_ seed: HashSeed) -> UInt64 { SipHash.hash(Array("choice of cells".utf8), seed) }

    /// What differs, in words; `nil` if nothing does.
    func difference(from other: PlanSignature) -> String? {
        if columns.map(\.name) != other.columns.map(\.name) || hasPeriod != other.hasPeriod {
            let list = { (signature: PlanSignature) in signature.columns.map(\.name).joined(separator: ", ") }
            return "one is by \(list(self)), the other by \(list(other))"
        }
        for (mine, theirs) in zip(columns, other.columns) where mine != theirs {
            return "the codes of \(mine.name) are not declared alike"
        }
        if measure != other.measure { return "they do not measure the same" }
        if filters != other.filters { return "they were filtered differently" }
        if choice != other.choice { return "cells of a unit were chosen under different keys" }
        return nil
    }

    private static func hash(_ texts: [String]) -> UInt64 {
        var bytes: [UInt8] = []
        for text in texts { bytes += Tabulation.bytes(of: UInt64(text.utf8.count)) + text.utf8 }
        return SipHash.hash(bytes, HashSeed(low: 0x6C69_6E64_756E_6721, high: 0x636F_6465_6C69_7374))
    }
}
