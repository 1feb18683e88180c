import Collecting
import CollectorSupport
import Testing

@testable import PoliceCasesCollector

/// What the three samples of cases and their stages come to.
private let expected = [
    "2023 ACT792_S14/CHARGED", "2023 ACT792_S14/CLOSED", "2023 ACT792_S14/REPORTED", "2023 CMA_S233/REPORTED",
    "2023 PC_S376/CONVICTED",
]

@Suite struct StageTests {
    @Test(arguments: [("stages.csv", "auto"), ("cases.csv", "auto"), ("kes.csv", "day-first")])
    func everyShapeOfTheSameCasesCountsTheSame(name: String, dates: String) throws {
        let read = try police.collect(
            try police.sample(name), for: try ShippedFiles.dataset("case-stages"), [("dates", dates)])
        #expect(read.outline.isEmpty)
        #expect(read.cells == expected)
    }

    @Test func everyOrderOfTheRowsOfACaseGivesTheSame() throws {
        let rows = [
            "K1,s.14 SOAC,reported,2023-02-03", "K1,,investigated,2023-02-04", "K1,,charged,2023-03-05",
            "K1,s.14 SOAC,convicted,2024-01-02", "K2,Act 792,reported,2023-05-01",
        ]
        for order in orders(of: rows) {
            let text = (["case,law,stage,stage date"] + order).joined(separator: "\n") + "\n"
            let read = try police.collect(text, for: "case-stages")
            #expect(read.cells == ["2023 ACT792_S14/CONVICTED", "2023 ACT792_U/REPORTED"])
            #expect(read.outline.isEmpty)
        }
    }

