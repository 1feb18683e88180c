import Bytes
import Cryptography
import Foundation
@_spi(Releasing) import Statistics
import TestSupport
import Testing

@testable import Publishing

@Suite struct PackageTests {
    /// What is in the folder, by name.
    private func files(_ release: Release, language: Language = .english) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for file in ExportFormat.dataPackage.files(of: release, language: language) {
            let sink = MemorySink()
            try file.write(to: sink)
            #expect(files.updateValue(sink.bytes, forKey: file.name) == nil)
        }
        return files
    }

    private func document(_ bytes: [UInt8]?) throws -> [String: Any] {
        try object(JSONSerialization.jsonObject(with: Data(try #require(bytes))))
    }

    @Test func everyFileIsDescribedWithItsSizeAndHash() throws {
        let files = try files(smallRelease())
        let resources = try objects(document(files["datapackage.json"])["resources"])
        #expect(resources.map { $0["path"] as? String } == ["national.table.csv", "form.table.csv", "cases.codes.csv"])
        for resource in resources {
            let bytes = try #require(files[resource["path"] as? String ?? ""])
            #expect(resource["bytes"] as? Int == bytes.count)
            #expect(resource["hash"] as? String == "sha256:\(try SHA256.digest(of: bytes))")
        }
        #expect(files.count == 6)
    }

    /// Data Package, CSVW and the card are written from one model: they name the same files, columns and titles.
    @Test(arguments: Language.allCases)
    func allDescriptionsSayTheSame(language: Language) throws {
        let files = try files(smallRelease(), language: language)
        let package = try document(files["datapackage.json"])
        let resources = try objects(package["resources"])
        let tables = try objects(document(files["csv-metadata.json"])["tables"])
        let card = try document(files["dataset.jsonld"])
        let names = resources.map { $0["path"] as? String }
        #expect(tables.map { $0["url"] as? String } == names)
        #expect(try objects(card["distribution"]).map { $0["contentUrl"] as? String } == names)
        #expect(package["title"] as? String == card["name"] as? String)
        #expect(package["title"] as? String == (language == .english ? "Reported cases" : "Kes dilaporkan"))
        for (resource, table) in zip(resources, tables) {
            let fields = try objects(object(resource["schema"])["fields"]).map { $0["name"] as? String }
            let columns = try objects(object(table["tableSchema"])["columns"]).map { $0["titles"] as? String }
            let header = records(
                String(decoding: try #require(files[resource["path"] as? String ?? ""]), as: UTF8.self))[0]
            #expect(fields == header && columns == header)
        }
        #expect(card["temporalCoverage"] as? String == "2024-01-01/2024-02-29")
    }

    /// Every code of a file is one of those that its description knows, the neutralised ones too.
    @Test func everyCodeIsAKnownCategory() throws {
        let files = try files(smallRelease())
        for resource in try objects(document(files["datapackage.json"])["resources"]).dropLast() {
            let lines = records(
                String(decoding: try #require(files[resource["path"] as? String ?? ""]), as: UTF8.self))
            for (column, field) in try objects(object(resource["schema"])["fields"]).enumerated() {
                guard let categories = field["categories"] else { continue }
                let known = Set(try objects(categories).compactMap { $0["value"] as? String })
                #expect(lines.dropFirst().allSatisfy { known.contains($0[column]) })
            }
        }
    }

    @Test func oneTableIsAPackageOfItsOwn() throws {
        var filter = ReleaseFilter()
        filter.table = try Identifier("form")
        let names = try ExportFormat.dataPackage.files(of: smallRelease(), filter).map(\.name)
        #expect(names.first == "form.table.csv" && names.last == "datapackage.json" && names.count == 5)
    }

    /// No two files of a release have one name, since they are served beside each other.
    @Test func filesOfAReleaseHaveNamesOfTheirOwn() throws {
        let names = try ExportFormat.allCases.flatMap { try $0.files(of: smallRelease()) }.map(\.name)
        #expect(Set(names).count == names.count)
    }
}
