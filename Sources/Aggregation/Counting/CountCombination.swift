import Bytes

/// Brings together what threads counted and what partial aggregates hold.
struct CountCombination {
    private let signature: PlanSignature
    private let options: AggregationOptions
    private var builder: TabulationBuilder
    private var tallies = Tallies()
    private var problems = ProblemList()
    /// Where units were noted, and for each such place the builder's numbers of its groups.
    private var units: [UnitPart] = []
    private var numbers: [[Int]] = []

    init(_ signature: PlanSignature, _ options: AggregationOptions) {
        self.signature = signature
        self.options = options
        builder = TabulationBuilder(discovered: signature.discovered, groupLimit: options.groupLimit)
        problems.limit = options.problemLimit
    }

    /// Adds what a thread counted.
    mutating func add(_ output: WorkerOutput, of plan: AggregationPlan) throws(AggregationError) {
        let width = plan.columns.count
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
        units.append(output.units)
    }

    /// Notes how many blank lines the threads passed over, before parts are added.
    mutating func note(blank: Int) { tallies.blank = blank }

    /// Reads partial aggregates to their ends, one after another, the first of which may have been opened already, and
    /// adds them.
    ///
    /// `memory`: how many bytes their units may take; of them, as for a thread that counts, the last quarter is for
    /// counting what was met.
    mutating func add(
        _ opened: PartReader?, _ others: some Collection<PartialAggregate.Part>, memory: Int
    ) throws(AggregationError) {
        let memory = max(memory, UnitBuffers.leastMemory)
        var buffers = UnitBuffers(memory: memory - memory / 4, folder: options.spillFolder)
        if var opened {
            do throws(AggregationError) { try add(&opened, &buffers) } catch { throw error.located(in: opened.part) }
        }
        for part in others {
            do throws(AggregationError) {
                var reader = try PartReader(part)
                try add(&reader, &buffers)
            } catch { throw error.located(in: part) }
        }
        do throws(BytesError) { units.append(try buffers.finish()) } catch { throw .bytes(error) }
        // Their units were noted under the builder's own numbers.
        numbers.append(Array(0..<builder.groupCount))
    }

    private mutating func add(_ reader: inout PartReader, _ buffers: inout UnitBuffers) throws(AggregationError) {
        if let difference = signature.difference(from: reader.head.signature) { throw .mismatch(difference) }
        try tallies.add(reader.head.tallies)
        guard case .distinct(_, let cells) = signature.measure else {
            _ = try builder.add(reader.head.table)
            return
        }
        if cells != nil, signature.choice != PlanSignature.choice(options.seed) {
            throw .mismatch("cells of a unit were chosen under another key")
        }
        var table = reader.head.table
        // Units that stand in several parts count once: they are counted again.
        for group in table.counts.indices { table.counts[group] = 0 }
        try reader.readUnits(try builder.add(table), into: &buffers)
    }

    /// Counts the units, and gives everything; `keepingUnits`: whether a distinct count is to be a partial aggregate.
    consuming func finish(keepingUnits: Bool) throws(AggregationError) -> ColumnAggregation.Result {
        var (table, order) = builder.tabulation()
        var partial: PartialAggregate?
        if case .distinct(_, let cells) = signature.measure {
            let reduction = UnitReduction(
                units, numbers.map { $0.map { UInt32(order[$0]) } },
                UnitGroups(table, hasPeriod: signature.hasPeriod, cells: cells, seed: options.seed),
                spoolFolder: keepingUnits ? options.spillFolder : nil, memory: options.unitMemory,
                threads: options.threads)
            let reduced: [UnitReduction.Output]
            do throws(BytesError) { reduced = try reduction.run() } catch { throw .bytes(error) }
            for output in reduced {
                for group in output.counts.indices { table.counts[group] += output.counts[group] }
            }
            let numbers = table.removeEmptyGroups(discovered: signature.discovered)
            if keepingUnits {
                partial = PartialAggregate(
                    signature: signature, table: table, units: KeptUnits(reduced, numbers: numbers), tallies: tallies)
            }
        } else {
            partial = PartialAggregate(signature: signature, table: table, units: nil, tallies: tallies)
        }
        return ColumnAggregation.Result(
            counts: GroupedCounts(signature, table), partial: partial, problems: problems.first,
            problemCounts: problems.counts, tallies: tallies)
    }
}
