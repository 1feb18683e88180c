import Collecting

/// A table of the mapping file in which words of one or several columns are looked up, and which gives codes of one or
/// several dimensions at once.
struct CodeMap: Sendable {
    /// What was found.
    enum Match: Sendable, Hashable {
        /// The codes, in the order of `dimensions`; the row of the map, from 0, unless it was none of them.
        case codes([CodeIndex], row: Int?)
        /// Nothing; the nearest words that would have been something.
        case unknown(nearest: String?)
    }

    let name: String
    /// The columns whose words are looked up.
    let columns: [TabularMapping.Column]
    /// The dimensions that it gives codes of, by their places in the structure.
    let dimensions: [Int]
    /// The words of each row as people are shown them.
    let words: [String]
    private let rows: [[String]: Int]
    private let codes: [[CodeIndex]]
    private let others: [CodeIndex]?
    private let ignoresCase: Bool

    /// Takes rows of words and codes; of rows with the same words the first counts.
    init(
        name: String, columns: [TabularMapping.Column], dimensions: [Int],
        rows: [(words: [String], codes: [CodeIndex])], others: [CodeIndex]?, ignoresCase: Bool
    ) {
        self.name = name
        self.columns = columns
        self.dimensions = dimensions
        self.others = others
        self.ignoresCase = ignoresCase
        words = rows.map { CodeMap.shown($0.words) }
        codes = rows.map(\.codes)
        self.rows = Dictionary(
            rows.enumerated().map { (CodeMap.key($1.words, ignoresCase: ignoresCase), $0) }
        ) { first, _ in first }
    }

    /// Looks words up, one a column, white space around them removed.
    func match(_ words: [String], suggesting: Bool) -> Match {
        if let row = rows[CodeMap.key(words, ignoresCase: ignoresCase)] { return .codes(codes[row], row: row) }
        if let others { return .codes(others, row: nil) }
        return .unknown(nearest: suggesting ? nearest(to: CodeMap.shown(words), among: self.words) : nil)
    }

    /// The codes of all its rows at one place.
    func allCodes(at place: Int) -> [CodeIndex] { (codes + [others].compactMap(\.self)).map { $0[place] } }

    /// Words of several columns in one text.
    static func shown(_ words: [String]) -> String { words.joined(separator: " / ") }

    static func key(_ words: [String], ignoresCase: Bool) -> [String] {
        ignoresCase ? words.map { $0.lowercased() } : words
    }
}
