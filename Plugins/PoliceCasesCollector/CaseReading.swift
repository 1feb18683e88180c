import Collecting

/// The reading of rows that are cases: one row a case, or one row a stage of a case. Each case counts once, at the
/// furthest stage that any of its rows names, in the period in which it was reported.
struct CaseReading {
    /// What is kept of a case besides its codes: dates as numbers (`stamp`), a flag.
    private enum Extra {
        static let report = 0
        static let decision = 1
        static let identified = 2
        static let online = 3
        static let stages = 4
    }

    private let dimensions: PoliceDimensions
    private let context: CollectingContext
    private var cells: UnitCells
    private var countsOnlineOnly = false
    /// Whether stages have dates or columns of their own, so that one that is missing has been left out.
    private var hasEvents = false
    private var hasStageColumns = false
    private var hasReportDates = false

    init(dimensions: PoliceDimensions, context: CollectingContext) {
        self.dimensions = dimensions
        self.context = context
        let structure = dimensions.structure
        let isByChild = dimensions.rules.isByChild
        let rules = structure.dimensions.map { dimension in
            let weak = [dimension.codelist.index(of: .unknown)].compactMap(\.self)
            // A child who is met again has grown, and may have been brought to safety.
            let grows = isByChild && ["AGE", "RESCUED"].contains(dimension.id.description)
            return grows ? MergeRule.first(weak: weak) : .agree(weak: weak)
        }
        cells = UnitCells(
            structure: structure, rules: rules, takesEarliest: true,
            extra: Extra.stages + dimensions.rules.stages.codes.count)
    }

    /// Takes a row; `false` where nothing that follows can be taken.
    mutating func read(_ table: borrowing RecordTable, into sink: inout some CollectingSink) -> Bool {
        let (rules, columns) = (dimensions.rules, dimensions.columns)
        if !look(table, into: &sink) { return false }
        var isSound = true
        let row = dimensions.read(table, into: &sink)
        let stage = dimensions.stage(table, isSound: &isSound, into: &sink)
        let online = dimensions.isOnline(table, isSound: &isSound, into: &sink)
        var dates: [Int32] = []
        for column in [columns.reportDate, columns.decision, columns.identified] + columns.stages + [columns.stageDate]
        {
            dates.append(stamp(column, table, isSound: &isSound, into: &sink))
        }
        guard let mark = table.withKey(columns.key, { sink.mark(ofKey: $0, scope: rules.scope) }) else {
            sink.report(.missingKey(at: table.place(columns.key)))
            return true
        }
        guard isSound, let row, let anyPeriod = Period(dimensions.structure.frequency, containing: context.today) else {
            return true
        }
        // When a case counts is known once all its rows are read.
        let cellRow = UnitCells.Row(period: anyPeriod, codes: row.codes, mentions: row.mentions)
        guard let unit = cells.add(mark, cellRow, at: table.place(), into: &sink) else { return false }
        report(dates[0], unit, table, into: &sink)
        cells[unit, extra: Extra.decision] = max(cells[unit, extra: Extra.decision], dates[1])
        cells[unit, extra: Extra.identified] = earlier(cells[unit, extra: Extra.identified], dates[2])
        if let online {
            let flag: Int32 = online ? 2 : 1
            cells[unit, extra: Extra.online] = max(cells[unit, extra: Extra.online], flag)
        }
        for place in columns.stages.indices { reach(place, dates[3 + place], unit) }
        if let stage { reach(stage, max(dates.last ?? 0, 1), unit) }
        return true
    }

    /// Takes note of what columns there are; `false` after reporting that there is none for keys.
    private mutating func look(_ table: borrowing RecordTable, into sink: inout some CollectingSink) -> Bool {
        let columns = dimensions.columns
        hasEvents = hasEvents || table.has(columns.stageDate)
        hasStageColumns = hasStageColumns || columns.stages.contains { table.has($0) }
        hasReportDates = hasReportDates || table.has(columns.reportDate) || hasEvents || hasStageColumns
        countsOnlineOnly = countsOnlineOnly || dimensions.countsOnlineOnly(table)
        guard table.hasHeadings, !table.has(columns.key) else { return true }
        sink.report(.missingColumn(columns.all[columns.key], nearest: nil, at: table.filePlace))
        return false
    }

