import Foundation
import TestSupport
import Testing

/// Where the sources of this package say something.
private struct SourceSearch {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The files of shipped targets that have a line for which `matches` holds, relative to the package.
    func files(
        of folders: [String] = ["Sources", "Plugins"], where matches: (Substring) -> Bool
    ) throws -> Set<String> {
        var found: Set<String> = []
        for folder in folders {
            let names = try #require(FileManager.default.enumerator(atPath: root.appending(path: folder).path))
            for case let name as String in names where name.hasSuffix(".swift") {
                let text = try String(contentsOf: root.appending(path: "\(folder)/\(name)"), encoding: .utf8)
                if SourceSearch.says(text, matches) { found.insert("\(folder)/\(name)") }
            }
        }
        return found
    }

    static func says(_ text: String, _ matches: (Substring) -> Bool) -> Bool {
        text.split(separator: "\n").contains { line in
            let code = line.drop { $0 == " " }
            return !code.hasPrefix("//") && matches(code)
        }
    }

    static func importsTheSPI(_ line: Substring) -> Bool { line.contains("@_spi") && line.contains("import") }
}

/// Raw counts become publishable in one place. The compiler holds the fence; these hold its gates shut.
@Suite struct FenceTests {
    @Test func onlyReleasingCanMakeARelease() throws {
        let importing = try SourceSearch().files(where: SourceSearch.importsTheSPI)
        #expect(
            importing == [
                "Sources/Releasing/ReleasePlan+Release.swift", "Sources/Releasing/TableAssembly.swift",
                "Sources/Releasing/VintagePlan+Release.swift", "Sources/Storage/Codec/ReleaseCodec+Decoding.swift",
            ])
        let declaring = try SourceSearch().files { $0.contains("@_spi") && !SourceSearch.importsTheSPI($0) }
        #expect(declaring == ["Sources/Statistics/ProtectedTable.swift", "Sources/Statistics/Release.swift"])
    }

    @Test func theSearchSeesAnImportAndPassesOverRemarks() {
        #expect(SourceSearch.says("import A\n@_spi(Releasing) public import B\n", SourceSearch.importsTheSPI))
        #expect(!SourceSearch.says("// @_spi(Releasing) import B\n", SourceSearch.importsTheSPI))
    }

    @Test func rawCountsAreTakenOutWhereTheyMayBe() throws {
        let taking = try SourceSearch().files { $0.contains("releasingRaw:") && !$0.contains("func ") }
            .filter { !$0.hasPrefix("Sources/Aggregation/") }
        #expect(
            taking == [
                "Sources/Releasing/PeriodDraw.swift",
                "Sources/Releasing/StrictDraw.swift",
                "Sources/Workspace/Aggregating/ColumnRelease.swift",
                "Sources/Workspace/Aggregating/ExactColumns.swift",
                "Sources/Workspace/Aggregating/MappedCounting.swift",
                "Sources/Workspace/Register/Workspace+Counts.swift",
                "Sources/Workspace/Register/Workspace+Own.swift",
                "Sources/Workspace/Register/Workspace+Submit.swift",
                "Sources/Workspace/Rules/PeriodCounts.swift",
                "Sources/Workspace/Rules/Workspace+History.swift",
            ])
        let protecting = try SourceSearch().files { $0.contains("releasingRaw: .protection") }
        #expect(
            protecting == [
                "Sources/Releasing/PeriodDraw.swift", "Sources/Releasing/StrictDraw.swift",
                "Sources/Workspace/Aggregating/ColumnRelease.swift",
            ])
    }

    /// Every test that leaves something to chance takes its rate from the one budget, and is counted there.
    @Test func whatIsLeftToChanceIsInTheBudget() throws {
        let taking = try SourceSearch().files(of: ["Tests"]) { $0.contains("FalseAlarmBudget.eachTest") }
            .filter { !$0.contains("/Support/") && !$0.hasSuffix("ChiSquareTests.swift") }
        let listed = Set(FalseAlarmBudget.comparisons.map { "Tests/\($0.file).swift" })
        #expect(taking.subtracting(listed) == ["Tests/ReleasingTests/FenceTests.swift"])
        // The other way: what is listed is there.
        let all = try SourceSearch().files(of: ["Tests"]) { $0.contains("@Test") }
        #expect(listed.subtracting(all) == [])
    }

    @Test func seededBitsAreInNoShippedTarget() throws {
        let sources = try SourceSearch().files { $0.contains("BitSource") && $0.contains("struct ") }
        #expect(sources == ["Sources/Cryptography/SystemRandomBits.swift"])
    }
}
