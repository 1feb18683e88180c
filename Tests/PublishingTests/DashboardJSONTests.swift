import Bytes
import Foundation
import Rationals
@_spi(Releasing) import Statistics
import TestSupport
import Testing

@testable import Publishing

private func write(_ release: Release, table: String? = nil) throws -> MemorySink {
    let sink = MemorySink()
    var filter = ReleaseFilter()
    filter.table = try table.map { try Identifier($0) }
    try DashboardJSON(release).write(to: sink, filter)
    return sink
}

private func document(_ release: Release, table: String? = nil) throws -> [String: Any] {
    try object(JSONSerialization.jsonObject(with: Data(write(release, table: table).bytes)))
}

/// One observation of a file: where it stands and what it says.
private struct Row: Hashable {
    let key: [String]
    let period: String
    let value: String
    let margin: String
    let marks: [String]
}

@Suite struct DashboardJSONTests {
    @Test func aSmallReleaseIsWrittenToTheLetter() throws {
        let expected = [
            #"{"dataset":{"id":"cases","version":"1.0","agency":"TEST","title":{"en":"Reported cases","#,
            #""ms":"Kes dilaporkan"},"frequency":"M","measure":{"unit":"cases","title":{"en":"Cases","ms":"Cases"}}},"#,
            #""release":{"number":3,"startPeriod":"2024-01","endPeriod":"2024-02","protection":{"method":"noise","#,
            #""mechanism":"discrete-gaussian","threshold":"noisy","k":5,"unit":"case","maxCellsPerUnit":2,"#,
            #""maxCountPerUnit":1,"maxPeriodsPerUnit":1,"guarantee":{"rho":"1/8","pureEpsilon":null,"epsilon":2.5,"#,
            #""delta":"1/1000000"}},"draws":[{"startPeriod":"2024-01","endPeriod":"2024-02","release":3,"#,
            #""maxCellsPerUnit":2,"maxCountPerUnit":1,"maxPeriodsPerUnit":1,"#,
            #""guarantee":{"rho":"1/8","pureEpsilon":null,"epsilon":2.5,"delta":"1/1000000"}}]},"dimensions":[{"id":"STATE","title":{"en":"State","ms":"State (ms)"},"#,
            #""multiValued":false,"levels":["code"],"codes":[{"code":"MY-10","parent":"_T","#,
            #""label":{"en":"Selangor","ms":"Selangor"}}]},{"id":"FORM","title":{"en":"Form","ms":"Form (ms)"},"#,
            #""multiValued":false,"levels":["code"],"codes":[{"code":"CALL","parent":"_T","#,
            #""label":{"en":"Calls","ms":"Calls"}},{"code":"-X@","parent":"_T","label":{"en":"=1+1","ms":"=1+1"}}]}],"#,
            #""tables":[{"id":"national","title":{"en":"Table national","ms":"Table national"},"series":["#,
            #"{"key":{"STATE":"_T","FORM":"_T"},"observations":["#,
            #"{"period":"2024-01","value":42,"margin":7,"status":"E","confidentiality":"F","provisional":false,"#,
            #""change":null},{"period":"2024-02","value":-3,"margin":7,"status":"E","confidentiality":"F","#,
            #""provisional":true,"change":null}]}]}],"notes":[{"en":"A \"note\"","ms":"Nota"}],"#,
            #""seriesBreaks":[{"period":"2024-02","reason":{"en":"New form","ms":"New form"}}],"coverage":[]}"#,
        ].joined()
        #expect(try write(smallRelease(), table: "national").text == expected + "\n")
    }

    /// A change is told from both earlier periods, by what is published alone.
    @Test func changesAreToldWhereTheSameOfficesReported() throws {
        let periods = try #require(PeriodRange("2023-01..2024-01"))
        let block = ProtectedBlock(
            levels: LevelTuple([0]), codes: [[.total]], periods: periods,
            cells: (0..<13).map { .estimate(value: $0 == 12 ? 900 : 100, margin: 8) })
        let model = try release([flat("D", [("A", "A")])], [("t", [block])], periods: periods)
        func made(_ senders: Set<String>?) throws -> Release {
            Release(
                number: 1, structure: model.structure, periods: periods, provisional: [],
                draws: [
                    Draw(
                        periods: periods, release: 1, protection: model.protection,
                        noise: DrawnNoise(
                            arrangement: .residuals,
                            measurements: [
                                DrawnNoise.Measurement(levels: LevelTuple([0]), variance: Rational(16))
                            ]))
                ],
                coverage: periods.map { Coverage(period: $0, expected: 0, reported: 0, senders: senders) },
                tables: model.tables, notes: [])
        }
        func changes(_ release: Release) throws -> [Any] {
            let series = try objects(objects(document(release)["tables"])[0]["series"])[0]
            return try objects(series["observations"]).map { $0["change"] ?? "none" }
        }
        let told = try changes(made(["ONE"]))
        #expect(told[0] is NSNull)
        let last = try object(told[12])
        let (previous, yearBefore) = (try object(last["previous"]), try object(last["yearBefore"]))
        #expect(previous["period"] as? String == "2023-12" && yearBefore["period"] as? String == "2023-01")
        #expect(previous["difference"] as? Int == 800 && previous["margin"] as? Int == 11)
        #expect(previous["distinguishable"] as? Bool == true && yearBefore["distinguishable"] as? Bool == true)
        #expect(try object(object(told[5])["previous"])["distinguishable"] as? Bool == false)
        #expect(try object(told[5])["yearBefore"] is NSNull)
        #expect(try changes(made(nil)).allSatisfy { $0 is NSNull })
        // Who reported is not published.
        let sink = MemorySink()
        try DashboardJSON(made(["ONE"])).write(to: sink)
        #expect(!sink.text.contains("ONE"))
    }

