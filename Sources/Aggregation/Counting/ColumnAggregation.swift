public import Bytes

/// Counts rows, sums or distinct units by columns, over any number of sources, on several threads.
///
/// The result is the same whatever the number of threads, the size of the blocks and the order of the sources.
public enum ColumnAggregation {
    /// What a run came to.
    public struct Result: Sendable {
        /// The counts.
        public let counts: GroupedCounts
        /// The same in a form that can be stored and merged; `nil` for distinct counts without a digest.
        public let partial: PartialAggregate?
        /// The first problems, in the order of sources and records.
        public let problems: [AggregationProblem]
        /// How many problems of each kind there were, by ``AggregationProblem/Kind/name``.
        public let problemCounts: [String: Int]
        /// What became of the rows.
        public let tallies: Tallies
    }

    /// Counts, and adds partial aggregates of the same plan.
    ///
    /// - Parameters:
    ///   - plan: What to count, by what.
    ///   - sources: The inputs; each CSV begins with a header of its own. There may be none where there are parts.
    ///   - parts: Partial aggregates to add; those of distinct counts need the digest under which they were made, and
    ///     the seed where a unit's cells are bounded.
    ///   - format: How records and fields are divided.
    ///   - encoding: How the bytes stand for characters.
    ///   - options: Threads, limits and keys.
    ///   - makesPartial: Whether a partial aggregate of distinct units is asked for, which also needs a digest.
    /// - Returns: Counts, problems and tallies.
    /// - Throws: ``AggregationError/bytes(_:)``, ``AggregationError/empty(source:)``,
    ///   ``AggregationError/unreadableHeader(source:_:)``, ``AggregationError/noSuchColumn(_:source:known:)``,
    ///   ``AggregationError/doubledColumn(_:source:)``, ``AggregationError/overflow``,
    ///   ``AggregationError/tooMany(what:limit:)``, ``AggregationError/invalidPlan(_:)``, or
    ///   ``AggregationError/inPart(_:_:)`` where a part cannot be read, is damaged or is of another plan.
    public static func run(
        _ plan: AggregationPlan, sources: [any ByteSource], adding parts: [PartialAggregate.Part] = [],
        format: RecordFormat, encoding: TextEncoding = .utf8, options: AggregationOptions, makesPartial: Bool = true
    ) throws(AggregationError) -> Result {
        guard !sources.isEmpty || !parts.isEmpty else { throw .invalidPlan("there is nothing to count") }
        if case .distinct = plan.measure, !parts.isEmpty, options.digest == nil {
            throw .invalidPlan("units of partial aggregates are known by a digest, which is not given")
        }
        // Where there are both, reading the parts is one more thread's work, though it is done after.
        let (counting, reading) =
            sources.isEmpty || parts.isEmpty
            ? (options, options)
            : (options.taking(options.threads, of: options.threads + 1), options.taking(1, of: options.threads + 1))
        var sum = CountCombination(PlanSignature(plan, options.seed), options)
        if !sources.isEmpty {
            let counted = try count(plan, sources, format, encoding, counting)
            try refuseTexts(plan, counted.outputs, options)
            for output in counted.outputs { try sum.add(output, of: plan) }
            sum.note(blank: counted.blank)
        }
        if !parts.isEmpty { try sum.add(nil, parts, memory: reading.unitMemory) }
        return try sum.finish(keepingUnits: makesPartial && options.digest != nil)
    }

    /// What each thread counted, and how many blank lines there were.
    private static func count(
        _ plan: AggregationPlan, _ sources: [any ByteSource], _ format: RecordFormat, _ encoding: TextEncoding,
        _ options: AggregationOptions
    ) throws(AggregationError) -> (outputs: [WorkerOutput], blank: Int) {
        let wanted = WantedColumns(plan)
        let cutters = sources.map {
            BlockCutter($0, format: format, encoding: encoding, limits: options.limits)
        }
        guard let first = cutters.first else { return ([], 0) }
        let queue = SourceQueue(cutters, wanted: wanted.names)
        let outputs = Threads.run(options.threads) { () -> WorkerOutput? in
            var worker = AggregationWorker(plan, options, wanted)
            worker.run(queue, RecordCursor(first))
            do throws(AggregationError) { return try worker.finish() } catch { queue.fail(error) }
            return nil
        }.compactMap(\.self)
        let outcome = queue.outcome
        if let failure = outcome.failure { throw failure }
        return (outputs, outcome.blank)
    }

    /// Refuses more texts of a column than are allowed, whichever thread met them.
    private static func refuseTexts(
        _ plan: AggregationPlan, _ outputs: [WorkerOutput], _ options: AggregationOptions
    ) throws(AggregationError) {
        for (place, column) in plan.columns.enumerated() {
            guard case .discovered = column.coding else { continue }
            let tables = outputs.map(\.columns[place].table)
            // Seldom: as a rule all that the threads met together is few.
            guard tables.reduce(0, { $0 + $1.count }) > options.groupLimit else { continue }
            var all: Set<[UInt8]> = []
            for table in tables {
                for text in 0..<table.count {
                    all.insert(table.bytes(text))
                    guard all.count <= options.groupLimit else {
                        throw .tooMany(what: "texts in the column \(column.name)", limit: options.groupLimit)
                    }
                }
            }
        }
    }
}
