import Catalogue
import Collecting
import CollectorSupport
import FoundationEssentials
import Testing

@testable import TabularCollector

/// A shipped sample, ready to be read.
private struct Sample {
    let collector: TabularCollector
    let structure: DatasetStructure
    let bytes: [UInt8]

    /// The datasets that have a structure, a mapping and a file of the same name.
    static let datasets = ["helpline-contacts", "helpline-violence", "police-crimes", "cybertips-by-country"]

    /// The samples lie beside the sources of the tests.
    static let folder = ShippedFiles.samples(of: "TabularCollector")

    init(_ name: String, of dataset: String? = nil) throws {
        let folder = Sample.folder
        structure = try CatalogueFolder(path: folder).dataset(try Identifier(dataset ?? name)).structure
        let mapping = try FileSource("\(folder)/mappings/\(name).yaml").readAll()
        collector = try TabularCollector(
            structure: structure, settings: settings(MappingFile(name: "\(name).yaml", bytes: mapping)))
        bytes = try FileSource("\(folder)/files/\(name).csv").readAll()
    }

    func read(_ bytes: [UInt8], chunk: Int = .max) throws -> Recording {
        let today = try #require(Day(year: 2026, month: 1, day: 1))
        return try TabularCollectorTests.read(
            MemorySource(bytes, name: "f.csv", chunk: chunk), by: collector, for: structure,
            CollectingContext(today: today))
    }
}

@Suite struct SampleTests {
    @Test(arguments: Sample.datasets)
    func everySampleIsReadWithoutErrors(name: String) throws {
        let sample = try Sample(name)
        let read = try sample.read(sample.bytes)
        #expect(!read.counts.isEmpty)
        #expect(!read.findings.contains { $0.severity != .note }, "\(read.findings)")
        #expect(try sample.read(sample.bytes) == read)
    }

    @Test(arguments: [Int.max, 1, 3, 16])
    func aReportOfSeveralTablesIsReadByItsTables(chunk: Int) throws {
        let sample = try Sample("cybertips-report", of: "cybertips-by-country")
        let read = try sample.read(sample.bytes, chunk: chunk)
        #expect(read.counts.map(\.count) == [164_200, 145_110, 795_300, 912_500, 726, 730])
        #expect(read.outline == ["note skipped-rows 12:-", "note outside-tables -:-"])
        #expect(read.findings.last?.message.english == "5 rows lie in no table and were not read: 1, 8–10, 17")
    }

    @Test func theSamplesOfTheCatalogueAreThoseThatAreNamed() {
        let found = CatalogueFolder(path: Sample.folder).datasets.map(\.description)
        #expect(found == Sample.datasets.sorted())
    }

    @Test(arguments: Sample.datasets)
    func theSizeOfTheReadsDoesNotMatter(name: String) throws {
        let sample = try Sample(name)
        let bytes = lines(of: sample.bytes, atMost: 1000)
        let read = try sample.read(bytes)
        for chunk in [1, 2, 3, 5, 7, 64, 1000] { #expect(try sample.read(bytes, chunk: chunk) == read, "\(chunk)") }
    }

    /// A cut file never invents a row. Its last row may read as another one where the cut leaves a shorter
    /// word that is good too (`1234` as `12`); then the file is said to be unfinished.
    @Test(arguments: Sample.datasets)
    func aFileCutAnywhereSaysSoOrGivesRowsOfTheWhole(name: String) throws {
        let sample = try Sample(name)
        // Far enough back for a row whose last count has no quotation marks.
        let bytes = lines(of: sample.bytes, atMost: name == "cybertips-by-country" ? 900 : 400)
        let whole = try sample.read(bytes)
        let starts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        var sound: [Recording.Count] = []
        var (place, warned) = (0, 0)
        for length in 0...bytes.count {
            let read = try sample.read(Array(bytes[..<length]))
            if place < starts.count, length == starts[place] {
                // Every whole line gives what it gives in the whole file, in the same order.
                sound = read.counts
                place += 1
                #expect(Array(whole.counts.prefix(sound.count)) == sound)
                #expect(!read.findings.contains { $0.kind == .unfinishedFile })
                continue
            }
            #expect(Array(read.counts.prefix(sound.count)) == sound, "\(length)")
            let isWhole = Array(whole.counts.prefix(read.counts.count)) == read.counts
            let isSaid = read.findings.contains { $0.kind == .unfinishedFile }
            #expect(isWhole || isSaid, "\(length)")
            warned += isWhole ? 0 : 1
        }
        // The warning has something to warn of.
        #expect(warned > 0)
    }

    /// The headings and the last lines, up to a number of bytes: the first rows may all be totals.
    private func lines(of bytes: [UInt8], atMost limit: Int) -> [UInt8] {
        let end = UInt8(ascii: "\n")
        let head = bytes.prefix { $0 != end } + [end]
        let tail = bytes.suffix(limit)
        return Array(head + tail.drop { $0 != end }.dropFirst())
    }
}
