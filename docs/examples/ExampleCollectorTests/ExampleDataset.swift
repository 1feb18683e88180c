import Collecting

/// A dataset as the collector is tried with: fewer codes than it may have, all that a reader asks of it.
enum ExampleDataset {
    /// The structure.
    static func structure() throws -> DatasetStructure {
        try DatasetStructure(
            id: Identifier("example-cases"), version: "1", agency: Identifier("TEST"),
            title: LocalizedText("example-cases"), frequency: .monthly, population: Identifier("example-cases"),
            measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")),
            dimensions: [
                dimension("STATE", ["KDH", "PLS", "JHR"]),
                dimension("FORM", ["GROOMING", "SEXTORTION", "_O"]),
            ],
            unit: UnitBounds(name: "case"), tables: [TableDefinition(id: Identifier("national"), dimensions: [:])],
            protection: ProtectionPolicy())
    }

    private static func dimension(_ name: String, _ codes: [String]) throws -> Dimension {
        let id = try Identifier(name)
        let items = try codes.map { Codelist.Item(code: try Code($0), label: LocalizedText($0)) }
        let codelist = try Codelist(id: id, title: LocalizedText(name), items: items)
        return Dimension(id: id, title: LocalizedText(name), codelist: codelist)
    }
}
