import Collecting
import CollectorConformance
import CollectorSupport
import Testing

@testable import TabularCollector

/// A dimension of one code and one of which a unit may have several, of which two count.
private let structure: Result<DatasetStructure, StatisticsError> = Result { () throws(StatisticsError) in
    let base = try testStructure.get()
    let harm = Dimension(
        id: try Identifier("HARM"), title: base.dimensions[1].title, codelist: base.dimensions[1].codelist,
        isMultiValued: true)
    return try DatasetStructure(
        id: base.id, version: "1.0", agency: base.agency, title: base.title, frequency: .monthly,
        population: base.population, measure: base.measure, dimensions: [base.dimensions[0], harm],
        unit: try UnitBounds(name: "case", maxCells: 2),
        tables: [try TableDefinition(id: try Identifier("national"), dimensions: [:])],
        protection: try ProtectionPolicy())
}

private func read(_ text: String, _ harm: String, _ count: String = "rows", chunk: Int = .max) throws -> Recording {
    let structure = try structure.get()
    return try TabularCollectorTests.read(
        MemorySource(Array(text.utf8), name: "f.csv", chunk: chunk),
        by: try collector(mapping(harm, count), structure), for: structure,
        CollectingContext(today: try day(2024, 6, 15)))
}

private func mapping(_ harm: String, _ count: String) -> String {
    """
    mapping: 1
    dimensions: {STATE: {column: state}, HARM: \(harm)}
    period: {column: month}
    count: \(count)

    """
}

private func mistakes(_ harm: String, _ count: String) throws -> [String] {
    do throws(CollectorOptionsError) {
        guard case .success(let structure) = structure else { return [] }
        let file = MappingFile(name: "m", bytes: Array(mapping(harm, count).utf8))
        _ = try TabularCollector(structure: structure, settings: settings(file))
        return []
    } catch {
        guard case .mistakes(let problems) = error else { return ["\(error)"] }
        return problems.problems.map { String($0.description.dropFirst(2)) }
    }
}

@Suite struct SightingTests {
    private let list = "{column: harm, separator: \";\"}"
    private let head = "state,month,harm\n"

