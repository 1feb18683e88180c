public import Statistics

/// Which figures of a release are wanted: all, unless it says less.
public struct ReleaseFilter: Sendable, Hashable {
    /// Only this table.
    public var table: Identifier?
    /// Only periods that begin in or after this one.
    public var start: Period?
    /// Only periods that begin in or before this one.
    public var end: Period?
    /// Only these codes, by dimension.
    public var codes: [Identifier: Set<Code>] = [:]

    /// All figures.
    public init() {}

    /// Whether nothing is left out.
    public var isAll: Bool { self == ReleaseFilter() }

    /// Whether a table is wanted.
    public func takes(_ definition: TableDefinition) -> Bool { table == nil || definition.id == table }

    /// Whether a period is wanted.
    public func takes(_ period: Period) -> Bool {
        (start.map { $0.days.lowerBound <= period.days.lowerBound } ?? true)
            && (end.map { period.days.lowerBound <= $0.days.upperBound } ?? true)
    }

    /// Whether a code of a dimension is wanted.
    func takes(_ index: CodeIndex, of dimension: Dimension) -> Bool {
        codes[dimension.id].map { $0.contains(dimension.codelist.code(at: index)) } ?? true
    }

    /// Whether a combination of codes is wanted.
    public func takes(_ key: [CodeIndex], of structure: DatasetStructure) -> Bool {
        codes.isEmpty || zip(structure.dimensions, key).allSatisfy { takes($1, of: $0) }
    }
}
