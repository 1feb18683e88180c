import Bytes
import Rationals
import Statistics
import Testing
import YAML

@testable import Catalogue

@Suite struct CatalogueFolderTests {
    @Test func aGoodCatalogueIsReadWhole() throws {
        let catalogue = try TemporaryCatalogue()
        let dataset = try catalogue.folder.dataset(try Identifier("cases"))
        let structure = dataset.structure
        #expect(catalogue.folder.datasets == [try Identifier("cases")])
        #expect(structure.title == LocalizedText("Cases", malay: "Kes"))
        #expect(structure.frequency == .monthly)
        #expect(structure.dimensions.map(\.id.description) == ["STATE", "FORM"])
        #expect(structure.dimensions.map(\.isMultiValued) == [false, true])
        #expect(structure.dimensions.map(\.title.english) == ["State", "Form of harm"])
        #expect(structure.dimensions[0].codelist.items.map(\.code.description) == ["NORTH", "KDH", "PLS", "JHR"])
        #expect(structure.dimensions[0].codelist.items[1].terms == ["map": "02"])
        #expect(structure.unit.maxCells == 2)
        let (state, form) = (try Identifier("STATE"), try Identifier("FORM"))
        #expect(structure.tables[1].dimensions == [state: .numbered([2]), form: .numbered([1])])
        #expect(structure.tables[1].weight == Rational("1/3"))
        #expect(structure.protection == (try ProtectionPolicy(k: 12)))
        #expect(
            structure.structuralZeros.map(\.codes) == [
                [state: [try Code("JHR")], form: [try Code("IMAGES"), try Code("GROOMING")]]
            ])
        #expect(structure.providers?.dueDays == 15)
        #expect(structure.seriesBreaks.map(\.period) == [Period("2021-07")])
        #expect(structure.retentionDays == 400)
        #expect(dataset.population.shares[structure.id] == Rational("0.5"))
        #expect(dataset.population.reserve == Rational("1/4"))
        #expect(dataset.population.delta == Rational("0.000001"))
    }

    @Test func onlyWhatMustBeSaidMustBeSaid() throws {
        let catalogue = try TemporaryCatalogue()
        let whole = try #require(TemporaryCatalogue.good[structure])
        let optional = [
            "structuralZeros:", "  - {STATE: JHR", "providers", "rules", "seriesBreaks", "  - {period", "ret",
        ]
        let lines = whole.split(separator: "\n").filter { line in !optional.contains { line.hasPrefix($0) } }
        try catalogue.write(structure, lines.joined(separator: "\n"))
        let read = try catalogue.folder.dataset(atFile: catalogue.structureFile).structure
        #expect(read.structuralZeros.isEmpty && read.seriesBreaks.isEmpty)
        #expect(read.providers == nil && read.retentionDays == nil)
    }

    @Test(arguments: [
        ("a/structures/x.yaml", "a"), ("structures/x.yaml", "."), ("/structures/x.yaml", "/"), ("a/x.yaml", "a"),
        ("x.yaml", "."), ("/x.yaml", "/"), ("a/b/structures/x.yaml", "a/b"),
    ])
    func theCatalogueOfAFileIsFound(file: String, folder: String) {
        #expect(CatalogueFolder(ofStructureFile: file).path == folder)
    }

    @Test func aDatasetThatIsNotThereIsAFault() throws {
        let catalogue = try TemporaryCatalogue()
        let id = try Identifier("case")
        #expect(throws: CatalogueError.unreadable(.missing(path: "\(catalogue.path)/structures/case.yaml"))) {
            try catalogue.folder.dataset(id)
        }
        #expect(CatalogueFolder(path: "\(catalogue.path)/none").datasets.isEmpty)
    }

    @Test func aFileGoesByItsOwnName() throws {
        let catalogue = try TemporaryCatalogue()
        try catalogue.write("structures/other.yaml", try #require(TemporaryCatalogue.good[structure]))
        let id = try Identifier("other")
        let error = #expect(throws: CatalogueError.self) { try catalogue.folder.dataset(id) }
        #expect(error?.description.hasSuffix("other.yaml:1:1: the file is named other but its id is cases") == true)
    }

    @Test(arguments: [structure, states, forms, people])
    func everyPrefixIsReadOrRefused(name: String) throws {
        let catalogue = try TemporaryCatalogue()
        let loader = ReferenceLoader(folder: catalogue.folder)
        let bytes = Array(try #require(TemporaryCatalogue.good[name]).utf8)
        var read = 0
        for length in 0...bytes.count {
            let reader = YAMLReader(file: name)
            let isRead = reader.parse(Array(bytes[..<length])).map { node in
                switch name {
                case structure: StructureFile(reader: reader, loader: loader).read(node) != nil
                case people: PopulationFile(reader: reader).read(node) != nil
                default: CodelistFile(reader: reader).read(node) != nil
                }
            }
            // Nothing is refused without a word, and nothing is taken with one.
            if reader.problems.isEmpty { #expect(isRead == true, "\(length)") }
            if isRead == true { read += 1 }
        }
        #expect(read > 0 && read < bytes.count / 2)
        #expect(loader.problems.isEmpty)
    }
}
