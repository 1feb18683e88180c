import Arguments
import YAML

/// A file of settings: `name: value`, or `name: [value, value]` for one that takes several.
public struct ConfigurationFile: Sendable {
    /// Its name, for messages.
    public let name: String
    private let bytes: [UInt8]

    /// Takes a file's name and what is in it.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// What it says of settings, by their names on the command line; a file that says nothing is one too.
    ///
    /// - Throws: `YAMLError` with every mistake: a key that is unknown, doubled or misspelt, a value out of its range.
    func values(of settings: [ArgumentSpec]) throws(YAMLError) -> [String: YAMLLocated<[String]>] {
        let reader = YAMLReader(file: name)
        guard let root = reader.parse(bytes) else { return try reader.result(nil) }
        // Comments alone are nothing.
        if case .null = root.content { return [:] }
        let values = reader.mapping(root, "settings") { map -> [String: YAMLLocated<[String]>]? in
            var values: [String: YAMLLocated<[String]>] = [:]
            for spec in settings {
                guard let texts = map.optional(spec.key, ConfigurationFile.shape(spec)) else { continue }
                values[spec.name] = YAMLLocated(texts, at: map.position(of: spec.key))
            }
            return values
        }
        return try reader.result(values)
    }

    private static func shape(_ spec: ArgumentSpec) -> YAMLShape<[String]> {
        let one = YAMLShape<String> { node, reader in
            guard case .scalar(let scalar) = node.content, let problem = spec.problem(with: scalar.text) else {
                return reader.read(node, .possiblyEmptyText)
            }
            reader.reportExpected(spec.expected, node, hint: problem.hint)
            return nil
        }
        return spec.isRepeated ? .oneOrList(of: one) : .reading(one, as: spec.expected) { [$0] }
    }
}

extension ArgumentSpec {
    /// What a setting is called in a file.
    var key: String { String(name.drop { $0 == "-" }) }
}
