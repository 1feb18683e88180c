public import Bytes
public import Statistics

/// A release as JSON-stat 2.0 (json-stat.org): a dataset where one table is wanted, else a collection of one dataset a
/// table.
///
/// A dimension that a table does not break down is left out, and stands at its total. The last dimension, `FIGURE`, has
/// the figure and its margin. The status of a cell is the mark of SDMX, with a `P` behind it where the period is
/// provisional; `extension.marks` says what each means.
public struct JSONStat: Sendable {
    /// The name of the dimension of figure and margin.
    static let metric = "FIGURE"
    /// What is told apart along it.
    private static let metrics: [FigureColumn] = [.value, .margin]

    private let release: Release
    private let language: Language

    /// Takes what is to be written, and the language of its labels.
    public init(_ release: Release, language: Language) {
        self.release = release
        self.language = language
    }

    /// Writes the document to a sink, without committing it.
    ///
    /// - Throws: `BytesError` where the sink cannot take it.
    public func write(to sink: any ByteSink, _ filter: ReleaseFilter = ReleaseFilter()) throws(BytesError) {
        var json = JSONWriter()
        let structure = release.structure
        let tables = release.tables.filter { filter.takes($0.definition) }
        json.beginObject()
        json.member("version", "2.0")
        if filter.table != nil, let table = tables.first {
            try writeMembers(of: table, filter, &json, sink)
        } else {
            json.member("class", "collection")
            json.member("label", structure.title[language])
            writeNotes(&json)
            writeExtension(nil, &json)
            json.key("link")
            json.beginObject()
            json.key("item")
            json.beginArray()
            for table in tables {
                json.beginObject()
                try writeMembers(of: table, filter, &json, sink)
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }
        json.endObject()
        try json.finish(to: sink)
    }

    private func writeMembers(
        of table: ProtectedTable, _ filter: ReleaseFilter, _ json: inout JSONWriter, _ sink: any ByteSink
    ) throws(BytesError) {
        let structure = release.structure
        let box = TableBox(table, of: release, filter)
        json.member("class", "dataset")
        let title = table.definition.title.map { "\(structure.title[language]): \($0[language])" }
        json.member("label", title ?? structure.title[language])
        json.member("source", structure.agency.description)
        writeNotes(&json)
        let names = box.axes.map { structure.dimensions[$0.dimension].id.description }
        json.key("id")
        json.list(names + ["TIME_PERIOD", JSONStat.metric])
        json.key("size")
        json.beginArray()
        for size in box.axes.map(\.codes.count) + [box.periods.count, JSONStat.metrics.count] { json.value(size) }
        json.endArray()
        json.key("role")
        json.beginObject()
        json.key("time")
        json.list(["TIME_PERIOD"])
        json.key("metric")
        json.list([JSONStat.metric])
        json.endObject()
        json.key("dimension")
        json.beginObject()
        for axis in box.axes { write(axis, &json) }
        writePeriods(box.periods, &json)
        writeMetric(&json)
        json.endObject()
        try write(box, "value", &json, sink) { column, cell, _, json in
            switch column.content(cell, isProvisional: false) {
            case .number(let number?): json.value(number)
            default: json.null()
            }
        }
        try write(box, "status", &json, sink) { _, cell, period, json in
            json.value(JSONStat.mark(cell, isProvisional: release.provisional.contains(period)))
        }
        writeExtension(table, &json)
    }

    /// The mark of a cell.
    static func mark(_ cell: ProtectedCell, isProvisional: Bool) -> String {
        ObservationStatus(cell).observation + (isProvisional ? "P" : "")
    }

    // MARK: - Dimensions

    private func write(_ axis: TableBox.Axis, _ json: inout JSONWriter) {
        let dimension = release.structure.dimensions[axis.dimension]
        let codelist = dimension.codelist
        json.key(dimension.id.description)
        json.beginObject()
        json.member("label", dimension.title[language])
        json.key("category")
        json.beginObject()
        json.key("index")
        json.list(axis.codes.map { codelist.code(at: $0).description })
        json.key("label")
        json.beginObject()
        for code in axis.codes {
            json.member(codelist.code(at: code).description, codelist.label(at: code)[language])
        }
        json.endObject()
        let shown = Set(axis.codes)
        let parents = axis.codes.map { ($0, codelist.children(of: $0).filter(shown.contains)) }.filter { !$1.isEmpty }
        if !parents.isEmpty {
            json.key("child")
            json.beginObject()
            for (parent, children) in parents {
                json.key(codelist.code(at: parent).description)
                json.list(children.map { codelist.code(at: $0).description })
            }
            json.endObject()
        }
        json.endObject()
        json.endObject()
    }

    private func writePeriods(_ periods: [Period], _ json: inout JSONWriter) {
        json.key("TIME_PERIOD")
        json.beginObject()
        json.member("label", LocalizedText.period[language])
        json.key("category")
        json.beginObject()
        json.key("index")
        json.list(periods.map(\.description))
        if !periods.isEmpty {
            json.key("label")
            json.beginObject()
            for period in periods { json.member(period.description, period.description) }
            json.endObject()
        }
        let notes = periods.map { ($0, remarks(on: $0)) }.filter { !$1.isEmpty }
        if !notes.isEmpty {
            json.key("note")
            json.beginObject()
            for (period, remarks) in notes {
                json.key(period.description)
                json.list(remarks)
            }
            json.endObject()
        }
        json.endObject()
        json.endObject()
    }

    private func remarks(on period: Period) -> [String] {
        let breaks = release.structure.seriesBreaks.filter { $0.period == period }.map { $0.reason[language] }
        return (release.provisional.contains(period) ? [MarkList.provisional[language]] : []) + breaks
    }

    private func writeMetric(_ json: inout JSONWriter) {
        json.key(JSONStat.metric)
        json.beginObject()
        json.member("label", LocalizedText("Figure", malay: "Angka")[language])
        json.key("category")
        json.beginObject()
        json.key("index")
        json.list(JSONStat.metrics.map(\.rawValue))
        json.key("label")
        json.beginObject()
        for column in JSONStat.metrics { json.member(column.rawValue, column.title(release.structure)[language]) }
        json.endObject()
        json.key("note")
        json.beginObject()
        for column in JSONStat.metrics {
            json.key(column.rawValue)
            json.list([column.explanation[language]])
        }
        json.endObject()
        json.key("unit")
        json.beginObject()
        for column in JSONStat.metrics {
            json.key(column.rawValue)
            json.beginObject()
            json.member("label", release.structure.measure.unit)
            json.member("decimals", 0)
            json.endObject()
        }
        json.endObject()
        json.endObject()
        json.endObject()
    }

    // MARK: - Cells

    /// One array with something for each cell, drained on the way.
    private func write(
        _ box: TableBox, _ name: String, _ json: inout JSONWriter, _ sink: any ByteSink,
        _ body: (FigureColumn, ProtectedCell, Period, inout JSONWriter) -> Void
    ) throws(BytesError) {
        json.key(name)
        json.beginArray()
        for series in 0..<box.seriesCount {
            for (period, cell) in zip(box.periods, box.figures(ofSeries: series)) {
                for column in JSONStat.metrics { body(column, cell, period, &json) }
            }
            if json.pendingCount >= 1 << 16 { try json.drain(to: sink) }
        }
        json.endArray()
    }

    // MARK: - What else is said

    private func writeNotes(_ json: inout JSONWriter) {
        var seen: Set<String> = []
        json.key("note")
        json.list(release.notes.map { $0[language] }.filter { seen.insert($0).inserted })
    }

    private func writeExtension(_ table: ProtectedTable?, _ json: inout JSONWriter) {
        json.key("extension")
        json.beginObject()
        json.member("dataset", release.structure.id.description)
        json.member("version", release.structure.version)
        json.member("release", release.number)
        if let table { json.member("table", table.definition.id.description) }
        json.key("marks")
        json.beginObject()
        for mark in MarkList.observation.marks { json.member(mark.code, mark.meaning[language]) }
        json.member("P", MarkList.provisional[language])
        json.endObject()
        json.members(of: release.coverage.filter { $0.expected > 0 })
        json.endObject()
    }
}

extension JSONWriter {
    /// An array of texts.
    mutating func list(_ texts: [String]) {
        beginArray()
        for text in texts { value(text) }
        endArray()
    }
}