    // MARK: - Dates

    /// A date as a number that grows with it: 0 for none, more than 1 for a day.
    private func stamp(
        _ column: Int, _ table: borrowing RecordTable, isSound: inout Bool, into sink: inout some CollectingSink
    ) -> Int32 {
        // A column of a stage may say yes or no instead of when.
        let text = table.text(column)
        if text.isEmpty { return 0 }
        if dimensions.columns.stages.contains(column) {
            switch Folding.words(text) {
            case "yes", "y", "ya", "true", "1", "x": return 1
            case "no", "n", "tidak", "false", "0": return 0
            default: break
            }
        }
        var isMalformed = false
        let time = table.time(column, dimensions.rules.times, isMalformed: &isMalformed, into: &sink)
        isSound = isSound && !isMalformed
        guard let time else { return 0 }
        // A month or year that is all that is known places a case only where it lies within one period.
        let frequency = dimensions.structure.frequency
        guard time.period.frequency == .daily || Period(frequency, containing: time.day)?.contains(time.period) == true
        else {
            sink.report(.coarsePeriod(time.period, frequency: frequency, at: table.place(column)))
            isSound = false
            return 0
        }
        return time.day.number + CaseReading.firstStamp
    }

    /// More than any day before 1970 is below it.
    private static let firstStamp: Int32 = 100_000

    private func day(_ stamp: Int32) -> Day? {
        stamp > 1 ? Day(daysSince1970: Int(stamp - CaseReading.firstStamp)) : nil
    }

    /// The earlier of two dates, one that is none left aside.
    private func earlier(_ first: Int32, _ second: Int32) -> Int32 {
        first <= 1 ? max(first, second) : second <= 1 ? first : min(first, second)
    }

    /// Takes that a case reached a stage: its first date, but of a verdict the last, which an appeal may have changed.
    private mutating func reach(_ stage: Int, _ date: Int32, _ unit: Int) {
        guard date > 0 else { return }
        let own = cells[unit, extra: Extra.stages + stage]
        cells[unit, extra: Extra.stages + stage] =
            dimensions.rules.stages.isVerdict(stage) ? max(own, date) : earlier(own, date)
    }

    /// Takes the date of the report: a case has one; of a child the first counts.
    private mutating func report(
        _ date: Int32, _ unit: Int, _ table: borrowing RecordTable, into sink: inout some CollectingSink
    ) {
        let own = cells[unit, extra: Extra.report]
        if own > 1, date > 1, own != date, !dimensions.rules.isByChild {
            let what = LocalizedText("the date of the report", malay: "tarikh laporan")
            cells.refuse(unit, what, at: table.place(dimensions.columns.reportDate), into: &sink)
        }
        cells[unit, extra: Extra.report] = earlier(own, date)
    }

    // MARK: - The end

    /// Observes each case.
    mutating func finish(file: String, into sink: inout some CollectingSink) {
        var (undecided, offline) = (0, 0)
        for unit in 0..<cells.count where !cells.isDropped(unit) {
            let place = Finding.Location(file: file, row: cells.firstRow(of: unit))
            if countsOnlineOnly, cells[unit, extra: Extra.online] != 2 {
                offline += 1
                cells.drop(unit)
                continue
            }
            guard let furthest = furthest(unit, at: place, into: &sink) else {
                cells.drop(unit)
                continue
            }
            if let dimension = dimensions.rules.stageDimension {
                let stages = dimensions.rules.stages
                guard let code = furthest >= 0 ? stages.codes[furthest] : stages.unknown else {
                    sink.report(.missingValue(at: place))
                    cells.drop(unit)
                    continue
                }
                cells[unit, dimension: dimension] = code
            }
            if dimensions.rules.period == .decision, !isDecided(unit) {
                undecided += 1
                cells.drop(unit)
                continue
            }
            guard let period = period(of: unit, at: place, into: &sink) else {
                cells.drop(unit)
                continue
            }
            cells.setPeriod(period, of: unit)
        }
        say(
            undecided, LocalizedText("no court has decided them", malay: "belum diputuskan mahkamah"), file, into: &sink
        )
        say(
            offline, LocalizedText("they are not marked as online", malay: "tidak ditandakan dalam talian"), file,
            into: &sink)
        cells.observe(into: &sink)
    }

