import Bytes
import Statistics

/// A release's package as Data Package v2 (datapackage.org) describes it: `datapackage.json`.
struct DataPackageJSON {
    /// Its name, by which clients find it.
    static let name = "datapackage.json"
    static let mediaType = "application/vnd.datapackage+json"

    let metadata: ReleaseMetadata
    let language: Language

    func write(to sink: any ByteSink) throws(PublishingError) {
        let (release, structure) = (metadata.release, metadata.release.structure)
        var json = JSONWriter()
        json.beginObject()
        json.member("$schema", "https://datapackage.org/profiles/2.0/datapackage.json")
        json.member("name", structure.id.description.lowercased())
        json.member("title", metadata.title[language])
        json.member("description", metadata.description[language])
        json.member("version", "\(release.number)")
        json.key("contributors")
        json.beginArray()
        json.beginObject()
        json.member("title", structure.agency.description)
        json.key("roles")
        json.list(["publisher"])
        json.endObject()
        json.endArray()
        json.key("resources")
        json.beginArray()
        for table in metadata.tables { try write(table, &json) }
        json.endArray()
        json.endObject()
        do throws(BytesError) { try json.finish(to: sink) } catch { throw .bytes(error) }
    }

    private func write(_ table: ReleaseMetadata.Table, _ json: inout JSONWriter) throws(PublishingError) {
        let (digest, count) = try table.file.measured()
        json.beginObject()
        json.member("name", table.id.lowercased())
        json.member("path", table.file.name)
        json.member("type", "table")
        json.member("title", table.title[language])
        json.member("format", "csv")
        json.member("mediatype", "text/csv")
        json.member("encoding", "utf-8")
        json.member("bytes", count)
        json.member("hash", "sha256:\(digest)")
        json.key("dialect")
        json.beginObject()
        json.member("lineTerminator", "\n")
        json.endObject()
        json.key("schema")
        json.beginObject()
        json.member("$schema", "https://datapackage.org/profiles/2.0/tableschema.json")
        json.key("fields")
        json.beginArray()
        for column in table.columns { write(column, &json) }
        json.endArray()
        json.key("missingValues")
        json.list([""])
        json.key("primaryKey")
        json.list(table.key)
        json.endObject()
        json.endObject()
    }

    private func write(_ column: ReleaseMetadata.Column, _ json: inout JSONWriter) {
        json.beginObject()
        json.member("name", column.name)
        json.member("title", column.title[language])
        if let explanation = column.explanation { json.member("description", explanation[language]) }
        switch column.kind {
        case .text: json.member("type", "string")
        case .number: json.member("type", "integer")
        case .flag: json.member("type", "boolean")
        }
        if !column.codes.isEmpty {
            json.key("categories")
            json.beginArray()
            for (code, meaning) in column.codes {
                json.beginObject()
                json.member("value", code)
                json.member("label", meaning[language])
                json.endObject()
            }
            json.endArray()
        }
        if column.isRequired || !column.codes.isEmpty {
            json.key("constraints")
            json.beginObject()
            if column.isRequired { json.member("required", true) }
            if !column.codes.isEmpty {
                json.key("enum")
                json.list(column.codes.map(\.code))
            }
            json.endObject()
        }
        json.endObject()
    }
}
