import Collecting
import CollectorConformance
import ExampleCollector
import Testing

/// Files that the collector reads without an error; put more there, one for each thing that they may hold.
private let samples =
    "\(#filePath)".split(separator: "/docs/examples/", maxSplits: 1)[0] + "/docs/examples/ExampleCollector/Samples"

private func context() throws -> CollectingContext {
    CollectingContext(today: try #require(Day(year: 2024, month: 6, day: 15)))
}

/// Reads a text with the settings of the defaults.
private func read(_ text: String) throws -> RecordingSink {
    let collector = try ExampleCollector(structure: try ExampleDataset.structure(), settings: .none)
    var sink = RecordingSink()
    try collector.collect(from: MemorySource(text, name: "f.csv"), context: try context(), into: &sink)
    return sink
}

// One after the other: memory is measured over the whole process.
@Suite(.serialized) struct ExampleCollectorTests {
    @Test(arguments: ConformanceProperty.allCases)
    func itKeepsTo(property: ConformanceProperty) throws {
        let suite = CollectorConformance(
            RegisteredCollector(ExampleCollector.self), structure: try ExampleDataset.structure(),
            context: try context(), samples: try ConformanceSample.files(["sample.csv"], in: String(samples)),
            effort: .quick)
        #expect(try suite.check(property).failures == [])
    }

    @Test func theSampleIsItsRows() throws {
        let sample = try ConformanceSample(file: "\(samples)/sample.csv")
        let sink = try read(String(decoding: sample.bytes, as: UTF8.self))
        #expect(sink.findings.isEmpty)
        #expect(sink.observations.count == sample.bytes.split(separator: UInt8(ascii: "\n")).count - 1)
    }

    @Test func whatIsWrongIsSaidWhereItStands() throws {
        let sink = try read("period,count\n")
        #expect(sink.outline.allSatisfy { $0 == "error missing-column 1:-" } && !sink.outline.isEmpty)
        #expect(try read("").outline == ["error empty-file -:-"])
    }
}