    private func say(_ count: Int, _ reason: LocalizedText, _ file: String, into sink: inout some CollectingSink) {
        if count > 0 { sink.report(.casesNotCounted(count, because: reason, at: Finding.Location(file: file))) }
    }

    private func stamp(_ unit: Int, _ stage: Int?) -> Int32 { stage.map { cells[unit, extra: Extra.stages + $0] } ?? 0 }

    /// The furthest stage of a case as a place among the stages, −1 where none is known; `nil` after reporting two
    /// verdicts of which neither is the later.
    private func furthest(_ unit: Int, at place: Finding.Location, into sink: inout some CollectingSink) -> Int? {
        let stages = dimensions.rules.stages
        let reached = stages.codes.indices.filter { stamp(unit, $0) > 0 }
        warnOfOrder(unit, reached, at: place, into: &sink)
        let (guilty, free) = (stamp(unit, stages.convicted), stamp(unit, stages.notConvicted))
        if guilty > 0, free > 0 {
            guard guilty > 1, free > 1, guilty != free else {
                sink.report(.twoVerdicts(at: place))
                return nil
            }
            return guilty > free ? stages.convicted : stages.notConvicted
        }
        if let last = reached.last { return last }
        return hasStageColumns && cells[unit, extra: Extra.report] > 0 ? stages.reported ?? -1 : -1
    }

    /// Warns where stages are dated in another order than theirs, or a verdict has no charge before it.
    private func warnOfOrder(
        _ unit: Int, _ reached: [Int], at place: Finding.Location, into sink: inout some CollectingSink
    ) {
        let stages = dimensions.rules.stages
        var last: (name: String, stamp: Int32)?
        let report = cells[unit, extra: Extra.report]
        if report > 1 { last = ("REPORTED", report) }
        for stage in reached {
            let own = stamp(unit, stage)
            guard own > 1 else { continue }
            if let last, own < last.stamp {
                sink.report(.stageBefore(stages.names[stage], last.name, at: place))
                break
            }
            // A later verdict may undo an earlier one.
            if !stages.isVerdict(stage) { last = (stages.names[stage], own) }
        }
        let isJudged = reached.contains { stages.isVerdict($0) }
        if isJudged, hasEvents || hasStageColumns, let charged = stages.charged, stamp(unit, charged) == 0 {
            sink.report(.verdictWithoutCharge(at: place))
        }
    }

    private func isDecided(_ unit: Int) -> Bool {
        let stages = dimensions.rules.stages
        return cells[unit, extra: Extra.decision] > 0 || stamp(unit, stages.convicted) > 0
            || stamp(unit, stages.notConvicted) > 0
    }

    private func period(
        of unit: Int, at place: Finding.Location, into sink: inout some CollectingSink
    ) -> Period? {
        let stages = dimensions.rules.stages
        let report = max(cells[unit, extra: Extra.report], stamp(unit, stages.reported))
        let own = cells[unit, extra: Extra.report]
        let date: Int32 =
            switch dimensions.rules.period {
            case .report: own > 1 ? own : report
            case .decision:
                max(
                    cells[unit, extra: Extra.decision], stamp(unit, stages.convicted),
                    stamp(unit, stages.notConvicted))
            case .identified: cells[unit, extra: Extra.identified] > 1 ? cells[unit, extra: Extra.identified] : report
            }
        let written = day(date).map { Period(day: $0) } ?? (hasReportDates ? nil : context.period)
        guard let written else {
            sink.report(.undatedCase(dimensions.rules.period, at: place))
            return nil
        }
        return context.place(written, frequency: dimensions.structure.frequency, at: place, into: &sink)
    }
}
