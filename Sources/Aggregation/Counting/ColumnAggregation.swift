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
        let outputs = Threads.run(options.threads) { () -> WorkerOutput? in
            var worker = AggregationWorker(plan, options, wanted)
            worker.run(queue, RecordCursor(first))
            do throws(AggregationError) { return try worker.finish() } catch { queue.fail(error) }
            return nil
        }.compactMap(\.self)
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
        try refuseTexts(plan, outputs, options)
        var numbers: [[Int]] = []
        let width = plan.columns.count
        for output in outputs {
            try tallies.add(output.tallies)
            problems.merge(output.problems)
            var places: [[Int32]] = []
            for column in 0..<width {
                places.append([Int32](repeating: -1, count: output.columns[column].count))
            }
            var key = [Int32](repeating: 0, count: width)
            var own: [Int] = []
            own.reserveCapacity(output.sums.count)
            for group in output.sums.indices {
                for column in 0..<width {
                    let number = output.keys[group * width + column]
                    if places[column][Int(number)] < 0 {
                        places[column][Int(number)] = try builder.place(column, output.entry(plan, column, number))
                    }
                    key[column] = places[column][Int(number)]
                }
                own.append(try builder.add(output.sums[group], key))
            }
            numbers.append(own)
        }
        tallies.blank = blank
        var (table, order) = builder.tabulation()
        var partial: PartialAggregate?
        if case .distinct(_, let cells) = plan.measure {
            let reduction = UnitReduction(
                outputs.map(\.units), numbers.map { $0.map { UInt32(order[$0]) } },
                UnitGroups(table, hasPeriod: signature.hasPeriod, cells: cells, seed: options.seed),
                keepsPairs: options.digest != nil, memory: options.unitMemory,
                threads: options.threads)
            let reduced: [UnitReduction.Output]
            do throws(BytesError) {
                reduced = try reduction.run()
            } catch { throw .bytes(error) }
            for output in reduced {
                for group in output.counts.indices { table.counts[group] += output.counts[group] }
            }
            let numbers = table.removeEmptyGroups(discovered: signature.discovered)
            if options.digest != nil {
                var units = UnitList(reduced)
                units.renumber(numbers)
                partial = PartialAggregate(signature: signature, table: table, units: units, tallies: tallies)
            }
        } else {
            partial = PartialAggregate(signature: signature, table: table, units: UnitList(), tallies: tallies)
        }
        return Result(
            counts: GroupedCounts(signature, table), partial: partial, problems: problems.first,
            problemCounts: problems.counts, tallies: tallies)
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
