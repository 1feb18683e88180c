import Collecting
import FoundationEssentials
import TestSupport
import Testing

@testable import ProcessCollecting

/// Kinds A, B and C, C under a sum; months.
func testStructure() throws -> DatasetStructure {
    try structure(["KIND: A B GROUP C<GROUP"], tables: [try table("national", [:])])
}

func context(_ coverage: String? = nil) throws -> CollectingContext {
    CollectingContext(
        today: try #require(Day(year: 2024, month: 6, day: 15)),
        coverage: try coverage.map { try #require(PeriodRange($0)) })
}

/// A folder of programs that is gone afterwards.
struct Programs {
    let path: String

    init() throws {
        path = "\(FileManager.default.temporaryDirectory.path)/lindung-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a program.
    func add(_ name: String, _ text: String, mode: Int = 0o755) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: "\(path)/\(name)")
    }

    /// Lets programs run where there is no bubblewrap.
    func trust() throws { try add(ProcessCollectors.trustFile, "", mode: 0o644) }
}

/// A shell script that describes itself, and runs `body` to collect.
func script(_ body: String, protocol version: Int = 1, changing: (String, String) = ("", "")) -> String {
    var description = """
        {"protocol":\(version),"id":"script","version":"1","apiVersion":1,"summary":{"en":"a script","ms":"skrip"},\
        "mediaTypes":["text/csv"],"fileEndings":["csv"],"sizeLimit":1000000,"memoryLimit":268435456}
        """
    if !changing.0.isEmpty {
        description = description.split(separator: changing.0, maxSplits: 1).joined(separator: changing.1)
    }
    return """
        #!/bin/sh
        if [ "$1" = describe ]; then
            printf '%s' '\(description)'
            exit 0
        fi
        \(body)
        """
}

/// Words of a script that say lines.
func saying(_ lines: String...) -> String {
    (["{\"type\":\"begin\",\"protocol\":1}"] + lines).map { "echo '\($0)'" }.joined(separator: "\n")
}

/// The line with which a program ends.
let end = "{\"type\":\"end\"}"

/// Reads a file with a program of a folder.
func collect(
    _ body: String, _ submission: String = "month,kind,count\n", limits: ProcessLimits = ProcessLimits(),
    coverage: String? = nil
) throws -> Recorded {
    let programs = try Programs()
    defer { programs.remove() }
    try programs.trust()
    try programs.add("script", script(body))
    let found = ProcessCollectors(folder: programs.path, limits: limits)
    let collector = try #require(found.collectors.first, "\(found.refused)")
    let reader = try collector.reader(structure: try testStructure(), settings: .none)
    var sink = Recorded()
    try reader.collect(
        from: MemorySource(submission, name: "f.csv"), context: try context(coverage), into: &sink)
    return sink
}

/// What was said, in words.
struct Recorded: CollectingSink {
    var observations: [String] = []
    var findings: [Finding] = []
    var keys: [String] = []

    mutating func observe(period: Period, codes: [CodeIndex], count: Int64) {
        observations.append("\(period) \(codes) \(count)")
    }

    mutating func observe(period: Period, codes: [CodeIndex], unit: UnitMark) {
        observations.append("\(period) \(codes) unit")
    }

    mutating func observe(period: Period, section: LevelTuple, codes: [CodeIndex], count: Int64) {
        observations.append("\(period) \(section.levels) \(codes) \(count)")
    }

    mutating func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark {
        var text: [UInt8] = []
        for index in key.indices { text.append(key[index]) }
        keys.append("\(String(decoding: text, as: UTF8.self)) \(scope.rawValue)")
        return UnitMark(0, 0, 0, UInt64(keys.count))
    }

    mutating func cover(_ period: Period, isNil: Bool) { observations.append("\(period) covered \(isNil)") }

    mutating func report(_ finding: Finding) { findings.append(finding) }
}
