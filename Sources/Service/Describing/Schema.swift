import Publishing

/// The shape of a value, as OpenAPI 3.1 and JSON Schema 2020-12 say it.
indirect enum Schema: Sendable {
    /// A text, in full of a pattern (ECMA-262, anchored).
    case text(pattern: String? = nil, longest: Int? = nil, example: String? = nil)
    /// One of some texts.
    case choice([String])
    /// A whole number between two bounds.
    case integer(least: Int64? = nil, most: Int64? = nil)
    /// A number.
    case number
    /// True or false.
    case flag
    /// A list.
    case list(Schema)
    /// An object of these members and no others.
    case object([SchemaMember])
    /// An object whose members have names that are not known beforehand, such as those of dimensions.
    case map(Schema, names: Schema? = nil)
    /// A value, or null.
    case optional(Schema)
    /// One of several.
    case either([Schema])
    /// One that the document names.
    case named(SchemaName)
    /// Written elsewhere: a whole JSON Schema with `$defs`, which stands under a name of the document.
    case written(String)
    /// Bytes, whatever they are.
    case bytes
}

/// A member of an object.
struct SchemaMember: Sendable {
    let name: String
    let schema: Schema
    let text: String?
    let isRequired: Bool

    /// A member; always there unless said otherwise.
    init(_ name: String, _ schema: Schema, _ text: String? = nil, isRequired: Bool = true) {
        self.name = name
        self.schema = schema
        self.text = text
        self.isRequired = isRequired
    }
}

extension Schema {
    /// Writes it as an object.
    ///
    /// - Parameters:
    ///   - json: Where to.
    ///   - text: What it is of, in words.
    func write(to json: inout JSONWriter, _ text: String? = nil) {
        switch self {
        // A reference may have a description beside it since OpenAPI 3.1.
        case .optional(let schema):
            json.beginObject()
            if let text { json.member("description", text) }
            json.key("oneOf")
            json.beginArray()
            schema.write(to: &json)
            json.beginObject()
            json.member("type", "null")
            json.endObject()
            json.endArray()
            json.endObject()
        case .written(let document): json.document(Array(document.utf8))
        default:
            json.beginObject()
            if let text { json.member("description", text) }
            writeMembers(to: &json)
            json.endObject()
        }
    }

    private func writeMembers(to json: inout JSONWriter) {
        switch self {
        case .text(let pattern, let longest, let example):
            json.member("type", "string")
            if let pattern { json.member("pattern", "^(?:\(pattern))$") }
            if let longest { json.member("maxLength", longest) }
            if let example { json.member("examples", [example]) }
        case .choice(let values):
            json.member("type", "string")
            json.member("enum", values)
        case .integer(let least, let most):
            json.member("type", "integer")
            for (name, bound) in [("minimum", least), ("maximum", most)] {
                guard let bound else { continue }
                json.key(name)
                json.value(bound)
            }
        case .number: json.member("type", "number")
        case .flag: json.member("type", "boolean")
        case .list(let schema):
            json.member("type", "array")
            json.key("items")
            schema.write(to: &json)
        case .object(let members):
            json.member("type", "object")
            json.member("additionalProperties", false)
            json.member("required", members.filter(\.isRequired).map(\.name))
            json.key("properties")
            json.beginObject()
            for member in members {
                json.key(member.name)
                member.schema.write(to: &json, member.text)
            }
            json.endObject()
        case .map(let schema, let names):
            json.member("type", "object")
            if let names {
                json.key("propertyNames")
                names.write(to: &json)
            }
            json.key("additionalProperties")
            schema.write(to: &json)
        case .either(let schemas):
            json.key("oneOf")
            json.beginArray()
            for schema in schemas { schema.write(to: &json) }
            json.endArray()
        case .named(let name): json.member("$ref", "#/components/schemas/\(name.rawValue)")
        // Any bytes are of it: OpenAPI 3.1 says that by saying nothing.
        case .bytes, .optional, .written: break
        }
    }
}

extension JSONWriter {
    /// A member with a list of texts.
    mutating func member(_ name: String, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { value(text) }
        endArray()
    }
}
