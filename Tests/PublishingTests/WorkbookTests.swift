import Bytes
import Foundation
import Spreadsheets
@_spi(Releasing) import Statistics
import TestSupport
import Testing

@testable import Publishing

@Suite struct WorkbookTests {
    private func bytes(_ release: Release, _ language: Language = .english) throws -> [UInt8] {
        let sink = MemorySink()
        try ReleaseWorkbook(release, language: language).write(to: sink)
        return sink.bytes
    }

    @Test func theSameReleaseHasTheSameBytes() throws {
        let release = try smallRelease()
        #expect(try bytes(release) == bytes(release))
        #expect(try bytes(release) != bytes(release, .malay))
    }

    /// Tables whose names differ in case alone, or only behind the 31st letter, still have sheets of their own.
    @Test func everyTableHasASheet() throws {
        let periods = try #require(PeriodRange("2024"))
        let long = String(repeating: "a", count: 40)
        let names = ["state", "State", "notes", "\(long)1", "\(long)2"]
        let made = try release([flat("D", [("A", "A")])], names.map { ($0, []) }, periods: periods)
        #expect(!(try bytes(made)).isEmpty)
    }

    @Test func aTableThatIsTooLongForASheetIsRefusedInWords() throws {
        let periods = try #require(PeriodRange("2000-01..2099-12"))
        let made = try wideRelease(series: 874, periods: periods)
        #expect { try bytes(made) } throws: { error in
            guard case .notWritten(let text)? = error as? PublishingError else { return false }
            return text.contains("the table all") && text.contains("another format")
        }
    }
}
