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
            let epsilon = map.required("epsilon", .epsilon)
            let delta = map.required("delta", .delta)
            let named = map.required("shares", .dictionary(of: .share))
            let reserve = map.optional("reserve", .reserve) ?? .zero
            guard let id, let title, let unit, let epsilon, let delta, let named else { return nil }
            var shares: [Identifier: Rational] = [:]
            for pair in named {
                let dataset = reader.attempt(at: pair.keyPosition) { () throws(StatisticsError) in
                    try Identifier(pair.key)
                }
                if let dataset { shares[dataset] = pair.value }
            }
            return reader.attempt(at: map.position(of: "shares")) { () throws(StatisticsError) in
                try Population(
                    id: id, title: title, unit: unit, epsilon: epsilon, delta: delta, shares: shares,
                    reserve: reserve)
            }
        }
    }
}

extension YAMLShape<Rational> {
    // The bounds are those of `Population`, said where the number stands.
    fileprivate static var epsilon: Self {
        bounded("a number above 0 and at most 100") { $0 > .zero && $0 <= Rational(100) }
    }
    fileprivate static var delta: Self {
        bounded("a number from 0 to below 1, such as 1e-6") { $0 >= .zero && $0 < .one }
    }
    fileprivate static var share: Self { bounded("a share above 0 and at most 1") { $0 > .zero && $0 <= .one } }
    fileprivate static var reserve: Self { bounded("a share from 0 to below 1") { $0 >= .zero && $0 < .one } }

    private static func bounded(_ expected: String, _ holds: @escaping @Sendable (Rational) -> Bool) -> Self {
        .reading(.rational, as: expected) { holds($0) ? $0 : nil }
    }
}
