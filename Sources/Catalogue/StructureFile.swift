import Statistics
import YAML

/// Reads a structure file, with what it refers to.
struct StructureFile {
    let reader: YAMLReader
    let loader: ReferenceLoader

    func read(_ node: YAMLNode) -> CataloguedDataset? {
        reader.mapping(node, "a structure") { map in
            let id = map.required("id", .located(.identifier))
            let version = map.required("version", .text)
            let agency = map.required("agency", .identifier)
            let title = map.required("title", .localizedText)
            let frequency = map.required("frequency", .oneOf(Frequency.self))
            let populationName = map.required("population", .located(.identifier))
            let measure = map.required("measure", StructureFile.measure)
            let dimensions = map.required("dimensions", .list(of: StructureFile.dimension, least: 1))
                .flatMap(resolve)
            let unit = map.required("unit", StructureFile.unit)
            let tables = map.required("tables", .list(of: StructureFile.table, least: 1))
            let protection = map.required("protection", StructureFile.protection)
            let zeros = map.optional("structuralZeros", .list(of: .dictionary(of: .oneOrList(of: .code)))) ?? []
            let providers = map.optional("providers", StructureFile.providers)
            let ruleNodes = map.optional("rules", .list(of: .node)) ?? []
            let rules = dimensions.map { RuleFile(reader: reader, dimensions: $0).read(ruleNodes) } ?? []
            let breaks = map.optional("seriesBreaks", .list(of: StructureFile.seriesBreak)) ?? []
            checkFrequency(breaks, frequency)
            checkNames(tables ?? [])
            let retention = map.optional("retention", .days)
            let population = populationName.flatMap { loader.population($0, from: reader) }

            if let id, let population, population.shares[id.value] == nil {
                let shares = population.shares.keys.sorted().map(\.description)
                reader.report(
                    "the population \(population.id) gives \(id.value) no share of its budget", at: id.position,
                    hint: "its shares are for: \(shares.joined(separator: ", "))")
            }
            guard let id, let version, let agency, let title, let frequency, let population, let measure,
                let dimensions, let unit, let tables, let protection
            else { return nil }
            let resolvedTables = tables.map { resolve($0, dimensions) }
            let resolvedZeros = zeros.map { resolve($0, dimensions) }
            guard reader.problems.isEmpty else { return nil }
            return reader.attempt(at: map.position) { () throws(StatisticsError) in
                CataloguedDataset(
                    structure: try DatasetStructure(
                        id: id.value, version: version, agency: agency, title: title, frequency: frequency,
                        population: population.id, measure: measure, dimensions: dimensions, unit: unit,
                        tables: resolvedTables.compactMap(\.self), protection: protection,
                        structuralZeros: resolvedZeros.compactMap(\.self), providers: providers, rules: rules,
                        seriesBreaks: breaks.map(\.seriesBreak), retentionDays: retention),
                    population: population)
            }
        }
    }

    // MARK: - Checks

    /// Breaks stand at periods of the dataset.
    private func checkFrequency(_ breaks: [WrittenBreak], _ frequency: Frequency?) {
        guard let frequency else { return }
        for written in breaks where written.period.value.frequency != frequency {
            reader.report(
                "the series break \(written.period.value) is no period of frequency \(frequency.rawValue)",
                at: written.period.position)
        }
    }

    /// Every table has a name of its own.
    private func checkNames(_ tables: [WrittenTable]) {
        var lines: [Identifier: Int] = [:]
        for table in tables {
            if let line = lines[table.id.value] {
                reader.report("the table \(table.id.value) stands already in line \(line)", at: table.id.position)
            } else {
                lines[table.id.value] = table.id.position.line
            }
        }
    }

    // MARK: - References

    /// Finds the codelist of each dimension; `nil` if one is missing or two share a name.
    private func resolve(_ written: [WrittenDimension]) -> [Dimension]? {
        var lines: [Identifier: Int] = [:]
        let dimensions = written.map { dimension -> Dimension? in
            let codelist = loader.codelist(dimension.codelist, from: reader)
            if let line = lines[dimension.id.value] {
                reader.report(
                    "the dimension \(dimension.id.value) stands already in line \(line)", at: dimension.id.position)
                return nil
            }
            lines[dimension.id.value] = dimension.id.position.line
            if DatasetStructure.reservedHeadings.contains(dimension.id.value.description) {
                reader.report(
                    "\(dimension.id.value) is a heading of Lindung's own files; the dimension needs another name",
                    at: dimension.id.position)
                return nil
            }
            return codelist.map {
                Dimension(
                    id: dimension.id.value, title: dimension.title ?? $0.title, codelist: $0,
                    isMultiValued: dimension.isMultiValued)
            }
        }
        let found = dimensions.compactMap(\.self)
        return found.count == dimensions.count ? found : nil
    }

    private func resolve(_ table: WrittenTable, _ dimensions: [Dimension]) -> TableDefinition? {
        let references = ReferenceNames(reader: reader, dimensions: dimensions)
        var levels: [Identifier: TableDefinition.Levels] = [:]
        for pair in table.dimensions {
            guard let dimension = references.dimension(pair.key, at: pair.keyPosition) else { continue }
            let names = pair.value.map(\.value)
            if names == ["all"] {
                levels[dimension.id] = .all
            } else if names == ["leaves"] {
                levels[dimension.id] = .leaves
            } else {
                let numbers = pair.value.compactMap {
                    references.level($0, of: dimension.codelist, besides: ["all", "leaves"])
                }
                levels[dimension.id] = .numbered(numbers)
            }
        }
        return reader.attempt(at: table.id.position) { () throws(StatisticsError) in
            try TableDefinition(id: table.id.value, title: table.title, dimensions: levels, weight: table.weight)
        }
    }

    private func resolve(_ zero: [YAMLPair<[Code]>], _ dimensions: [Dimension]) -> DatasetStructure.StructuralZero? {
        let references = ReferenceNames(reader: reader, dimensions: dimensions)
        var codes: [Identifier: Set<Code>] = [:]
        for pair in zero {
            guard let dimension = references.dimension(pair.key, at: pair.keyPosition) else { continue }
            for code in pair.value { _ = references.knows(code, of: dimension, at: pair.keyPosition) }
            codes[dimension.id] = Set(pair.value)
        }
        return DatasetStructure.StructuralZero(codes: codes)
    }
}
