public import Bytes
import Inference
import Rationals
public import Statistics

/// A release as the JSON that dashboards draw from; `docs/formats/dashboard.schema.json` describes it.
public struct DashboardJSON: Sendable {
    private let release: Release
    private let changes: ReleaseChanges

    /// Takes what is to be written.
    public init(_ release: Release) {
        self.release = release
        changes = ReleaseChanges(release)
    }

    /// Writes the document to a sink, without committing it; of the figures those that a filter leaves. Which changes
    /// are distinguishable was decided over the whole release, and stays so.
    ///
    /// - Throws: `BytesError` where the sink cannot take it.
    public func write(to sink: any ByteSink, _ filter: ReleaseFilter = ReleaseFilter()) throws(BytesError) {
        var json = JSONWriter()
        json.beginObject()
        writeDataset(&json)
        writeRelease(&json)
        json.dimensions(of: release.structure)
        json.key("tables")
        json.beginArray()
        for (number, shown) in release.tables.enumerated() where filter.takes(shown.definition) {
            json.beginObject()
            json.member("id", shown.definition.id.description)
            json.member("title", shown.definition.title)
            json.key("series")
            json.beginArray()
            for (place, block) in shown.blocks.enumerated() {
                for series in 0..<block.seriesCount
                where filter.takes(block.key(ofSeries: series), of: release.structure) {
                    writeSeries(series, of: block, at: (number, place), filter, &json)
                    if json.pendingCount >= 1 << 16 { try json.drain(to: sink) }
                }
            }
            json.endArray()
            json.endObject()
        }
        json.endArray()
        json.key("notes")
        json.beginArray()
        for note in release.notes { json.value(note) }
        json.endArray()
        json.key("seriesBreaks")
        json.beginArray()
        for seriesBreak in release.structure.seriesBreaks {
            json.beginObject()
            json.member("period", seriesBreak.period.description)
            json.member("reason", seriesBreak.reason)
            json.endObject()
        }
        json.endArray()
        json.members(of: release.coverage.filter { $0.expected > 0 })
        json.endObject()
        try json.finish(to: sink)
    }

    private func writeDataset(_ json: inout JSONWriter) {
        let structure = release.structure
        json.key("dataset")
        json.beginObject()
        json.member("id", structure.id.description)
        json.member("version", structure.version)
        json.member("agency", structure.agency.description)
        json.member("title", structure.title)
        json.member("frequency", structure.frequency.rawValue)
        json.key("measure")
        json.beginObject()
        json.member("unit", structure.measure.unit)
        json.member("title", structure.measure.title)
        if let definition = structure.measure.definition { json.member("definition", definition) }
        json.endObject()
        json.endObject()
    }

    private func writeRelease(_ json: inout JSONWriter) {
        let protection = release.protection
        json.key("release")
        json.beginObject()
        json.member("number", release.number)
        json.member("startPeriod", release.periods.first.description)
        json.member("endPeriod", release.periods.last.description)
        json.key("protection")
        json.beginObject()
        json.member("method", protection.method.rawValue)
        json.member("mechanism", protection.mechanism?.rawValue)
        json.member("threshold", protection.threshold.rawValue)
        json.member("k", protection.k)
        json.member("unit", protection.unit.name)
        write(protection.unit, to: &json)
        json.key("guarantee")
        protection.guarantee.write(to: &json)
        json.endObject()
        json.key("draws")
        json.beginArray()
        for draw in release.draws {
            json.beginObject()
            json.member("startPeriod", draw.periods.first.description)
            json.member("endPeriod", draw.periods.last.description)
            json.member("release", draw.release)
            write(draw.protection.unit, to: &json)
            json.key("guarantee")
            draw.protection.guarantee.write(to: &json)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    private func write(_ bounds: UnitBounds, to json: inout JSONWriter) {
        json.member("maxCellsPerUnit", bounds.maxCells)
        json.member("maxCountPerUnit", bounds.maxCount)
        json.member("maxPeriodsPerUnit", bounds.maxPeriods)
    }

    private func writeSeries(
        _ series: Int, of block: ProtectedBlock, at place: (table: Int, block: Int), _ filter: ReleaseFilter,
        _ json: inout JSONWriter
    ) {
        json.beginObject()
        json.key("key")
        json.beginObject()
        for (dimension, index) in zip(release.structure.dimensions, block.key(ofSeries: series)) {
            json.member(dimension.id.description, dimension.codelist.code(at: index).description)
        }
        json.endObject()
        json.key("observations")
        json.beginArray()
        for (number, (period, cell)) in zip(block.periods, block.cells(ofSeries: series)).enumerated()
        where filter.takes(period) {
            let status = ObservationStatus(cell)
            json.beginObject()
            json.member("period", period.description)
            json.member("value", cell.shown?.value)
            json.member("margin", cell.shown?.margin)
            json.member("status", status.observation)
            json.member("confidentiality", status.confidentiality)
            json.member("provisional", release.provisional.contains(period))
            json.key("change")
            let found = Comparison.allCases.map { comparison in
                changes.change(table: place.table, block: place.block, series: series, period: number, comparison)
            }
            write(found, to: &json)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    /// The changes from each earlier period, or null where none can be told.
    private func write(_ changes: [Change?], to json: inout JSONWriter) {
        guard changes.contains(where: { $0 != nil }) else { return json.null() }
        json.beginObject()
        for (comparison, change) in zip(Comparison.allCases, changes) {
            json.key(comparison.rawValue)
            guard let change else {
                json.null()
                continue
            }
            json.beginObject()
            json.member("period", change.period.description)
            json.member("difference", change.difference)
            json.member("margin", change.margin)
            json.member("distinguishable", change.isDistinguishable)
            json.endObject()
        }
        json.endObject()
    }
}

extension JSONWriter {
    /// A text in every language it has, or null.
    mutating func value(_ text: LocalizedText?) {
        guard let text else { return null() }
        beginObject()
        member("en", text.english)
        member("ms", text[.malay])
        endObject()
    }

    /// A member with a text in every language it has, or null.
    mutating func member(_ name: String, _ text: LocalizedText?) {
        key(name)
        value(text)
    }

    /// A member with a whole number, or null.
    mutating func member(_ name: String, _ number: Int64?) {
        key(name)
        if let number { value(number) } else { null() }
    }
}

extension PrivacyGuarantee? {
    /// The loss as an object, or null where nothing is promised.
    public func write(to json: inout JSONWriter) {
        if let self { self.write(to: &json) } else { json.null() }
    }
}

extension PrivacyGuarantee {
    /// The loss as an object: `rho` or `pureEpsilon` as exact text, and the (ε, δ) that it implies.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("rho", rho?.description)
        json.member("pureEpsilon", pureEpsilon?.description)
        json.key("epsilon")
        json.value(epsilon)
        json.member("delta", delta.description)
        json.endObject()
    }
}
