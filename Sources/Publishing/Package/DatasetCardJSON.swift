import Bytes
import Statistics

/// What search engines and catalogues of data read of a release, as JSON-LD in the words of schema.org and DCAT.
struct DatasetCardJSON {
    static let name = "dataset.jsonld"
    static let mediaType = "application/ld+json"

    let metadata: ReleaseMetadata
    let language: Language

    func write(to sink: any ByteSink) throws(PublishingError) {
        let (release, structure) = (metadata.release, metadata.release.structure)
        var json = JSONWriter()
        json.beginObject()
        json.key("@context")
        json.beginObject()
        json.member("@vocab", "https://schema.org/")
        json.member("dcat", "http://www.w3.org/ns/dcat#")
        json.member("spdx", "http://spdx.org/rdf/terms#")
        json.endObject()
        json.key("@type")
        json.list(["Dataset", "dcat:Dataset"])
        json.member("identifier", structure.id.description)
        json.member("name", metadata.title[language])
        json.member("description", metadata.description[language])
        json.member("inLanguage", language.rawValue)
        json.member("version", "\(release.number)")
        json.member("temporalCoverage", "\(metadata.days.first)/\(metadata.days.last)")
        json.member("isAccessibleForFree", true)
        json.key("creator")
        json.beginObject()
        json.member("@type", "Organization")
        json.member("name", structure.agency.description)
        json.endObject()
        json.key("variableMeasured")
        json.beginArray()
        for column in metadata.tables[0].columns where column.name != "DATASET" {
            json.beginObject()
            json.member("@type", "PropertyValue")
            json.member("name", column.name)
            json.member("description", (column.explanation ?? column.title)[language])
            json.endObject()
        }
        json.endArray()
        json.key("distribution")
        json.beginArray()
        for table in metadata.tables {
            let (digest, count) = try table.file.measured()
            json.beginObject()
            json.key("@type")
            json.list(["DataDownload", "dcat:Distribution"])
            json.member("name", table.title[language])
            json.member("contentUrl", table.file.name)
            json.member("encodingFormat", "text/csv")
            json.member("contentSize", "\(count)")
            json.member("sha256", "\(digest)")
            json.endObject()
        }
        json.endArray()
        json.endObject()
        do throws(BytesError) { try json.finish(to: sink) } catch { throw .bytes(error) }
    }
}