    @Test func aUnitStandsOnceInAllAndOnceAtEachOfItsCodes() throws {
        let read = try read(
            head + "KDH,2024-01,Grooming; sextortion ;Grooming\nJHR,2024-01,\n",
            list.replacing(";\"}", with: ";\", ignoreCase: true}"))
        #expect(
            words(read) == [
                "2024-01 KDH/_T 1", "2024-01 KDH/GROOMING 1", "2024-01 KDH/SEXTORTION 1", "2024-01 JHR/_T 1",
            ])
        #expect(read.findings.isEmpty)
    }

    @Test func moreCodesThanAUnitMayHaveAreAnErrorOrTheFirstAreKept() throws {
        let text = head + "KDH,2024-01,GROOMING;SEXTORTION;_O\n"
        let refused = try read(text, list)
        #expect(refused.errors == ["too-many-codes 2:-"])
        #expect(refused.counts.isEmpty)
        let kept = try read(text, list.replacing("}", with: ", most: 2}"))
        #expect(words(kept) == ["2024-01 KDH/_T 1", "2024-01 KDH/GROOMING 1", "2024-01 KDH/SEXTORTION 1"])
    }

    @Test func oneColumnACodeSaysYesOrNo() throws {
        let flags = "{flags: {GROOMING: g, SEXTORTION: s}, yes: [Si, Sí], no: \"No\", empty: _O}"
        let text = "state,month,g,s\nKDH,2024-01,Si,No\nKDH,2024-02,SÍ,sí\nKDH,2024-03,,\nKDH,2024-04,,No\n"
        let read = try read(text, flags)
        #expect(
            words(read) == [
                "2024-01 KDH/_T 1", "2024-01 KDH/GROOMING 1", "2024-02 KDH/_T 1", "2024-02 KDH/GROOMING 1",
                "2024-02 KDH/SEXTORTION 1", "2024-03 KDH/_T 1", "2024-03 KDH/_O 1", "2024-04 KDH/_T 1",
            ])
        let bad = try TabularCollectorTests.read("state,month,g,s\nKDH,2024-01,Quizás,1\n", flags)
        #expect(bad.errors == ["unknown-code 2:3", "unknown-code 2:4"])
        #expect(bad.counts.isEmpty)
        let kobo = try TabularCollectorTests.read(
            "state,month,g,s\nKDH,2024-01,1,0\n", "{flags: {GROOMING: g, SEXTORTION: s}}")
        #expect(words(kobo) == ["2024-01 KDH/_T 1", "2024-01 KDH/GROOMING 1"])
    }

    @Test func aWrongCodeRefusesTheUnit() throws {
        let read = try read(head + "KDH,2024-01,GROOMING;GROMING;x y\n", list)
        #expect(read.errors == ["unknown-code 2:3", "unknown-code 2:3"])
        #expect(read.counts.isEmpty)
    }

    @Test(arguments: [("own", KeyScope.own), ("shared", .shared)])
    func aKeyIsHashedAndNeverShown(scope: String, kind: KeyScope) throws {
        let count = "{distinct: {column: id, scope: \(scope)}}"
        let text =
            "state,month,harm,id\nKDH,2024-01,GROOMING,A-012-345 5678\nKDH,2024-01,,A-012-345 5678\n,2024-01,,B\nKDH,2024-01,, \n"
        let read = try read(text, list, count)
        #expect(read.counts.isEmpty)
        #expect(read.sightings.map(\.codes) == [[1, .total], [1, 0], [1, .total]])
        #expect(Set(read.sightings.map(\.mark)).count == 1)
        var sink = RecordingSink()
        #expect(read.sightings.first?.mark == sink.mark(ofKey: Array("A-012-345 5678".utf8).span, scope: kind))
        #expect(read.errors == ["missing-value 4:1", "missing-value 5:4"])
        #expect(!"\(read.findings)".contains("5678"))
        for chunk in [1, 3, 16] { #expect(try TabularCollectorTests.read(text, list, count, chunk: chunk) == read) }
    }

    /// Rows of one mention each: the unit stands there without mention too, once by its mark.
    @Test func aRowOfOneMentionIsASightingOfTheUnit() throws {
        let read = try read(
            "state,month,harm,id\nKDH,2024-01,GROOMING,A\nKDH,2024-01,_T,B\n", "{column: harm}",
            "{distinct: {column: id}}")
        #expect(read.sightings.map(\.codes) == [[1, .total], [1, 0], [1, .total]])
    }

    @Test func recordsAreKnownAsRecords() throws {
        #expect(try collector(plainMapping).readsRecords == false)
        #expect(try collector(plainMapping.replacing("{column: count}", with: "rows")).readsRecords)
        #expect(try collector(mapping(list, "{distinct: {column: id}}"), structure.get()).readsRecords)
    }

    @Test(arguments: [
        (
            "{column: harm, separator: \"; \"}", "rows",
            "2:66: expected the mark between the words of a field: one character in quotes, found the text \"; \""
        ),
        ("{column: harm, most: 2}", "rows", "2:59: most goes with separator or flags"),
        ("{column: harm, yes: x}", "rows", "2:59: yes goes with flags"),
        ("{flags: {GROMING: g}}", "rows", "2:53: the codelist FORM has no code GROMING (did you mean \"GROOMING\"?)"),
        ("{flags: {GROOMING: g}, column: x}", "rows", "2:45: name one of column, map and flags"),
        (
            "{column: harm, separator: \";\"}", "{column: n}",
            "2:59: several codes a row need rows that are one unit each (write count: rows, or count: {distinct: …})"
        ),
        (
            "{column: harm, totals: All}", "{column: n}",
            "2:59: HARM is multi-valued: its codes do not add up to a total"
        ),
        (
            "{column: harm}", "{distinct: {column: id, scope: mine}}",
            "4:32: expected one of own or shared, found the text \"mine\""
        ),
        ("{column: harm}", "{distinct: {scope: own}}", "4:19: the key \"column\" is missing"),
        (
            "{column: harm}", "{distinct: {column: id}, column: n}",
            "4:9: distinct stands alone: units are counted, not numbers"
        ),
    ])
    func eachMistakeIsToldAtItsPlace(harm: String, count: String, expected: String) throws {
        let found = try mistakes(harm, count)
        let message = expected.drop { $0 != " " }
        #expect(found.count == 1 && found[0].drop { $0 != " " } == message, "\(found)")
        #expect(found.first?.prefix(2) == expected.prefix(2))
    }

    @Test func aDimensionOfOneCodeTakesNoSeveral() throws {
        let found = try TabularCollectorTests.mistakes(
            plainMapping.replacing("{column: form}", with: "{column: form, separator: \"|\"}")
                .replacing("{column: count}", with: "rows"))
        #expect(
            found == [
                "4:24: FORM is not multi-valued: a unit has one code of it (say multiValued: true in the structure if it may have several)"
            ])
    }
}
