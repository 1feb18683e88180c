import Collecting
import Registry
import Statistics
import Storage
import TestSupport
import Testing

@testable import Workspace

/// What a whole submission is held against: rules, the sender's own past, persons' numbers, and what it covers.
@Suite struct IntakeTests {
    private static let rules = """
        rules:
          - {id: more-x, compare: {left: {FORM: "Y"}, is: <=, right: {FORM: X}}}
          - {id: some-x, severity: warning, share: {of: {FORM: X}, most: 9/10, from: 10}}
          - {id: usual, jump: {of: [{}, {STATE: A}]}}

        """

    // MARK: - Rules

    @Test func aBrokenRuleRefusesTheWholeEvenWhereGoodRowsAreKept() throws {
        let office = try Office(rules: Self.rules)
        for keeping in [false, true] {
            let error = try failure { try office.submit(["A,X,2025-01,3", "B,Y,2025-01,4"], keeping: keeping) }
            guard case .findings(let log) = error else { throw Unexpected() }
            #expect(log.kept.map(\.kind) == [.brokenRule] && log.refusesProtection)
            #expect(error.words.contains("FORM=Y is 4 and must be at most FORM=X, which is 3"))
        }
        try office.submit(["A,X,2025-01,4", "B,Y,2025-01,4"])
    }

    /// What is missing may be all that is wrong; a row that is left out must not be a way around a rule.
    @Test func rulesAreHeldAgainstWhatIsKept() throws {
        let office = try Office(rules: Self.rules)
        let rows = ["A,X,2025-01,3", "B,Y,2025-01,4", "Q,X,2025-01,9"]
        let whole = try failure { try office.submit(rows) }
        #expect(whole.words.contains("“Q”") && !whole.words.contains("more-x"))
        let kept = try failure { try office.submit(rows, keeping: true) }
        #expect(kept.words.contains("more-x"))
    }

    @Test func aWarningIsTakenAndStandsInTheReceipt() throws {
        let office = try Office(rules: Self.rules)
        let receipt = try office.submit(["A,X,2025-01,20"])
        #expect(receipt.findings.kept.map(\.kind) == [.brokenRule])
        #expect(receipt.findings.count(of: .error) == 0)
        #expect(try office.counts(try #require(Period("2025-01"))).reduce(0, +) == 20)
    }

    @Test func rulesStandInNoRelease() throws {
        let office = try Office(rules: Self.rules)
        try office.submit(["A,X,2025-01,20"])
        #expect(try office.release("2025-01").release.structure.rules.isEmpty)
    }

    // MARK: - Jumps

    private func jumps(_ receipt: Receipt) -> [String] {
        receipt.findings.kept.filter { $0.kind == .jump }.map(\.message.english)
    }

    @Test func aJumpIsToldToItsSenderOfItsOwnCountsAlone() throws {
        let office = try Office(rules: Self.rules)
        for month in ["2025-01", "2025-02", "2025-03"] {
            try office.submit(["A,X,\(month),50", "A,Y,\(month),40"])
            // Others' counts are far larger, and never looked at.
            try office.submit(["A,X,\(month),900", "A,Y,\(month),500"], from: "PB", branch: "X")
        }
        let far = try office.submit(["A,X,2025-04,300", "A,Y,2025-04,100"])
        #expect(jumps(far).count == 2)
        #expect(jumps(far).first?.contains("_T is 400, after 90 in the last 3 periods that you reported") == true)
        #expect(jumps(try office.submit(["B,X,2025-05,50", "B,Y,2025-05,40", "A,X,2025-05,90"])).isEmpty)
        // Another branch has no past of its own.
        #expect(jumps(try office.submit(["A,X,2025-04,9"], from: "PB", branch: "Y")).isEmpty)
        #expect(try jumps(office.workspace.receipt(far.id)).count == 2, "the receipt keeps it, sealed")
    }

