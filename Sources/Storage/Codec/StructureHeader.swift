import Rationals
import Statistics

// Mirrors of the vocabulary as JSON keeps it. Reading goes back through the initialisers that check.

/// A text in one or two languages.
struct TextHeader: Codable {
    let en: String
    let ms: String?

    init(_ text: LocalizedText) {
        en = text.english
        ms = text.malay
    }

    var text: LocalizedText { LocalizedText(en, malay: ms) }
}

/// A dimension with its whole codelist.
struct DimensionHeader: Codable {
    struct Item: Codable {
        let code: String
        let label: TextHeader
        let parent: String?
        let terms: [String: String]
    }

    let id: String
    let title: TextHeader
    let multiValued: Bool
    let codelist: String
    let codelistTitle: TextHeader
    let levels: [String]
    let items: [Item]

    init(_ dimension: Dimension) {
        id = dimension.id.description
        title = TextHeader(dimension.title)
        multiValued = dimension.isMultiValued
        codelist = dimension.codelist.id.description
        codelistTitle = TextHeader(dimension.codelist.title)
        levels = dimension.codelist.levels.map(\.description)
        items = dimension.codelist.items.map {
            Item(
                code: $0.code.description, label: TextHeader($0.label), parent: $0.parent?.description,
                terms: $0.terms)
        }
    }

    func dimension() throws(StatisticsError) -> Dimension {
        var names: [Identifier] = []
        for level in levels { names.append(try Identifier(level)) }
        var found: [Codelist.Item] = []
        for item in items {
            var parent: Code?
            if let above = item.parent { parent = try Code(above) }
            found.append(
                Codelist.Item(code: try Code(item.code), label: item.label.text, parent: parent, terms: item.terms))
        }
        let list = try Codelist(
            id: try Identifier(codelist), title: codelistTitle.text, levels: names, items: found)
        return Dimension(id: try Identifier(id), title: title.text, codelist: list, isMultiValued: multiValued)
    }
}

/// How far one unit may reach.
struct UnitHeader: Codable {
    let name: String
    let maxCells: Int
    let maxCount: Int
    let maxPeriods: Int

    init(_ unit: UnitBounds) {
        name = unit.name
        maxCells = unit.maxCells
        maxCount = unit.maxCount
        maxPeriods = unit.maxPeriods
    }

    func unit() throws(StatisticsError) -> UnitBounds {
        try UnitBounds(name: name, maxCells: maxCells, maxCount: maxCount, maxPeriods: maxPeriods)
    }
}

/// What a table shows.
struct TableHeader: Codable {
    let id: String
    let title: TextHeader?
    /// By dimension: `all`, `leaves`, or numbers.
    let dimensions: [String: Levels]
    let weight: String?

    struct Levels: Codable {
        let named: String?
        let numbers: [Int]?
    }

    init(_ table: TableDefinition) {
        id = table.id.description
        title = table.title.map(TextHeader.init)
        weight = table.weight?.description
        var levels: [String: Levels] = [:]
        for (name, shown) in table.dimensions {
            levels[name.description] =
                switch shown {
                case .all: Levels(named: "all", numbers: nil)
                case .leaves: Levels(named: "leaves", numbers: nil)
                case .numbered(let numbers): Levels(named: nil, numbers: numbers)
                }
        }
        dimensions = levels
    }

    func table() throws(StatisticsError) -> TableDefinition {
        var levels: [Identifier: TableDefinition.Levels] = [:]
        for (name, shown) in dimensions {
            levels[try Identifier(name)] =
                switch (shown.named, shown.numbers) {
                case ("all", nil): .all
                case ("leaves", nil): .leaves
                case (nil, .some(let numbers)): .numbered(numbers)
                default: throw .outOfRange("levels of \(name)")
                }
        }
        return try TableDefinition(
            id: try Identifier(id), title: title?.text, dimensions: levels, weight: try weight.map(Rational.kept))
    }
}

/// How a dataset is protected.
struct PolicyHeader: Codable {
    let method: String
    let mechanism: String
    let k: Int
    let threshold: String
    let complementary: Bool

    init(_ policy: ProtectionPolicy) {
        method = policy.method.rawValue
        mechanism = policy.mechanism.rawValue
        k = policy.k
        threshold = policy.threshold.rawValue
        complementary = policy.isComplementary
    }

    func policy() throws(StatisticsError) -> ProtectionPolicy {
        try ProtectionPolicy(
            method: try kept(method), mechanism: try kept(mechanism), k: k, threshold: try kept(threshold),
            isComplementary: complementary)
    }
}

/// A case of an enumeration by its name.
func kept<Value: RawRepresentable>(_ name: Value.RawValue) throws(StatisticsError) -> Value {
    guard let value = Value(rawValue: name) else { throw .outOfRange("a word that has no meaning") }
    return value
}

extension Rational {
    /// A fraction as `description` writes it.
    static func kept(_ text: String) throws(StatisticsError) -> Rational {
        guard let value = Rational(text) else { throw .outOfRange("a number that is none") }
        return value
    }
}

extension Period {
    /// A period as `description` writes it.
    static func kept(_ text: String) throws(StatisticsError) -> Period {
        guard let period = Period(text) else { throw .outOfRange("a period that is none") }
        return period
    }
}

extension PeriodRange {
    /// Periods as `description` writes them.
    static func kept(_ text: String) throws(StatisticsError) -> PeriodRange {
        guard let periods = PeriodRange(text) else { throw .outOfRange("periods that are none") }
        return periods
    }
}
