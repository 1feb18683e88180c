import Collecting

/// One of several tables that stand one below the other in a file.
struct StackedTable: Sendable {
    /// How it is found.
    enum Sign: Sendable, Hashable {
        /// The first field of its title line is this.
        case title(String)
        /// The first field of its title line begins so.
        case titleStart(String)
        /// Its line of headings has all of these.
        case headings([String])
    }

    let sign: Sign
    /// How many lines below its title the headings stand; 0 if it has none, `nil` if in the next line that is not blank.
    let header: Int?
    let mapping: TabularMapping

    /// Whether a line is the one by which the table is found.
    func begins(with fields: [String]) -> Bool {
        guard let first = fields.first(where: { !$0.isEmpty }) else { return false }
        switch sign {
        case .title(let title): return first == title
        case .titleStart(let start): return first.hasPrefix(start)
        case .headings(let headings): return headings.allSatisfy(fields.contains)
        }
    }

    /// Whether the line that it is found by is that of its headings.
    var isFoundByHeadings: Bool { if case .headings = sign { true } else { false } }

    /// What it is called by people.
    var name: String {
        switch sign {
        case .title(let title), .titleStart(let title): title
        case .headings(let headings): headings.joined(separator: ", ")
        }
    }
}