    @Test func aCorrectionIsComparedWithTheMonthsBeforeItAndNotWithWhatItReplaces() throws {
        let office = try Office(rules: Self.rules)
        for month in ["2025-01", "2025-02", "2025-03"] { try office.submit(["A,X,\(month),50", "A,Y,\(month),40"]) }
        try office.submit(["A,X,2025-04,500"])
        #expect(jumps(try office.submit(["A,X,2025-04,50", "A,Y,2025-04,41"])).isEmpty)
    }

    @Test func monthsOfOneFileAreComparedWithEachOther() throws {
        let office = try Office(rules: Self.rules)
        let rows = (1...6).flatMap { ["A,X,2025-0\($0),\($0 == 5 ? 500 : 50)", "A,Y,2025-0\($0),40"] }
        let told = jumps(try office.submit(rows))
        #expect(told.count == 2 && told.allSatisfy { $0.hasPrefix("2025-05, rule usual") })
    }

    @Test func validationComparesLikewise() throws {
        let office = try Office(rules: Self.rules)
        for month in ["2025-01", "2025-02", "2025-03"] { try office.submit(["A,X,\(month),50", "A,Y,\(month),40"]) }
        let mapping = office.folder("mappings/cases.yaml")
        let choice = try CollectorChoice(
            collector: "tabular", registry: .shipped, structureFile: nil, dataset: try Identifier("cases"),
            workspace: office.folder("office"), mappingFile: mapping)
        let file = try office.folder.file("next.csv", "where,what,when,number\nA,X,2025-04,400\n")
        let read = try CollectedSubmission(
            [try Office.intake.open(file)], reader: choice.reader, structure: choice.structure,
            context: CollectingContext(today: try moment("2026-01-15").today))
        let told = { (provider: String, branch: String?) in
            try office.workspace.jumps(
                in: read, structure: choice.structure, periods: nil,
                sender: (try Identifier(provider), try branch.map { try Identifier($0) }), file: "next.csv")
        }
        #expect(try told("PA", nil).count == 2)
        #expect(try told("PB", "X").isEmpty)
        #expect(try failure { try told("PC", nil) }.words.contains("there is no provider PC"))
        // Asked through the workspace, as the service asks.
        var request = SubmitRequest(collector: "tabular", provider: try Identifier("PA"))
        request.files = [file]
        request.dataset = try Identifier("cases")
        request.mappingFile = mapping
        let checked = try office.workspace.validate(request, Office.intake, moment: try moment("2026-01-15"))
        #expect(checked.findings.kept.filter { $0.kind == .jump }.count == 2 && checked.observations == 1)
    }

    // MARK: - Records

    @Test func recordsDeclareThePeriodsTheyCover() throws {
        let office = try Office()
        let path = "mappings/cases.yaml"
        try office.folder.file(
            path, try office.folder.text(path).replacing("count: {column: number}", with: "count: rows"))
        let rows = ["A,X,2025-01,1", "B,Y,2025-02,1"]
        let error = try failure { try office.submit(rows) }
        guard case .usage(let text) = error else { throw Unexpected() }
        #expect(text.contains("sent.csv holds records") && text.contains("--period 2024-03..2024-05"))
        let receipt = try office.submit(rows, periods: "2025-01..2025-03")
        #expect(receipt.periods.map(\.period.description) == ["2025-01", "2025-02", "2025-03"])
        #expect(try office.counts(try #require(Period("2025-03"))).allSatisfy { $0 == 0 })
    }

    @Test func countsSpeakForThePeriodsInThem() throws {
        let office = try Office()
        let receipt = try office.submit(["A,X,2025-01,0"])
        #expect(receipt.periods.map(\.period.description) == ["2025-01"])
    }

    // MARK: - Persons

