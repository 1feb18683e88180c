public import Bytes

/// A count that can be added to others of the same plan: made on parts of the input, in any order.
///
/// Merging is associative and commutative, and equal aggregates are written as equal bytes. The units of a distinct count
/// do not stand in memory.
public struct PartialAggregate: Sendable {
    let signature: PlanSignature
    let table: Tabulation
    /// The units of a distinct count.
    let units: KeptUnits?
    /// What became of the rows.
    public let tallies: Tallies

    /// A partial aggregate that was written, yet to be read.
    public struct Part: Sendable {
        let source: any ByteSource
        let seal: any PieceSeal

        /// Takes a source of which nothing was read, and what its pieces were sealed with.
        public init(_ source: any ByteSource, sealedWith seal: any PieceSeal) {
            self.source = source
            self.seal = seal
        }
    }

    /// Adds partial aggregates of one plan, which is that of the first.
    ///
    /// - Parameters:
    ///   - parts: What to add, at least one.
    ///   - options: Memory and threads for the units of a distinct count; its seed must be that under which the parts
    ///     were made where a unit's cells are bounded.
    /// - Returns: Their sum.
    /// - Throws: ``AggregationError/inPart(_:_:)`` where one cannot be read, is damaged, or its plan or seed is another;
    ///   ``AggregationError/bytes(_:)`` where temporary files cannot be had.
    public static func merging(
        _ parts: [Part], options: AggregationOptions
    ) throws(AggregationError) -> PartialAggregate {
        guard let first = parts.first else { throw .invalidPlan("there is nothing to merge") }
        let opened: PartReader
        do throws(AggregationError) { opened = try PartReader(first) } catch { throw error.located(in: first) }
        var sum = CountCombination(opened.head.signature, options)
        try sum.add(opened, parts.dropFirst(), memory: options.unitMemory)
        guard let merged = try sum.finish(keepingUnits: true).partial else {
            preconditionFailure("units were kept")
        }
        return merged
    }

    /// The counts as they stand.
    public var groupedCounts: GroupedCounts { GroupedCounts(signature, table) }
}

extension AggregationError {
    /// The error, with the name of the partial aggregate in which it was found.
    func located(in part: PartialAggregate.Part) -> AggregationError { .inPart(part.source.name, self) }
}

extension PartialAggregate: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What it counts by, never a count.
    public var description: String { "a partial aggregate by \(signature.columns.map(\.name).joined(separator: ", "))" }
    /// What it counts by, never a count.
    public var debugDescription: String { description }
    /// Empty, so that reflection shows no count.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
