public import Statistics

/// The cells of each unit, put together from its rows: one code of every dimension, and what was mentioned of the
/// multi-valued ones. A unit is observed once, when all rows are read, so that their order does not matter.
///
/// A unit whose rows contradict each other is reported and not observed at all: that depends on its own rows alone.
public struct UnitCells: Sendable {
    /// What one row says of a unit.
    public struct Row: Sendable {
        /// The period in which it counts.
        public let period: Period
        /// One code a dimension; of a multi-valued one any.
        public let codes: [CodeIndex]
        /// For each dimension what is mentioned; empty for those that are not multi-valued.
        public let mentions: [[CodeIndex]]

        /// Takes a row.
        public init(period: Period, codes: [CodeIndex], mentions: [[CodeIndex]]) {
            self.period = period
            self.codes = codes
            self.mentions = mentions
        }
    }

    private enum Slot {
        static let period = 0
        static let line = 1
        static let isBroken = 2
        static let codes = 3
    }

    private let dimensions: [Dimension]
    private let frequency: Frequency
    private let rules: [MergeRule]
    /// For each dimension where the bits of its mentions begin; none for those that have one code.
    private let masks: [Int?]
    private let weakMentions: Set<Code>
    private let takesEarliest: Bool
    private let extra: Int
    private var rows: UnitRows

    /// Makes room for the units of a structure.
    ///
    /// - Parameters:
    ///   - structure: The dataset.
    ///   - rules: One a dimension; that of a multi-valued one is not used.
    ///   - weakMentions: Codes of multi-valued dimensions that are mentioned only where nothing else is, besides `_U`:
    ///     that nothing was done, say.
    ///   - takesEarliest: Whether a unit counts in the earliest period of its rows; else these must agree.
    ///   - extra: How many numbers more are kept of each unit, for the collector's own use.
    ///   - limit: The most units.
    public init(
        structure: DatasetStructure, rules: [MergeRule], weakMentions: Set<Code> = [], takesEarliest: Bool,
        extra: Int = 0, limit: Int = UnitRows.limit
    ) {
        dimensions = structure.dimensions
        frequency = structure.frequency
        self.rules = rules
        self.weakMentions = weakMentions.union([.unknown])
        self.takesEarliest = takesEarliest
        var next = Slot.codes + dimensions.count
        masks = dimensions.map { dimension in
            guard dimension.isMultiValued else { return nil }
            defer { next += (dimension.codelist.items.count + 31) / 32 }
            return next
        }
        self.extra = next
        rows = UnitRows(width: next + extra, limit: limit)
    }

    /// How many units there are.
    public var count: Int { rows.count }

    /// Takes a row of a unit.
    ///
    /// - Parameters:
    ///   - mark: The unit.
    ///   - row: What the row says.
    ///   - place: Where it stands.
    ///   - sink: Where a contradiction is reported.
    /// - Returns: The unit's place; `nil` after reporting that there are too many units.
    public mutating func add(
        _ mark: UnitMark, _ row: Row, at place: Finding.Location, into sink: inout some CollectingSink
    ) -> Int? {
        guard let (unit, isNew) = rows.place(of: mark) else {
            sink.report(.tooManyUnits(limit: UnitRows.limit, at: place))
            return nil
        }
        if isNew {
            rows[unit, Slot.period] = row.period.ordinal
            rows[unit, Slot.line] = Int32(clamping: place.row ?? 0)
            for (dimension, code) in row.codes.enumerated() { rows[unit, Slot.codes + dimension] = code }
        } else {
            merge(row, unit, at: place, into: &sink)
        }
        for (dimension, mask) in masks.enumerated() {
            guard let mask else { continue }
            for code in row.mentions[dimension] where code >= 0 {
                rows[unit, mask + Int(code) / 32] |= Int32(bitPattern: UInt32(1) << UInt32(code % 32))
            }
        }
        return unit
    }

    private mutating func merge(
        _ row: Row, _ unit: Int, at place: Finding.Location, into sink: inout some CollectingSink
    ) {
        let own = rows[unit, Slot.period]
        if own != row.period.ordinal {
            if takesEarliest {
                rows[unit, Slot.period] = min(own, row.period.ordinal)
            } else {
                refuse(unit, LocalizedText("the period", malay: "tempoh"), at: place, into: &sink)
            }
        }
        for (dimension, code) in row.codes.enumerated() where masks[dimension] == nil {
            let slot = Slot.codes + dimension
            if let merged = rules[dimension].merged(rows[unit, slot], code) {
                rows[unit, slot] = merged
            } else {
                refuse(unit, dimensions[dimension].title, at: place, into: &sink)
            }
        }
    }

    /// Reports that a row contradicts an earlier one of its unit, which then is not observed.
    public mutating func refuse(
        _ unit: Int, _ what: LocalizedText, at place: Finding.Location, into sink: inout some CollectingSink
    ) {
        rows[unit, Slot.isBroken] = 1
        sink.report(.contradictoryRows(what, first: firstRow(of: unit), at: place))
    }

    /// Takes a unit out without a word: what is wrong with it has been said.
    public mutating func drop(_ unit: Int) { rows[unit, Slot.isBroken] = 1 }

    /// Whether a unit is not observed.
    public func isDropped(_ unit: Int) -> Bool { rows[unit, Slot.isBroken] != 0 }

    /// The row at which a unit was first seen.
    public func firstRow(of unit: Int) -> Int { Int(rows[unit, Slot.line]) }

    /// The code of a unit in a dimension that is not multi-valued.
    public subscript(unit: Int, dimension dimension: Int) -> CodeIndex {
        get { rows[unit, Slot.codes + dimension] }
        set { rows[unit, Slot.codes + dimension] = newValue }
    }

    /// One of the numbers that the collector keeps of a unit.
    public subscript(unit: Int, extra slot: Int) -> Int32 {
        get { rows[unit, extra + slot] }
        set { rows[unit, extra + slot] = newValue }
    }

    /// Sets the period in which a unit counts.
    public mutating func setPeriod(_ period: Period, of unit: Int) { rows[unit, Slot.period] = period.ordinal }

    /// Observes every unit, in the order in which they came: once at its codes with nothing mentioned, and once at
    /// each mention. A weak one is mentioned only where nothing else is.
    public func observe(into sink: inout some CollectingSink) {
        for unit in 0..<rows.count where !isDropped(unit) {
            guard let period = Period(frequency, ordinal: Int(rows[unit, Slot.period])) else { continue }
            let mark = rows.mark(at: unit)
            let codes = dimensions.indices.map { masks[$0] == nil ? rows[unit, Slot.codes + $0] : .total }
            sink.observe(period: period, codes: codes, unit: mark)
            for (dimension, mask) in masks.enumerated() {
                guard let mask else { continue }
                let codelist = dimensions[dimension].codelist
                let all = codelist.items.indices.filter { code in
                    UInt32(bitPattern: rows[unit, mask + code / 32]) & UInt32(1) << UInt32(code % 32) != 0
                }.map { CodeIndex($0) }
                let strong = all.filter { !weakMentions.contains(codelist.code(at: $0)) }
                // Of codes that all give way the first stands for them.
                for code in strong.isEmpty ? Array(all.prefix(1)) : strong {
                    var mention = codes
                    mention[dimension] = code
                    sink.observe(period: period, codes: mention, unit: mark)
                }
            }
        }
    }
}
