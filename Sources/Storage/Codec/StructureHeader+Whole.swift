import Statistics

/// A whole structure, with its codelists and labels: what a release was made with stays readable without any file.
struct StructureHeader: Codable {
    struct Break: Codable {
        let period: String
        let reason: TextHeader
    }

    struct Expected: Codable {
        let providers: [String]
        let dueDays: Int
    }

    let id: String
    let version: String
    let agency: String
    let title: TextHeader
    let frequency: String
    let population: String
    let measureUnit: String
    let measureTitle: TextHeader
    let measureDefinition: TextHeader?
    let measureNominal: Int?
    let dimensions: [DimensionHeader]
    let unit: UnitHeader
    let tables: [TableHeader]
    let protection: PolicyHeader
    let structuralZeros: [[String: [String]]]
    let expected: Expected?
    let seriesBreaks: [Break]
    let retentionDays: Int?

    init(_ structure: DatasetStructure) {
        id = structure.id.description
        version = structure.version
        agency = structure.agency.description
        title = TextHeader(structure.title)
        frequency = structure.frequency.rawValue
        population = structure.population.description
        measureUnit = structure.measure.unit
        measureTitle = TextHeader(structure.measure.title)
        measureDefinition = structure.measure.definition.map(TextHeader.init)
        measureNominal = structure.measure.nominal
        dimensions = structure.dimensions.map(DimensionHeader.init)
        unit = UnitHeader(structure.unit)
        tables = structure.tables.map(TableHeader.init)
        protection = PolicyHeader(structure.protection)
        structuralZeros = structure.structuralZeros.map { zero in
            var codes: [String: [String]] = [:]
            for (name, these) in zero.codes { codes[name.description] = these.sorted().map(\.description) }
            return codes
        }
        expected = structure.providers.map {
            Expected(providers: $0.expected.map(\.description), dueDays: $0.dueDays)
        }
        seriesBreaks = structure.seriesBreaks.map {
            Break(period: $0.period.description, reason: TextHeader($0.reason))
        }
        retentionDays = structure.retentionDays
    }

    func structure() throws(StatisticsError) -> DatasetStructure {
        guard measureNominal.map({ $0 > 0 }) ?? true else { throw .outOfRange("its expected number") }
        var axes: [Dimension] = []
        for dimension in dimensions { axes.append(try dimension.dimension()) }
        var definitions: [TableDefinition] = []
        for table in tables { definitions.append(try table.table()) }
        var zeros: [DatasetStructure.StructuralZero] = []
        for zero in structuralZeros { zeros.append(try StructureHeader.zero(zero)) }
        var breaks: [DatasetStructure.SeriesBreak] = []
        for item in seriesBreaks {
            breaks.append(
                DatasetStructure.SeriesBreak(period: try Period.kept(item.period), reason: item.reason.text))
        }
        var providers: DatasetStructure.ExpectedProviders?
        if let expected {
            var names: [Identifier] = []
            for name in expected.providers { names.append(try Identifier(name)) }
            providers = DatasetStructure.ExpectedProviders(expected: names, dueDays: expected.dueDays)
        }
        return try DatasetStructure(
            id: try Identifier(id), version: version, agency: try Identifier(agency), title: title.text,
            frequency: try kept(frequency), population: try Identifier(population),
            measure: DatasetStructure.Measure(
                unit: measureUnit, title: measureTitle.text, definition: measureDefinition?.text,
                nominal: measureNominal),
            dimensions: axes,
            unit: try unit.unit(), tables: definitions, protection: try protection.policy(), structuralZeros: zeros,
            providers: providers, seriesBreaks: breaks, retentionDays: retentionDays)
    }

    private static func zero(_ zero: [String: [String]]) throws(StatisticsError) -> DatasetStructure.StructuralZero {
        var codes: [Identifier: Set<Code>] = [:]
        for (name, texts) in zero {
            var these: Set<Code> = []
            for text in texts { these.insert(try Code(text)) }
            codes[try Identifier(name)] = these
        }
        return DatasetStructure.StructuralZero(codes: codes)
    }
}