    /// The same cases sent again later: some moved on, none is counted twice and none leaves its cohort.
    @Test func aCohortThatIsSentAgainHasTheSameCases() throws {
        var generator = SplitMix(state: 7)
        let stages = ["reported", "investigated", "charged", "convicted"]
        var reached = (0..<60).map { _ in Int(generator.next() % 4) }
        for _ in 0..<3 {
            var rows: [String] = []
            for (place, last) in reached.enumerated() {
                for stage in 0...last { rows.append("K\(place),\(stages[stage]),202\(3 + stage / 2)-0\(stage + 1)-15") }
            }
            rows.shuffle(using: &generator)
            let read = try police.collect(
                (["case,stage,stage date"] + rows).joined(separator: "\n") + "\n", for: "case-stages")
            #expect(read.observed.count == reached.count)
            #expect(Set(read.observed.map { $0.split(separator: " ")[2] }).count == reached.count)
            #expect(read.observed.allSatisfy { $0.hasPrefix("2023 ") })
            for (stage, name) in stages.enumerated() {
                #expect(
                    read.cells.filter { $0.hasSuffix("/\(name.uppercased())") }.count
                        == reached.filter { $0 == stage }.count)
            }
            reached = reached.map { min($0 + Int(generator.next() % 2), 3) }
        }
    }

    @Test(
        arguments: [
            // A date before that of the stage before.
            ("K1,reported,2023-05-01\nK1,charged,2023-04-01\n", "warning implausible-order 2:-", "2023 _U/CHARGED"),
            ("K1,reported,2023-05-01\nK1,convicted,2023-06-01\n", "warning implausible-order 2:-", "2023 _U/CONVICTED"),
            (
                "K1,reported,2023-05-01\nK1,charged,2023-06-01\nK1,closed,2023-07-01\n",
                "warning implausible-order 2:-", "2023 _U/CHARGED"
            ),
            // No report date.
            ("K1,charged,2023-05-01\n", "error missing-value 2:-", nil),
            ("K1,reported,\n", "error missing-value 2:-", nil),
            // Two verdicts, of which the later counts.
            (
                "K1,reported,2023-05-01\nK1,charged,2023-06-01\nK1,convicted,2023-07-01\nK1,acquitted,2024-07-01\n",
                nil,
                "2023 _U/NOT_CONVICTED"
            ),
            (
                "K1,reported,2023-05-01\nK1,charged,2023-06-01\nK1,acquitted,2023-07-01\nK1,convicted,2024-07-01\n",
                nil,
                "2023 _U/CONVICTED"
            ),
            (
                "K1,reported,2023-05-01\nK1,charged,2023-06-01\nK1,convicted,\nK1,acquitted,\n",
                "error contradictory-rows 2:-",
                nil
            ),
            // Closed, then opened again.
            ("K1,reported,2023-05-01\nK1,closed,2023-06-01\nK1,charged,2023-07-01\n", nil, "2023 _U/CHARGED"),
            ("K1,reported,2023-05-01\nK1,reported,2023-04-01\n", nil, "2023 _U/REPORTED"),
            ("K1,rep,2023-05-01\n", "error unknown-code 2:2", nil), ("K1,reported,2023\n", nil, "2023 _U/REPORTED"),
            (",reported,2023-05-01\n", "error missing-value 2:1", nil),
            ("K1,BEFORE_CHARGE,2023-05-01\n", "error subtotal-code 2:2", nil),
        ] as [(String, String?, String?)])
    func whatCannotHaveBeenIsFound(rows: String, finding: String?, cell: String?) throws {
        let read = try police.collect("case,stage,stage date\n" + rows, for: "case-stages")
        #expect(read.problems == [finding].compactMap(\.self))
        #expect(read.cells == [cell].compactMap(\.self))
    }

    @Test func aCaseWithTwoLawsOrTwoReportsIsAContradiction() throws {
        for rows in ["K1,2023-05-01,s 14 SOAC\nK1,2023-05-01,s 15 SOAC\n", "K1,2023-05-01,\nK1,2023-06-01,\n"] {
            let read = try police.collect("case,report date,law\n" + rows, for: "case-stages")
            #expect(read.observed.isEmpty)
            #expect(read.findings.last?.kind == .contradictoryRows && read.findings.last?.location.row == 3)
        }
    }

    @Test func aCaseWithoutStageIsOfNone() throws {
        let read = try police.collect("case,date,stage\nK1,2023-05-01,\n", for: "case-stages")
        #expect(read.cells == ["2023 _U/_U"])
        let wide = try police.collect(
            "case,report date,charged\nK1,2023-05-01,no\nK2,2023-05-01,yes\n", for: "case-stages")
        #expect(wide.cells == ["2023 _U/CHARGED", "2023 _U/REPORTED"])
    }

    @Test func objectsOfALineEachAreReadAlike() throws {
        let lines = [
            "{\"case\":\"K1\",\"stage\":\"reported\",\"stage date\":\"2023-05-01\",\"law\":\"Act 792\"}",
            "{\"case\":\"K1\",\"stage\":\"charged\",\"stage date\":\"2023-06-01\"}",
            "{\"case\":\"K2\",\"stage\":\"charged\",\"report date\":\"2023-06-01\"}",
        ]
        for order in orders(of: lines) {
            let read = try police.collect(order.joined(separator: "\n") + "\n", for: "case-stages")
            #expect(read.cells == ["2023 ACT792_U/CHARGED", "2023 _U/CHARGED"])
            #expect(read.problems.isEmpty)
        }
    }
}

