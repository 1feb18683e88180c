import Collecting

/// The files of a new collector: the worked example with other names.
struct CollectorTemplate {
    /// The name without `Collector`: `Desk`.
    let name: String
    /// The collector's id: `desk`.
    let id: String
    /// The dataset that it is tried with, where one was named.
    let dataset: DatasetStructure?

    /// Takes a name; `nil` if it is not some capital and small letters and digits, 2 to 40, a capital first.
    init?(_ text: String, dataset: DatasetStructure? = nil) {
        var name = text
        if name.hasSuffix("Collector") { name.removeLast("Collector".count) }
        let isPlain = name.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        guard (2...40).contains(name.utf8.count), isPlain, name.first?.isUppercase == true, name != "Example" else {
            return nil
        }
        self.name = name
        self.dataset = dataset
        var id = ""
        var previous: Character?
        for character in name {
            let follows = previous.map { $0.isLowercase || $0.isNumber } ?? false
            if character.isUppercase, follows { id += "-" }
            id += character.lowercased()
            previous = character
        }
        self.id = id
    }

    /// The module: `DeskCollector`.
    var module: String { "\(name)Collector" }

    /// The files of the collector, its samples and tests; `sources` is the folder of the first two.
    func files(sources: String) -> [(path: String, text: String)] {
        let folder = "\(sources)/\(module)"
        return [
            ("\(folder)/\(module).swift", renamed(CollectorTemplate.collector)),
            ("\(folder)/\(name)Reading.swift", renamed(CollectorTemplate.reading)),
            ("\(folder)/Samples/sample.csv", sample),
            (
                "Tests/\(module)Tests/\(module)Tests.swift",
                renamed(
                    CollectorTemplate.tests
                        .replacing("\"/docs/examples/\"", with: "\"/Tests/\"")
                        .replacing("docs/examples/ExampleCollector/Samples", with: "\(folder)/Samples"))
            ),
            ("Tests/\(module)Tests/\(name)Dataset.swift", datasetSource),
        ]
    }

    /// The example's text with this name, this id and the dataset's needs.
    private func renamed(_ text: String) -> String {
        var text = text.replacing("Example", with: name)
            .replacing("\"example\"", with: "\"\(id)\"").replacing("\"example is", with: "\"\(id) is")
        if let dataset {
            let names = dataset.dimensions.map { "\"\($0.id)\"" }.joined(separator: ", ")
            text = text.replacing(
                "feeds: .anything",
                with: "feeds: .all([\(names)].compactMap { try? Identifier($0) })")
        }
        return text
    }
}

// MARK: - A dataset to try it with

extension CollectorTemplate {
    /// A dimension with a few of its codes.
    private var axes: [(name: String, codes: [String])] {
        guard let dataset else {
            return [("STATE", ["KDH", "PLS", "JHR"]), ("FORM", ["GROOMING", "SEXTORTION", "_O"])]
        }
        return dataset.dimensions.map { dimension in
            (
                dimension.id.description,
                dimension.codelist.leaves.prefix(3).map { dimension.codelist.code(at: $0).description }
            )
        }
    }

    private var frequency: Frequency { dataset?.frequency ?? .monthly }

    /// Five rows that repeat no other's period and codes.
    var sample: String {
        let start = Day(year: 2024, month: 1, day: 1).flatMap { Period(frequency, containing: $0) }
        var text = (["period"] + axes.map(\.name) + ["count"]).joined(separator: ",") + "\n"
        for (row, count) in [4, 0, 12, 7, 31].enumerated() {
            // Back in time, since some periods are years and none may lie ahead.
            let period = start?.advanced(by: -row).map { "\($0)" } ?? "2024"
            let codes = axes.enumerated().map { place, axis in axis.codes[(row + place) % max(axis.codes.count, 1)] }
            text += ([period] + codes + ["\(count)"]).joined(separator: ",") + "\n"
        }
        return text
    }

    /// The source of the dataset that the tests use.
    var datasetSource: String {
        let id = dataset?.id.description ?? "\(self.id)-cases"
        let dimensions = axes.map { axis in
            "                dimension(\"\(axis.name)\", [\(axis.codes.map { "\"\($0)\"" }.joined(separator: ", "))]),\n"
        }
        return """
            import Collecting

            /// A dataset as the collector is tried with: fewer codes than it may have, all that a reader asks of it.
            enum \(name)Dataset {
                /// The structure.
                static func structure() throws -> DatasetStructure {
                    try DatasetStructure(
                        id: Identifier("\(id)"), version: "1", agency: Identifier("TEST"),
                        title: LocalizedText("\(id)"), frequency: .\(frequency), population: Identifier("\(id)"),
                        measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")),
                        dimensions: [
            \(dimensions.joined())            ],
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

            """
    }
}
