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

    /// Counts.
    ///
    /// - Parameters:
    ///   - plan: What to count, by what.
    ///   - sources: The inputs; each CSV begins with a header of its own.
    ///   - format: How records and fields are divided.
    ///   - encoding: How the bytes stand for characters.
    ///   - options: Threads, limits and keys.
    /// - Returns: Counts, problems and tallies.
    /// - Throws: ``AggregationError/bytes(_:)``, ``AggregationError/empty(source:)``,
    ///   ``AggregationError/unreadableHeader(source:_:)``, ``AggregationError/noSuchColumn(_:source:known:)``,
    ///   ``AggregationError/doubledColumn(_:source:)``, ``AggregationError/overflow`` or
    ///   ``AggregationError/tooMany(what:limit:)``.
    public static func run(
        _ plan: AggregationPlan, sources: [any ByteSource], format: RecordFormat, encoding: TextEncoding = .utf8,
        options: AggregationOptions
    ) throws(AggregationError) -> Result {
        let wanted = WantedColumns(plan)
        let cutters = sources.map {
            BlockCutter($0, format: format, encoding: encoding, limits: options.limits)
        }
        guard let first = cutters.first else { throw .invalidPlan("there is nothing to count") }
        let queue = SourceQueue(cutters, wanted: wanted.names)
        let outputs = Threads.run(options.threads) { () -> WorkerOutput in
            var worker = AggregationWorker(plan, options, wanted)
            worker.run(queue, RecordCursor(first))
            return worker.output
        }
        let outcome = queue.outcome
        if let failure = outcome.failure { throw failure }
        return try combine(plan, outputs, options, blank: outcome.blank)
    }

    private static func combine(
        _ plan: AggregationPlan, _ outputs: [WorkerOutput], _ options: AggregationOptions, blank: Int
    ) throws(AggregationError) -> Result {
        let signature = PlanSignature(plan, options.seed)
        var builder = TabulationBuilder(discovered: signature.discovered, groupLimit: options.groupLimit)
        var tallies = Tallies()
        var problems = ProblemList()
        problems.limit = options.problemLimit
        var units = ByteTable(options.seed)
        var pairs: Set<UInt64> = []
        var isDistinct = false
        if case .distinct = plan.measure { isDistinct = true }
        for output in outputs {
            tallies.add(output.tallies)
            problems.merge(output.problems)
            var numbers: [UInt64] = []
            let width = plan.columns.count
            var known = [[Int32: Int32]](repeating: [:], count: width)
            for group in output.sums.indices {
                var places: [Int32] = []
                for (column, code) in output.keys[group * width..<(group + 1) * width].enumerated() {
                    if let place = known[column][code] {
                        places.append(place)
                    } else {
                        let place = try builder.place(column, output.entry(plan, column, code))
                        known[column][code] = place
                        places.append(place)
                    }
                }
                numbers.append(UInt64(try builder.add(output.sums[group], places)))
            }
            guard isDistinct else { continue }
            let global = output.units.renumbered(into: &units)
            guard units.count < Int(Int32.max) else { throw .tooMany(what: "distinct keys", limit: Int(Int32.max)) }
            for pair in output.pairs.pairs {
                pairs.insert(UInt64(global[Int(pair >> 32)]) << 32 | numbers[Int(pair & 0xFFFF_FFFF)])
            }
        }
        tallies.blank = blank
        var table = builder.tabulation(pairs: isDistinct ? Array(pairs) : nil)
        var partial: PartialAggregate?
        if case .distinct(_, let cells) = plan.measure {
            let digests = options.digest.map { units.digests($0) }
            table.bound(cells: cells, hasPeriod: signature.hasPeriod, seed: options.seed) {
                digests?[$0].bytes ?? units.bytes($0)
            }
            let counted = try table.withoutEmptyGroups(discovered: signature.discovered)
            table = counted.recounted()
            if let digests { partial = PartialAggregate(signature, table, digests, tallies) }
        } else {
            partial = PartialAggregate(signature: signature, table: table, units: [], tallies: tallies)
        }
        return Result(
            counts: GroupedCounts(signature, table), partial: partial, problems: problems.first,
            problemCounts: problems.counts, tallies: tallies)
    }
}

extension Tabulation {
    /// With each group's count set to the number of its units.
    func recounted() -> Tabulation {
        var result = self
        result.counts = [Int64](repeating: 0, count: counts.count)
        for pair in pairs { result.counts[Int(pair & 0xFFFF_FFFF)] += 1 }
        return result
    }
}

extension PartialAggregate {
    /// Puts the units in the order of their digests, and leaves out those that are in no group.
    init(
        _ signature: PlanSignature, _ table: Tabulation, _ digests: [Digest32], _ tallies: Tallies
    ) {
        let occurring = Set(table.pairs.map { Int($0 >> 32) })
        let order = occurring.sorted { digests[$0] < digests[$1] }
        var places: [Int: UInt64] = [:]
        for (place, unit) in order.enumerated() { places[unit] = UInt64(place) }
        var table = table
        table.pairs = table.pairs.map { (places[Int($0 >> 32)] ?? 0) << 32 | $0 & 0xFFFF_FFFF }.sorted()
        self.init(signature: signature, table: table, units: order.map { digests[$0] }, tallies: tallies)
    }
}
