import Collecting
import CollectorSupport
import Testing

@testable import HotlineReportsCollector

@Suite struct HotlineReportTests {
    @Test(arguments: [("reports.csv", "auto"), ("laporan.csv", "day-first"), ("reports.ndjson", "auto")])
    func theSamplesGiveTheSameReports(name: String, dates: String) throws {
        let read = try hotline.collect(
            try hotline.sample(name), for: try ShippedFiles.dataset("hotline-reports"), [("dates", dates)])
        #expect(read.problems.isEmpty)
        #expect(
            read.cells == [
                "2026-03 AGENCY/NOT_ASSESSED", "2026-03 HOTLINE/NOT_ILLEGAL", "2026-03 PROACTIVE/BASELINE",
                "2026-03 PUBLIC/BASELINE", "2026-03 PUBLIC/NOT_ILLEGAL", "2026-03 _U/_U",
            ])
    }

    @Test func aReportOfSeveralAddressesIsOneAtItsMostSevere() throws {
        let rows = ["R1,2026-03-01,public,not illegal", "R1,2026-03-01,,national", "R1,2026-03-01,public,baseline"]
        for order in orders(of: rows) {
            let text = (["report,date,source,assessment"] + order).joined(separator: "\n") + "\n"
            let read = try hotline.collect(text, for: "hotline-reports")
            #expect(read.cells == ["2026-03 PUBLIC/BASELINE"])
            #expect(read.outline.isEmpty)
            let given = try hotline.collect(text, for: "hotline-reports", [("counting-rule", "as-given")])
            #expect(given.observed.isEmpty)
            #expect(!given.problems.isEmpty && given.findings.allSatisfy { $0.kind == .contradictoryRows })
        }
    }

    @Test(arguments: [
        ("R1,2026-03-01,public,\nR1,2026-04-01,public,\n", "error contradictory-rows 3:-"),
        ("R1,2026-03-01,public,\nR1,2026-03-01,police,\n", "error contradictory-rows 3:-"),
        ("R1,3/4/2026,public,\n", "error ambiguous-date 2:2"), ("R1,soon,public,\n", "error malformed-period 2:2"),
        ("R1,2027-01-01,public,\n", "error future-period 2:2"), ("R1,,public,\n", "error missing-value 2:2"),
        (",2026-03-01,public,\n", "error missing-value 2:1"), ("R1,2026-03-01,pubblic,\n", "error unknown-code 2:3"),
        ("R1,2026-03-01,public,illegal\n", "error subtotal-code 2:4"),
        ("R1,2026-03-01,public,confirmed as illegal\n", "error subtotal-code 2:4"),
    ])
    func whatIsWrongIsFoundAndNotCounted(rows: String, finding: String) throws {
        let read = try hotline.collect("report,date,source,assessment\n" + rows, for: "hotline-reports")
        #expect(read.problems == [finding])
        #expect(read.observed.isEmpty)
    }

    @Test func aColumnThatIsNotThereIsNotRecordedOrAMistake() throws {
        let read = try hotline.collect("report,date\nR1,2026-03-01\n", for: "hotline-reports")
        #expect(read.cells == ["2026-03 _U/_U"])
        #expect(read.outline == ["note dimension-not-given -:-", "note dimension-not-given -:-"])
        #expect(
            try hotline.collect("date\n2026-03-01\n", for: "hotline-reports").problems == ["error missing-column 1:-"])
        #expect(try hotline.collect("report\nR1\n", for: "hotline-reports").problems == ["error missing-column 1:-"])
        let month = try #require(Period("2026-03"))
        #expect(try hotline.collect("report\nR1\n", for: "hotline-reports", period: month).cells == ["2026-03 _U/_U"])
    }

    @Test func keysAreTheProvidersOwnUnlessTheyAreShared() throws {
        let text = "report,date\nR1,2026-03-01\n R1 ,2026-03-01\nR2,2026-03-01\n"
        #expect(Set(try hotline.collect(text, for: "hotline-reports").observed).count == 2)
        let shared = try hotline.collect(text, for: "hotline-reports", [("keys", "shared")])
        #expect(shared.cells == ["2026-03 _U/_U", "2026-03 _U/_U"])
    }

    @Test func noFindingRepeatsAKey() throws {
        let keys = ["900101-14-5678", "https://example.org/x", "R-77"]
        for key in keys {
            let text =
                "url,date,assessment,severity\n\(key),2026-03-01,baseline,Z\n\(key),2026-03-01,national,A\n\(key),,x,B\n"
            for finding in try hotline.collect(text, for: "hotline-urls").findings {
                #expect(!"\(finding)".contains(key))
            }
        }
    }
}

