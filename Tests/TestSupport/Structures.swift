public import Rationals
public import Statistics

/// The periods that a text stands for.
public func periods(_ text: String) throws -> PeriodRange {
    guard let periods = PeriodRange(text) else { throw Unusable("\(text) are no periods") }
    return periods
}

/// A dimension from `AREA: NORTH PERLIS<NORTH _U`; a star before the name makes it multi-valued.
public func dimension(_ text: String) throws -> Dimension {
    let parts = text.split(separator: ":")
    let isMultiValued = text.hasPrefix("*")
    let id = try Identifier(String(parts[0].drop { $0 == "*" }))
    let items = try parts[1].split(separator: " ").map { code in
        let pair = code.split(separator: "<").map(String.init)
        return Codelist.Item(
            code: try Code(pair[0]), label: LocalizedText(pair[0]), parent: pair.count > 1 ? try Code(pair[1]) : nil)
    }
    let levels = try (1...4).map { try Identifier("level\($0)") }
    return Dimension(
        id: id, title: LocalizedText(id.description),
        codelist: try Codelist(id: id, title: LocalizedText(id.description), levels: levels, items: items),
        isMultiValued: isMultiValued)
}

/// A table from the levels of the dimensions it names.
public func table(
    _ id: String, _ levels: [String: TableDefinition.Levels], weight: Rational? = nil
) throws -> TableDefinition {
    var named: [Identifier: TableDefinition.Levels] = [:]
    for (name, shown) in levels { named[try Identifier(name)] = shown }
    return try TableDefinition(id: try Identifier(id), dimensions: named, weight: weight)
}

/// A structure of these dimensions and tables.
public func structure(
    _ dimensions: [String], tables: [TableDefinition], unit: UnitBounds? = nil, policy: ProtectionPolicy? = nil,
    frequency: Frequency = .monthly, zeros: [DatasetStructure.StructuralZero] = [],
    providers: DatasetStructure.ExpectedProviders? = nil, rules: [ValidationRule] = [],
    breaks: [DatasetStructure.SeriesBreak] = []
) throws -> DatasetStructure {
    try DatasetStructure(
        id: try Identifier("cases"), version: "1", agency: try Identifier("TEST"), title: LocalizedText("Cases"),
        frequency: frequency, population: try Identifier("people"),
        measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")),
        dimensions: try dimensions.map(dimension), unit: try unit ?? UnitBounds(name: "case"), tables: tables,
        protection: try policy ?? ProtectionPolicy(), structuralZeros: zeros, providers: providers, rules: rules,
        seriesBreaks: breaks)
}

/// A random structure: one to three trees, ragged or flat, some multi-valued, one to three tables.
public func randomStructure(
    seed: UInt64, mechanism: ProtectionPolicy.Mechanism = .discreteGaussian,
    threshold: ProtectionPolicy.Threshold = .none
) throws -> DatasetStructure {
    var numbers = Dice(state: seed)
    let dimensions = (0..<Int.random(in: 1...3, using: &numbers)).map { place in
        var depths: [Int] = []
        let codes = (0..<Int.random(in: 1...5, using: &numbers)).map { code in
            let parent = Int.random(in: -2..<max(code, 1), using: &numbers)
            guard parent >= 0, parent < code, depths[parent] < 3 else {
                depths.append(1)
                return "C\(code)"
            }
            depths.append(depths[parent] + 1)
            return "C\(code)<C\(parent)"
        }
        return (Bool.random(using: &numbers) ? "" : "*") + "D\(place):" + codes.joined(separator: " ")
    }
    let made = try dimensions.map(dimension)
    let tables = try (0..<Int.random(in: 1...3, using: &numbers)).map { number in
        var levels: [String: TableDefinition.Levels] = [:]
        for dimension in made where Int.random(in: 0..<4, using: &numbers) > 0 {
            let depth = dimension.codelist.depth
            levels[dimension.id.description] =
                switch Int.random(in: 0..<3, using: &numbers) {
                case 0: .all
                case 1: .leaves
                default: .numbered([Int.random(in: 1...depth, using: &numbers)])
                }
        }
        let weight = Rational(Int64.random(in: 1...20, using: &numbers), over: Int64.random(in: 1...9, using: &numbers))
        return try table("t\(number)", levels, weight: Bool.random(using: &numbers) ? weight : nil)
    }
    return try structure(
        dimensions, tables: tables,
        unit: UnitBounds(
            name: "case", maxCells: Int.random(in: 1...3, using: &numbers),
            maxCount: Int.random(in: 1...3, using: &numbers), maxPeriods: Int.random(in: 1...3, using: &numbers)),
        policy: ProtectionPolicy(mechanism: mechanism, k: 3, threshold: threshold))
}
