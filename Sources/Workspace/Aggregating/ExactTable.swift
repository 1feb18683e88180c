public import Bytes
import Publishing

/// Raw counts that an analyst asked for: not for publication.
public struct ExactTable: Sendable {
    /// The headings, without the one of the counts.
    public let headings: [String]
    /// The texts that stand below each heading.
    private let texts: [[String]]
    /// For each row and heading, the place of its text.
    private var places: [Int32] = []
    private var counts: [Int64] = []

    /// A table without rows.
    ///
    /// - Parameters:
    ///   - headings: The headings, without the one of the counts.
    ///   - texts: The texts that stand below each heading, each once.
    init(headings: [String], texts: [[String]]) {
        self.headings = headings
        self.texts = texts
    }

    /// Takes rows with their texts.
    init(headings: [String], rows: [(codes: [String], count: Int64)]) {
        var texts: [[String]] = headings.map { _ in [] }
        var known: [[String: Int32]] = headings.map { _ in [:] }
        var places: [Int32] = []
        for row in rows {
            for (column, text) in row.codes.enumerated() {
                if known[column][text] == nil {
                    known[column][text] = Int32(texts[column].count)
                    texts[column].append(text)
                }
                places.append(known[column][text] ?? 0)
            }
        }
        self.init(headings: headings, texts: texts)
        self.places = places
        counts = rows.map(\.count)
    }

    /// Adds a row: the place of each code's text, and its count.
    mutating func append(_ row: some Sequence<Int32>, count: Int64) {
        places.append(contentsOf: row)
        counts.append(count)
    }

    /// The codes of each row, one a heading, and its count.
    public var rows: [(codes: [String], count: Int64)] {
        counts.indices.map { (codes(of: $0), counts[$0]) }
    }

    private func codes(of row: Int) -> [String] {
        headings.indices.map { texts[$0][Int(places[row * headings.count + $0])] }
    }

    /// Writes the rows as CSV, the counts in a column `count`.
    ///
    /// - Throws: `BytesError` where the sink cannot take them.
    public func writeCSV(to sink: any ByteSink) throws(BytesError) {
        var line = CSVLine()
        for heading in headings { line.text(heading) }
        line.text("count")
        line.end()
        let rendered = texts.map { $0.map { CSVLine.rendering([$0]) } }
        for row in counts.indices {
            for column in headings.indices {
                line.rendered(rendered[column][Int(places[row * headings.count + column])])
            }
            line.number(counts[row])
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
        for row in counts.indices {
            json.beginObject()
            for (heading, code) in zip(headings, codes(of: row)) { json.member(heading, code) }
            json.key("count")
            json.value(counts[row])
            json.endObject()
            if json.pendingCount >= 1 << 16 { try json.drain(to: sink) }
        }
        json.endArray()
        json.endObject()
        try json.finish(to: sink)
    }
}
