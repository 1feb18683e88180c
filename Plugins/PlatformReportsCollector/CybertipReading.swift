import Collecting

/// One CyberTipline report a row, known by its number.
struct CybertipReading {
    static let keyHeadings = [
        "report key", "report number", "report id", "cybertip", "cybertip id", "cybertip number",
        "cybertip report number",
        "no laporan", "nombor laporan",
    ]
    static let dateHeadings = ["date received", "received", "received on", "tarikh terima", "tarikh diterima"]

    private static let said: [(role: Role, headings: [String])] = [
        (.kind, ["incident type", "type of incident", "jenis kejadian"]), (.level, ["report level", "tahap laporan"]),
        (.platform, ["esp", "reporting esp", "reporter", "submitter"]),
        (.handling, ["handling outcome", "outcome", "status", "hasil"]),
    ]
    /// How far a report has come, in order: a report stands at its furthest.
    private static let steps = ["_U", "NOT_TRIAGED", "TRIAGED", "ASSIGNED", "CLOSED", "ARREST"]

    /// What is kept of a report besides its codes: period, line, whether its rows contradict each other.
    private static let slots = 3
    private var units: UnitRows

    init(_ structure: DatasetStructure) { units = UnitRows(width: CybertipReading.slots + structure.dimensions.count) }

    /// Which roles a file may speak about.
    static var roles: [Role] { said.map(\.role) }

    mutating func read(
        _ source: any ByteSource, _ options: PlatformOptions, _ rows: inout FigureRows,
        into sink: inout some CollectingSink
    ) throws(BytesError) {
        let structure = rows.structure
        var columns = [
            RecordColumn(headings: CybertipReading.keyHeadings, isNeeded: true, isKey: true),
            RecordColumn(needing: CybertipReading.dateHeadings),
        ]
        var places: [Role: Int] = [:]
        for (role, headings) in CybertipReading.said {
            guard let dimension = structure.dimensions.first(where: { $0.id.description == role.rawValue }) else {
                continue
            }
            places[role] = columns.count
            columns.append(RecordColumn(dimension, also: headings))
        }
        var table = try RecordTable(source, columns: columns, encoding: options.encoding)
        while try table.next(into: &sink) {
            var isMalformed = false
            let time = table.time(1, options.times, isMalformed: &isMalformed, into: &sink)
            if time == nil, !isMalformed { sink.report(.missingValue(at: table.place(1))) }
            let words = places.mapValues { table.text($0) }
            let codes = rows.codes(words, at: { table.place(places[$0]) }, into: &sink)
            let mark = table.withKey(0) { sink.mark(ofKey: $0, scope: options.scope) }
            if mark == nil { sink.report(.missingKey(at: table.place(0))) }
            let period = time.flatMap {
                rows.context.place($0.period, frequency: structure.frequency, at: table.place(1), into: &sink)
            }
            guard let codes, let mark, let period else { continue }
            guard let unit = units.place(of: mark) else {
                sink.report(.tooManyUnits(limit: UnitRows.limit, at: table.place()))
                table.stop()
                break
            }
            note(unit, period, codes, table.line, rows, into: &sink)
        }
        observe(&rows, into: &sink)
        table.finish(into: &sink)
        rows.finish(skipped: LocalizedText(""), into: &sink)
    }

    private mutating func note(
        _ unit: (place: Int, isNew: Bool), _ period: Period, _ codes: [CodeIndex], _ line: Int, _ rows: FigureRows,
        into sink: inout some CollectingSink
    ) {
        let slots = CybertipReading.slots
        if unit.isNew {
            units[unit.place, 0] = period.ordinal
            units[unit.place, 1] = Int32(clamping: line)
            for (place, code) in codes.enumerated() { units[unit.place, slots + place] = code }
            return
        }
        let first = Int(units[unit.place, 1])
        let place = Finding.Location(file: rows.file, row: line)
        if units[unit.place, 0] != period.ordinal {
            sink.report(
                .contradictoryRows(
                    LocalizedText("the date received", malay: "tarikh terima"), first: first, at: place))
            units[unit.place, 2] = 1
        }
        for (dimension, code) in codes.enumerated() where units[unit.place, slots + dimension] != code {
            let own = rows.structure.dimensions[dimension]
            if own.id.description == Role.handling.rawValue {
                let known = units[unit.place, slots + dimension]
                units[unit.place, slots + dimension] = CybertipReading.further(known, code, own.codelist)
                continue
            }
            sink.report(.contradictoryRows(own.title, first: first, at: place))
            units[unit.place, 2] = 1
        }
    }

    private static func further(_ first: CodeIndex, _ second: CodeIndex, _ codelist: Codelist) -> CodeIndex {
        let rank = { (code: CodeIndex) in steps.firstIndex(of: codelist.code(at: code).description) ?? 0 }
        return rank(second) > rank(first) ? second : first
    }

    private func observe(_ rows: inout FigureRows, into sink: inout some CollectingSink) {
        let dimensions = rows.structure.dimensions.indices
        for unit in 0..<units.count where units[unit, 2] == 0 {
            guard let period = Period(rows.structure.frequency, ordinal: Int(units[unit, 0])) else { continue }
            rows.observed(period)
            sink.observe(
                period: period, codes: dimensions.map { units[unit, CybertipReading.slots + $0] },
                unit: units.mark(at: unit))
        }
    }
}
