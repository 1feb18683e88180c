import Collecting

/// How the numbers of a source become counts: in thousands, or with a letter for them.
///
/// Exact: a number whose decimals do not make a whole number of units is none.
struct CountScale: Sendable, Hashable {
    /// Counts are given in so many; 1 … 1,000,000,000.
    let multiplier: Int64
    /// What may follow a number, and what it multiplies by: `k` 1,000. The longest first.
    let suffixes: [(text: String, factor: Int64)]

    /// Numbers as they stand.
    static let plain = CountScale(multiplier: 1, suffixes: [:])

    init(multiplier: Int64, suffixes: [String: Int64]) {
        self.multiplier = multiplier
        self.suffixes = suffixes.map { ($0.key, $0.value) }
            .sorted { ($1.text.count, $0.text) < ($0.text.count, $1.text) }
    }

    /// Whether numbers are counts as they stand.
    var isPlain: Bool { multiplier == 1 && suffixes.isEmpty }

    /// Reads a number in a format, times the scale and `factor`.
    func read(_ text: String, _ format: NumberFormat, factor: Int64 = 1) -> NumberFormat.Reading {
        if isPlain, factor == 1 { return format.read(text) }
        var number = text[...]
        var factors = [multiplier, factor]
        if let suffix = suffixes.first(where: { text.hasSuffix($0.text) }) {
            number = number.dropLast(suffix.text.count)
            while number.last?.isWhitespace == true { number.removeLast() }
            factors.append(suffix.factor)
        }
        switch format.read(number) {
        case .number(let whole): return CountScale.product(Int128(whole), factors, divisor: 1)
        case .tooLarge: return .tooLarge
        case .malformed: return .malformed
        case .fraction: break
        }
        guard let mark = number.firstIndex(of: format.decimal) else { return .malformed }
        var fraction = number[number.index(after: mark)...]
        while fraction.last == "0" { fraction.removeLast() }
        let whole = number[..<mark]
        // 1.234 may be one or a thousand, as people write it, unless the mapping says which mark is which.
        let digits = whole.drop { "+-\u{2212}".contains($0) }
        let isWide = number.distance(from: mark, to: number.endIndex) == 4 && digits.count <= 3 && digits != "0"
        if format.thousands == nil, factors.count == 2, isWide { return .malformed }
        guard fraction.count <= 18, let decimals = Int128(fraction) else { return .fraction }
        switch format.read(whole) {
        case .number(let whole):
            let divisor = (0..<fraction.count).reduce(Int128(1)) { power, _ in power * 10 }
            let isNegative = "-\u{2212}".contains(number.first ?? "+")
            return CountScale.product(
                Int128(whole) * divisor + (isNegative ? -decimals : decimals), factors, divisor: divisor)
        case let other: return other
        }
    }

    private static func product(_ number: Int128, _ factors: [Int64], divisor: Int128) -> NumberFormat.Reading {
        var product = number
        for factor in factors {
            let (next, overflow) = product.multipliedReportingOverflow(by: Int128(factor))
            if overflow { return .tooLarge }
            product = next
        }
        guard product.isMultiple(of: divisor) else { return .fraction }
        return Int64(exactly: product / divisor).map { .number($0) } ?? .tooLarge
    }

    static func == (left: CountScale, right: CountScale) -> Bool {
        left.multiplier == right.multiplier && left.suffixes.elementsEqual(right.suffixes, by: ==)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(multiplier)
        for suffix in suffixes { hasher.combine(suffix.text) }
    }
}

/// A column that says in what a row's number is given.
struct UnitColumn: Sendable {
    /// What a word of the column means for its row.
    enum Meaning: Sendable, Hashable {
        /// The number, times this, is a count.
        case count(times: Int64)
        /// The number is a share or rate: the row is left out.
        case leftOut
        /// Nothing that the mapping knows: the row must not be counted.
        case unknown(nearest: String?)
    }

    let column: TabularMapping.Column
    private let meanings: [String: Meaning]

    init(column: TabularMapping.Column, counts: [String: Int64], leftOut: [String]) {
        self.column = column
        var meanings = counts.mapValues { Meaning.count(times: $0) }
        for word in leftOut { meanings[word] = .leftOut }
        self.meanings = meanings
    }

    func meaning(of word: String, suggesting: Bool) -> Meaning {
        meanings[word] ?? .unknown(nearest: suggesting ? nearest(to: word, among: meanings.keys.sorted()) : nil)
    }
}
