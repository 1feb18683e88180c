import Collecting
import CollectorSupport
import Testing

@testable import PoliceCasesCollector

@Suite struct CaseTests {
    @Test func theSampleOfOnlineCasesLeavesOutTheOthers() throws {
        let read = try police.collect(try police.sample("opened.csv"), for: try ShippedFiles.dataset("police-cases"))
        #expect(read.outline == ["note skipped-rows -:-"])
        #expect(
            read.cells == [
                "2026-Q1 MY-01/ACT792_S10/CSAM_POSS/_U/_U/_U/_U/_U",
                "2026-Q1 MY-10/ACT792_S12/GROOM/WHATSAPP/STRANGER/FRIEND/Y12T14/F",
                "2026-Q1 MY-12/ACT792_S15A/LIVESTREAM/FACEBOOK/CAREGIVER/POLICE/Y7T9/F",
                "2026-Q1 MY-14/ACT792_S15B/EXTORT/TELEGRAM/STRANGER/NO_ONE/Y15T17/M",
            ])
        let all = try police.collect(
            try police.sample("opened.csv"), for: try ShippedFiles.dataset("police-cases"), [("online-only", "no")])
        #expect(all.cells.contains("2026-Q1 MY-07/PC_S376/_U/_U/FAMILY/SCHOOL/Y12T14/F"))
        #expect(all.outline.isEmpty && all.observed.count == 5)
    }

    @Test(arguments: [
        ("s.14 SOAC 2017", "ACT792_S14"), ("Seksyen 14 AKS 2017", "ACT792_S14"), ("Akta 792 s 14(a)", "ACT792_S14"),
        ("S14 Act 792", "ACT792_S14"),
        ("sek. 14(a) Akta Kesalahan-Kesalahan Seksual Terhadap Kanak-Kanak 2017", "ACT792_S14"),
        ("Section 14(a) of the Sexual Offences Against Children Act 2017 (Act 792)", "ACT792_S14"),
        ("15A SOAC", "ACT792_S15A"), ("s. 15 A Akta 792", "ACT792_S15A"), ("s.15(a)(i) SOAC", "ACT792_S15"),
        ("Seksyen 15B, Akta 792", "ACT792_S15B"), ("Act 792", "ACT792_U"), ("SOAC s.4", "ACT792_U"),
        ("Section 376 Penal Code", "PC_S376"), ("376(1) KK", "PC_S376"), ("Seksyen 376B Kanun Keseksaan", "PC_S376B"),
        ("s.377E PC", "PC_S377E"), ("377CA Penal Code", "PC_S377"), ("Section 302 Penal Code", "PC_OTHER"),
        ("Penal Code", "PC_OTHER"), ("s 354", "PC_S354"), ("Section 233 CMA 1998", "CMA_S233"),
        ("s.211 Akta 588", "CMA_S211"), ("s. 232 Communications and Multimedia Act 1998", "CMA_OTHER"),
        ("Akta 611", "_O"), ("Child Act 2001 s.31", "_O"), ("rape", "PC_S376"), ("ACT792_S5", "ACT792_S5"),
        ("s. 5 Making or producing child sexual abuse material", "ACT792_S5"), ("Section 12", "ACT792_S12"), ("", "_U"),
        ("unknown", "_U"), ("something else", "error unknown-code 2:3"), ("s. 99", "error unknown-code 2:3"),
        ("LAW_REST", "error subtotal-code 2:3"),
    ])
    func aSectionOfLawIsFoundAsPeopleWriteIt(text: String, expected: String) throws {
        let read = try police.collect("case,date,law section\nK1,2023-05-01,\"\(text)\"\n", for: "case-stages")
        let laws = read.cells.map { String($0.split(separator: " ")[1].split(separator: "/")[0]) }
        #expect(read.problems + laws == [expected])
    }

    @Test func casesOfCourtsCountByTheDecision() throws {
        let text = """
            case,date,charged,convicted,acquitted,court,testimony,compensation
            K1,2021-02-01,2022-01-01,2024-03-01,,special,full,ordered
            K2,2021-02-01,2022-01-01,,2025-03-01,mahkamah tinggi,tiada saksi,tiada
            K3,2021-02-01,2022-01-01,,,,,

            """
        let read = try police.collect(text, for: "court-cases")
        #expect(read.cells == ["2024 SPECIAL/FULL/ORDERED", "2025 ORDINARY/_Z/NOT_SOUGHT"])
        #expect(read.outline == ["note skipped-rows -:-"])
    }

    @Test func aChildCountsOnceWithAllItsForms() throws {
        let rows = [
            "C1,2026-02-01,Selangor,13,girl,no,grooming", "C1,2026-05-01,,14,girl,yes,sextortion; possession",
            "C2,2026-03-01,Johor,9,boy,,",
        ]
        for order in orders(of: rows) {
            let text = (["victim,date identified,state,age,sex,rescued,forms"] + order).joined(separator: "\n") + "\n"
            let read = try police.collect(text, for: "victims-identified")
            #expect(read.outline.isEmpty)
            #expect(
                read.cells == [
                    "2026-Q1 MY-01/Y7T9/M/_U/_T", "2026-Q1 MY-01/Y7T9/M/_U/_U", "2026-Q1 MY-10/Y12T14/F/YES/CSAM_POSS",
                    "2026-Q1 MY-10/Y12T14/F/YES/EXTORT", "2026-Q1 MY-10/Y12T14/F/YES/GROOM",
                    "2026-Q1 MY-10/Y12T14/F/YES/_T",
                ])
        }
    }

    @Test func onlineIsWhatSomeRowSays() throws {
        for order in orders(of: ["K1,2026-01-01,yes", "K1,2026-01-01,", "K2,2026-01-01,no", "K3,2026-01-01,"]) {
            let text = (["case,date,online"] + order).joined(separator: "\n") + "\n"
            let read = try police.collect(text, for: "police-cases")
            #expect(read.observed.count == 1)
        }
        #expect(
            try police.collect("case,date,online\nK1,2026-01-01,perhaps\n", for: "police-cases").problems == [
                "error unknown-code 2:3"
            ])
    }

    @Test func theKeyIsNeededForCases() throws {
        #expect(
            try police.collect("date,state\n2026-01-01,Johor\n", for: "police-cases").problems == [
                "error missing-column -:-"
            ])
        #expect(try police.collect("", for: "police-cases").problems == ["error empty-file -:-"])
        #expect(try police.collect("case,date\n", for: "police-cases").problems == ["error no-rows -:-"])
        let quarter = try #require(Period("2026-Q1"))
        #expect(try police.collect("case\nK1\n", for: "police-cases", period: quarter).observed.count == 1)
    }

    @Test func noFindingRepeatsAKey() throws {
        for key in ["900101-14-5678", "IPD/RPT/000123"] {
            let text = "case,stage,stage date\n\(key),reported,2023-05-01\n\(key),convicted,2023-01-01\n\(key),x,y\n"
            for finding in try police.collect(text, for: "case-stages").findings {
                #expect(!"\(finding)".contains(key))
            }
        }
    }
}

