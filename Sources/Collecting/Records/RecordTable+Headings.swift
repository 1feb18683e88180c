extension RecordTable {
    /// The most names of NDJSON that are remembered.
    private static var mostNames: Int { 4096 }

    /// Finds the columns in the line of the headings; reports what is not there or there twice.
    mutating func readHeadings(into sink: inout some CollectingSink) {
        headings = reader.texts().map(\.trimmed)
        let place = Finding.Location(file: file, row: line)
        var isSound = true
        for (field, heading) in headings.enumerated() {
            guard let column = byHeading[Folding.heading(heading)] else {
                if !heading.isEmpty { unused.append(heading) }
                continue
            }
            if fields[column] != nil {
                sink.report(
                    .doubledColumn(
                        at: Finding.Location(file: file, row: line, column: field + 1, heading: heading)))
                isSound = false
            }
            fields[column] = fields[column] ?? field
        }
        let knowsNone = fields.allSatisfy { $0 == nil }
        for (column, field) in zip(columns, fields) where column.isNeeded && field == nil {
            // Where no heading is known the line may be a row of data, whose fields are not repeated.
            sink.report(.missingColumn(column, nearest: knowsNone ? nil : nearestUnused(to: column), at: place))
            isSound = false
        }
        if knowsNone, isSound {
            sink.report(.noHeadings(columns.prefix(4).compactMap(\.headings.first), at: place))
            isSound = false
        }
        isOver = !isSound
        if isSound, !unused.isEmpty { sink.report(.unusedColumns(unused, at: Finding.Location(file: file))) }
    }

    /// A heading that a column's may have been meant by.
    private func nearestUnused(to column: RecordColumn) -> String? {
        for heading in column.headings.prefix(4) {
            if let found = nearest(to: heading, among: unused) { return found }
        }
        return nil
    }

    /// Whether a row of separated values has something in it and as many fields as there are headings.
    mutating func checkWidth(into sink: inout some CollectingSink) -> Bool {
        let width = headings.count
        // Nothing stands behind the last field that does not: a row of nothing has none.
        var used = reader.fieldCount
        while used > 0, reader.withField(used - 1, { $0.isEmpty }) || reader.text(used - 1).trimmed.isEmpty {
            used -= 1
        }
        if used == 0 { return false }
        rows += 1
        let isRagged = reader.fieldCount < width || used > width
        if isRagged {
            sink.report(
                .raggedRow(
                    found: reader.fieldCount, expected: width, at: Finding.Location(file: file, row: line)))
        }
        return !isRagged
    }

    /// Finds the columns among the names of an object.
    mutating func readNames(into sink: inout some CollectingSink) -> Bool {
        for column in fields.indices { fields[column] = nil }
        var isSound = true
        for field in 0..<reader.fieldCount {
            guard let name = reader.name(field), let column = column(named: name) else { continue }
            if fields[column] != nil {
                sink.report(
                    .doubledColumn(
                        at: Finding.Location(file: file, row: line, column: field + 1, heading: name)))
                isSound = false
            }
            fields[column] = field
        }
        return isSound
    }

    private mutating func column(named name: String) -> Int? {
        if let found = known[name] { return found }
        let column = byHeading[Folding.heading(name)]
        guard known.count < RecordTable.mostNames else { return column }
        known[name] = .some(column)
        if column == nil { unused.append(name) }
        return column
    }
}