    @Test(arguments: ["900101-14-5678", "012-345 6789", "a.b@contoh.my"])
    func whatLooksPersonalIsRefusedWhereverItStandsAndNotRepeated(secret: String) throws {
        let office = try Office()
        let mapping = try office.folder.text("mappings/cases.yaml")
        let skipping = mapping + "rows:\n  skip:\n    - {column: where, values: [Jumlah]}\n"
        let files = [
            "where,what,when,number\nA,X,2025-01,5,\n\(secret),X,2025-01,5\n",
            "where,what,when,number,remark\nA,X,2025-01,5,\(secret)\n",
            "where,what,when,number,\(secret)\nA,X,2025-01,5,\n",
            "where,what,when,number\nA,X,2025-01,5\nJumlah,\(secret),2025-01,5\n",
            "where,what,when,number\nA,X,2025-01,5\nA,X,2025-01,5,,,called \(secret) back\n",
        ]
        for (place, text) in files.enumerated() {
            try office.folder.file("mappings/cases.yaml", place == 3 ? skipping : mapping)
            for keeping in [false, true] {
                var request = SubmitRequest(collector: "tabular", provider: try Identifier("PA"))
                request.dataset = try Identifier("cases")
                request.mappingFile = office.folder("mappings/cases.yaml")
                request.files = [try office.folder.file("sent.csv", text)]
                request.keepsGoodRows = keeping
                let error = try failure {
                    try office.workspace.submit(request, Office.intake, moment: moment("2026-01-15"), actor: "test")
                }
                guard case .findings(let log) = error else { throw Unexpected() }
                #expect(log.refusesWhole, "file \(place)")
                #expect(!error.words.contains(secret.suffix(6)), "file \(place): \(error.words)")
            }
        }
    }

    @Test(arguments: ["900101-14-5678", "0123456789", "a.b@contoh.my"])
    func namesNotesAndMappingsAreLookedAtToo(secret: String) throws {
        let office = try Office()
        let errors = [
            try failure { try office.submit(["A,X,2025-01,5"], named: "\(secret).csv") },
            try failure {
                try office.workspace.addProvider(
                    Identifier("PC"), name: "Ali \(secret)", kind: .police, branches: [], moment: moment("2026-01-15"),
                    actor: "test")
            },
        ]
        let receipt = try office.submit(["A,X,2025-01,5"])
        let withdrawn = try failure {
            try office.workspace.withdraw(
                receipt.id, reason: "asked \(secret)", moment: moment("2026-01-15"), actor: "test")
        }
        let released = try failure {
            try office.workspace.release(
                Identifier("cases"), periods: periods("2025-01"), note: "ask \(secret)", spend: nil,
                moment: moment("2026-01-15"), actor: "test")
        }
        for error in errors + [withdrawn, released] {
            guard case .usage(let text) = error else { throw Unexpected() }
            #expect(text.contains("identity number") && !text.contains(secret.suffix(6)))
        }
        let path = "mappings/cases.yaml"
        try office.folder.file(path, "# ask \(secret)\n" + (try office.folder.text(path)))
        let mapping = try failure { try office.submit(["A,X,2025-01,5"]) }
        #expect(mapping.words.contains("cases.yaml:1: this line holds") && !mapping.words.contains(secret.suffix(6)))
        let wrong = try office.folder.file("log.csv", "name,ic\nAli,\(secret)\n")
        let error = try failure {
            try CollectorChoice(
                collector: "tabular", registry: .shipped, structureFile: nil, dataset: Identifier("cases"),
                workspace: office.folder("office"), mappingFile: wrong)
        }
        #expect(!error.words.contains(secret.suffix(6)), "a wrong file given for a mapping is not repeated")
    }

    // MARK: - Units

    @Test func aMappingThatCountsAnotherUnitIsRefused() throws {
        let office = try Office()
        let path = "mappings/cases.yaml"
        let mapping = try office.folder.text(path)
        try office.folder.file(path, mapping + "unit: children\n")
        let error = try failure { try office.submit(["A,X,2025-01,5"]) }
        #expect(error.words.contains("cases counts cases, not children"))
        try office.folder.file(path, mapping + "unit: Cases\n")
        try office.submit(["A,X,2025-01,5"])
    }
}