@Suite struct PoliceStreamTests {
    static let samples = [
        ("stages.csv", "case-stages", "unsaid"), ("cases.csv", "case-stages", "unsaid"),
        ("funnel.csv", "case-stages", "cumulative"), ("opened.csv", "police-cases", "unsaid"),
    ]

    @Test(arguments: samples)
    func theSizeOfTheReadsDoesNotMatter(name: String, id: String, funnel: String) throws {
        let (bytes, collector) = (
            try police.sample(name), try police.collector(for: try ShippedFiles.dataset(id), [("funnel", funnel)])
        )
        let whole = try police.read(bytes, by: collector)
        for chunk in 1...bytes.count where chunk < 50 || chunk % 37 == 0 {
            #expect(try police.read(bytes, by: collector, chunk: chunk) == whole, "\(chunk)")
        }
    }

    /// Of a file that was cut no case is counted that the whole does not have.
    @Test(arguments: samples)
    func aFileCutAnywhereSaysSoOrGivesNoMoreCases(name: String, id: String, funnel: String) throws {
        let (bytes, collector) = (
            try police.sample(name), try police.collector(for: try ShippedFiles.dataset(id), [("funnel", funnel)])
        )
        let whole = Set(try police.read(bytes, by: collector).observed.map { $0.split(separator: " ")[2] })
        for length in 0..<bytes.count {
            let read = try police.read(Array(bytes[..<length]), by: collector)
            let units = Set(read.observed.map { $0.split(separator: " ")[2] })
            #expect(units.isSubset(of: whole) || read.findings.contains { $0.kind == .unfinishedFile }, "\(length)")
            if length > 0, bytes[length - 1] != UInt8(ascii: "\n") { #expect(!read.findings.isEmpty, "\(length)") }
        }
    }

    @Test(arguments: samples)
    func noByteBringsItDown(name: String, id: String, funnel: String) throws {
        let (bytes, collector) = (
            try police.sample(name), try police.collector(for: try ShippedFiles.dataset(id), [("funnel", funnel)])
        )
        let strange = [0x00, 0x0A, 0x22, 0x2C, 0x7B, 0xFF] as [UInt8]
        for place in stride(from: 0, to: bytes.count, by: 3) {
            var mutated = bytes
            mutated[place] = strange[place / 3 % strange.count]
            let read = try police.read(mutated, by: collector)
            if place % 5 == 0 {
                #expect(read == (try police.read(mutated, by: collector, chunk: 7)))
            }
        }
    }

    @Test func whatIsDescribedIsSo() throws {
        let description = PoliceCasesCollector.description
        for id in ["police-cases", "police-cases-yearly", "case-stages", "court-cases", "victims-identified"] {
            #expect(description.feeds.areMet(by: try ShippedFiles.dataset(id)))
        }
        #expect(!description.feeds.areMet(by: try ShippedFiles.dataset("hotline-reports")))
        #expect(description.options.allSatisfy { $0.summary.malay != nil })
    }
}