@Suite struct HotlineURLTests {
    @Test func theSampleCountsTheYoungestAndTheMostSevere() throws {
        let read = try hotline.collect(try hotline.sample("urls.csv"), for: try ShippedFiles.dataset("hotline-urls"))
        #expect(read.problems.isEmpty)
        #expect(read.outline == ["note skipped-rows -:-"])
        #expect(
            read.cells == [
                "2026-03 A/IMAGE_HOST/ABROAD_INHOPE/Y3T6/BOTH/NO/NETWORK",
                "2026-03 A/IMAGE_HOST/ABROAD_INHOPE/Y3T6/BOTH/NO/POLICE",
                "2026-03 A/IMAGE_HOST/ABROAD_INHOPE/Y3T6/BOTH/NO/_T",
                "2026-03 B/FORUM/ABROAD_INHOPE/Y11T13/GIRLS/YES/NETWORK",
                "2026-03 B/FORUM/ABROAD_INHOPE/Y11T13/GIRLS/YES/_T", "2026-03 B/SOCIAL/MY/Y14T15/GIRLS/YES/BLOCKING",
                "2026-03 B/SOCIAL/MY/Y14T15/GIRLS/YES/NOTICE", "2026-03 B/SOCIAL/MY/Y14T15/GIRLS/YES/POLICE",
                "2026-03 B/SOCIAL/MY/Y14T15/GIRLS/YES/_T", "2026-03 C/_O/ABROAD_OTHER/_U/BOTH/_U/_T",
                "2026-03 C/_O/ABROAD_OTHER/_U/BOTH/_U/_U",
            ])
    }

    @Test func anAddressCountsInItsFirstMonthWhateverTheOrder() throws {
        let rows = [
            "U1,2026-04-02,baseline,C,police", "U1,2026-03-02,baseline,,", "U1,2026-05-02,national,B,notice|police",
        ]
        let expected = try hotline.collect(
            (["url,date,assessment,severity,action"] + rows).joined(separator: "\n") + "\n", for: "hotline-urls")
        #expect(expected.cells.count == 3 && expected.cells.allSatisfy { $0.hasPrefix("2026-03 B/") })
        for order in orders(of: rows) {
            let text = (["url,date,assessment,severity,action"] + order).joined(separator: "\n") + "\n"
            #expect(try hotline.collect(text, for: "hotline-urls").observed.sorted() == expected.observed.sorted())
        }
    }

    @Test(arguments: [
        ("MY", "MY"), ("Malaysia", "MY"), (".my", "MY"), ("nl", "ABROAD_INHOPE"), ("NLD", "ABROAD_INHOPE"),
        ("Belanda", "ABROAD_INHOPE"), ("The Netherlands", "ABROAD_INHOPE"), ("Viet Nam", "ABROAD_OTHER"),
        ("Côte d’Ivoire", "ABROAD_OTHER"), ("Singapura", "ABROAD_OTHER"), ("tor", "_U"), ("", "_U"), ("N/A", "_U"),
        ("ABROAD_OTHER", "ABROAD_OTHER"), ("Another country", "ABROAD_OTHER"), ("Atlantis", "error unknown-code 2:4"),
        ("AS", "ABROAD_OTHER"), ("Amerika Syarikat", "ABROAD_INHOPE"), ("Abroad", "error subtotal-code 2:4"),
    ])
    func aCountryIsAPlaceOfHosting(country: String, expected: String) throws {
        let read = try hotline.collect(
            "url,date,assessment,hosting country\nU1,2026-03-01,baseline,\"\(country)\"\n", for: "hotline-urls")
        let places = read.cells.map { String($0.split(separator: "/")[2]) }
        #expect((read.problems + places).first == expected)
    }

    @Test func noActionIsMentionedOnlyWhereThereIsNone() throws {
        for order in orders(of: [
            "U1,2026-03-01,baseline,none", "U1,2026-03-01,baseline,", "U1,2026-03-01,baseline,notis",
        ]) {
            let text = (["url,date,assessment,tindakan"] + order).joined(separator: "\n") + "\n"
            let actions = try hotline.collect(text, for: "hotline-urls").cells.compactMap {
                $0.split(separator: "/").last
            }
            #expect(actions == ["NOTICE", "_T"])
        }
        let none = try hotline.collect(
            "url,date,assessment,action\nU1,2026-03-01,baseline,\nU1,2026-03-01,baseline,tiada\n", for: "hotline-urls")
        #expect(none.cells.compactMap { $0.split(separator: "/").last } == ["NONE", "_T"])
    }

    @Test func theCountriesWithAHotlineMayBeSaid() throws {
        let text = "url,date,assessment,hosting country\nU1,2026-03-01,baseline,SG\nU2,2026-03-01,baseline,NL\n"
        let read = try hotline.collect(text, for: "hotline-urls", [("inhope-countries", "sg, jp")])
        #expect(
            read.cells.filter { $0.hasSuffix("_T") }.map { String($0.split(separator: "/")[2]) } == [
                "ABROAD_INHOPE", "ABROAD_OTHER",
            ])
        #expect(Countries().code(of: "Timor-Leste") == "TL")
        #expect(
            Countries.withHotline.split(separator: " ").allSatisfy { Countries().code(of: String($0)) == String($0) })
    }

    @Test func whatWasNotConfirmedIsLeftOutUnlessItIsAskedFor() throws {
        let text = "url,date,assessment\nU1,2026-03-01,not illegal\nU2,2026-03-01,illegal\nU3,2026-03-01,\n"
        #expect(try hotline.collect(text, for: "hotline-urls").cells.filter { $0.hasSuffix("_T") }.count == 1)
        let all = try hotline.collect(text, for: "hotline-urls", [("confirmed-only", "no")])
        #expect(all.cells.filter { $0.hasSuffix("_T") }.count == 3)
        #expect(
            try hotline.collect("url,date\nU1,2026-03-01\n", for: "hotline-urls").problems == [
                "error missing-column 1:-"
            ])
    }

    @Test func addressesThemselvesAreWarnedOfOnce() throws {
        let text =
            "url,date,assessment\nhttps://a.example/1,2026-03-01,baseline\nhttps://a.example/2,2026-03-01,baseline\n"
        #expect(try hotline.collect(text, for: "hotline-urls").problems == ["warning stray-text 2:1"])
    }
}

