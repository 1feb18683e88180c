import Collecting

// What there is to say about a form once all its rows are read.
extension FormReading {
    /// Reports what is missing, what contradicts itself and what does not add up.
    mutating func finish(_ layout: FormLayout, file: String, into sink: inout some CollectingSink) {
        let counts = filled.map { $0?.count ?? 0 }
        let isEmpty = counts.allSatisfy { $0 == 0 }
        // Of a form that says that there was nothing, nothing can be missing.
        if !saysNil || !isEmpty { reportMissing(layout, file: file, into: &sink) }
        if saysNil, !isEmpty { report(.contradiction(at: answerPlace), into: &sink) }
        // What is wrong with single rows comes first: totals may be wrong for that alone.
        guard isSound else { return }
        if !saysNil, isEmpty { return report(.emptyForm(at: answerPlace), into: &sink) }
        reportTotals(layout, counts, file: file, into: &sink)
    }

    private mutating func reportMissing(_ layout: FormLayout, file: String, into sink: inout some CollectingSink) {
        for section in layout.sections.indices {
            let places = layout.rows.indices.filter { layout.rows[$0].section == section }
            let missing = places.filter { filled[$0] == nil }
            guard !missing.isEmpty else { continue }
            if missing.count == places.count, places.count > 1 {
                report(.missingSection(layout.title(of: section), at: Finding.Location(file: file)), into: &sink)
                continue
            }
            let at = place(ofSection: section, layout, file: file)
            for row in missing.map({ layout.rows[$0] }) {
                report(.missingRow("\(row.table) \(row.key)", label: row.label, at: at), into: &sink)
            }
        }
        if !hasEnd { report(.missingEnd(at: Finding.Location(file: file)), into: &sink) }
    }

    /// The file and, since in a workbook a section is a sheet, the sheet on which rows of it were found.
    private func place(ofSection section: Int, _ layout: FormLayout, file: String) -> Finding.Location {
        let sheet = zip(layout.rows, filled).first { $0.section == section && $1?.record.sheet != nil }?.1
        return Finding.Location(file: file, sheet: sheet?.record.sheet)
    }

    /// Sections that count units come to one total; at one code of mentions there are no more than that.
    private mutating func reportTotals(
        _ layout: FormLayout, _ counts: [Int64], file: String, into sink: inout some CollectingSink
    ) {
        var totals = [Int64](repeating: 0, count: layout.sections.count)
        for (row, count) in zip(layout.rows, counts) { totals[row.section] += count }
        let ofUnits = layout.sections.indices.filter { !layout.countsMentions($0) }
        guard let first = ofUnits.first else { return }
        for section in ofUnits.dropFirst() where totals[section] != totals[first] {
            let titles = (layout.title(of: first), layout.title(of: section))
            let at = place(ofSection: section, layout, file: file)
            report(.differentTotals(titles.0, totals[first], titles.1, totals[section], at: at), into: &sink)
        }
        guard isSound else { return }
        reportParts(layout, counts, ofUnits, file: file, into: &sink)
        for section in layout.sections.indices where layout.countsMentions(section) {
            reportMentions(layout, counts, section, total: totals[first], file: file, into: &sink)
        }
    }

    /// Two sections of units that share levels should agree at each code of those; the first that differs is said.
    private mutating func reportParts(
        _ layout: FormLayout, _ counts: [Int64], _ sections: [Int], file: String, into sink: inout some CollectingSink
    ) {
        for (number, first) in sections.enumerated() {
            for second in sections.dropFirst(number + 1) {
                let pair = [first, second].map { layout.sections[$0] }
                let shared = zip(pair[0].levels.levels, pair[1].levels.levels).map { min($0, $1) }
                guard shared.contains(where: { $0 > 0 }) else { continue }
                let sums = [first, second].map { layout.sums(of: $0, counts, atLevels: shared) }
                let keys = Set(sums[0].keys).union(sums[1].keys).sorted { $0.lexicographicallyPrecedes($1) }
                guard let key = keys.first(where: { sums[0][$0, default: 0] != sums[1][$0, default: 0] }) else {
                    continue
                }
                report(
                    .differentParts(
                        layout.label(of: key), layout.title(of: first), sums[0][key, default: 0],
                        layout.title(of: second), sums[1][key, default: 0],
                        at: place(ofSection: second, layout, file: file)),
                    into: &sink)
            }
        }
    }

    private mutating func reportMentions(
        _ layout: FormLayout, _ counts: [Int64], _ section: Int, total: Int64, file: String,
        into sink: inout some CollectingSink
    ) {
        let dimensions = layout.structure.dimensions
        var sums: [[CodeIndex]: (place: Finding.Location, sum: Int64)] = [:]
        var order: [[CodeIndex]] = []
        for (place, row) in layout.rows.enumerated() where row.section == section {
            let key = zip(dimensions, row.codes).map { $0.isMultiValued ? $1 : .total }
            if sums[key] == nil { order.append(key) }
            let location = filled[place].map { self.place($0.record) } ?? Finding.Location(file: file, row: 1)
            sums[key, default: (location, 0)].sum += counts[place]
        }
        for key in order {
            guard let found = sums[key], found.sum > total else { continue }
            report(.aboveTotal(layout.label(of: key), found.sum, total: total, at: found.place), into: &sink)
        }
    }
}
