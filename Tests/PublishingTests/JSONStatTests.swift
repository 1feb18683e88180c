import Bytes
import Foundation
@_spi(Releasing) import Statistics
import TestSupport
import Testing

@testable import Publishing

private func document(
    _ release: Release, table: String? = nil, language: Language = .english,
    _ change: (inout ReleaseFilter) -> Void = { _ in }
) throws -> [String: Any] {
    var filter = ReleaseFilter()
    filter.table = try table.map { try Identifier($0) }
    change(&filter)
    let sink = MemorySink()
    try JSONStat(release, language: language).write(to: sink, filter)
    return try object(JSONSerialization.jsonObject(with: Data(sink.bytes)))
}

/// The figures of a dataset by the codes of all its dimensions, as a reader finds them by position.
private func cells(_ dataset: [String: Any]) throws -> [[String]: (value: Int?, status: String)] {
    let names = try #require(dataset["id"] as? [String])
    let sizes = try #require(dataset["size"] as? [Int])
    let dimensions = try object(dataset["dimension"])
    let codes = try names.map { name in
        try #require(try object(object(dimensions[name])["category"])["index"] as? [String])
    }
    #expect(codes.map(\.count) == sizes)
    let values = try #require(dataset["value"] as? [Any])
    let status = try #require(dataset["status"] as? [String])
    #expect(values.count == sizes.reduce(1, *) && status.count == values.count)
    var cells: [[String]: (value: Int?, status: String)] = [:]
    for place in values.indices {
        var rest = place
        var key: [String] = []
        for side in codes.reversed() {
            key.insert(side[rest % side.count], at: 0)
            rest /= side.count
        }
        cells[key] = ((values[place] as? NSNumber)?.intValue, status[place])
    }
    return cells
}

@Suite struct JSONStatTests {
    @Test func aTableIsABoxWithFiguresAndMarks() throws {
        let dataset = try document(smallRelease(), table: "form")
        #expect(dataset["class"] as? String == "dataset")
        #expect(dataset["id"] as? [String] == ["FORM", "TIME_PERIOD", "FIGURE"])
        let found = try cells(dataset)
        #expect(found.count == 3 * 2 * 2)
        #expect(found[["_T", "2024-01", "OBS_VALUE"]]?.value == 42)
        #expect(found[["_T", "2024-02", "MARGIN_95"]]?.value == 7)
        #expect(found[["_T", "2024-02", "OBS_VALUE"]]?.status == "EP")
        #expect(found[["CALL", "2024-01", "MARGIN_95"]]?.value == 9)
        let hidden = try #require(found[["CALL", "2024-02", "OBS_VALUE"]])
        #expect(hidden.value == nil && hidden.status == "QP")
        let impossible = try #require(found[["-X@", "2024-01", "OBS_VALUE"]])
        #expect(impossible.value == nil && impossible.status == "M")
        let marks = try object(object(dataset["extension"])["marks"])
        #expect(["E", "A", "Q", "M", "O", "P"].allSatisfy { marks[$0] is String })
    }

    @Test func withoutATableItIsACollectionOfAll() throws {
        let collection = try document(smallRelease())
        #expect(collection["class"] as? String == "collection")
        let items = try objects(object(collection["link"])["item"])
        #expect(items.map { ($0["extension"] as? [String: Any])?["table"] as? String } == ["national", "form"])
        #expect(items[0]["id"] as? [String] == ["TIME_PERIOD", "FIGURE"])
        // What was asked for by one table is the same as its item.
        #expect(
            items[1]["value"] as? [NSObject] == (try document(smallRelease(), table: "form")["value"] as? [NSObject]))
    }

    @Test func labelsAreInTheLanguageAskedFor() throws {
        let dataset = try document(smallRelease(), table: "form", language: .malay)
        #expect((dataset["label"] as? String)?.hasPrefix("Kes dilaporkan") == true)
        #expect(dataset["note"] as? [String] == ["Nota"])
        let form = try object(object(dataset["dimension"])["FORM"])
        #expect(form["label"] as? String == "Form (ms)")
        #expect(try object(object(form["category"])["label"])["_T"] as? String == "Jumlah")
    }

    /// Whatever a filter leaves, each figure is the one of the CSV.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func figuresAreThoseOfTheCSV(seed: UInt64) throws {
        let release = try randomRelease(seed: seed)
        let sink = MemorySink()
        try ReleaseCSV(release).write(to: sink)
        let lines = records(sink.text).dropFirst()
        let inCSV = Dictionary(uniqueKeysWithValues: lines.map { ([$0[2], $0[3], $0[1]], $0) })
        var found = 0
        for dataset in try objects(object(document(release)["link"])["item"]) {
            let names = try #require(dataset["id"] as? [String])
            for (key, cell) in try cells(dataset) {
                let code = { (name: String) in names.firstIndex(of: name).map { key[$0] } ?? "_T" }
                guard let line = inCSV[[code("X"), code("Y"), code("TIME_PERIOD")]] else {
                    #expect(cell.value == nil && cell.status.hasPrefix("O"))
                    continue
                }
                let isValue = key.last == "OBS_VALUE"
                #expect(cell.value.map { "\($0)" } ?? "" == line[isValue ? 4 : 5])
                #expect(cell.status == line[6] + (line[8] == "true" ? "P" : ""))
                found += 1
            }
        }
        #expect(found >= 2 * inCSV.count)
    }

    @Test func aFilterLeavesLess() throws {
        let (form, call) = (try Identifier("FORM"), try Code("CALL"))
        let codes = try document(smallRelease(), table: "form") { filter in
            filter.codes = [form: [call]]
            filter.end = Period("2024-01")
        }
        let found = try cells(codes)
        #expect(found.count == 2 && found[["CALL", "2024-01", "OBS_VALUE"]]?.value == 30)
    }

    @Test func aLargeReleaseGoesOutInPieces() throws {
        let release = try wideRelease(series: 2000, periods: try #require(PeriodRange("2023-01..2024-12")))
        let sink = ChunkSink()
        try JSONStat(release, language: .english).write(to: sink)
        #expect(sink.bytes.count > 700_000 && sink.largestWrite < 200_000)
    }
}
