public import Bytes
public import Statistics

/// A release as rows of columns in one JSON document: the same figures as `ExtractCSV`, with the guarantee.
///
/// Each row has the period (if there is one), the columns asked for, `OBS_VALUE`, `MARGIN_95` and `OBS_STATUS`.
public struct ExtractJSON: Sendable {
    private let release: Release
    private let columns: ExtractColumns

    /// Takes what is to be written.
    public init(_ release: Release, columns: ExtractColumns) {
        self.release = release
        self.columns = columns
    }

    /// Writes the document to a sink, without committing it.
    ///
    /// - Throws: `BytesError` where the sink cannot take it.
    public func write(to sink: any ByteSink) throws(BytesError) {
        var json = JSONWriter()
        json.beginObject()
        json.member("forPublication", true)
        json.member("k", release.protection.threshold == .none ? Int64?.none : Int64(release.protection.k))
        json.member("unit", release.protection.unit.name)
        json.key("guarantee")
        release.protection.guarantee.write(to: &json)
        json.key("rows")
        json.beginArray()
        for block in release.tables.flatMap(\.blocks) {
            for place in block.periods.indices {
                for series in 0..<block.seriesCount {
                    json.beginObject()
                    if let heading = columns.periodHeading {
                        json.member(heading, block.periods[place].description)
                    }
                    let key = block.key(ofSeries: series)
                    for column in columns.columns {
                        json.member(column.heading, columns.text(key[column.dimension], column, release.structure))
                    }
                    let cell = block.cells[series * block.periods.count + place]
                    json.member("OBS_VALUE", cell.shown?.value)
                    json.member("MARGIN_95", cell.shown?.margin)
                    json.member("OBS_STATUS", ObservationStatus(cell).observation)
                    json.endObject()
                    if json.pendingCount >= 1 << 16 { try json.drain(to: sink) }
                }
            }
        }
        json.endArray()
        json.endObject()
        try json.finish(to: sink)
    }
}
