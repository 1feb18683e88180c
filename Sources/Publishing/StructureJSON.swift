public import Statistics

/// A dataset's structure for programs: what is counted, by what, and which tables are published.
public struct StructureJSON: Sendable {
    private let structure: DatasetStructure

    /// Takes a structure.
    public init(_ structure: DatasetStructure) { self.structure = structure }

    /// Writes it as an object.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", structure.id.description)
        json.member("version", structure.version)
        json.member("agency", structure.agency.description)
        json.member("title", structure.title)
        json.member("frequency", structure.frequency.rawValue)
        json.member("population", structure.population.description)
        json.key("measure")
        json.beginObject()
        json.member("unit", structure.measure.unit)
        json.member("title", structure.measure.title)
        if let definition = structure.measure.definition { json.member("definition", definition) }
        json.endObject()
        json.dimensions(of: structure)
        json.key("tables")
        json.beginArray()
        for table in structure.tables {
            json.beginObject()
            json.member("id", table.id.description)
            json.member("title", table.title)
            json.key("dimensions")
            json.beginArray()
            for dimension in structure.dimensions where table.dimensions[dimension.id] != nil {
                json.value(dimension.id.description)
            }
            json.endArray()
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}

extension JSONWriter {
    /// The member `dimensions`: each with its levels and codes.
    mutating func dimensions(of structure: DatasetStructure) {
        key("dimensions")
        beginArray()
        for dimension in structure.dimensions {
            beginObject()
            member("id", dimension.id.description)
            member("title", dimension.title)
            member("multiValued", dimension.isMultiValued)
            key("levels")
            beginArray()
            for level in dimension.codelist.levels { value(level.description) }
            endArray()
            key("codes")
            beginArray()
            for item in dimension.codelist.items {
                beginObject()
                member("code", item.code.description)
                member("parent", (item.parent ?? .total).description)
                member("label", item.label)
                endObject()
            }
            endArray()
            endObject()
        }
        endArray()
    }

    /// A member with a text in every language it has.
    public mutating func text(_ name: String, _ text: LocalizedText) { member(name, text) }
}
