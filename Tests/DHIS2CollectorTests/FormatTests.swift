import Collecting
import CollectorSupport
import Testing

@testable import DHIS2Collector

@Suite struct FormatTests {
    private static let rows =
        "first,202401,ua,cx,,3,john,2024-02-01,,false\nsecond,202401,ub,,,4,john,2024-02-01,,false\n"
    private static let wanted = ["2024-01 [0, 0] 3", "2024-01 [1, 0] 4"]

    @Test(arguments: [
        "dataelement,period,orgunit,categoryoptioncombo,attributeoptioncombo,value,storedby,lastupdated,comment,followup",
        "\"dataelement\",\"period\",\"orgunit\",\"catoptcombo\",\"attroptcombo\",\"value\",\"storedby\",\"timestamp\",\"comment\",\"flwup\"",
        "dataElement,period,orgUnit,categoryOptionCombo,attributeOptionCombo,value,strby,lstupd,cmt,flwup",
    ])
    func headingsInEverySpelling(heading: String) throws {
        let read = try collect("\(heading)\n\(FormatTests.rows)")
        #expect(read.observations == FormatTests.wanted && read.wrongRows.isEmpty)
    }

    @Test func aFileWithoutHeadingsIsReadByPlaces() throws {
        #expect(try collect(FormatTests.rows).observations == FormatTests.wanted)
    }

    @Test func columnsStandInAnyOrderAndOthersMayBeCategories() throws {
        let read = try collect(
            "value,orgunit,cat,period,dataelement,extra\n3,ua,ox,202401,first,-\n4,ub,oy,202401,first,-\n")
        #expect(read.observations == ["2024-01 [0, 0] 3", "2024-01 [1, 1] 4"])
        #expect(read.rows.first == "note unused-column -")
    }

    @Test func spacesBeforeQuotationMarksDoNotMatter() throws {
        let read = try collect(
            "\"dataelement\",  \"period\",  \"orgunit\",  \"value\"\n\"first\",  \"2024-01\",  \"ua\",  \"3\"\n")
        #expect(read.observations == ["2024-01 [0, 0] 3"])
    }

    @Test(arguments: [
        ("period,dataelement,value\n202401,first,1\n", "missing-column 1"),
        ("period,dataelement,value,orgunit,period\n", "doubled-column 1"), ("a,b\n1,2\n", "unknown-shape 1"),
        ("dataelement,period,orgunit,value\nfirst,202401,ua\n", "ragged-row 2"), ("", "empty-file -"),
        (" \n\n", "empty-file -"), ("first,202401\u{0}\n", "binary-file 1"), ("[]", "unknown-shape 1"),
        ("{\"a\": 1}", "unknown-shape 1"), ("<html/>", "unknown-shape 1"),
        ("{\"dataValues\": {}}", "malformed-document 1"),
        ("{\"dataValues\": [\n1]}", "malformed-document 2"),
        ("{\"dataValues\": [{\"value\": 1, \"value\": 2}]}", "malformed-document 1"),
        ("{\"dataValues\": []} {}", "malformed-document 1"), ("<dataValueSet>", "malformed-document 1"),
        ("<!DOCTYPE a [<!ENTITY b \"c\">]><dataValueSet/>", "malformed-document 1"),
    ])
    func whatIsNoDocumentIsSaid(text: String, expected: String) throws {
        #expect(try collect(text).wrongRows.first == expected)
    }

    @Test func valuesInXML() throws {
        let text = """
            <?xml version="1.0"?>
            <d:dataValueSet xmlns:d="http://dhis2.org/schema/dxf/2.0" dataSet="set" period="202401" completeDate="2024-02-02" orgUnit="ua">
              <d:dataValue dataElement="first" categoryOptionCombo="cx" value="3" storedBy="john"/>
              <d:dataValue dataElement="second" orgUnit="ub" value="4"></d:dataValue>
            </d:dataValueSet>
            """
        let read = try collect(text, mapping: mapping + "expected: [ua]\n")
        #expect(read.observations == FormatTests.wanted && read.covered == ["2024-01"])
    }

    @Test func groupsOfADXWithOptionsAndTexts() throws {
        let text = """
            <adx xmlns="urn:ihe:qrph:adx:2015" exported="2024-02-02T10:00:00Z">
              <group orgUnit="ua" dataSet="set" period="2024-01-01/P1M" completeDate="2024-02-02">
                <dataValue dataElement="first" cat="ox" value="3"/>
                <dataValue dataElement="second" value="0"><annotation>in words</annotation></dataValue>
              </group>
              <group orgUnit="ub" dataSet="set" period="2024-01-01/P1M">
                <dataValue dataElement="second" cat="oy" value="4"><annotation>a remark</annotation></dataValue>
              </group>
            </adx>
            """
        let read = try collect(text, mapping: mapping + "expected: [ua]\n")
        #expect(read.observations == ["2024-01 [0, 0] 3", "2024-01 [1, 1] 4"])
        #expect(read.wrongRows == ["malformed-number 4"] && read.covered == ["2024-01"])
    }

    @Test(arguments: [
        ("mapping: 1\n", ["the key \"dataElements\" is missing", "the key \"orgUnits\" is missing"]),
        (mapping + "frobnicate: 1\n", ["unknown key"]), (mapping.replacing("AREA: A", with: "AREA: Q"), ["no code Q"]),
        (mapping.replacing("[noise]", with: "[first]"), ["mapped above"]),
        (mapping + "expected: [uz]\n", ["not among orgUnits"]),
        (mapping.replacing("AREA: A", with: "").replacing("AREA: B", with: ""), ["nothing gives a code of AREA"]),
    ])
    func mistakesOfAMappingAreSaid(text: String, expected: [String]) throws {
        do throws(CollectorOptionsError) {
            let file = MappingFile(name: "m", bytes: Array(text.utf8))
            guard let structure = try? structure() else {
                Issue.record("no structure")
                return
            }
            _ = try DHIS2Collector(
                structure: structure, settings: CollectorSettings(for: DHIS2Collector.description, mapping: file))
            Issue.record("the mapping has no mistakes")
        } catch {
            for part in expected { #expect(error.description.contains(part)) }
        }
    }
}
