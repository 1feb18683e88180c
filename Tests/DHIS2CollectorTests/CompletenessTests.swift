import Collecting
import CollectorSupport
import Testing

@testable import DHIS2Collector

@Suite struct CompletenessTests {
    private func registered(_ parts: [String], completed: String = "true") -> String {
        let objects = parts.map { text in
            let part = text.split(separator: " ").map(String.init)
            return
                "{\"dataSet\": \"set\", \"period\": \"\(part[0])\", \"organisationUnit\": \"\(part[1])\", \"completed\": \(completed)}"
        }
        return ", \"completeDataSetRegistrations\": [\(objects.joined(separator: ", "))]"
    }

    @Test func aPeriodIsCompleteIfAllExpectedUnitsSaySo() throws {
        let values = ["first 202401 ua cx 1", "first 202402 ua cx 1"]
        let some = try collect(json(values, tail: registered(["202401 ua", "202401 ub", "202402 ua"])))
        #expect(some.covered == ["2024-01"])
        #expect(some.findings.contains { $0.kind == .notComplete && $0.message.english.hasPrefix("2024-02:") })
        let fewer = try collect(
            json(values, tail: registered(["202401 ua", "202402 ua"])), mapping: mapping + "expected: [ua]\n")
        #expect(fewer.covered == ["2024-01", "2024-02"] && fewer.rows.isEmpty)
    }

    @Test func aRegistrationThatIsNotCompletedDoesNotCount() throws {
        let read = try collect(
            json(["first 202401 ua cx 1"], tail: registered(["202401 ua", "202401 ub"], completed: "false")))
        #expect(read.covered.isEmpty && read.rows == ["warning not-complete -"])
    }

    @Test func whoeverSendsMaySayThatWhatIsAbsentIsZero() throws {
        let read = try collect(json(["first 202401 ua cx 1"]), options: [(name: "absent", value: "zero")])
        #expect(read.covered == ["2024-01"] && read.rows.isEmpty)
    }

    @Test func aCompletePeriodWithoutValuesHasNothingToReport() throws {
        let read = try collect(
            json(["first 202401 ua cx 1"], tail: registered(["202401 ua", "202401 ub", "202402 ua", "202402 ub"])))
        #expect(read.covered == ["2024-01", "2024-02 nil"])
    }

    @Test func registrationsAloneAreANilReportAndAreSaidToBe() throws {
        let read = try collect("{" + registered(["202401 ua", "202401 ub"]).dropFirst(2) + "}")
        #expect(read.covered == ["2024-01 nil"] && read.rows == ["warning not-complete -"])
        let other = try collect("{" + registered(["202401 ua"]).dropFirst(2) + "}")
        #expect(other.covered.isEmpty && other.wrongRows == ["no-rows -"])
    }

    @Test func theDateOfTheHeaderCompletesItsUnit() throws {
        let head =
            "\"dataSet\": \"set\", \"completeDate\": \"2024-02-01\", \"period\": \"202401\", \"orgUnit\": \"ua\", "
        #expect(
            try collect(json(["first   cx 1"], head: head), mapping: mapping + "expected: [ua]\n").covered == [
                "2024-01"
            ])
        #expect(try collect(json(["first   cx 1"], head: head)).covered.isEmpty)
    }

    @Test func theMonthsOfAQuarterCompleteIt() throws {
        let parts = ["202401", "202402", "202403"].flatMap { ["\($0) ua", "\($0) ub"] }
        let values = ["first 202401 ua cx 1", "first 202403 ua cx 2"]
        #expect(try collect(json(values, tail: registered(parts)), .quarterly).covered == ["2024-Q1"])
        #expect(try collect(json(values, tail: registered(Array(parts.dropLast()))), .quarterly).covered.isEmpty)
    }

    @Test func everyCombinationOfAttributesMustBeComplete() throws {
        let mapping = mapping + "attributeOptionCombos: {p: {}, q: {}}\nexpected: [ua]\n"
        let one = { (name: String) in
            "{\"period\": \"202401\", \"organisationUnit\": \"ua\", \"attributeOptionCombo\": \"\(name)\"}"
        }
        let both = "{\"completeDataSetRegistrations\": [\(one("p")), \(one("q"))]}"
        #expect(try collect(both, mapping: mapping).covered == ["2024-01 nil"])
        #expect(try collect("{\"completeDataSetRegistrations\": [\(one("p"))]}", mapping: mapping).covered.isEmpty)
    }
}
