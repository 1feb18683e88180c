import Collecting

/// The reading of rows that are counts of cases, by stage in a column or in a column a stage.
///
/// Counts of a cumulative funnel become counts by furthest stage by difference: those who reached a stage less those
/// who went further. A case that moved on is then counted at one stage alone.
struct CountReading {
    /// What rows have in common if one repeats the other.
    private struct Cell: Hashable {
        let period: Period
        let codes: [CodeIndex]
        let mentions: [CodeIndex]
    }

    /// The counts by stage of one cell and the rows where they stand, from 1; 0 where there is none.
    private struct Steps {
        var counts: [Int64?]
        var rows: [Int]
    }

    private let dimensions: PoliceDimensions
    private let context: CollectingContext
    private var steps: [Cell: Steps] = [:]
    /// The cells in the order in which they came.
    private var order: [Cell] = []
    private var isFirstRow = true
    private var countsOnlineOnly = false
    private var isWide = false
    private var hasStages = false
    private var hasPeriods = false
    private var missing = 0
    private var offline = 0

    init(dimensions: PoliceDimensions, context: CollectingContext) {
        self.dimensions = dimensions
        self.context = context
    }

    /// How many stages there are; behind them stands what has none.
    private var stageCount: Int { dimensions.rules.stages.codes.count }

    /// Takes a row; `false` where nothing that follows can be taken.
    mutating func read(_ table: borrowing RecordTable, into sink: inout some CollectingSink) -> Bool {
        let columns = dimensions.columns
        if isFirstRow, !begin(table, into: &sink) { return false }
        var isSound = true
        let period = period(table, into: &sink)
        let row = dimensions.read(table, into: &sink)
        let stage = isWide ? nil : dimensions.stage(table, isSound: &isSound, into: &sink)
        let online = dimensions.isOnline(table, isSound: &isSound, into: &sink)
        var counts: [(stage: Int, count: Int64)] = []
        let places =
            isWide ? columns.stages.indices.map { (columns.stages[$0], $0) } : [(columns.count, stage ?? stageCount)]
        for (column, stage) in places where table.has(column) {
            switch count(column, table, into: &sink) {
            case .some(.some(let count)): counts.append((stage, count))
            case .some(nil): missing += 1
            case nil: isSound = false
            }
        }
        guard isSound, let period, let row else { return true }
        if countsOnlineOnly, online != true {
            offline += 1
            return true
        }
        let mentions = row.mentions.flatMap { $0 }
        let cell = Cell(period: period, codes: row.codes, mentions: mentions)
        return add(counts, to: cell, at: table.place(), into: &sink)
    }

    private mutating func add(
        _ counts: [(stage: Int, count: Int64)], to cell: Cell, at place: Finding.Location,
        into sink: inout some CollectingSink
    ) -> Bool {
        if steps[cell] == nil {
            guard order.count < UnitRows.limit / 4 else {
                sink.report(.tooManyUnits(limit: UnitRows.limit / 4, at: place))
                return false
            }
            order.append(cell)
        }
        var own =
            steps[cell]
            ?? Steps(
                counts: Array(repeating: nil, count: stageCount + 1), rows: Array(repeating: 0, count: stageCount + 1))
        for (stage, count) in counts {
            if let before = own.counts[stage] {
                guard dimensions.rules.addsRepeated else {
                    sink.report(.repeatedCounts(first: own.rows[stage], at: place))
                    return true
                }
                own.counts[stage] = before + count
            } else {
                own.counts[stage] = count
                own.rows[stage] = place.row ?? 0
            }
        }
        steps[cell] = own
        return true
    }

    /// Looks once at what columns there are.
    private mutating func begin(_ table: borrowing RecordTable, into sink: inout some CollectingSink) -> Bool {
        isFirstRow = false
        let columns = dimensions.columns
        isWide = !table.has(columns.count)
        hasStages = isWide || table.has(columns.stage)
        hasPeriods = table.has(columns.period) || table.has(columns.reportDate)
        countsOnlineOnly = dimensions.countsOnlineOnly(table)
        if dimensions.structure.dimensions.contains(where: \.isMultiValued) {
            sink.report(.countsOfSeveral(at: table.filePlace))
            return false
        }
        if isWide, !columns.stages.contains(where: { table.has($0) }) {
            sink.report(.missingColumn(columns.all[columns.count], nearest: nil, at: table.filePlace))
            return false
        }
        if hasStages, dimensions.rules.funnel == .unsaid {
            sink.report(.funnelUnsaid(at: table.filePlace))
            return false
        }
        return true
    }