@Suite struct FunnelTests {
    @Test func aCumulativeFunnelStandsAtFurthestStages() throws {
        let read = try police.collect(
            try police.sample("funnel.csv"), for: try ShippedFiles.dataset("case-stages"), [("funnel", "cumulative")])
        #expect(read.outline.isEmpty)
        #expect(
            read.observed.filter { $0.hasPrefix("2022 ACT792_U") } == [
                "2022 ACT792_U/REPORTED ×20", "2022 ACT792_U/INVESTIGATED ×50", "2022 ACT792_U/CHARGED ×16",
                "2022 ACT792_U/CONVICTED ×10", "2022 ACT792_U/NOT_CONVICTED ×4",
            ])
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func theSumOverStagesIsTheCasesReported(seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        var text = "year,law,stage,count\n"
        var total = 0
        for (place, law) in ["s 5", "s 6", "s 14", "s 15A"].enumerated() {
            var left = 40 + Int(generator.next() % 60)
            total += left
            var rows = ["\(2020 + place % 2),\(law) SOAC,reported,\(left)"]
            for stage in ["investigated", "charged", "convicted"] {
                left = Int(generator.next() % UInt64(left + 1))
                rows.append("\(2020 + place % 2),\(law) SOAC,\(stage),\(left)")
            }
            text += rows.shuffled(using: &generator).joined(separator: "\n") + "\n"
        }
        for id in ["case-stages", "police-cases-yearly"] {
            let read = try police.collect(text, for: id, [("funnel", "cumulative")])
            #expect(read.problems.isEmpty)
            let sum = read.observed.compactMap { $0.split(separator: "×").last.flatMap { Int($0) } }.reduce(0, +)
            #expect(sum == total)
        }
    }

    @Test(arguments: [
        ("2022,100,80,30,40,0", "error above-total 2:-"), ("2022,100,120,30,10,0", "error above-total 2:-"),
        ("2022,100,80,30,28,4", "error above-total 2:-"), ("2022,,80,30,10,0", "error missing-value 2:-"),
        ("2022,1.5,1,1,1,0", "error malformed-number 2:2"), ("2022,-1,0,0,0,0", "error negative-count 2:2"),
        ("2027,1,1,1,1,0", "error future-period 2:1"), (",1,1,1,1,0", "error missing-value 2:1"),
        ("2022,5000000000,1,1,1,0", "error absurd-count 2:2"),
    ])
    func aFunnelThatWidensIsRefused(row: String, finding: String) throws {
        let read = try police.collect(
            "year,reported,investigated,charged,convicted,acquitted\n\(row)\n", for: "case-stages",
            [("funnel", "cumulative")])
        #expect(read.problems == [finding])
        #expect(read.observed.isEmpty)
    }

    @Test func aStageThatIsNotGivenLeavesItOpenWhereCasesStand() throws {
        let read = try police.collect(
            "year,reported,charged,convicted\n2022,100,30,10\n", for: "case-stages", [("funnel", "cumulative")])
        #expect(
            read.observed == ["2022 _U/REPORTED ×0", "2022 _U/CHARGED ×20", "2022 _U/CONVICTED ×10", "2022 _U/_U ×70"])
    }

    @Test func whatCountsByStageMeanMustBeSaid() throws {
        let text = "year,law,stage,count\n2022,Act 792,reported,100\n2022,Act 792,charged,30\n"
        let unsaid = try police.collect(text, for: "case-stages")
        #expect(unsaid.problems == ["error missing-value -:-"] && unsaid.observed.isEmpty)
        let furthest = try police.collect(text, for: "case-stages", [("funnel", "furthest")])
        #expect(furthest.cells == ["2022 ACT792_U/CHARGED", "2022 ACT792_U/REPORTED"])
        let whole = try police.collect(text, for: "police-cases-yearly", [("funnel", "furthest")])
        #expect(whole.observed.count == 1 && whole.observed.first?.hasSuffix("×130") == true)
    }

    @Test func countsWithoutStagesAreTakenAndRepeatsRefused() throws {
        let text = "period,state,cases\n2026-01,Selangor,12\n2026-02,Selangor,\"1,003\"\n2026-02,Johor,-\n"
        let read = try police.collect(text, for: "police-cases", [("repeated-rows", "add")])
        #expect(read.observed.count == 1 && read.observed.first?.hasSuffix("×1015") == true)
        #expect(read.problems.isEmpty)
        #expect(try police.collect(text, for: "police-cases").problems == ["error doubled-row 3:-"])
        #expect(
            try police.collect("year,age,count\n2026,12,3\n", for: "victims-identified").problems == [
                "error wrong-dataset -:-"
            ])
    }
}

/// SplitMix64, by Steele, Lea and Flood.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
