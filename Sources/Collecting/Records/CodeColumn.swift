public import Statistics

/// Reads the codes of one dimension from a column of a table of records.
public struct CodeColumn: Sendable {
    /// What a value is.
    public enum Reading: Sendable, Hashable {
        /// A leaf.
        case code(CodeIndex)
        /// Nothing that can be taken; it has been reported.
        case refused
    }

    /// The dimension.
    public let dimension: Dimension
    /// What is not recorded stands here, if the codelist has a place for it.
    public let unknown: CodeIndex?
    private let matcher: CodeMatcher

    /// Takes a dimension.
    ///
    /// Codes, labels in both languages and terms of every scheme are understood, case, spacing, punctuation and
    /// diacritics aside; ages and ranges of ages where the codes name them.
    ///
    /// - Parameters:
    ///   - dimension: The dimension.
    ///   - words: Other words by the code that each stands for; codes that the codelist does not have as leaves are
    ///     passed over, and what the codelist itself calls something else stays so.
    public init(_ dimension: Dimension, words: KeyValuePairs<String, [String]> = [:]) {
        let codelist = dimension.codelist
        let own = CodeMatcher(dimension: dimension, isFolded: true)
        var listed: [String: CodeIndex] = [:]
        var shared: Set<String> = []
        for leaf in codelist.leaves {
            for term in codelist.items[Int(leaf)].terms.values {
                if let other = listed.updateValue(leaf, forKey: term), other != leaf { shared.insert(term) }
            }
        }
        for term in shared { listed[term] = nil }
        listed.merge(AgeWords.words(of: codelist)) { $1 }
        for (code, aliases) in words {
            guard let leaf = (try? Code(code)).flatMap({ codelist.index(of: $0) }), codelist.isLeaf(leaf) else {
                continue
            }
            for alias in aliases { listed[alias] = leaf }
        }
        if let unknown = codelist.index(of: .unknown), codelist.isLeaf(unknown) {
            for word in CodeColumn.unknownWords where listed[word] == nil { listed[word] = unknown }
        }
        if let other = codelist.index(of: .other), codelist.isLeaf(other) {
            for word in CodeColumn.otherWords where listed[word] == nil { listed[word] = other }
        }
        listed = listed.filter { word, _ in
            if case .code = own.match(word, suggesting: false) { false } else { true }
        }
        self.dimension = dimension
        unknown = codelist.index(of: .unknown).flatMap { codelist.isLeaf($0) ? $0 : nil }
        matcher = CodeMatcher(
            dimension: dimension, words: listed, ranges: AgeWords.ranges(of: codelist), isFolded: true)
    }

    /// What a column of the current row says; a value that is missing is `_U`, or a finding where there is no such code.
    public func read(_ column: Int, of table: borrowing RecordTable, into sink: inout some CollectingSink) -> Reading {
        read(table.text(column), at: table.place(column), into: &sink)
    }

    /// What a word stands for; an empty one is a value that is missing.
    public func read(_ word: String, at place: Finding.Location, into sink: inout some CollectingSink) -> Reading {
        if word.isEmpty {
            if let unknown { return .code(unknown) }
            sink.report(.missingValue(at: place))
            return .refused
        }
        switch matcher.match(word) {
        case .code(let code) where code != .total: return .code(code)
        case .code: sink.report(.subtotalCode(.total, dimension: dimension, at: place))
        case .subtotal(let code): sink.report(.subtotalCode(code, dimension: dimension, at: place))
        case .unknown(let nearest):
            sink.report(.unknownCode(word, dimension: dimension, nearest: nearest, at: place))
        }
        return .refused
    }

    /// The codes of a text that may name several, divided by `;`, `|`, `,`, `+`, `/` or `&`; `isRead` says whether each
    /// was one. An empty text is what is not recorded, if the codelist has a code for it, else none.
    public func several(
        _ text: String, at place: Finding.Location, into sink: inout some CollectingSink
    ) -> (codes: [CodeIndex], isRead: Bool) {
        if text.isEmpty { return (unknown.map { [$0] } ?? [], true) }
        if let one = code(of: text) { return ([one], true) }
        var codes: [CodeIndex] = []
        var isRead = true
        for part in text.split(whereSeparator: { ";|,+/&".contains($0) }) {
            let word = String(part).trimmed
            if word.isEmpty { continue }
            guard case .code(let code) = read(word, at: place, into: &sink) else {
                isRead = false
                continue
            }
            if !codes.contains(code) { codes.append(code) }
        }
        return (codes, isRead)
    }

    /// The code of a word, without a finding where there is none.
    public func code(of word: String) -> CodeIndex? {
        if case .code(let code) = matcher.match(word, suggesting: false), code != .total { code } else { nil }
    }

    private static let unknownWords = [
        "unknown", "not known", "not recorded", "not stated", "unspecified", "undetermined", "not determined",
        "tidak diketahui", "tidak direkodkan", "tidak dinyatakan", "tidak pasti", "tiada maklumat",
    ]

    private static let otherWords = ["other", "others", "lain", "lain-lain"]
}
