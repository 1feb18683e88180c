import Foundation
import Rationals
import Statistics
import Testing

@testable import Catalogue

/// The shipped catalogue, beside the sources of the tests.
enum Shipped {
    static let root = String("\(#filePath)".split(separator: "/Tests/", maxSplits: 1)[0])
    static let resources = "\(root)/Sources/Catalogue/Resources"

    static func folder() throws -> CatalogueFolder {
        try #require(ShippedCatalogues.catalogue(named: "malaysia-ocsea", inResources: resources))
    }

    /// All datasets, read once for all tests.
    private static let read = Result {
        let catalogue = try folder()
        return try catalogue.datasets.map { try catalogue.dataset($0) }
    }

    static func datasets() throws -> [CataloguedDataset] { try read.get() }

    static func codelists() throws -> [Identifier: Codelist] {
        let lists = try datasets().flatMap { $0.structure.dimensions.map(\.codelist) }
        return Dictionary(lists.map { ($0.id, $0) }) { first, _ in first }
    }
}

@Suite struct ShippedCatalogueTests {
    @Test func everyStructureLoads() throws {
        let datasets = try Shipped.datasets()
        let ids = Set(datasets.map(\.structure.id.description))
        let promised: Set = [
            "helpline-contacts", "ocsea-contacts", "hotline-reports", "hotline-urls", "takedowns", "police-cases",
            "case-stages", "platform-reports", "victim-services", "denominators",
        ]
        #expect(promised.isSubset(of: ids), "missing: \(promised.subtracting(ids))")
        #expect(ids.count == (try Shipped.folder().names(of: .structure).count))
    }

    @Test func aCatalogueThatIsNotShippedIsNotMadeUp() {
        #expect(ShippedCatalogues.catalogue(named: "elsewhere", inResources: Shipped.resources) == nil)
    }

    @Test func everyFileIsUsed() throws {
        let folder = try Shipped.folder()
        #expect(Set(folder.names(of: .codelist)) == Set(try Shipped.codelists().keys.map(\.description)))
        let datasets = try Shipped.datasets()
        #expect(Set(folder.names(of: .population)) == Set(datasets.map(\.population.id.description)))
        for population in datasets.map(\.population) {
            for dataset in population.shares.keys {
                let structure = datasets.first { $0.structure.id == dataset }?.structure
                #expect(structure?.population == population.id, "\(population.id) gives \(dataset) a share")
            }
        }
    }

    @Test func sharesAndReserveComeToNoMoreThanTheWhole() throws {
        for population in try Shipped.datasets().map(\.population) {
            let sum = population.shares.values.reduce(population.reserve) { ($0.adding($1)) ?? Rational(2) }
            #expect(sum <= .one, "\(population.id)")
        }
    }

    @Test func unitsAreNamedAlikeInPopulationAndStructure() throws {
        for dataset in try Shipped.datasets() {
            #expect(dataset.structure.unit.name == dataset.population.unit, "\(dataset.structure.id)")
        }
    }

    @Test func everyTextIsInBothLanguages() throws {
        for (place, text) in try texts() {
            let malay = try #require(text.malay, "\(place) has no Malay text")
            #expect(!text.english.isEmpty && !malay.isEmpty, "\(place)")
            #expect(text.english == text.english.trimmingCharacters(in: .whitespaces), "\(place)")
            #expect(malay == malay.trimmingCharacters(in: .whitespaces), "\(place)")
        }
    }

    @Test func noTextUsesADiscouragedTerm() throws {
        let discouraged = [
            "child porn", "pornograph", "pornografi", "prostitut", "pelacur", "sex tourism", "pelancongan seks",
            "sextortion", "kiddie", "child sex worker", "paedophile", "victimless", "consensual",
        ]
        for (place, text) in try texts() {
            let words = (text.english + " " + (text.malay ?? "")).lowercased()
            for term in discouraged {
                #expect(!words.contains(term), "\(place) says \(term)")
            }
        }
    }

    @Test func aTermOfASourceMeansOneCode() throws {
        for list in try Shipped.codelists().values {
            let terms = list.items.flatMap { $0.terms.map { "\($0.key): \($0.value)" } }
            #expect(Set(terms).count == terms.count, "\(list.id)")
        }
    }

    @Test func sixteenStatesStandInRegions() throws {
        let list = try #require(try Shipped.codelists()[try Identifier("MY_STATE")])
        let states = list.items.filter { $0.code.description.hasPrefix("MY-") }
        let numbers = Set(states.map(\.code.description))
        #expect(numbers == Set((1...16).map { $0 < 10 ? "MY-0\($0)" : "MY-\($0)" }))
        for state in states {
            let index = try #require(list.index(of: state.code))
            #expect(list.level(of: index) >= 2 && list.isLeaf(index), "\(state.code) stands in no region")
            #expect(state.terms["iso"] != nil && state.terms["data.gov.my"] != nil)
        }
        #expect(states.first { $0.code.description == "MY-08" }?.label.english == "Perak")
        #expect(states.first { $0.code.description == "MY-07" }?.label.english == "Pulau Pinang")
    }

    @Test func mentionsAreNotTotals() throws {
        // At a level above the leaves of a multi-valued dimension the cells of one unit may fall together, which costs
        // the square of their number: where a table shows such a level, a unit may have few codes.
        for structure in try Shipped.datasets().map(\.structure) {
            for dimension in structure.dimensions where dimension.isMultiValued {
                #expect(structure.unit.maxCells > 1, "\(structure.id)")
                for tuple in structure.tables.flatMap({ structure.levelTuples(of: $0) }) {
                    let level = tuple.levels[try #require(structure.index(ofDimension: dimension.id))]
                    let isAtLeaves = level == 0 || level == dimension.codelist.depth
                    let most = structure.id.description == "hotline-urls" ? 3 : 2
                    #expect(isAtLeaves || structure.unit.maxCells <= most, "\(structure.id) \(dimension.id)")
                }
            }
        }
    }

    private func texts() throws -> [(String, LocalizedText)] {
        var texts: [(String, LocalizedText)] = []
        for dataset in try Shipped.datasets() {
            let (structure, id) = (dataset.structure, dataset.structure.id)
            texts += [("\(id)", structure.title), ("\(id) measure", structure.measure.title)]
            texts.append(("\(dataset.population.id)", dataset.population.title))
            texts += structure.dimensions.map { ("\(id) \($0.id)", $0.title) }
            texts += structure.seriesBreaks.map { ("\(id) \($0.period)", $0.reason) }
            for table in structure.tables {
                texts.append(("\(id)/\(table.id)", try #require(table.title, "\(id)/\(table.id) has no title")))
            }
        }
        for list in try Shipped.codelists().values {
            texts.append(("\(list.id)", list.title))
            texts += list.items.map { ("\(list.id) \($0.code)", $0.label) }
        }
        return texts
    }
}
