import Collecting
import CollectorSupport
import Foundation
import Testing

@testable import HelplineFormCollector

/// Forms that other programs have filled in and saved, as `make forms` leaves them: `NAME.csv`, and for each way of
/// filling in `NAME.WAY.xlsx`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["LINDUNG_FILLED_FORMS"] != nil))
struct FilledFormTests {
    @Test func everyWorkbookGivesWhatItsTextGives() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["LINDUNG_FILLED_FORMS"])
        let structures = Dictionary(uniqueKeysWithValues: try ShippedFiles.datasets().map { ($0.id, $0) })
        let today = try #require(Day(year: 2026, month: 12, day: 1))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        var compared = 0
        for text in names where text.hasSuffix(".csv") {
            let read = { (file: String) throws -> Recording in
                let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)")))
                let target = try #require(HelplineFormCollector.target(of: bytes), "\(file)")
                let structure = try #require(structures[target.dataset])
                return try HelplineFormCollectorTests.read(
                    MemorySource(bytes, name: file), for: structure, CollectingContext(today: today))
            }
            let expected = try read(text)
            #expect(expected.errors.isEmpty && expected.covered.count == 1)
            #expect(expected.observations.isEmpty == text.contains("nil"))
            for workbook in names where workbook.hasSuffix(".xlsx") && workbook.hasPrefix("\(text.dropLast(4)).") {
                let found = try read(workbook)
                #expect(found.findings.map(\.kind) == expected.findings.map(\.kind), "\(workbook)")
                #expect(found.observations == expected.observations, "\(workbook)")
                #expect(found.covered == expected.covered, "\(workbook)")
                compared += 1
            }
        }
        #expect(compared > 0)
    }
}
