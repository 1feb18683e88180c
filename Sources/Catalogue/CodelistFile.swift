import Spelling
import Statistics
import YAML

/// Reads a codelist file.
///
/// ```yaml
/// id: MY_STATE
/// title: {en: State, ms: Negeri}
/// levels: [region, state]
/// codes:
///   - {code: NORTHERN, label: {en: Northern, ms: Utara}}
///   - {code: MY-09, parent: NORTHERN, label: Perlis, terms: {data.gov.my: Perlis}}
/// ```
struct CodelistFile {
    let reader: YAMLReader

    private struct Entry: Sendable {
        let code: YAMLLocated<Code>
        let parent: YAMLLocated<Code>?
        let label: LocalizedText
        let terms: [YAMLPair<String>]
    }

    private static let entry = YAMLShape<Entry>.mapping("a code") { map in
        let code = map.required("code", .located(.code))
        let label = map.required("label", .localizedText)
        let parent = map.optional("parent", .located(.code))
        let terms = map.optional("terms", .dictionary(of: .text)) ?? []
        guard let code, let label else { return nil }
        return Entry(code: code, parent: parent, label: label, terms: terms)
    }

    func read(_ node: YAMLNode) -> Codelist? {
        reader.mapping(node, "a codelist") { map in
            let id = map.required("id", .identifier)
            let title = map.required("title", .localizedText)
            let levels = map.optional("levels", .list(of: .identifier, least: 1)) ?? []
            let entries = map.required("codes", .list(of: CodelistFile.entry, least: 1))
            guard let id, let title, let entries, checkReferences(entries) else { return nil }
            let items = entries.map { entry in
                Codelist.Item(
                    code: entry.code.value, label: entry.label, parent: entry.parent?.value,
                    terms: Dictionary(entry.terms.map { ($0.key, $0.value) }) { first, _ in first })
            }
            let place = { (error: StatisticsError) -> YAMLPosition in
                switch error {
                case .cycle(let code), .reservedCode(let code):
                    entries.first { $0.code.value == code }?.code.position ?? map.position
                default: map.position(of: "levels")
                }
            }
            return reader.attempt(at: place) { () throws(StatisticsError) in
                try Codelist(id: id, title: title, levels: levels, items: items)
            }
        }
    }

    /// Whether every code stands once and every parent exists; each that does not is reported at its place.
    private func checkReferences(_ entries: [Entry]) -> Bool {
        var lines: [Code: Int] = [:]
        var isSound = true
        for entry in entries {
            if let line = lines[entry.code.value] {
                reader.report("the code \(entry.code.value) stands already in line \(line)", at: entry.code.position)
                isSound = false
            } else {
                lines[entry.code.value] = entry.code.position.line
            }
        }
        for parent in entries.compactMap(\.parent) where parent.value != .total && lines[parent.value] == nil {
            let meant = nearest(to: parent.value.description, among: lines.keys.map(\.description).sorted())
            reader.report(
                "the parent \(parent.value) is not in this codelist", at: parent.position,
                hint: meant.map { "did you mean \"\($0)\"?" })
            isSound = false
        }
        return isSound
    }
}
