import Collecting
import CollectorSupport
import Testing

@testable import PlatformReportsCollector

@Suite struct PublicFileTests {
    @Test func reportsByCountryAreOneCountrysOrAllOfThem() throws {
        let all = try collect(sample("ncmec-countries.csv"), for: "cybertips-yearly")
        #expect(all.errors.isEmpty)
        #expect(
            all.observations.filter { $0.contains("MYS") } == [
                "2021 MYS 26041", "2022 MYS 19512", "2023 MYS 19804", "2024 MYS 9731",
            ])
        #expect(all.observations.contains("2023 _U 185000") && all.observations.contains("2021 _O 31"))
        #expect(all.notes(.missingValue).first?.contains("6 counts") == true)
        #expect(all.notes(.seriesBreak).count == 1)
        let kinds = try collect(
            "country,iso3,2022\nMalaysia,MYS,\"1,234\"\nSingapore,SGP,5\n", for: "cybertip-kinds", ["country=SGP"])
        #expect(kinds.errors == ["wrong-dataset -:-"])
    }

    @Test func oneBreakdownOfContentsIsCountedAndNoOther() throws {
        let kinds = try collect(sample("ncmec-contents.csv"), for: "cybertip-kinds")
        #expect(kinds.errors.isEmpty && kinds.observations.count == 10)
        #expect(kinds.observations.first == "2022 CSAM 31400")
        #expect(kinds.notes(.skippedRows).first?.contains("7 rows") == true)
        let missing = try collect(sample("ncmec-contents.csv"), for: "cybertip-kinds", ["category=attachments"])
        #expect(missing.errors == ["wrong-dataset -:-"])
        let unknown = try collect(sample("ncmec-contents.csv"), for: "cybertip-kinds", ["category=reporters"])
        #expect(unknown.errors.contains { $0.hasPrefix("wrong-dataset") || $0.hasPrefix("no-rows") })
    }

    @Test func actionsOfMetaAreCountedByPolicy() throws {
        let read = try collect(sample("meta.csv"), for: "content-actioned")
        #expect(
            read.observations == [
                "2024-Q1 FACEBOOK/EXPLOITATION 14000000", "2024-Q2 FACEBOOK/EXPLOITATION 9000000",
                "2024-Q1 FACEBOOK/ABUSE 771000", "2024-Q1 INSTAGRAM/EXPLOITATION 2100000",
            ])
        #expect(read.outline == ["note skipped-rows -:-", "note missing-value -:-"])
    }

    @Test(arguments: [("metric=Proactive Rate", "malformed-number -:-"), ("metric=Content Acted", "no-rows -:-")])
    func aShareIsNeverCounted(option: String, expected: String) throws {
        let read = try collect(sample("meta.csv"), for: "content-actioned", [option])
        #expect(read.observations.isEmpty && read.errors == [expected])
    }

    @Test func aShareAmongCountsIsSaid() throws {
        let text =
            "app,policy_area,metric,period,value\nFacebook,Child Nudity & Sexual Exploitation,Content Actioned,2024Q1,"
        #expect(
            try collect(text + "12.5%\n", for: "content-actioned").errors == ["malformed-number 2:5", "no-rows -:-"])
        #expect(
            try collect(text + "0.125\n", for: "content-actioned").errors == ["malformed-number 2:5", "no-rows -:-"])
    }

    @Test func videosOfTikTokAreCountedForACountry() throws {
        let read = try collect(sample("tiktok.csv"), for: "videos-removed", ["policy=all"])
        #expect(
            read.observations == [
                "2023-Q3 MYS 1650000", "2023-Q3 SGP 210000", "2023-Q4 MYS 1810000",
            ])
        #expect(read.errors.isEmpty)
        // By policy there are shares alone.
        #expect(try collect(sample("tiktok.csv"), for: "videos-removed").errors == ["no-rows -:-"])
    }

    @Test func reportsOfDiscordAreThoseOfTheMonths() throws {
        let read = try collect(sample("discord.csv"), for: "platform-reports", coverage: "2023-10..2023-12")
        #expect(read.errors.isEmpty)
        #expect(
            read.observations == [
                "2023-10 CSAM/_U/DISCORD 20100", "2023-10 ENTICEMENT/_U/DISCORD 50", "2023-11 CSAM/_U/DISCORD 17300",
                "2023-11 ENTICEMENT/_U/DISCORD 60", "2023-12 CSAM/_U/DISCORD 18200",
            ])
        #expect(try collect(sample("discord.csv"), for: "platform-reports").errors == ["missing-value -:-"])
        #expect(
            try collect(
                sample("discord.csv"), for: "platform-reports", ["metric=Accounts Disabled"], coverage: "2023-10"
            ).errors == ["wrong-dataset -:-"])
    }

    @Test(arguments: [
        ("2024Q2", "2024-Q2"), ("Jul-Sep 2023", "2023-Q3"), ("Oct \u{2013} Dec 2020", "2020-Q4"), ("2023", "2023"),
        ("2023-Q1", "2023-Q1"), ("Q1 2023", "2023-Q1"), ("Oct 2023", "2023-10"), ("Januari 2024", "2024-01"),
    ])
    func periodsOfReports(text: String, period: String) { #expect(publicPeriod(text) == Period(period)) }

    @Test(arguments: ["", "Jul-Aug 2023", "Aug-Oct 2023", "Jul-Sep", "Jul-Sep 23", "2023Q5", "H1 2023", "Sep-Jul 2023"])
    func textsThatAreNoPeriod(text: String) { #expect(publicPeriod(text) == nil) }

    @Test(arguments: [
        ("cybertips.csv", FileShape.cybertips), ("ncmec-countries.csv", .ncmecCountries),
        ("ncmec-contents.csv", .ncmecContents), ("meta.csv", .meta), ("tiktok.csv", .tiktok), ("discord.csv", .discord),
        ("dsa.csv", .dsa), ("dsa-37.csv", .dsa), ("dsa-light.csv", .dsa),
    ])
    func theFirstLineShowsTheShape(file: String, shape: FileShape) throws {
        var reader = RecordReader(MemorySource(try sample(file)), format: .csv)
        _ = try reader.next()
        #expect(FileShape.possible(for: reader.texts()) == [shape])
    }

    @Test(arguments: [
        ("a,b,c\n1,2,3\n", "unknown-shape 1:-"), ("", "empty-file -:-"),
        ("country,2023,report key,date received\n", "unknown-shape 1:-"),
    ])
    func aShapeThatIsNotClearIsAskedFor(text: String, expected: String) throws {
        #expect(try collect(text, for: "platform-reports").errors == [expected])
    }

    @Test func twoFiguresForTheSameAreAnError() throws {
        let text = "country,iso3,2022\nMalaysia,MYS,5\nMalaysia,MYS,6\nMalaysia,MYS,x\nMalaysia,MYS,-1\n"
        let read = try collect(text, for: "cybertips-yearly")
        #expect(read.observations == ["2022 MYS 5"])
        #expect(read.errors == ["doubled-row 3:-", "malformed-number 4:3", "negative-count 5:3"])
    }
}
