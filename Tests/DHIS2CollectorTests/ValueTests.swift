import Collecting
import CollectorSupport
import Testing

@testable import DHIS2Collector

@Suite struct ValueTests {
    @Test func valuesAreCountedAtTheCodesOfTheirNames() throws {
        let read = try collect(
            json(["first 202401 ua cx 3", "first 202401 ua cy 4", "second 202401 ub  5", "noise 202401 ua cx 9"]))
        #expect(read.observations == ["2024-01 [0, 0] 3", "2024-01 [0, 1] 4", "2024-01 [1, 0] 5"])
        #expect(read.wrongRows.isEmpty)
        #expect(read.rows == ["note skipped-rows -", "warning not-complete -"])
    }

    @Test(arguments: [
        ("first 202401 ua cx true", "malformed-number 2"), ("first 202401 ua cx F", "malformed-number 2"),
        ("first 202401 ua cx 1.5", "malformed-number 2"), ("first 202401 ua cx abc", "malformed-number 2"),
        ("first 202401 ua cx -1", "negative-count 2"), ("first 202401 ua cx 99999999999", "absurd-count 2"),
        ("first 202401 ua cx ali@contoh.my", "personal-data 2"), ("first 202413 ua cx 1", "malformed-period 2"),
        ("first  ua cx 1", "missing-value 2"), ("first 202401  cx 1", "missing-value 2"),
        ("first 2024 ua cx 1", "coarse-period 2"), ("first 203001 ua cx 1", "future-period 2"),
        ("first 202401 uz cx 1", "unmapped-name 2"), ("first 202401 ua cz 1", "unmapped-name 2"),
        (" 202401 ua cx 1", "missing-value 2"),
    ])
    func whatIsWrongIsSaidWhereItStands(value: String, expected: String) throws {
        let read = try collect(json([value]))
        #expect(read.observations.isEmpty)
        #expect(read.wrongRows.first == expected)
        for finding in read.findings { #expect(!finding.message.english.contains("ali")) }
    }

    @Test func anUnknownNameGetsTheNearestKnown() throws {
        let read = try collect(
            json(["first 202401 Hospital2 cx 1"]),
            mapping: mapping.replacing("ua: {AREA: A}", with: "Hospital1: {AREA: A}"))
        #expect(read.findings.first?.message.english.contains("Hospital1") == true)
    }

    @Test(arguments: [("warn", "warning"), ("refuse", "error")])
    func anUnmappedElementIsSaidOnceWithItsValues(option: String, severity: String) throws {
        let read = try collect(
            json(["other 202401 ua cx 1", "other 2024S1 uz cz abc", "first 202401 ua cx 1"]),
            options: [(name: "unmapped", value: option)])
        #expect(read.observations.count == 1)
        #expect(read.rows.first == "\(severity) unmapped-name 2")
        #expect(read.findings.first?.message.english.contains("2 values") == true)
    }

    @Test func theMostUnmappedElementsAreNotTold() throws {
        let read = try collect(json((0..<150).map { "e\($0) 202401 ua cx 1" }))
        #expect(read.rows.filter { $0.hasPrefix("warning unmapped-name") }.count == 101)
    }

    @Test func aValueThatStandsTwiceIsAnError() throws {
        let read = try collect(
            json(["first 202401 ua cx 3", "first 202401 ua cy 3", "second 202401 ua cx 3", "first 202401 ua cx 4"]))
        #expect(read.observations.count == 3)
        #expect(read.wrongRows == ["doubled-row 5"])
    }

    @Test func categoriesStandInAnyOrderAndMayBeObjects() throws {
        let text = """
            {"dataValues": [
            {"dataElement": "first", "period": "202401", "orgUnit": "ua", "categoryOptionCombo": {"cat": "ox"}, "value": "1"},
            {"dataElement": "first", "period": "202401", "orgUnit": "ua", "categoryOptionCombo": {"cat": "oy"}, "value": 2},
            {"dataElement": "first", "period": "202401", "orgUnit": "ua", "categoryOptionCombo": {"cat": "ox"}, "value": "3"},
            {"dataElement": "first", "period": "202401", "orgUnit": "ua", "categoryOptionCombo": {"cot": "ox"}, "value": "3"},
            {"dataElement": "first", "period": "202401", "orgUnit": "ua", "categoryOptionCombo": {"cat": "oz"}, "value": "3"}
            ]}
            """
        let read = try collect(text)
        #expect(read.observations == ["2024-01 [0, 0] 1", "2024-01 [0, 1] 2"])
        #expect(read.wrongRows == ["doubled-row 4", "unmapped-name 5", "unmapped-name 6"])
    }

    @Test func twoCodesOfOneDimensionAreAnErrorAndNoneIsToo() throws {
        let both = mapping.replacing("first: {}", with: "first: {KIND: Y}")
        #expect(try collect(json(["first 202401 ua cx 3"]), mapping: both).wrongRows.first == "unmapped-name 2")
        let none = mapping.replacing("dimensions: {KIND: X}\n", with: "")
        #expect(try collect(json(["first 202401 ua  3"]), mapping: none).wrongRows.first == "missing-value 2")
    }

    @Test(arguments: ["\"value\": null", "\"comment\": \"no value\"", "\"value\": \"\""])
    func aValueWithoutAValueIsLeftOut(part: String) throws {
        let read = try collect(
            "{\"dataValues\": [{\"dataElement\": \"first\", \"period\": \"202401\", \"orgUnit\": \"ua\", \(part)}]}")
        #expect(read.observations.isEmpty)
        #expect(read.rows.contains("note skipped-rows -") && read.wrongRows == ["no-rows -"])
    }

    @Test func deletedAndMarkedValuesAreNoted() throws {
        let text = """
            {"dataValues": [
            {"dataElement": "first", "period": "202401", "orgUnit": "ua", "value": "1", "deleted": true},
            {"dataElement": "first", "period": "202402", "orgUnit": "ua", "value": "2", "followUp": true, "comment": "seen"},
            {"dataElement": "first", "period": "202403", "orgUnit": "ua", "value": "3", "followup": false, "storedBy": "ali"}
            ]}
            """
        let read = try collect(text)
        #expect(read.observations == ["2024-02 [0, 0] 2", "2024-03 [0, 0] 3"])
        let notes = read.findings.filter { $0.severity == .note }.map(\.message.english)
        #expect(notes.count == 3 && notes[0].contains("deleted") && notes[1].contains("follow-up"))
        #expect(!notes.contains { $0.contains("seen") || $0.contains("ali") })
    }

    @Test(arguments: ["comment", "storedBy", "created", "nowhere"])
    func whatAPersonIsKnownByRefusesTheDocumentWhateverHoldsIt(name: String) throws {
        for person in ["900101-14-5678", "nobody@example.org"] {
            let read = try collect(json(["first 202401 ua cx 1"], head: "\"\(name)\": \"x \(person)\", "))
            #expect(read.wrongRows == ["personal-data 1"])
            #expect(!read.findings.contains { $0.message.english.contains(person) })
        }
    }

    @Test(arguments: [
        "\"period\": \"202401\", \"orgUnit\": \"ua\", ",
        "\"orgUnit\": \"ua\", \"period\": \"202401\", \"dataSet\": \"set\", ",
    ])
    func theHeaderGoesForValuesThatHaveNone(head: String) throws {
        let own = json(["first   cx 1", "first 202402 ub cx 2"], head: head)
        #expect(try collect(own).observations == ["2024-01 [0, 0] 1", "2024-02 [1, 0] 2"])
    }

    @Test func aHeaderBehindTheValuesGoesForThemToo() throws {
        let text = json(
            ["first   cx 1", "first 202402 ub cx 2"], tail: ", \"orgUnit\": \"ua\", \"period\": \"202401\"")
        #expect(try collect(text).observations.sorted() == ["2024-01 [0, 0] 1", "2024-02 [1, 0] 2"])
    }

    @Test(arguments: ["\"dataSet\": \"another\", ", "\"dataElementIdScheme\": \"CODE\", ", "\"idScheme\": \"NAME\", "])
    func aDocumentOfAnotherSetOrSchemeIsRefused(head: String) throws {
        let read = try collect(
            json(["first 202401 ua cx 1"], head: head), mapping: mapping + "idSchemes: {dataElement: uid}\n")
        #expect(read.observations.isEmpty && read.wrongRows.first == "wrong-dataset 1")
    }

    @Test func aMisspeltNameIsSaid() throws {
        let read = try collect(json(["first 202401 ua cx 1"], head: "\"completedDate\": \"2024-02-01\", "))
        #expect(read.findings.contains { $0.message.english.contains("completeDate") })
        #expect(read.covered.isEmpty)
    }
}
