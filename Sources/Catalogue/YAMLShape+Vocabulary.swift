import Rationals
import Statistics
import YAML

extension YAMLShape<Identifier> {
    /// The name of something that Lindung keeps.
    static var identifier: Self {
        .reading(.text, as: "an identifier (a letter, then letters, digits, _ or -, at most 64)") {
            try? Identifier($0)
        }
    }
}

extension YAMLShape<Code> {
    /// One code.
    static var code: Self {
        .reading(.text, as: "a code (letters, digits, _, -, @ or $, at most 64)") { try? Code($0) }
    }
}

extension YAMLShape<LocalizedText> {
    /// A text in English alone, or a mapping of `en` and `ms`.
    static var localizedText: Self {
        .either(
            scalar: .reading(.text, as: "a text") { LocalizedText($0) },
            mapping: .mapping("a text in en and ms") { map in
                let english = map.required(Language.english.rawValue, .text)
                let malay = map.optional(Language.malay.rawValue, .text)
                return english.map { LocalizedText($0, malay: malay) }
            })
    }
}

extension YAMLShape<Rational> {
    /// An exact number: `0.5`, `1e-6`, or a fraction in quotes or without.
    static var rational: Self {
        .reading(.text, as: "a number such as 0.5, 1e-6 or 1/3") { Rational($0) }
    }
}

extension YAMLShape<Period> {
    /// A period as SDMX writes it.
    static var period: Self {
        .reading(.text, as: "a period such as 2024, 2024-Q1, 2024-03, 2024-W09 or 2024-03-15") { Period($0) }
    }
}

extension YAMLShape<Int> {
    /// A number of days as ISO 8601 writes it: `P15D`.
    static var days: Self {
        .reading(.text, as: "a number of days such as P15D") { text in
            guard text.hasPrefix("P"), text.hasSuffix("D"), let days = Int(text.dropFirst().dropLast()),
                (0...36_500).contains(days)
            else { return nil }
            return days
        }
    }
}

extension YAMLReader {
    /// Makes a value, or reports at a place why it cannot be made.
    func attempt<Value>(
        at position: YAMLPosition, _ make: () throws(StatisticsError) -> Value
    ) -> Value? {
        attempt(at: { _ in position }, make)
    }

    /// Makes a value, or reports why it cannot be made at the place that belongs to the reason.
    func attempt<Value>(
        at position: (StatisticsError) -> YAMLPosition, _ make: () throws(StatisticsError) -> Value
    ) -> Value? {
        do throws(StatisticsError) {
            return try make()
        } catch {
            report(error.description, at: position(error))
            return nil
        }
    }
}
