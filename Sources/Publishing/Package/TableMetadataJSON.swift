import Bytes
import Statistics

/// A release's package as CSV on the Web describes it (w3.org/TR/tabular-metadata): `csv-metadata.json`, in every language
/// there is.
struct TableMetadataJSON {
    /// Its name, by which clients find it.
    static let name = "csv-metadata.json"
    static let mediaType = "application/csvm+json"

    let metadata: ReleaseMetadata

    func write(to sink: any ByteSink) throws(BytesError) {
        var json = JSONWriter()
        json.beginObject()
        json.key("@context")
        json.beginArray()
        json.value("http://www.w3.org/ns/csvw")
        json.beginObject()
        json.member("@language", "en")
        json.endObject()
        json.endArray()
        write("dc:title", metadata.title, &json)
        write("dc:description", metadata.description, &json)
        json.key("dialect")
        json.beginObject()
        json.member("lineTerminators", "\n")
        json.member("header", true)
        json.endObject()
        json.key("tables")
        json.beginArray()
        for table in metadata.tables { write(table, &json) }
        json.endArray()
        json.endObject()
        try json.finish(to: sink)
    }

    private func write(_ table: ReleaseMetadata.Table, _ json: inout JSONWriter) {
        json.beginObject()
        json.member("url", table.file.name)
        write("dc:title", table.title, &json)
        json.key("tableSchema")
        json.beginObject()
        json.key("columns")
        json.beginArray()
        for column in table.columns {
            json.beginObject()
            json.member("name", column.name)
            // The heading is its own title; what people read stands beside it.
            json.member("titles", column.name)
            write("dc:title", column.title, &json)
            if let explanation = column.explanation { write("dc:description", explanation, &json) }
            switch column.kind {
            case .text: json.member("datatype", "string")
            case .number: json.member("datatype", "integer")
            case .flag: json.member("datatype", "boolean")
            }
            json.member("null", "")
            json.member("required", column.isRequired)
            json.endObject()
        }
        json.endArray()
        json.key("primaryKey")
        json.list(table.key)
        json.endObject()
        json.endObject()
    }

    /// A text as JSON-LD has it: one object a language.
    private func write(_ name: String, _ text: LocalizedText, _ json: inout JSONWriter) {
        json.key(name)
        json.beginArray()
        for language in Language.allCases where language == .english || text.malay != nil {
            json.beginObject()
            json.member("@value", text[language])
            json.member("@language", language.rawValue)
            json.endObject()
        }
        json.endArray()
    }
}