    private func period(_ table: borrowing RecordTable, into sink: inout some CollectingSink) -> Period? {
        let columns = dimensions.columns
        let column = table.has(columns.period) ? columns.period : columns.reportDate
        var isMalformed = false
        let time = table.time(column, dimensions.rules.times, isMalformed: &isMalformed, into: &sink)
        if isMalformed { return nil }
        guard let written = time?.period ?? (hasPeriods ? nil : context.period) else {
            sink.report(hasPeriods ? .missingValue(at: table.place(column)) : .missingPeriod(at: table.filePlace))
            return nil
        }
        return context.place(written, frequency: dimensions.structure.frequency, at: table.place(column), into: &sink)
    }

    /// A count; the inner `nil` where it is missing, the outer after reporting that it is none.
    private func count(_ column: Int, _ table: borrowing RecordTable, into sink: inout some CollectingSink) -> Int64?? {
        let text = table.text(column)
        if text.isEmpty { return .some(nil) }
        let place = table.place(column)
        switch CountReading.numbers.read(text) {
        case .number(let count) where count < 0: sink.report(.negativeCount(at: place))
        case .number(let count) where count <= CollectingContext.largestCount: return .some(count)
        case .number, .tooLarge: sink.report(.absurdCount(limit: CollectingContext.largestCount, at: place))
        case .fraction, .malformed: sink.report(.malformedNumber(text, format: CountReading.numbers, at: place))
        }
        return nil
    }

    private static let numbers = NumberFormat(decimal: ".", thousands: ",") ?? .plain

    // MARK: - The end

    /// Observes the counts by furthest stage.
    func finish(file: String, into sink: inout some CollectingSink) {
        let place = Finding.Location(file: file)
        if missing > 0 { sink.report(.missingCounts(missing, at: place)) }
        if offline > 0 {
            sink.report(
                .rowsNotCounted(
                    offline,
                    because: LocalizedText("they are not marked as online", malay: "tidak ditandakan dalam talian"),
                    at: place))
        }
        for cell in order {
            guard let own = steps[cell] else { continue }
            let isCumulative = hasStages && dimensions.rules.funnel == .cumulative
            guard let counts = isCumulative ? furthest(own, file: file, into: &sink) : own.counts else { continue }
            observe(counts, cell, file: file, into: &sink)
        }
    }

    private func observe(_ counts: [Int64?], _ cell: Cell, file: String, into sink: inout some CollectingSink) {
        let stages = dimensions.rules.stages
        guard let dimension = dimensions.rules.stageDimension else {
            // Each case stands at one stage, so their sum is the cases.
            let given = counts.compactMap(\.self)
            if !given.isEmpty { sink.observe(period: cell.period, codes: cell.codes, count: given.reduce(0, +)) }
            return
        }
        for (stage, count) in counts.enumerated() {
            guard let count else { continue }
            guard let code = stage < stageCount ? stages.codes[stage] : stages.unknown else {
                sink.report(.missingValue(at: Finding.Location(file: file)))
                continue
            }
            var codes = cell.codes
            codes[dimension] = code
            sink.observe(period: cell.period, codes: codes, count: count)
        }
    }

    /// The counts by furthest stage of those who reached each; `nil` after reporting a stage that more reached than
    /// the one before it.
    private func furthest(_ own: Steps, file: String, into sink: inout some CollectingSink) -> [Int64?]? {
        let stages = dimensions.rules.stages
        var result = own.counts
        guard let reported = stages.reported, own.counts[reported] != nil else {
            let row = own.rows.first { $0 > 0 }
            sink.report(.funnelWithoutReports(at: Finding.Location(file: file, row: row)))
            return nil
        }
        // From the end: how many went further than the stage at hand, and the last stage that says so.
        var further: (count: Int64, stage: Int)?
        var skipsStage = false
        for stage in (0..<stageCount).reversed() {
            // Verdicts, and an end without a charge, are ends beside each other: neither leads on to the other.
            let isEnd = stages.isVerdict(stage) || stage == stages.closed
            guard let count = own.counts[stage] else {
                if !isEnd { skipsStage = true }
                continue
            }
            if isEnd {
                further = ((further?.count ?? 0) + count, further?.stage ?? stage)
                continue
            }
            if let further, further.count > count {
                let row = max(own.rows[further.stage], own.rows[stage])
                sink.report(
                    .stageExceeds(
                        stages.names[further.stage], further.count, stages.names[stage], count,
                        at: Finding.Location(file: file, row: row)))
                return nil
            }
            let stayed = count - (further?.count ?? 0)
            // Those who did not reach the next stage that is given may have reached one that is not.
            if skipsStage, stages.unknown != nil {
                result[stage] = 0
                result[stageCount] = (result[stageCount] ?? 0) + stayed
            } else {
                result[stage] = stayed
            }
            skipsStage = false
            further = (count, stage)
        }
        return result
    }
}
