import Bytes
import Foundation
import Statistics
import TestSupport
import Testing

@testable import Catalogue

@Suite struct CatalogueCacheTests {
    private let folder: Folder
    private let cases: Identifier
    private var catalogue: CatalogueFolder { CatalogueFolder(path: folder.path) }

    init() throws {
        folder = try Folder()
        cases = try Identifier("ocsea-contacts")
        let source =
            String("\(#filePath)".split(separator: "/Tests/", maxSplits: 1)[0])
            + "/Sources/Catalogue/Resources/malaysia-ocsea"
        for name in ["structures", "codelists", "populations"] {
            try FileManager.default.copyItem(atPath: "\(source)/\(name)", toPath: folder(name))
        }
    }

    /// A time at which nobody had written for long.
    private func later() throws -> FileTime {
        let now = FileTime.now
        return FileTime(nanoseconds: now.nanoseconds + 10_000_000_000)
    }

    @Test func isKnownUntilAFileChanges() throws {
        let dataset = try catalogue.dataset(cases)
        let files =
            ["structures/ocsea-contacts.yaml", "populations/\(dataset.population.id).yaml"]
            + dataset.structure.dimensions.map { "codelists/\($0.codelist.id).yaml" }
        #expect(files.count > 3)
        for file in files {
            let cache = CatalogueCache()
            cache.keep(dataset, of: catalogue, readFrom: try later())
            #expect(cache.find(cases, in: catalogue) == dataset)
            try folder.file(file, try folder.text(file) + "# more\n")
            #expect(cache.find(cases, in: catalogue) == nil, "\(file)")
        }
        let cache = CatalogueCache()
        cache.keep(dataset, of: catalogue, readFrom: try later())
        // Another file of the same size and time in its place.
        let text = try folder.text(files[0])
        try FileManager.default.removeItem(atPath: folder(files[0]))
        #expect(cache.find(cases, in: catalogue) == nil)
        try folder.file(files[0], text)
        #expect(cache.find(cases, in: catalogue) == nil)
    }

    /// What was written while it was read may not be what was read.
    @Test func whatWasJustWrittenIsNotKept() throws {
        let dataset = try catalogue.dataset(cases)
        let cache = CatalogueCache()
        cache.keep(dataset, of: catalogue, readFrom: FileTime(nanoseconds: FileTime.now.nanoseconds))
        #expect(cache.find(cases, in: catalogue) == nil)
    }

    @Test func anotherCatalogueIsAnother() throws {
        let cache = CatalogueCache()
        cache.keep(try catalogue.dataset(cases), of: catalogue, readFrom: try later())
        #expect(cache.find(cases, in: CatalogueFolder(path: folder.path + "/elsewhere")) == nil)
    }
}
