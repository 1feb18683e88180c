import Collecting
import CollectorSupport
import TestSupport
import Testing

@testable import PlatformReportsCollector

/// A shipped file and a dataset that it feeds.
private struct Sample: CustomTestStringConvertible, Sendable {
    let file: String
    let dataset: String
    var options: [String] = []
    var coverage: String?

    static let all = [
        Sample(file: "cybertips.csv", dataset: "platform-reports"),
        Sample(file: "ncmec-countries.csv", dataset: "cybertips-yearly"),
        Sample(file: "ncmec-contents.csv", dataset: "cybertip-kinds"),
        Sample(file: "meta.csv", dataset: "content-actioned"),
        Sample(file: "tiktok.csv", dataset: "videos-removed", options: ["policy=all"]),
        Sample(file: "discord.csv", dataset: "platform-reports", coverage: "2023-10..2023-12"),
        Sample(file: "dsa.csv", dataset: "statements-of-reasons"),
        Sample(file: "dsa-light.csv", dataset: "statements-of-reasons"),
    ]

    var testDescription: String { file }

    func reader() throws -> Reader { try Reader(dataset, options, coverage: coverage) }
}

@Suite struct SampleTests {
    @Test(arguments: Sample.all)
    fileprivate func theSizeOfTheReadsDoesNotMatter(sample: Sample) throws {
        let bytes = try PlatformReportsCollectorTests.sample(sample.file)
        let reader = try sample.reader()
        let read = try reader.read(bytes)
        #expect(!read.observations.isEmpty || !read.units.isEmpty)
        #expect(read.errors.isEmpty)
        for finding in read.findings { #expect(finding.message.malay != nil) }
        for chunk in [1, 3, 64, 1000] { #expect(try reader.read(bytes, chunk: chunk) == read, "\(chunk)") }
    }

    /// What is read of a file that was cut stands in the whole file too, but for its last row.
    @Test(arguments: Sample.all)
    fileprivate func aFileCutAnywhereInventsNothing(sample: Sample) throws {
        let bytes = try PlatformReportsCollectorTests.sample(sample.file)
        let reader = try sample.reader()
        let whole = try reader.read(bytes)
        for length in stride(from: 0, through: bytes.count, by: max(1, bytes.count / 150)) {
            let read = try reader.read(Array(bytes[..<length]))
            if !whole.units.isEmpty {
                // A cut row may name another report, or an earlier step of the same.
                let strange = Set(read.units).subtracting(whole.units).count
                #expect(strange <= 2, "\(length)")
            } else {
                let columns = sample.file == "ncmec-countries.csv" || sample.file == "discord.csv" ? 4 : 1
                let sound = read.observations.dropLast(columns)
                #expect(Array(sound) == Array(whole.observations.prefix(sound.count)), "\(length)")
            }
        }
    }

    @Test(arguments: Sample.all)
    fileprivate func whateverTheBytesWhatIsObservedIsTheSameEveryTime(sample: Sample) throws {
        let reader = try sample.reader()
        let whole = try PlatformReportsCollectorTests.sample(sample.file)
        let odd = Array("\",;\n\r\t\u{0}-.%9 é@_".utf8)
        for seed in 0..<16 {
            var dice = Dice(state: UInt64(seed))
            var bytes = Array(whole.prefix(1500))
            for _ in 0..<Int.random(in: 1...6, using: &dice) {
                let place = Int.random(in: bytes.indices, using: &dice)
                switch Int.random(in: 0..<3, using: &dice) {
                case 0: bytes[place] = odd.randomElement(using: &dice) ?? 0
                case 1: bytes.insert(odd.randomElement(using: &dice) ?? 0, at: place)
                default: bytes.remove(at: place)
                }
            }
            let read = try reader.read(bytes)
            for chunk in [1, 13] { #expect(try reader.read(bytes, chunk: chunk) == read, "\(seed)") }
        }
    }
}
