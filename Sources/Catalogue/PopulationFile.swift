import Rationals
import Statistics
import YAML

/// Reads a population file.
///
/// ```yaml
/// id: ocsea-cases
/// title: {en: Recorded cases, ms: Kes direkodkan}
/// unit: case
/// epsilon: 2
/// delta: 1e-6
/// shares: {ocsea-reports: 0.5, police-cases: 0.3}
/// reserve: 0.2
/// ```
struct PopulationFile {
    let reader: YAMLReader

    func read(_ node: YAMLNode) -> Population? {
        reader.mapping(node, "a population") { map in
            let id = map.required("id", .identifier)
            let title = map.required("title", .localizedText)
            let unit = map.required("unit", .text)
            let epsilon = map.required("epsilon", .rational)
            let delta = map.required("delta", .rational)
            let named = map.required("shares", .dictionary(of: .rational))
            let reserve = map.optional("reserve", .rational) ?? .zero
            guard let id, let title, let unit, let epsilon, let delta, let named else { return nil }
            var shares: [Identifier: Rational] = [:]
            for pair in named {
                let dataset = reader.attempt(at: pair.keyPosition) { () throws(StatisticsError) in
                    try Identifier(pair.key)
                }
                if let dataset { shares[dataset] = pair.value }
            }
            return reader.attempt(at: map.position) { () throws(StatisticsError) in
                try Population(
                    id: id, title: title, unit: unit, epsilon: epsilon, delta: delta, shares: shares,
                    reserve: reserve)
            }
        }
    }
}
