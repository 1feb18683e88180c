import Spelling

/// Tells which code of a dimension a source's own word stands for.
public struct CodeMatcher: Sendable {
    /// What a word stands for.
    public enum Match: Sendable, Hashable {
        /// A leaf of the codelist, or the total of a multi-valued dimension.
        case code(CodeIndex)
        /// A code that stands for the sum of others, so that its parts must be given instead.
        case subtotal(Code)
        /// No code; the nearest word that would have been one.
        case unknown(nearest: String?)
    }

    /// A range of whole numbers, such as ages, that stands for a code.
    public struct NumberRange: Sendable, Hashable {
        /// The numbers; both ends belong to it.
        public let numbers: ClosedRange<Int64>
        /// The code.
        public let code: CodeIndex

        /// Takes a range.
        public init(_ numbers: ClosedRange<Int64>, code: CodeIndex) {
            self.numbers = numbers
            self.code = code
        }
    }

    private let dimension: Dimension
    private let words: [String: CodeIndex]
    /// What an unknown word may have meant, in an order that is always the same.
    private let candidates: [String]
    private let ranges: [NumberRange]
    private let others: CodeIndex?
    private let ignoresCase: Bool
    private let isFolded: Bool

    /// Makes a matcher for a dimension.
    ///
    /// A word is looked up, white space around it removed: among `words`; among the codes themselves; among
    /// the labels in both languages and, if named, the terms of a scheme, unless two codes share one; then as
    /// a whole number among `ranges` (spreadsheets write an age as `24.0`). What is none of these is `others`, if that is given.
    /// Folded words are compared as `Folding.words` has them, but codes that begin with `_` as they are written.
    public init(
        dimension: Dimension, words listed: [String: CodeIndex] = [:], termScheme: String? = nil,
        ranges: [NumberRange] = [], others: CodeIndex? = nil, ignoresCase: Bool = false,
        isFolded: Bool = false
    ) {
        let fold = { (word: String) in CodeMatcher.key(word, ignoresCase: ignoresCase, isFolded: isFolded) }
        var words: [String: CodeIndex] = [:]
        var shared: Set<String> = []
        for (place, item) in dimension.codelist.items.enumerated() {
            let names = [item.label.english, item.label.malay, termScheme.flatMap { item.terms[$0] }]
            for name in Set(names.compactMap { $0.map(fold) }) {
                if words.updateValue(CodeIndex(place), forKey: name) != nil { shared.insert(name) }
            }
        }
        for name in shared { words[name] = nil }
        for (place, item) in dimension.codelist.items.enumerated() {
            words[fold(item.code.description)] = CodeIndex(place)
        }
        words[Code.total.description] = .total
        for (word, code) in listed { words[fold(word)] = code }
        self.dimension = dimension
        self.words = words
        candidates = words.keys.sorted()
        self.ranges = ranges
        self.others = others
        self.ignoresCase = ignoresCase
        self.isFolded = isFolded
    }

    /// What a word is looked up by.
    private static func key(_ word: String, ignoresCase: Bool, isFolded: Bool) -> String {
        if isFolded { return word.hasPrefix("_") ? word : Folding.words(word) }
        return ignoresCase ? word.lowercased() : word
    }

    /// What a word stands for.
    ///
    /// - Parameters:
    ///   - word: The word, white space around it removed.
    ///   - suggesting: Whether to look for the nearest word where none fits, which takes far longer than
    ///     finding one that does.
    /// - Returns: The code, a sum's code, or that there is none.
    public func match(_ word: String, suggesting: Bool = true) -> Match {
        let key = CodeMatcher.key(word, ignoresCase: ignoresCase, isFolded: isFolded)
        if !(isFolded && key.isEmpty), let code = words[key] { return checked(code) }
        if case .number(let number) = NumberFormat.plain.read(word),
            let range = ranges.first(where: { $0.numbers.contains(number) })
        {
            return checked(range.code)
        }
        if let others { return .code(others) }
        return .unknown(nearest: suggesting ? nearest(to: word, among: candidates) : nil)
    }

    private func checked(_ code: CodeIndex) -> Match {
        let counts = code == .total ? dimension.isMultiValued : dimension.codelist.isLeaf(code)
        return counts ? .code(code) : .subtotal(dimension.codelist.code(at: code))
    }
}
