public import Bytes
import Publishing

/// Raw counts that an analyst asked for: not for publication.
public struct ExactTable: Sendable {
    /// The headings, without the one of the counts.
    public let headings: [String]
    /// The codes of each row, one a heading, and its count.
    public let rows: [(codes: [String], count: Int64)]

    /// Writes the rows as CSV, the counts in a column `count`.
    ///
    /// - Throws: `BytesError` where the sink cannot take them.
    public func writeCSV(to sink: any ByteSink) throws(BytesError) {
        var line = CSVLine()
        for heading in headings { line.text(heading) }
        line.text("count")
        line.end()
        for row in rows {
            for code in row.codes { line.text(code) }
            line.number(row.count)
            line.end()
            try line.drain(to: sink)
        }
        try line.drain(to: sink, always: true)
    }

    /// Writes the rows as one JSON document.
    ///
    /// - Throws: `BytesError` where the sink cannot take them.
    public func writeJSON(to sink: any ByteSink) throws(BytesError) {
        var json = JSONWriter()
        json.beginObject()
        json.member("forPublication", false)
        json.key("rows")
        json.beginArray()
        for row in rows {
            json.beginObject()
            for (heading, code) in zip(headings, row.codes) { json.member(heading, code) }
            json.key("count")
            json.value(row.count)
            json.endObject()
            if json.pendingCount >= 1 << 16 { try json.drain(to: sink) }
        }
        json.endArray()
        json.endObject()
        try json.finish(to: sink)
    }
}
