/// What a dataset counts, how it is broken down, what is published of it and how that is protected.
///
/// SDMX calls it a data structure definition with its dataflow.
public struct DatasetStructure: Sendable, Hashable {
    /// What the counts are counts of.
    public struct Measure: Sendable, Hashable {
        /// The unit of measure: `cases`, `contacts`, `reports`.
        public let unit: String
        /// The title that people read.
        public let title: LocalizedText
        /// What counts as one, in a sentence or two for whoever fills in a form or reads a figure; `nil` if it is not said.
        public let definition: LocalizedText?
        /// How many an office expects of a period in all, from experience and never from the data: by it a plan says what
        /// could be seen before anything is published. `nil` if it expects nothing.
        public let nominal: Int?

        /// Takes a measure.
        ///
        /// - Parameters:
        ///   - unit: the unit of measure.
        ///   - title: the title that people read.
        ///   - definition: what counts as one.
        ///   - nominal: above 0, if given.
        public init(unit: String, title: LocalizedText, definition: LocalizedText? = nil, nominal: Int? = nil) {
            precondition(nominal.map { $0 > 0 } ?? true, "an expected number is above 0")
            self.unit = unit
            self.title = title
            self.definition = definition
            self.nominal = nominal
        }
    }

    /// A combination of codes that cannot occur, shown as not applicable.
    public struct StructuralZero: Sendable, Hashable {
        /// The codes that cannot stand together, by dimension.
        public let codes: [Identifier: Set<Code>]

        /// Takes a combination.
        public init(codes: [Identifier: Set<Code>]) { self.codes = codes }
    }

    /// A period from which figures are not comparable with those before.
    public struct SeriesBreak: Sendable, Hashable {
        /// The first period counted in the new way.
        public let period: Period
        /// Why, in words.
        public let reason: LocalizedText

        /// Takes a break.
        public init(period: Period, reason: LocalizedText) {
            self.period = period
            self.reason = reason
        }
    }

    /// Who is expected to submit, and how soon.
    public struct ExpectedProviders: Sendable, Hashable {
        /// The providers.
        public let expected: [Identifier]
        /// Days after a period's end until a submission is late.
        public let dueDays: Int

        /// Takes the expectation.
        public init(expected: [Identifier], dueDays: Int) {
            self.expected = expected
            self.dueDays = dueDays
        }
    }

    /// The name of the dataset.
    public let id: Identifier
    /// The version of the structure.
    public let version: String
    /// The agency that maintains it.
    public let agency: Identifier
    /// The title that people read.
    public let title: LocalizedText
    /// How often it has a value.
    public let frequency: Frequency
    /// The population that it counts.
    public let population: Identifier
    /// What the counts are counts of.
    public let measure: Measure
    /// The axes, in the order of the published columns.
    public let dimensions: [Dimension]
    /// How far one unit may reach.
    public let unit: UnitBounds
    /// What is published.
    public let tables: [TableDefinition]
    /// How it is protected.
    public let protection: ProtectionPolicy
    /// What cannot occur.
    public let structuralZeros: [StructuralZero]
    /// Who is expected to submit.
    public let providers: ExpectedProviders?
    /// What must hold in what is submitted.
    public private(set) var rules: [ValidationRule]
    /// Where series are not comparable.
    public let seriesBreaks: [SeriesBreak]
    /// Days for which raw submissions are kept, if they are dropped at all.
    public let retentionDays: Int?

