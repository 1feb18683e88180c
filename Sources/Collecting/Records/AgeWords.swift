public import Statistics

/// The ages that the codes of a codelist name: `Y7T10` is 7 to 10, `Y_GE18` 18 and over.
public enum AgeWords {
    /// The ranges of the leaves that name one, so that an age in years is matched.
    public static func ranges(of codelist: Codelist) -> [CodeMatcher.NumberRange] {
        codelist.leaves.compactMap { leaf in
            numbers(codelist.code(at: leaf).description).map { CodeMatcher.NumberRange($0, code: leaf) }
        }
    }

    /// What people write for these ranges besides the labels: `7-10`, `18+`, `>=18`.
    public static func words(of codelist: Codelist) -> [String: CodeIndex] {
        var words: [String: CodeIndex] = [:]
        for range in ranges(of: codelist) {
            let (low, high) = (range.numbers.lowerBound, range.numbers.upperBound)
            if high == Int64.max {
                for word in ["\(low)+", ">\(low - 1)", ">=\(low)", "\(low) and over", "\(low) ke atas"] {
                    words[word] = range.code
                }
            } else {
                for word in ["\(low)-\(high)", "\(low) to \(high)", "\(low) hingga \(high)"] {
                    for end in ["", " years", " tahun", " yrs"] { words[word + end] = range.code }
                }
            }
        }
        return words
    }

    private static func numbers(_ code: String) -> ClosedRange<Int64>? {
        guard code.hasPrefix("Y") else { return nil }
        let rest = code.dropFirst()
        if rest.hasPrefix("_GE") { return Int64(rest.dropFirst(3)).map { $0...Int64.max } }
        let ends = rest.split(separator: "T", omittingEmptySubsequences: false).map { Int64($0) }
        switch ends.count {
        case 1: return ends[0].map { $0...$0 }
        case 2:
            guard let low = ends[0], let high = ends[1], low <= high else { return nil }
            return low...high
        default: return nil
        }
    }
}
