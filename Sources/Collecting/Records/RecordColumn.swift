public import Statistics

/// A column that a collector looks for in a table of records.
public struct RecordColumn: Sendable, Hashable {
    /// The headings that it may have; messages call it by the first.
    public let headings: [String]
    /// Whether a table without it cannot be read.
    public let isNeeded: Bool
    /// Whether keys of units stand in it: pseudonyms, which may look like anything but an identity number.
    public let isKey: Bool

    /// Takes a column; case, spacing, punctuation and diacritics of its headings are of no account.
    public init(_ headings: String..., isNeeded: Bool = false, isKey: Bool = false) {
        self.init(headings: headings, isNeeded: isNeeded, isKey: isKey)
    }

    /// Takes a column; case, spacing, punctuation and diacritics of its headings are of no account.
    public init(headings: [String], isNeeded: Bool = false, isKey: Bool = false) {
        self.headings = headings
        self.isNeeded = isNeeded
        self.isKey = isKey
    }

    /// Takes a column that is needed, by a list of headings, of which there is at least one.
    public init(needing headings: [String]) {
        self.headings = headings
        isNeeded = true
        isKey = false
    }

    /// The column of a dimension: headed by its name, its title in either language, its codelist's name or title, or
    /// another of the collector's headings. It is needed where the codelist has no code for what is not recorded.
    public init(_ dimension: Dimension, also headings: [String] = []) {
        let titles = [dimension.title, dimension.codelist.title].flatMap { [$0.english, $0.malay].compactMap(\.self) }
        self.headings = [dimension.id.description] + headings + [dimension.codelist.id.description] + titles
        isNeeded = dimension.codelist.index(of: .unknown) == nil
        isKey = false
    }
}
