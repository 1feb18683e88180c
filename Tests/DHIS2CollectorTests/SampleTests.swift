import Collecting
import CollectorSupport
import TestSupport
import Testing

@testable import DHIS2Collector

@Suite struct SampleTests {
    private static let values = [
        "oscc.json", "oscc.csv", "oscc-older.csv", "oscc-no-headings.csv", "oscc-categories.csv", "oscc.xml",
        "oscc.adx.xml",
    ]
    private static let registrations = ["registrations.json", "registrations.xml", "registrations.csv"]

    private func sample(_ name: String) throws -> (collector: DHIS2Collector, bytes: [UInt8]) {
        let structure = try ShippedFiles.dataset("oscc-attendances")
        let mapping = try ShippedFiles.sample("mappings/oscc-attendances.yaml", of: "DHIS2Collector")
        let settings = try CollectorSettings(
            for: DHIS2Collector.description, mapping: MappingFile(name: "m.yaml", bytes: mapping))
        return (
            try DHIS2Collector(structure: structure, settings: settings),
            try ShippedFiles.sample("files/\(name)", of: "DHIS2Collector")
        )
    }

    @Test(arguments: values)
    func everyFormatGivesTheSame(name: String) throws {
        let (collector, bytes) = try sample(name)
        let read = try collect(collector, bytes)
        let (_, first) = try sample("oscc.csv")
        #expect(read.observations.sorted() == (try collect(collector, first)).observations.sorted())
        #expect(read.observations.count == 30 && read.wrongRows.isEmpty, "\(read.findings)")
        #expect(read.covered == (name == "oscc.json" || name == "oscc.adx.xml" ? ["2024-Q1"] : []))
    }

    @Test(arguments: registrations)
    func registrationsAreNilReports(name: String) throws {
        let (collector, bytes) = try sample(name)
        #expect(try collect(collector, bytes).covered == ["2024-Q3 nil"])
    }

    @Test(arguments: values + registrations)
    func theSizeOfTheReadsDoesNotMatter(name: String) throws {
        let (collector, bytes) = try sample(name)
        let read = try collect(collector, bytes)
        for chunk in [1, 3, 7, 1000] { #expect(try collect(collector, bytes, chunk: chunk) == read, "\(chunk)") }
    }

    /// A document that is cut never passes for a whole one; a table that is cut gives rows of the whole, but the last.
    @Test(arguments: values + registrations)
    func aFileCutAnywhereSaysSoOrGivesRowsOfTheWhole(name: String) throws {
        let (collector, bytes) = try sample(name)
        let whole = try collect(collector, bytes)
        let isTable = name.hasSuffix(".csv")
        for length in stride(from: 0, to: bytes.count - 2, by: max(1, bytes.count / 100)) {
            let read = try collect(collector, Array(bytes[..<length]))
            let sound = isTable ? Array(read.observations.dropLast()) : read.observations
            #expect(sound == Array(whole.observations.prefix(sound.count)), "\(length)")
            if !isTable { #expect(!read.wrongRows.isEmpty, "\(length)") }
        }
    }

    @Test(arguments: values + registrations)
    func whateverTheBytesWhatIsObservedIsTheSameEveryTime(name: String) throws {
        let (collector, whole) = try sample(name)
        let odd = Array("\"'{}[]<>/&;:,=\\\n\u{0}-.9u é".utf8)
        for seed in 0..<12 {
            var dice = Dice(state: UInt64(seed))
            // The head of the file, where its shape is decided, and a few values.
            var bytes = Array(whole.prefix(900))
            for _ in 0..<Int.random(in: 1...6, using: &dice) {
                let place = Int.random(in: bytes.indices, using: &dice)
                switch Int.random(in: 0..<3, using: &dice) {
                case 0: bytes[place] = odd.randomElement(using: &dice) ?? 0
                case 1: bytes.insert(odd.randomElement(using: &dice) ?? 0, at: place)
                default: bytes.remove(at: place)
                }
            }
            let read = try collect(collector, bytes)
            for chunk in [1, 13] { #expect(try collect(collector, bytes, chunk: chunk) == read, "\(seed)") }
            for finding in read.findings { #expect(finding.message.malay != nil) }
        }
    }
}
