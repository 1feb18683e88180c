/// Some of what a dataset counts: codes of some dimensions, every other dimension at its total.
///
/// `{CHANNEL: [VOICE, SMS], AGE: Y12T14}` is what stands at or below one of the codes named of each dimension. Of a
/// multi-valued dimension that is named, mentions are counted; of one that is not, units.
public struct CountSelection: Sendable, Hashable {
    /// The codes, by dimension: at least one of each that is named.
    public let codes: [Identifier: Set<Code>]

    /// Takes codes.
    ///
    /// - Throws: `StatisticsError.outOfRange` for a dimension without a code.
    public init(_ codes: [Identifier: Set<Code>]) throws(StatisticsError) {
        if let empty = codes.keys.sorted().first(where: { codes[$0]?.isEmpty == true }) {
            throw .outOfRange("the selection names \(empty) without a code")
        }
        self.codes = codes
    }

    private init() { codes = [:] }

    /// All that is counted.
    public static let whole = CountSelection()

    /// Whether it names a dimension.
    public func names(_ dimension: Identifier) -> Bool { codes[dimension] != nil }

    /// `CHANNEL=SMS+VOICE;AGE=Y12T14`, dimensions in the structure's order; `_T` for all.
    public func words(_ dimensions: [Dimension]) -> String {
        let parts = dimensions.compactMap { dimension in
            codes[dimension.id].map {
                "\(dimension.id)=\($0.sorted().map(\.description).joined(separator: "+"))"
            }
        }
        return parts.isEmpty ? Code.total.description : parts.joined(separator: ";")
    }

    /// Checks that dimensions and codes exist and that no code stands for a part of another, which would count twice.
    ///
    /// - Throws: `StatisticsError.unknownDimension`, `unknownLevelOrCode` or `outOfRange`.
    public func check(_ dimensions: [Dimension]) throws(StatisticsError) {
        for (name, named) in codes {
            guard let dimension = dimensions.first(where: { $0.id == name }) else { throw .unknownDimension(name) }
            let codelist = dimension.codelist
            var found: [CodeIndex] = []
            for code in named.sorted() {
                guard let index = codelist.index(of: code) else {
                    throw .unknownLevelOrCode(name, code.description)
                }
                found.append(index)
            }
            for index in found {
                let above = (0..<codelist.level(of: index)).map { codelist.ancestor(of: index, atLevel: $0) }
                guard let other = above.first(where: found.contains) else { continue }
                throw .outOfRange(
                    "\(codelist.code(at: index)) is a part of \(codelist.code(at: other)) and would count twice")
            }
        }
    }
}

/// A dimension along whose codes of one level a rule is held, code by code.
public struct RuleBreakdown: Sendable, Hashable {
    /// The dimension.
    public let dimension: Identifier
    /// The level, from 1.
    public let level: Int

    /// Takes a dimension and a level; whether they exist is checked with the structure.
    public init(dimension: Identifier, level: Int) {
        self.dimension = dimension
        self.level = level
    }

    /// Checks that the level exists and that no selection names the dimension itself.
    ///
    /// - Throws: `StatisticsError.unknownDimension`, `unknownLevelOrCode` or `outOfRange`.
    func check(_ dimensions: [Dimension], beside selections: [CountSelection]) throws(StatisticsError) {
        guard let found = dimensions.first(where: { $0.id == dimension }) else { throw .unknownDimension(dimension) }
        guard (1...found.codelist.depth).contains(level) else { throw .unknownLevelOrCode(dimension, "\(level)") }
        if selections.contains(where: { $0.names(dimension) }) {
            throw .outOfRange("the rule is held by \(dimension), so its selections cannot name it")
        }
    }
}
