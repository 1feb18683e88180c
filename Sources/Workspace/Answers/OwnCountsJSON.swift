public import Publishing
import Statistics

/// A provider's own counts, for programs of that provider.
public struct OwnCountsJSON: Sendable {
    private let counts: OwnCounts

    /// Takes the counts.
    public init(_ counts: OwnCounts) { self.counts = counts }

    /// Writes an object. It says of itself that it is not for publication: these are exact counts.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("forPublication", false)
        json.member("dataset", counts.structure.id.description)
        json.member("provider", counts.provider.description)
        json.member("branch", counts.branch?.description)
        json.key("periods")
        json.beginArray()
        for period in counts.periods { json.value(period.description) }
        json.endArray()
        json.key("tables")
        json.beginArray()
        for table in counts.tables {
            json.beginObject()
            json.member("id", table.definition.id.description)
            json.key("series")
            json.beginArray()
            for series in table.series { write(series, &json) }
            json.endArray()
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    private func write(_ series: OwnCounts.Series, _ json: inout JSONWriter) {
        json.beginObject()
        json.key("key")
        json.beginObject()
        for (dimension, code) in zip(counts.structure.dimensions, series.key) {
            json.member(dimension.id.description, code.description)
        }
        json.endObject()
        json.key("observations")
        json.beginArray()
        for observation in series.observations {
            json.beginObject()
            json.member("period", observation.period.description)
            json.key("value")
            json.value(observation.value)
            for (name, change) in [
                ("fromPrevious", observation.fromPrevious), ("fromYearBefore", observation.fromYearBefore),
            ] {
                json.key(name)
                if let change { json.value(change) } else { json.null() }
            }
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}
