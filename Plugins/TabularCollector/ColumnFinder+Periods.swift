import Collecting

extension ColumnFinder {
    private func location(_ column: Int) -> Finding.Location {
        Finding.Location(
            file: place.file, row: place.row, column: column + 1,
            heading: headings.indices.contains(column) ? headings[column] : nil)
    }

    /// The columns whose headings are periods, among those that nothing else asked for.
    mutating func periodColumns(
        _ pattern: PeriodPattern?, _ frequency: Frequency, _ context: CollectingContext,
        into sink: inout some CollectingSink
    ) -> [ColumnLayout.PeriodColumn] {
        var columns: [ColumnLayout.PeriodColumn] = []
        for (column, heading) in headings.enumerated() where !used.contains(column) {
            guard let written = TabularMapping.period(from: heading, pattern) else { continue }
            used.insert(column)
            let place = location(column)
            guard let period = context.place(written, frequency: frequency, at: place, into: &sink) else {
                isSound = false
                continue
            }
            if columns.contains(where: { $0.period == period }) {
                sink.report(.doubledColumn(at: place))
                isSound = false
            }
            columns.append(ColumnLayout.PeriodColumn(column: column, period: period))
        }
        if columns.isEmpty {
            isSound = false
            if let column = headings.indices.first(where: { FiscalYear.isNamed(in: headings[$0]) }) {
                sink.report(.fiscalYear(headings[column], at: location(column)))
            } else {
                sink.report(.missingPeriodColumns(pattern: TabularMapping.words(for: pattern), at: place))
            }
        }
        return columns
    }

    /// Where the parts of a period stand that the headings do not give.
    mutating func partPlaces(
        _ written: PeriodParts, above: [[String]], into sink: inout some CollectingSink
    ) -> ColumnLayout.PartPlaces {
        var places = ColumnLayout.PartPlaces()
        for source in written.sources {
            switch source.place {
            case .column(let column): places.columns.append((source, find(column, into: &sink)))
            case .value(let number): places.fixed[source.part] = number
            case .title: places.fixed[.year] = titleYear(above, into: &sink)
            case .above:
                // Read with each column of counts; without such columns it is one for all.
                guard written.heading == nil else { continue }
                let numbers = Set((above.last ?? []).compactMap(source.number(in:)))
                if numbers.count == 1 {
                    places.fixed[source.part] = numbers.first
                } else {
                    refuse(.unclearPart(source, isTwice: numbers.count > 1, at: place), into: &sink)
                }
            }
        }
        return places
    }

    /// The columns whose headings are the part that headings give, each with what stands above it.
    mutating func partColumns(
        _ written: PeriodParts, above: [[String]], into sink: inout some CollectingSink
    ) -> [ColumnLayout.PartColumn] {
        guard let heading = written.heading else { return [] }
        let over = written.sources.filter { if case .above = $0.place { true } else { false } }
        // What one cell over several columns says stands in the first of them.
        var carried: [DatePart: Int] = [:]
        var columns: [ColumnLayout.PartColumn] = []
        let line = above.last ?? []
        for (column, text) in headings.enumerated() {
            let word = column < line.count ? line[column] : ""
            if !word.isEmpty { for source in over { carried[source.part] = source.number(in: word) } }
            guard !used.contains(column), let number = heading.number(in: text) else { continue }
            used.insert(column)
            var parts = DateParts()
            parts[heading.part] = number
            for source in over {
                guard let number = carried[source.part] else {
                    refuse(.unclearPart(source, isTwice: false, at: location(column)), into: &sink)
                    continue
                }
                parts[source.part] = number
            }
            if columns.contains(where: { $0.parts == parts }) {
                refuse(.doubledColumn(at: location(column)), into: &sink)
            }
            columns.append(ColumnLayout.PartColumn(column: column, parts: parts))
        }
        if columns.isEmpty {
            isSound = false
            if let column = headings.indices.first(where: { FiscalYear.isNamed(in: headings[$0]) }) {
                sink.report(.fiscalYear(headings[column], at: location(column)))
            } else {
                sink.report(.missingPeriodColumns(pattern: heading.part.words(shortYear: heading.shortYear), at: place))
            }
        }
        return columns
    }

    /// The only year that the lines above the headings name.
    private mutating func titleYear(_ above: [[String]], into sink: inout some CollectingSink) -> Int? {
        let texts = above.joined().filter { !$0.isEmpty }
        if let fiscal = texts.lazy.flatMap({ $0.split(separator: " ") }).first(where: {
            FiscalYear.isNamed(in: String($0))
        }) {
            refuse(.fiscalYear(String(fiscal), at: place), into: &sink)
            return nil
        }
        let runs = texts.flatMap { $0.split { !($0.isASCII && $0.isNumber) } }
        let years = Set(runs.compactMap { $0.count == 4 ? Int($0) : nil }.filter { (1900...2199).contains($0) })
        guard years.count == 1 else {
            let source = PeriodParts.Source(part: .year, place: .title, shortYear: false, words: [:])
            refuse(.unclearPart(source, isTwice: years.count > 1, at: place), into: &sink)
            return nil
        }
        return years.first
    }

    /// The only period of a pattern that the lines above the headings name.
    mutating func titlePeriod(
        _ pattern: PeriodPattern, above: [[String]], into sink: inout some CollectingSink
    ) -> Period? {
        let open = PeriodPattern(pattern.text.hasSuffix("*") ? pattern.text : pattern.text + "*") ?? pattern
        var found: Set<Period> = []
        for text in above.joined() {
            for start in text.indices {
                if start > text.startIndex {
                    let before = text[text.index(before: start)]
                    guard !before.isLetter, !before.isNumber else { continue }
                }
                if let period = open.period(from: text[start...]) { found.insert(period) }
            }
        }
        guard found.count == 1 else {
            sink.report(
                .unclearTitle(pattern: TabularMapping.words(for: pattern), isTwice: found.count > 1, at: place))
            return nil
        }
        return found.first
    }

    private mutating func refuse(_ finding: Finding, into sink: inout some CollectingSink) {
        isSound = false
        sink.report(finding)
    }
}
