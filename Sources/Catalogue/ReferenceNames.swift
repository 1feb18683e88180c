import Spelling
import Statistics
import YAML

/// Finds the dimensions, levels and codes that a structure file names, and reports those that are not there.
struct ReferenceNames {
    let reader: YAMLReader
    let dimensions: [Dimension]

    /// The dimension that a key names, or `nil` after reporting it.
    func dimension(_ key: String, at position: YAMLPosition) -> Dimension? {
        if let found = dimensions.first(where: { $0.id.description == key }) { return found }
        let meant = nearest(to: key, among: dimensions.map(\.id.description))
        reader.report("there is no dimension \(key)", at: position, hint: meant.map { "did you mean \"\($0)\"?" })
        return nil
    }

    /// Whether a dimension has a code; reports it if not.
    func knows(_ code: Code, of dimension: Dimension, at position: YAMLPosition) -> Bool {
        guard dimension.codelist.index(of: code) == nil else { return true }
        let known = dimension.codelist.items.map(\.code.description)
        reader.report(
            "the codelist \(dimension.codelist.id) has no code \(code)", at: position,
            hint: nearest(to: code.description, among: known).map { "did you mean \"\($0)\"?" })
        return false
    }

    /// The number of a named level, or `nil` after reporting it; `words` may stand in its place and are suggested too.
    func level(_ name: YAMLLocated<String>, of codelist: Codelist, besides words: [String]) -> Int? {
        if let number = (try? Identifier(name.value)).flatMap({ codelist.level(named: $0) }), number <= codelist.depth {
            return number
        }
        let known = words + codelist.levels.map(\.description)
        reader.report(
            "the codelist \(codelist.id) has no level \"\(name.value)\"", at: name.position,
            hint: nearest(to: name.value, among: known).map { "did you mean \"\($0)\"?" }
                ?? "known: \(known.joined(separator: ", "))")
        return nil
    }
}
