import HTTPServing
import Statistics

/// What a client wants (RFC 9110 §12.5).
enum Negotiation {
    /// Of some media types the one that the client likes best, the first of those that it likes alike; `nil` if it takes
    /// none of them. A client that says nothing takes the first.
    static func best(of types: [String], for head: HTTPHead) -> String? {
        let wishes = head.list("accept").compactMap(Wish.init)
        guard !wishes.isEmpty else { return types.first }
        var best: (type: String, weight: Int)?
        for type in types {
            // The most specific wish that fits a type decides about it.
            let fitting = wishes.filter { $0.fits(type) }.max { $0.rank < $1.rank }
            guard let weight = fitting?.weight, weight > 0 else { continue }
            if best.map({ $0.weight < weight }) ?? true { best = (type, weight) }
        }
        return best?.type
    }

    /// The language that the client likes best, English where it likes both alike or neither.
    static func language(of head: HTTPHead) -> Language {
        let wishes = head.list("accept-language").compactMap(Wish.init)
        func weight(_ language: Language) -> Int {
            wishes.filter { $0.name == language.rawValue || $0.name.hasPrefix("\(language.rawValue)-") }.map(\.weight)
                .max()
                ?? wishes.first { $0.name == "*" }?.weight ?? 0
        }
        return weight(.malay) > weight(.english) ? .malay : .english
    }

    /// Whether the client takes gzip rather than plain bytes.
    static func accepts(gzipIn head: HTTPHead) -> Bool {
        let wishes = head.list("accept-encoding").compactMap(Wish.init)
        let named = wishes.first { $0.name == "gzip" || $0.name == "x-gzip" } ?? wishes.first { $0.name == "*" }
        return (named?.weight ?? 0) > 0
    }

    /// One item of a list of wishes, with its weight in thousandths.
    private struct Wish {
        let name: String
        let weight: Int
        /// What it says beside its name and weight: `version=2.0.0`.
        private let parameters: [Substring: Substring]

        init?(_ text: String) {
            let parts = text.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard let name = parts.first, !name.isEmpty else { return nil }
            self.name = name
            parameters = Wish.parameters(parts.dropFirst()).filter { $0.key != "q" }
            guard let quality = parts.dropFirst().first(where: { $0.hasPrefix("q=") })?.dropFirst(2) else {
                weight = 1000
                return
            }
            let digits = quality.split(separator: ".", omittingEmptySubsequences: false)
            guard digits.count <= 2, let whole = Int(digits[0]), (0...1).contains(whole) else { return nil }
            let fraction = digits.count > 1 ? digits[1] : ""
            guard fraction.count <= 3, fraction.allSatisfy(\.isNumber) else { return nil }
            let thousandths = Int(fraction + String(repeating: "0", count: 3 - fraction.count)) ?? 0
            weight = min(1000, whole * 1000 + thousandths)
        }

        /// Whether it is of a type, and says nothing that the type says otherwise.
        func fits(_ type: String) -> Bool {
            let parts = type.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            let own = Wish.parameters(parts.dropFirst())
            guard parameters.allSatisfy({ name, value in own[name].map { $0 == value } ?? true }) else { return false }
            return name == "*/*" || name == parts[0] || name.hasSuffix("/*") && parts[0].hasPrefix(name.dropLast(1))
        }

        private static func parameters(_ parts: ArraySlice<String>) -> [Substring: Substring] {
            let pairs = parts.compactMap { part -> (Substring, Substring)? in
                let sides = part.split(separator: "=", maxSplits: 1)
                return sides.count == 2 ? (sides[0], Substring(sides[1].filter { $0 != "\"" })) : nil
            }
            return Dictionary(pairs) { first, _ in first }
        }

        /// How specific it is.
        var rank: Int { name == "*/*" ? 0 : name.hasSuffix("/*") ? 1 : 2 }
    }
}