@Suite struct TakedownTests {
    @Test func theSampleComesToBands() throws {
        let read = try hotline.collect(try hotline.sample("takedowns.csv"), for: try ShippedFiles.dataset("takedowns"))
        #expect(read.outline == ["note skipped-rows -:-"])
        let bands = read.observed.compactMap { $0.split(separator: " ")[1].split(separator: "/").last.map(String.init) }
        #expect(bands == ["H24", "D3", "D7", "D_GT28", "PENDING", "PENDING", "REMOVED_U", "REFUSED"])
        #expect(read.observed.allSatisfy { $0.hasPrefix("2026-Q1 ") })
    }

    @Test(arguments: [
        ("2026-01-01 00:00", "2026-01-02 00:00", "H24"), ("2026-01-01 00:00", "2026-01-02 00:00:01", "D3"),
        ("2026-01-01 00:00", "2026-01-04 00:00", "D3"), ("2026-01-01 00:00", "2026-01-04 00:01", "D7"),
        ("2026-01-01 00:00", "2026-01-08 00:00", "D7"), ("2026-01-01 00:00", "2026-01-29 00:00", "D28"),
        ("2026-01-01 00:00", "2026-01-29 00:01", "D_GT28"), ("2026-01-01", "2026-01-01", "H24"),
        ("2026-01-01", "2026-01-02", "D3"), ("2026-01-01", "2026-01-08 10:00", "D7"),
        ("2026-01-01", "2026-01-09", "D28"),
        ("2026-01-01T08:00+08:00", "2026-01-02T00:00Z", "H24"), ("2026-01-01T08:00+08:00", "2026-01-02T00:01Z", "D3"),
        ("2026-01-01", "yes", "REMOVED_U"), ("2026-01-01", "masih ada", "PENDING"), ("2026-01-01", "", "PENDING"),
        ("2026-01-01", "2026-02", "REMOVED_U"), ("2026-01-02", "2026-01-01", "error implausible-order 2:3"),
        ("2026-01-01 10:00", "2026-01-01 09:00", "error implausible-order 2:3"),
        ("2026-01-01", "whenever", "error malformed-period 2:3"),
    ])
    func theTimeUntilRemovalIsABand(notice: String, down: String, expected: String) throws {
        let read = try hotline.collect("url,notice,down\nU1,\(notice),\(down)\n", for: "takedowns")
        let bands = read.cells.compactMap { $0.split(separator: "/").last.map(String.init) }
        #expect(read.problems + bands == [expected])
    }

