/// How a source writes whole numbers.
public struct NumberFormat: Sendable, Hashable {
    /// What a field held.
    public enum Reading: Sendable, Hashable {
        /// A whole number.
        case number(Int64)
        /// A number with a fraction that is not zero.
        case fraction
        /// A whole number with more digits than a count can have.
        case tooLarge
        /// No number in this format.
        case malformed
    }

    /// The character before the fraction: `.` or `,`.
    public let decimal: Character
    /// The character between groups of three digits, if any; a space stands for a no-break space too.
    public let thousands: Character?

    /// Takes a format; `nil` if both marks are the same.
    public init?(decimal: Character = ".", thousands: Character? = nil) {
        guard decimal != thousands else { return nil }
        self.decimal = decimal
        self.thousands = thousands
    }

    /// Digits with a point before the fraction and nothing between thousands.
    public static let plain = NumberFormat()

    private init() {
        decimal = "."
        thousands = nil
    }

    /// Reads a whole number: sign, digits with well-placed marks between thousands, and a fraction of zeros
    /// (spreadsheets write 12 as `12.0`).
    ///
    /// `1.000` is one or a thousand, as people write it; where no mark between thousands was declared it is
    /// not guessed at but malformed.
    public func read(_ text: some StringProtocol) -> Reading {
        var rest = Substring(text)
        let isNegative = rest.first == "-" || rest.first == "\u{2212}"
        if isNegative || rest.first == "+" { rest.removeFirst() }
        var whole = rest
        var fraction: Substring = ""
        if let mark = rest.firstIndex(of: decimal) {
            whole = rest[..<mark]
            fraction = rest[rest.index(after: mark)...]
            guard !fraction.isEmpty else { return .malformed }
        }
        guard let digits = digits(of: whole), fraction.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            return .malformed
        }
        guard fraction.allSatisfy({ $0 == "0" }) else { return .fraction }
        if thousands == nil, fraction.count == 3, digits.count <= 3, digits != "0" { return .malformed }
        guard let value = Int64(digits) else { return .tooLarge }
        return .number(isNegative ? -value : value)
    }

    /// The digits without the marks between thousands; `nil` where there are none or a mark is misplaced.
    private func digits(of whole: Substring) -> String? {
        guard let thousands else {
            return !whole.isEmpty && whole.allSatisfy { $0.isASCII && $0.isNumber } ? String(whole) : nil
        }
        let groups = whole.split(omittingEmptySubsequences: false) { character in
            character == thousands || (thousands == " " && (character == "\u{A0}" || character == "\u{202F}"))
        }
        for (place, group) in groups.enumerated() {
            guard group.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
            let lengths = groups.count == 1 ? 1...Int.max : place == 0 ? 1...3 : 3...3
            guard lengths.contains(group.count) else { return nil }
        }
        return groups.joined()
    }
}
