import Bytes
import Foundation
import Rationals
@_spi(Releasing) import Statistics
import Testing

@testable import Publishing

/// A vintage of four months: January carried from release 1, nothing of February, March exact as reference data are,
/// April drawn last. `docs/formats/examples` holds it as it is written, and CI checks that against the schema.
private func vintage() throws -> Release {
    let months = try #require(PeriodRange("2024-01..2024-04"))
    let model = try release(
        [flat("STATE", [("A", "Alor"), ("B", "Batu")])], [("state", [])], periods: months,
        notes: [LocalizedText("An example: all figures are invented.", malay: "Contoh: semua angka adalah rekaan.")])
    let block = ProtectedBlock(
        levels: LevelTuple([1]), codes: [[0, 1]], periods: months,
        cells: [
            .estimate(value: 120, margin: 8), .missing, .exact(value: 117), .estimate(value: 131, margin: 12),
            .hidden, .missing, .exact(value: 0), .notApplicable,
        ])
    let noised = model.protection
    let exact = ProtectionStatement(
        method: .reference, mechanism: nil, threshold: .none, k: 5, unit: noised.unit, guarantee: nil)
    let pure = ProtectionStatement(
        mechanism: .discreteLaplace, threshold: .noisy, k: 5, unit: noised.unit,
        guarantee: PrivacyGuarantee(pureEpsilon: try #require(Rational("1/2"))))
    // The oldest was drawn when a unit was still taken to touch three cells.
    let wider = ProtectionStatement(
        mechanism: .discreteGaussian, threshold: .noisy, k: 5,
        unit: try UnitBounds(name: noised.unit.name, maxCells: 3, maxCount: 1, maxPeriods: 1),
        guarantee: noised.guarantee)
    let draws = [
        Draw(periods: try single(months[0]), release: 1, protection: wider, noise: nil),
        Draw(periods: try single(months[2]), release: 2, protection: exact, noise: nil),
        Draw(periods: try single(months[3]), release: 4, protection: pure, noise: nil),
    ]
    return Release(
        number: 4, structure: model.structure, periods: months, provisional: [months[3]], draws: draws,
        coverage: [
            Coverage(period: months[0], expected: 3, reported: 3),
            Coverage(period: months[3], expected: 3, reported: 2),
        ], tables: [ProtectedTable(definition: model.structure.tables[0], blocks: [block])], notes: model.notes)
}

private func single(_ period: Period) throws -> PeriodRange { try #require(PeriodRange(period, period)) }

@Suite struct VintageTests {
    private static let examples =
        "\("\(#filePath)".split(separator: "/Tests/", maxSplits: 1)[0])/docs/formats/examples"

    /// Byte for byte, but for the workbook, whose bytes are the library's. `LINDUNG_WRITE_EXAMPLES=1` writes them anew.
    @Test(arguments: ExportFormat.allCases)
    func theExamplesAreWhatIsWritten(format: ExportFormat) throws {
        let place = "\(VintageTests.examples)/vintage.\(format.ending)"
        let isWriting = ProcessInfo.processInfo.environment["LINDUNG_WRITE_EXAMPLES"] != nil
        if isWriting, format.isFolder {
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        }
        for file in format.files(of: try vintage()) {
            let path = URL(filePath: format.isFolder ? "\(place)/\(file.name)" : place)
            let sink = MemorySink()
            try file.write(to: sink)
            #expect(!sink.isCommitted)
            if isWriting { try Data(sink.bytes).write(to: path) }
            let kept = try Data(contentsOf: path)
            if format != .xlsx { #expect(sink.text == String(decoding: kept, as: UTF8.self), "\(path)") }
        }
    }

    @Test func everyKindOfFigureHasItsMarksInBothFormats() throws {
        let rows = records(try csv(vintage())).dropFirst().map { Array($0[1...]) }
        #expect(
            rows == [
                ["2024-01", "A", "120", "8", "E", "F", "false"], ["2024-02", "A", "", "", "O", "F", "false"],
                ["2024-03", "A", "117", "0", "A", "F", "false"], ["2024-04", "A", "131", "12", "E", "F", "true"],
                ["2024-01", "B", "", "", "Q", "C", "false"], ["2024-02", "B", "", "", "O", "F", "false"],
                ["2024-03", "B", "0", "0", "A", "F", "false"], ["2024-04", "B", "", "", "M", "F", "true"],
            ])
        let series = try objects(objects(document()["tables"])[0]["series"])
        let figures = try series.flatMap { try objects($0["observations"]) }
        let marks = figures.map { figure in
            ["value", "margin"].map { (figure[$0] as? NSNumber).map { "\($0)" } ?? "" }
                + ["status", "confidentiality"].map { figure[$0] as? String ?? "" }
        }
        #expect(marks == rows.map { Array($0[2..<6]) })
    }

    @Test func drawsAndCoverageAreThoseOfTheVintage() throws {
        let document = try document()
        let shown = try object(document["release"])
        let draws = try objects(shown["draws"])
        #expect(draws.map { $0["startPeriod"] as? String } == ["2024-01", "2024-03", "2024-04"])
        #expect(draws.map { $0["release"] as? Int } == [1, 2, 4])
        #expect(try object(draws[0]["guarantee"])["rho"] as? String == "1/8")
        #expect(draws[1]["guarantee"] is NSNull)
        #expect(try object(draws[2]["guarantee"])["pureEpsilon"] as? String == "1/2")
        // What is said of the whole is what holds for the figures drawn last.
        let protection = try object(shown["protection"])
        #expect(protection["mechanism"] as? String == "discrete-laplace")
        let coverage = try objects(document["coverage"])
        #expect(coverage.map { $0["period"] as? String } == ["2024-01", "2024-04"])
        #expect(coverage.map { $0["reported"] as? Int } == [3, 2])
        #expect(coverage.map { $0["expected"] as? Int } == [3, 3])
    }

    private func json(_ release: Release) throws -> String {
        let sink = MemorySink()
        try DashboardJSON(release).write(to: sink)
        return sink.text
    }

    private func csv(_ release: Release) throws -> String {
        let sink = MemorySink()
        try ReleaseCSV(release).write(to: sink)
        return sink.text
    }

    private func document() throws -> [String: Any] {
        try object(JSONSerialization.jsonObject(with: Data(json(vintage()).utf8)))
    }
}
