import Collecting
import CollectorConformance
import FoundationEssentials
import Testing

@testable import ProcessCollecting

private let folder = "\(#filePath)".split(separator: "/Tests/", maxSplits: 1)[0] + "/docs/examples/collectors"
private let hasPython = FileKind("/usr/bin/python3") != nil

@Suite(.enabled(if: hasPython), .serialized) struct ExampleTests {
    /// The example as a workspace has it; a clone may be writable for a group.
    private func collector(in programs: Programs) throws -> RegisteredCollector {
        try programs.trust()
        try programs.add(
            "headed-csv", String(decoding: try FileSource("\(folder)/headed-csv").readAll(), as: UTF8.self))
        let found = ProcessCollectors(folder: programs.path)
        return try #require(found.collectors.first, "\(found.refused)")
    }

    @Test func theExampleReadsCountsAndKeys() throws {
        let programs = try Programs()
        defer { programs.remove() }
        let reader = try collector(in: programs).reader(structure: try testStructure(), settings: .none)
        var sink = Recorded()
        let text = "KIND,period,reference\nA,2024-03,N-1\nGROUP,2024-03,N-2\nC,2024-03,\n"
        try reader.collect(from: MemorySource(text, name: "f.csv"), context: try context(), into: &sink)
        #expect(sink.observations == ["2024-03 [0] unit"] && sink.keys == ["N-1 own"])
        #expect(sink.findings.map(\.location.description) == ["f.csv, row 3, column 1", "f.csv, row 4, column 3"])
    }

    @Test(arguments: ConformanceProperty.allCases)
    func theExampleKeepsTo(property: ConformanceProperty) throws {
        let programs = try Programs()
        defer { programs.remove() }
        let samples = [
            "period,KIND,count\n2024-01,A,3\n2024-02,C,12\n2024-02,B,0\n",
            "period,KIND,reference\n2024-01,A,RECORD-001\n2024-02,C,RECORD-002\n",
        ]
        let suite = CollectorConformance(
            try collector(in: programs), structure: try testStructure(), context: try context("2024-01..2024-05"),
            samples: samples.enumerated().map {
                ConformanceSample(name: "sample\($0.offset).csv", bytes: Array($0.element.utf8))
            }, effort: ConformanceEffort(runs: 4, bytes: 100_000, longSample: 1 << 20))
        #expect(try suite.check(property).failures == [])
    }
}
