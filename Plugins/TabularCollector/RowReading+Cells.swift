import Collecting

// For which periods a row counts, and how often.
extension RowReading {
    /// Reads what the row counts and for when into `cells`; `false` after reporting what is wrong.
    mutating func readCells(
        _ fields: [String], times: Int64, line: Int, into sink: inout some CollectingSink
    ) -> Bool {
        cells.removeAll(keepingCapacity: true)
        guard !layout.periodColumns.isEmpty || !layout.partColumns.isEmpty else {
            let period = readPeriod(fields, line: line, into: &sink)
            var count: Int64? = 1
            if let column = layout.count {
                switch readCount(fields[column], times: times, line: line, column, into: &sink) {
                case .count(let found): count = found
                case .missing: count = nil
                case .wrong: return false
                }
            }
            guard let period else { return false }
            cells.append(Cell(period: period, count: count, column: layout.count))
            return true
        }
        var isSound = true
        let parts = layout.partColumns.isEmpty ? nil : readParts(fields, line: line, into: &sink)
        if !layout.partColumns.isEmpty, parts == nil { isSound = false }
        var columns = layout.periodColumns.map { (column: $0.column, period: Optional($0.period)) }
        if let parts {
            for column in layout.partColumns {
                columns.append((column.column, period(parts, with: column, fields, line: line, &isSound, into: &sink)))
            }
        }
        for (column, period) in columns {
            switch readCount(fields[column], times: times, line: line, column, into: &sink) {
            case .count(let count): if let period { cells.append(Cell(period: period, count: count, column: column)) }
            case .missing: if let period { cells.append(Cell(period: period, count: nil, column: column)) }
            case .wrong: isSound = false
            }
        }
        return isSound && checkTotal(fields, times: times, line: line, into: &sink)
    }

    /// The period of a column of counts, with what stands in the row.
    ///
    /// A cell without a count may be of a period that is none, or has not begun: a sheet of a year has all its months.
    private func period(
        _ parts: DateParts, with column: ColumnLayout.PartColumn, _ fields: [String], line: Int, _ isSound: inout Bool,
        into sink: inout some CollectingSink
    ) -> Period? {
        if mapping.missing.contains(fields[column.column]) {
            guard let written = parts.merging(column.parts).period else { return nil }
            return context.placed(written, frequency: structure.frequency)
        }
        let place = place(line, column.column)
        guard let written = parts.merging(column.parts).period else {
            sink.report(.impossibleDate(parts.merging(column.parts), at: place))
            isSound = false
            return nil
        }
        let period = context.place(written, frequency: structure.frequency, at: place, into: &sink)
        if period == nil { isSound = false }
        return period
    }

    private func readPeriod(_ fields: [String], line: Int, into sink: inout some CollectingSink) -> Period? {
        var written: Period?
        var place = { self.place(line, layout.period) }
        switch mapping.period {
        case .title: return layout.titlePeriod
        case .constant(let constant): written = constant ?? context.period
        case .headings: return nil
        case .column(_, let pattern):
            guard let column = layout.period else { return nil }
            let text = fields[column]
            written = TabularMapping.period(from: text, pattern)
            guard written != nil else {
                sink.report(
                    mapping.missing.contains(text)
                        ? .missingValue(at: place())
                        : FiscalYear.isNamed(in: text)
                            ? .fiscalYear(text, at: place())
                            : .malformedPeriod(text, pattern: TabularMapping.words(for: pattern), at: place()))
                return nil
            }
        case .parts:
            guard let parts = readParts(fields, line: line, into: &sink) else { return nil }
            place = { self.place(line, layout.parts.columns.last?.column) }
            written = parts.period
            if written == nil { sink.report(.impossibleDate(parts, at: place())) }
        }
        return written.flatMap { context.place($0, frequency: structure.frequency, at: place(), into: &sink) }
    }

    /// The parts of the period that the row and the lines above the headings give.
    private func readParts(_ fields: [String], line: Int, into sink: inout some CollectingSink) -> DateParts? {
        var parts = layout.parts.fixed
        var isSound = true
        for (source, column) in layout.parts.columns {
            let text = fields[column]
            if let number = source.number(in: text) {
                parts[source.part] = number
                continue
            }
            isSound = false
            let place = place(line, column)
            if mapping.missing.contains(text) {
                sink.report(.missingValue(at: place))
            } else if source.part == .year, FiscalYear.isNamed(in: text) {
                sink.report(.fiscalYear(text, at: place))
            } else {
                sink.report(.malformedPart(text, source, at: place))
            }
        }
        return isSound ? parts : nil
    }

    private enum CountReading {
        case count(Int64)
        case missing
        case wrong
    }

    private func readCount(
        _ text: String, times: Int64, line: Int, _ column: Int, into sink: inout some CollectingSink
    ) -> CountReading {
        if mapping.missing.contains(text) { return .missing }
        switch mapping.scale.read(text, mapping.numbers, factor: times) {
        case .number(let count) where count < 0: sink.report(.negativeCount(at: place(line, column)))
        case .number(let count) where count <= CollectingContext.largestCount: return .count(count)
        case .number, .tooLarge:
            sink.report(.absurdCount(limit: CollectingContext.largestCount, at: place(line, column)))
        case .fraction where !(mapping.scale.isPlain && times == 1):
            sink.report(.brokenCount(text, at: place(line, column)))
        case .fraction, .malformed:
            sink.report(.malformedNumber(text, format: mapping.numbers, at: place(line, column)))
        }
        return .wrong
    }

    /// Holds the column of sums against the columns of the periods; `false` where an error was reported.
    private func checkTotal(_ fields: [String], times: Int64, line: Int, into sink: inout some CollectingSink) -> Bool {
        guard let column = layout.total, mapping.check != .off else { return true }
        let total: Int64
        switch readCount(fields[column], times: times, line: line, column, into: &sink) {
        case .count(let count): total = count
        case .missing: return true
        case .wrong: return false
        }
        let sum = cells.reduce(0) { $0 + ($1.count ?? 0) }
        let isWhole = cells.allSatisfy { $0.count != nil }
        guard sum > total || sum < total && isWhole else { return true }
        let severity: Finding.Severity = mapping.check == .error ? .error : .warning
        sink.report(.unequalRowTotal(total, sum, severity: severity, at: place(line, column)))
        return severity != .error
    }
}

extension DateParts {
    /// These parts and others.
    func merging(_ other: DateParts) -> DateParts {
        var merged = self
        for part in DatePart.allCases { if let number = other[part] { merged[part] = number } }
        return merged
    }
}
