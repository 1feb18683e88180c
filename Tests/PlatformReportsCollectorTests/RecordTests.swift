import Collecting
import CollectorSupport
import Testing

@testable import PlatformReportsCollector

@Suite struct RecordTests {
    private static let heading = "report key,date received,incident type,level,esp,handling outcome\n"

    @Test func reportsAreCountedOnceEachByMonthOrByQuarter() throws {
        let months = try collect(sample("cybertips.csv"), for: "platform-reports")
        #expect(months.units.count == 60 && Set(months.units).count == 60 && months.errors.isEmpty)
        #expect(months.notes(.seriesBreak).count == 1)
        let quarters = try collect(sample("cybertips.csv"), for: "cybertip-handling")
        #expect(quarters.units.count == 60 && quarters.errors.isEmpty)
    }

    @Test func wordsOfBothTimesAndOfEveryPlatformFindACode() throws {
        let rows = """
            1,2023-11-02,Child Sex Trafficking,actionable,Twitter,
            2,2024-02-03,"Child Pornography (possession, manufacture, and distribution)",Referral,Snapchat,
            3,2024-02-03,,,,

            """
        let read = try collect(RecordTests.heading + rows, for: "platform-reports")
        #expect(
            read.units.map { $0.split(separator: " ").dropLast().joined(separator: " ") } == [
                "2023-11 TRAFFICKING/REFERRAL/X", "2024-02 CSAM/REFERRAL/_O", "2024-02 _U/_U/_U",
            ])
        #expect(read.notes(.unknownCode).count == 1 && read.errors.isEmpty)
    }

    @Test func aReportStandsAtItsFurthestStepInAnyOrderOfRows() throws {
        let rows = ["7,2024-01-02,,referral,,arrest\n", "7,2024-01-02,,referral,,triaged\n"]
        for text in [rows[0] + rows[1], rows[1] + rows[0]] {
            let read = try collect(RecordTests.heading + text, for: "cybertip-handling")
            #expect(read.units.count == 1 && read.units[0].hasPrefix("2024-Q1 REFERRAL/ARREST "))
        }
    }

    @Test(arguments: [
        ("7,2024-01-02,,referral,,\n7,2024-01-02,,informational,,\n", "contradictory-rows 3:-"),
        ("7,2024-01-02,,referral,,\n7,2024-05-02,,referral,,\n", "contradictory-rows 3:-"),
        (",2024-01-02,,referral,,\n", "missing-value 2:1"), ("7,,,referral,,\n", "missing-value 2:2"),
        ("7,2024-13-02,,referral,,\n", "malformed-period 2:2"), ("7,2027-01-02,,referral,,\n", "future-period 2:2"),
        ("7,2024-01-02,,refferal,,\n", "unknown-code 2:4"), ("7,3/4/2024,,referral,,\n", "ambiguous-date 2:2"),
    ])
    func whatIsWrongIsSaidAndNotCounted(rows: String, expected: String) throws {
        let read = try collect(RecordTests.heading + rows, for: "cybertip-handling")
        #expect(read.units.isEmpty)
        #expect(read.errors.contains(expected), "\(read.errors)")
    }

    @Test func noFindingShowsAKey() throws {
        let text =
            RecordTests.heading + "SECRET-77,2024-99-99,nothing known,bad,x,y\nSECRET-77,2024-01-02,,referral,,z\n"
        for finding in try collect(text, for: "cybertip-handling").findings {
            #expect(!finding.message.english.contains("SECRET"))
        }
    }

    @Test(arguments: ["dsa.csv", "dsa-37.csv", "dsa-light.csv"])
    func statementsForMinorsAreCountedByKeyword(file: String) throws {
        let read = try collect(sample(file), for: "statements-of-reasons")
        #expect(read.units.count == 16 && read.errors.isEmpty)
        #expect(read.units.sorted() == (try collect(sample("dsa.csv"), for: "statements-of-reasons")).units.sorted())
        #expect(read.notes(.skippedRows).first?.contains("8 rows") == true)
        #expect(!read.units.contains { $0.contains("AGE_RESTRICTION") })
        let created = try collect(sample(file), for: "statements-of-reasons", ["date=created_at"])
        #expect(created.units.count == 16 && created.units.allSatisfy { $0.hasPrefix("2024-04 ") })
    }

    @Test func aDatasetThatCountsSomethingElseIsNotFed() throws {
        #expect(try collect(sample("dsa.csv"), for: "platform-reports").errors == ["wrong-dataset -:-"])
        #expect(throws: CollectorOptionsError.self) {
            try PlatformReportsCollector(structure: structure("staff-support"), settings: .none)
        }
    }

    @Test(arguments: [("platform-reports", true), ("cybertip-handling", true), ("content-actioned", false)])
    func recordsAreToldByTheDataset(dataset: String, isRecords: Bool) throws {
        let collector = try PlatformReportsCollector(structure: structure(dataset), settings: .none)
        #expect(collector.readsRecords == isRecords)
    }
}
