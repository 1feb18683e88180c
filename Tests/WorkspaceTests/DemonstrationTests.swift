import Foundation
import Registry
import Statistics
import TestSupport
import Testing
import Workspace

@Suite struct DemonstrationTests {
    private func samples(_ folder: Folder) throws -> Demonstration {
        _ = try folder.structure()
        _ = try folder.mapping()
        try folder.file("files/cases.csv", "where,what,when,number\nA,X,2024-01,250\nB,Y,2024-02,90\n")
        return try demonstration(folder, out: folder("out"))
    }

    private func demonstration(_ folder: Folder, out: String) throws -> Demonstration {
        Demonstration(
            samples: [folder.path], out: out, registry: .shipped,
            today: try #require(Day(year: 2026, month: 1, day: 15)))
    }

    private func step() throws -> Demonstration.Step {
        Demonstration.Step(dataset: "cases", periods: try #require(PeriodRange("2024-01..2024-02")))
    }

    @Test("It writes the files that it names, of one structure and with new draws each time")
    func twice() throws {
        let (source, target) = (try Folder(), try Folder())
        _ = try samples(source)
        let demonstration = try demonstration(source, out: target.path)
        var releases: [Release] = []
        for _ in 0..<2 {
            try demonstration.prepare()
            let result = try demonstration.run(try step())
            #expect(result.observations == 2)
            #expect(result.files == [target("cases.csv"), target("cases.json")])
            for file in result.files { #expect(FileManager.default.fileExists(atPath: file)) }
            #expect(try target.mode("cases.csv") & 0o600 == 0o600)
            let json = try JSONSerialization.jsonObject(with: Data(try target.bytes("cases.json")))
            #expect((json as? [String: Any])?["tables"] != nil)
            releases.append(result.release)
        }
        #expect(target.names == ["cases.csv", "cases.json", "catalogue"])
        #expect(releases[0].structure == releases[1].structure)
        // σ is about 3 on each of 12 cells; that all draws agree has a probability below 1e-9.
        let draws = releases.map { release in release.tables.flatMap(\.blocks).map(\.cells) }
        #expect(draws[0] != draws[1])
    }

    @Test("What else lies in the folder stays there")
    func keepsOthers() throws {
        let (source, target) = (try Folder(), try Folder())
        _ = try samples(source)
        try target.file("catalogue/mine.txt", "mine")
        try target.file("catalogue/files/mine.csv", "mine")
        try demonstration(source, out: target.path).prepare()
        #expect(try target.text("catalogue/mine.txt") == "mine")
        #expect(try target.text("catalogue/files/mine.csv") == "mine")
        #expect(try target.text("catalogue/files/cases.csv").hasPrefix("where"))
    }

    @Test("Where it cannot write, and where there are no samples, it says so")
    func unwritable() throws {
        let (source, target) = (try Folder(), try Folder())
        _ = try samples(source)
        try target.file("file", "")
        #expect(throws: WorkspaceError.self) { try demonstration(source, out: target("file/out")).prepare() }
        let missing = Demonstration(
            samples: [source("none")], out: target("out"), registry: .shipped,
            today: try #require(Day(year: 2026, month: 1, day: 15)))
        do {
            try missing.prepare()
            Issue.record("there are no samples")
        } catch {
            #expect(error.exitStatus == 4)
            #expect(error.words.contains("samples"))
        }
    }
}
