import YAML

/// The problems of reading a text, one line each without the file's name; empty if it can be read.
func problems<Value>(_ text: String, _ shape: YAMLShape<Value>) -> [String] {
    problems(Array(text.utf8), shape)
}

func problems<Value>(_ bytes: [UInt8], _ shape: YAMLShape<Value>) -> [String] {
    do {
        _ = try YAMLReader.read(bytes, file: "f", as: shape)
        return []
    } catch {
        return error.problems.map { String($0.description.dropFirst(2)) }
    }
}

/// Reads a text that should be right.
func read<Value>(_ text: String, _ shape: YAMLShape<Value>) throws(YAMLError) -> Value {
    try YAMLReader.read(Array(text.utf8), file: "f", as: shape)
}

/// What a node holds, written so that a test can show it: positions after `@`.
func outline(_ node: YAMLNode) -> String {
    let place = "@\(node.position)"
    switch node.content {
    case .null: return "null" + place
    case .refused: return "refused" + place
    case .scalar(let scalar): return (scalar.isPlain ? scalar.text : "'\(scalar.text)'") + place
    case .sequence(let items): return "[" + items.map(outline).joined(separator: ", ") + "]" + place
    case .mapping(let entries):
        return "{" + entries.map { "\($0.key)@\($0.keyPosition): \(outline($0.value))" }.joined(separator: ", ") + "}"
            + place
    }
}