    /// Checks and takes a structure.
    ///
    /// - Throws: `StatisticsError` for a doubled dimension, table or rule, a reserved heading, a table, structural
    ///   zero, rule or break that refers to what is not there, or a level that a codelist does not have.
    public init(
        id: Identifier, version: String, agency: Identifier, title: LocalizedText, frequency: Frequency,
        population: Identifier, measure: Measure, dimensions: [Dimension], unit: UnitBounds,
        tables: [TableDefinition], protection: ProtectionPolicy, structuralZeros: [StructuralZero] = [],
        providers: ExpectedProviders? = nil, rules: [ValidationRule] = [], seriesBreaks: [SeriesBreak] = [],
        retentionDays: Int? = nil
    ) throws(StatisticsError) {
        if let doubled = dimensions.map(\.id).firstDoubled { throw .doubledIdentifier(doubled) }
        if let taken = dimensions.first(where: { DatasetStructure.reservedHeadings.contains($0.id.description) }) {
            throw .outOfRange("\(taken.id) is a heading of Lindung's own files; the dimension needs another name")
        }
        guard (1...16).contains(dimensions.count) else { throw .outOfRange("a structure has 1 to 16 dimensions") }
        if let doubled = tables.map(\.id).firstDoubled { throw .doubledIdentifier(doubled) }
        let byID = Dictionary(uniqueKeysWithValues: dimensions.map { ($0.id, $0) })
        for table in tables {
            for (name, levels) in table.dimensions {
                guard let dimension = byID[name] else { throw .unknownDimension(name) }
                guard case .numbered(let numbers) = levels else { continue }
                for number in numbers where !(1...dimension.codelist.depth).contains(number) {
                    throw .unknownLevelOrCode(name, "\(number)")
                }
            }
        }
        for zero in structuralZeros {
            guard zero.codes.values.contains(where: { !$0.isEmpty }) else {
                throw .outOfRange("a structural zero names no code, and would make everything impossible")
            }
            for (name, codes) in zero.codes {
                guard let dimension = byID[name] else { throw .unknownDimension(name) }
                for code in codes where dimension.codelist.index(of: code) == nil {
                    throw .unknownLevelOrCode(name, code.description)
                }
            }
        }
        if let doubled = rules.map(\.id).firstDoubled { throw .doubledIdentifier(doubled) }
        for rule in rules { try rule.check(dimensions) }
        for seriesBreak in seriesBreaks where seriesBreak.period.frequency != frequency {
            throw .outOfRange("the series break \(seriesBreak.period) is no period of frequency \(frequency.rawValue)")
        }
        self.id = id
        self.version = version
        self.agency = agency
        self.title = title
        self.frequency = frequency
        self.population = population
        self.measure = measure
        self.dimensions = dimensions
        self.unit = unit
        self.tables = tables
        self.protection = protection
        self.structuralZeros = structuralZeros
        self.providers = providers
        self.rules = rules
        self.seriesBreaks = seriesBreaks
        self.retentionDays = retentionDays
    }

    /// Headings of published files that no dimension may take.
    public static let reservedHeadings: Set<String> = [
        "DATASET", "TIME_PERIOD", "OBS_VALUE", "MARGIN_95", "OBS_STATUS", "CONF_STATUS", "PROVISIONAL", "FIGURE",
        "count",
    ]
}

extension DatasetStructure {
    /// Where a dimension stands in `dimensions`; `nil` if there is none of that name.
    public func index(ofDimension id: Identifier) -> Int? {
        dimensions.firstIndex { $0.id == id }
    }

    /// The tables of one level each that a table consists of, the coarser first.
    public func levelTuples(of table: TableDefinition) -> [LevelTuple] {
        var tuples: [[Int]] = [[]]
        for dimension in dimensions {
            let depth = dimension.codelist.depth
            let levels: [Int] =
                switch table.dimensions[dimension.id] {
                case nil: [0]
                case .all: Array(1...depth)
                case .leaves: [depth]
                case .numbered(let numbers): Set(numbers).sorted()
                }
            tuples = tuples.flatMap { tuple in levels.map { tuple + [$0] } }
        }
        return tuples.map(LevelTuple.init).sorted()
    }
}

extension DatasetStructure {
    /// The same structure without rules.
    public var withoutRules: DatasetStructure {
        var copy = self
        copy.rules = []
        return copy
    }

    /// The same structure with other tables and another protection.
    ///
    /// - Throws: `StatisticsError` if a table does not fit the structure.
    public func replacing(
        tables: [TableDefinition], protection: ProtectionPolicy
    ) throws(StatisticsError) -> DatasetStructure {
        try DatasetStructure(
            id: id, version: version, agency: agency, title: title, frequency: frequency, population: population,
            measure: measure, dimensions: dimensions, unit: unit, tables: tables, protection: protection,
            structuralZeros: structuralZeros, providers: providers, rules: rules, seriesBreaks: seriesBreaks,
            retentionDays: retentionDays)
    }
}