    @Test func aHiddenFigureHasOneMarkAndNoValue() throws {
        let tables = try objects(document(smallRelease())["tables"])
        let observations = try tables.flatMap { try objects($0["series"]) }.flatMap { try objects($0["observations"]) }
        let hidden = observations.filter { $0["status"] as? String == "Q" }
        #expect(hidden.count == 1)
        for figure in hidden {
            #expect(figure["value"] is NSNull && figure["margin"] is NSNull)
            #expect(figure["confidentiality"] as? String == "C")
        }
        #expect(observations.filter { $0["confidentiality"] as? String == "C" }.count == hidden.count)
        #expect(observations.count { $0["status"] as? String == "M" } == 2)
    }

    /// The JSON has a figure in every table that shows it, the CSV once; what they say of it is the same.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func valuesAreThoseOfTheCSV(seed: UInt64) throws {
        let release = try randomRelease(seed: seed)
        let sink = MemorySink()
        try ReleaseCSV(release).write(to: sink)
        let inCSV = records(sink.text).dropFirst().map {
            Row(key: [$0[2], $0[3]], period: $0[1], value: $0[4], margin: $0[5], marks: Array($0[6...]))
        }
        let tables = try objects(document(release)["tables"])
        var inJSON: [Row] = []
        for series in try tables.flatMap({ try objects($0["series"]) }) {
            let key = try object(series["key"])
            for figure in try objects(series["observations"]) {
                let text = { (name: String) in (figure[name] as? NSNumber).map { "\($0.int64Value)" } ?? "" }
                inJSON.append(
                    Row(
                        key: [try #require(key["X"] as? String), try #require(key["Y"] as? String)],
                        period: try #require(figure["period"] as? String), value: text("value"),
                        margin: text("margin"),
                        marks: [
                            try #require(figure["status"] as? String),
                            try #require(figure["confidentiality"] as? String),
                            try #require(figure["provisional"] as? Bool) ? "true" : "false",
                        ]))
            }
        }
        #expect(Set(inCSV).count == inCSV.count)
        #expect(Set(inJSON) == Set(inCSV))
        #expect(inJSON.count > inCSV.count)
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func anyTextsGiveValidJSON(seed: UInt64) throws {
        var numbers = Dice(state: seed)
        let (title, label, note) = (numbers.text(), numbers.text(), numbers.text())
        let periods = try #require(PeriodRange("2024"))
        let made = try release(
            [flat("D", [("A", label)])], [("none", [])], periods: periods, notes: [LocalizedText(note, malay: title)],
            title: LocalizedText(title, malay: note))
        let read = try document(made)
        let shown = try object(object(read["dataset"])["title"])
        #expect((shown["en"] as? String).map { Array($0.utf8) } == Array(title.utf8))
        #expect((shown["ms"] as? String).map { Array($0.utf8) } == Array(note.utf8))
        let codes = try objects(objects(read["dimensions"])[0]["codes"])
        #expect(try (object(codes[0]["label"])["en"] as? String).map { Array($0.utf8) } == Array(label.utf8))
    }

    @Test func aLargeReleaseGoesOutInPieces() throws {
        let release = try wideRelease(series: 600, periods: try #require(PeriodRange("2024-01..2024-12")))
        let sink = ChunkSink()
        try DashboardJSON(release).write(to: sink)
        #expect(sink.bytes.count > 600_000)
        // The list of codes stands at the beginning, in one piece.
        #expect(sink.largestWrite < 100_000)
        let tables = try objects(object(JSONSerialization.jsonObject(with: Data(sink.bytes)))["tables"])
        #expect(try objects(tables[0]["series"]).count == 600)
    }
}