    @Test func aRemovalMakesUpForARowWrittenBeforeIt() throws {
        for order in orders(of: ["U1,2026-01-01,", "U1,2026-01-01,2026-01-03", "U1,2026-01-01,removed"]) {
            let read = try hotline.collect(
                (["url,notice,down"] + order).joined(separator: "\n") + "\n", for: "takedowns")
            #expect(read.cells.map { $0.suffix(3) } == ["/D3"])
            #expect(read.problems.isEmpty)
        }
        let read = try hotline.collect(
            "url,notice,down\nU1,2026-01-01,2026-01-03\nU1,2026-01-01,2026-01-20\n", for: "takedowns")
        #expect(read.problems == ["error contradictory-rows 3:-"])
    }

    @Test func thePeriodMayBeThatOfTheRemoval() throws {
        let text = "url,notice,down\nU1,2026-03-30,2026-04-02\n"
        #expect(try hotline.collect(text, for: "takedowns").cells.first?.hasPrefix("2026-Q1") == true)
        #expect(
            try hotline.collect(text, for: "takedowns", [("period-by", "removal")]).cells.first?.hasPrefix("2026-Q2")
                == true)
    }

    @Test func aBandThatIsGivenIsTaken() throws {
        let read = try hotline.collect("url,notice,band\nU1,2026-03-30,8-28 days\nU2,2026-03-30,\n", for: "takedowns")
        #expect(read.observed.compactMap { $0.split(separator: " ")[1].split(separator: "/").last } == ["D28", "_U"])
    }
}

@Suite struct HotlineStreamTests {
    static let samples = [
        ("reports.csv", "hotline-reports"), ("reports.ndjson", "hotline-reports"), ("urls.csv", "hotline-urls"),
        ("takedowns.csv", "takedowns"),
    ]

    @Test(arguments: samples)
    func theSizeOfTheReadsDoesNotMatter(name: String, id: String) throws {
        let (bytes, collector) = (try hotline.sample(name), try hotline.collector(for: try ShippedFiles.dataset(id)))
        let whole = try hotline.read(bytes, by: collector)
        for chunk in 1...bytes.count where chunk < 70 || chunk % 37 == 0 {
            #expect(try hotline.read(bytes, by: collector, chunk: chunk) == whole, "\(chunk)")
        }
    }

    @Test(arguments: samples)
    func aFileCutAnywhereSaysSoOrGivesNoMoreUnits(name: String, id: String) throws {
        let (bytes, collector) = (try hotline.sample(name), try hotline.collector(for: try ShippedFiles.dataset(id)))
        let whole = Set(try hotline.read(bytes, by: collector).observed.map { $0.split(separator: " ")[2] })
        for length in 0..<bytes.count {
            let read = try hotline.read(Array(bytes[..<length]), by: collector)
            let units = Set(read.observed.map { $0.split(separator: " ")[2] })
            #expect(units.isSubset(of: whole) || read.findings.contains { $0.kind == .unfinishedFile }, "\(length)")
            if length > 0, bytes[length - 1] != UInt8(ascii: "\n") { #expect(!read.findings.isEmpty, "\(length)") }
        }
    }

    @Test(arguments: samples)
    func noByteBringsItDown(name: String, id: String) throws {
        let (bytes, collector) = (try hotline.sample(name), try hotline.collector(for: try ShippedFiles.dataset(id)))
        let strange = [0x00, 0x0A, 0x22, 0x2C, 0x7B, 0xFF] as [UInt8]
        for place in stride(from: 0, to: bytes.count, by: 3) {
            var mutated = bytes
            mutated[place] = strange[place / 3 % strange.count]
            let read = try hotline.read(mutated, by: collector)
            if place % 5 == 0 {
                #expect(read == (try hotline.read(mutated, by: collector, chunk: 7)))
            }
        }
    }

    @Test func whatIsDescribedIsSo() throws {
        let description = HotlineReportsCollector.description
        for id in ["hotline-reports", "hotline-urls", "takedowns"] {
            #expect(description.feeds.areMet(by: try ShippedFiles.dataset(id)))
        }
        #expect(!description.feeds.areMet(by: try ShippedFiles.dataset("helpline-contacts")))
        #expect(description.options.allSatisfy { $0.summary.malay != nil })
        let settings = try CollectorSettings(for: description)
        #expect(
            try HotlineReportsCollector(structure: try ShippedFiles.dataset("takedowns"), settings: settings)
                .readsRecords)
    }
}
