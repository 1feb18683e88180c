import Aggregation
import Collecting
import Rationals
import Statistics
import TestSupport
import Testing

@testable import Workspace

/// How far one unit may reach into what is counted, and that nothing personal comes out.
@Suite struct ReachTests {
    /// The widest margin of a table of one column.
    private func margin(_ folder: Folder, unit: String, by: [String] = ["STATE"], periods: String?) throws -> Int64 {
        let path = try folder.file("cases.csv", "STATE,FORM,month\nA,X,2024-01\n")
        var request = AggregateRequest([path], by: by)
        request.structureFile = try folder.structure(unit: unit)
        if let periods {
            request.periodColumn = "month"
            request.periods = PeriodRange(periods)
        }
        var noise = NoiseRequest()
        noise.rho = try rational("1/8")
        noise.k = 0
        request.protection = .noise(noise)
        return try #require(
            try request.protected().compactMap { Int64($0[$0.count - 2]) }.max())
    }

    @Test(
        "Where periods are coarser than the structure's, those of a unit may fall together", arguments: ["2024", nil])
    func coarserPeriods(periods: String?) throws {
        let folder = try Folder()
        let one = try margin(folder, unit: "{name: case}", periods: periods)
        let twelve = try margin(folder, unit: "{name: case, maxPeriodsPerUnit: 12}", periods: periods)
        // σ grows with the reach, 12 times; a margin is a whole number.
        #expect(twelve > one * 11 && twelve < one * 13)
        // Month by month each is in one of twelve, which share ρ: √12 times.
        let months = try margin(folder, unit: "{name: case, maxPeriodsPerUnit: 12}", periods: "2024-01")
        #expect(months > one * 3 && months < one * 4)
    }

    @Test("Where a dimension that keeps a unit's cells apart is left out, they may fall together")
    func cellsFallTogether() throws {
        let folder = try Folder()
        let unit = "{name: case, maxCellsPerUnit: 9}"
        let whole = try margin(folder, unit: unit, by: ["STATE", "FORM"], periods: "2024-01")
        let part = try margin(folder, unit: unit, by: ["STATE"], periods: "2024-01")
        // √9 while the cells are distinct, 9 where they are not.
        #expect(part > whole * 5 / 2 && part < whole * 7 / 2)
    }

    @Test("What looks like a person's number is never shown as a code, however often it occurs")
    func personalLabels() throws {
        let folder = try Folder()
        let rows = String(repeating: "900101-14-5555\nplain\n\u{1B}[2J\n", count: 5000)
        var request = AggregateRequest([try folder.file("calls.csv", "caller\n" + rows)], by: ["caller"])
        request.protection = try noise(epsilon: "4", delta: "1e-6", k: 0)
        #expect(Set(try request.protected().map { $0[0] }) == ["plain", "_O"])
    }

    @Test("A column that bears a heading of the figures is refused", arguments: ["OBS_VALUE", "count"])
    func takenHeadings(column: String) throws {
        let folder = try Folder()
        var request = AggregateRequest([try folder.file("h.csv", "\(column)\nA\n")], by: [column])
        request.protection = .exact
        #expect(try request.failure().exitStatus == 2)
    }

    @Test("Where columns are numbered, a line taken for headings is not repeated")
    func numberedColumns() throws {
        let folder = try Folder()
        _ = try folder.mapping()
        let numbered = try folder.text("mappings/cases.yaml").replacing("where", with: "1").replacing("what", with: "2")
            .replacing("when", with: "3").replacing("number", with: "4")
        try folder.file("numbered.yaml", numbered)
        var request = AggregateRequest(
            [try folder.file("c.csv", "A,X,2024-01,5,a person\nA,Y,2024-01,7,another\n")], by: [])
        request.structureFile = try folder.structure()
        request.mappingFile = folder("numbered.yaml")
        request.protection = .exact
        let words = try request.run().findings.kept.map(\.message.english).joined()
        #expect(words.contains("not read") && !words.contains("person"))
    }

    @Test("A first line that is no heading is not repeated")
    func missingHeadings() throws {
        let folder = try Folder()
        var request = AggregateRequest(
            [try folder.file("nohead.csv", "900101-14-5555,a name,free text\nx,y,z\n")], by: ["state"])
        request.protection = .exact
        let words = try request.failure().words
        #expect(!words.contains("900101") && !words.contains("name") && !words.contains("free"))
    }

    @Test("Under noise a doubled row refuses the whole, even where bad rows are left out")
    func doubledRows() throws {
        let folder = try Folder()
        _ = try folder.mapping()
        try folder.file("strict.yaml", try folder.text("mappings/cases.yaml").replacing("add", with: "refuse"))
        var request = AggregateRequest(
            [try folder.file("c.csv", "where,what,when,number\nA,X,2024-01,5\nA,X,2024-01,900\n")], by: [])
        request.structureFile = try folder.structure()
        request.mappingFile = folder("strict.yaml")
        request.periods = PeriodRange("2024-01")
        request.skipsBadRows = true
        request.protection = try noise(epsilon: "1", delta: "1e-6")
        #expect(try request.failure().exitStatus == 1)
        request.protection = .exact
        #expect(try request.run().findings.count(of: .error) == 1)
    }
}
