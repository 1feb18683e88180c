import Foundation
import Rationals
import TestSupport
import Testing

@testable import LindungMain

/// The walk of an officer and of a curator, command by command.
@Suite struct OfficeTests {
    private func office() throws -> (files: OfficeFiles, workspace: String) {
        let files = try OfficeFiles(try Folder())
        let workspace = files.folder("office")
        try files.make(workspace)
        return (files, workspace)
    }

    @Test("From an empty folder to a published file, a correction, a withdrawal, and an account of it all")
    func walk() throws {
        let (files, workspace) = try office()
        let run = { (words: String...) in lindung(words + ["--workspace", workspace]) }
        let json = { (words: String...) in try lindung(words + ["--json", "--workspace", workspace]).json() }

        let first = lindung(try files.submit("cases", 300, to: workspace))
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("Receipt – please keep it") && first.output.contains("2026-01"))
        let submissions = try #require(try json("submissions") as? [[String: Any]])
        let id = try #require(submissions.first?["id"] as? String)
        #expect(first.output.contains(id))
        #expect(run("receipt", id.lowercased()).output == first.output)
        let again = lindung(try files.submit("cases", 300, to: workspace))
        #expect(again.status == 0 && again.output.contains("nothing has changed") && again.output.contains(id))

        let early = run("plan", "cases", "--periods", "2026-02")
        #expect(early.status == 2 && run("release", "cases", "--periods", "2026-02").status == 2, "nothing submitted")
        let plan = run("plan", "cases", "--periods", "2026-01")
        #expect(plan.status == 0 && plan.output.contains("for the first time, from the share"), "\(plan.errors)")
        #expect(run("release", "cases", "--periods", "2026-01").status == 0)
        #expect(run("release", "cases", "--periods", "2026-01").status == 2, "nothing has changed")
        let file = files.folder("cases-out.csv")
        #expect(run("export", "cases", "--format", "csv", "--out", file).status == 0)
        #expect(try files.folder.text("cases-out.csv").hasPrefix("DATASET,TIME_PERIOD,STATE,OBS_VALUE"))
        #expect(run("verify", file).output.contains("release 1 of cases as csv"))
        try files.folder.file("cases-changed.csv", try files.folder.text("cases-out.csv") + "x")
        #expect(run("verify", files.folder("cases-changed.csv")).status == 5)

        let corrected = lindung(try files.submit("cases", 310, to: workspace))
        #expect(corrected.output.contains("replaces \(id)"))
        let release = try #require(
            try json("release", "cases", "--periods", "2026-01", "--note", "late") as? [String: Any])
        #expect((release["draws"] as? [[String: Any]])?.first?["correction"] as? Bool == true)
        let budget = run("budget", "people")
        #expect(budget.output.contains("share of cases") && budget.output.contains("reserve"))
        #expect(!budget.output.contains("δ′"), "nothing was selected")
        #expect(budget.output.contains("50%"), "half of the reserve")

        #expect(run("release", "cases", "--periods", "2026-01").status == 2, "nothing has changed")
        let newest = try #require((try json("submissions") as? [[String: Any]])?.last?["id"] as? String)
        let withdrawn = run("withdraw", newest, "--reason", "counted twice")
        #expect(withdrawn.output.contains("\(id), which it had replaced, counts again"))
        #expect(withdrawn.output.contains("release 2"))
        #expect(run("release", "withdraw", "2", "--reason", "counted twice").status == 0)
        #expect(run("verify", file).status == 0, "release 1 stands")
        #expect(
            run("export", "cases", "--format", "json", "--out", files.folder("2.json"), "--release", "2").status == 2)
        let releases = run("releases", "cases")
        #expect(releases.output.contains("withdrawn: counted twice") && releases.output.contains("late"))
        let verified = run("verify")
        #expect(verified.status == 0 && verified.output.contains("Everything holds"), "\(verified.errors)")
    }

    @Test("Every command gives one JSON document, also when it fails")
    func documents() throws {
        let (files, workspace) = try office()
        var words = try files.submit("cases", 300, to: workspace)
        let receipt = try #require((try lindung(words + ["--json"]).json() as? [[String: Any]])?.first)
        #expect(receipt["rowsAccepted"] as? Int == 2 && (receipt["sha256"] as? String)?.count == 64)
        #expect((receipt["periods"] as? [[String: Any]])?.first?["period"] as? String == "2026-01")
        let id = try #require(receipt["id"] as? String)
        for command in [
            ["provider", "list"], ["provider", "disable", "PA"], ["provider", "enable", "PA"],
            ["token", "issue", "--provider", "PA", "--scope", "submit"], ["token", "list"], ["receipt", id],
            ["submissions", "--provider", "PA"], ["completeness", "cases"], ["plan", "cases", "--periods", "2026-01"],
            ["release", "cases", "--periods", "2026-01"], ["releases"], ["budget"], ["sum", "cases"],
            ["export", "cases", "--format", "json", "--out", files.folder("o.json")],
            ["verify", files.folder("o.json")],
            ["verify"], ["withdraw", id, "--reason", "x"], ["release", "withdraw", "1", "--reason", "x"], ["purge"],
            ["collectors"], ["collectors", "describe", "tabular"],
        ] {
            let outcome = lindung(command + ["--json", "--workspace", workspace])
            #expect(outcome.status == 0, "\(command): \(outcome.output) \(outcome.errors)")
            _ = try outcome.json()
        }
        for (command, status) in [
            (["plan", "nothing"], 2), (["verify", files.folder("o.json")], 5),
            (["withdraw", "S-0000000000", "--reason", "x"], 2),
            (["export", "cases", "--format", "xlsx", "--out", "x"], 2),
            (["release", "cases", "--periods", "2030-01"], 2),
        ] as [([String], Int32)] {
            let outcome = lindung(command + ["--json", "--workspace", workspace])
            #expect(outcome.status == status, "\(command): \(outcome.errors)")
            _ = try outcome.json()
        }
        words[1] = try files.folder.file("bad.csv", "state,month,number\nAlorr,2026-01,4\n")
        let bad = lindung(words + ["--json"])
        #expect(try bad.status == 1 && (bad.members()["findings"] as? [Any])?.count == 1)
        let none = lindung("submissions", "--json", "--workspace", files.folder("none"))
        #expect(none.status == 2 && none.errors.contains("lindung init"))
    }

    @Test("A correction that asks for more than is left is refused, and says what was asked, spent and left")
    func refusal() throws {
        let (files, workspace) = try office()
        for count in [300, 310, 320] {
            #expect(lindung(try files.submit("cases", count, to: workspace)).status == 0)
            let spend = count == 300 ? "1" : "3/5"
            let outcome = lindung(
                "release", "cases", "--periods", "2026-01", "--spend", spend, "--workspace", workspace)
            #expect(outcome.status == (count == 320 ? 3 : 0), "\(outcome.errors)")
            if count == 320 {
                #expect(outcome.errors.contains("is spent") && outcome.errors.contains("is left"))
                #expect(outcome.errors.contains("release 2 of cases"))
            }
        }
        let plan = lindung("plan", "cases", "--periods", "2026-01", "--spend", "3/5", "--workspace", workspace)
        #expect(plan.status == 3)
        #expect(lindung("releases", "--json", "--workspace", workspace).output.contains("\"number\":2"))
        #expect(!lindung("releases", "--json", "--workspace", workspace).output.contains("\"number\":3"))
    }

    @Test("Under a strict threshold the plan says from where on figures are shown, and the release charges delta")
    func strictThreshold() throws {
        let (files, workspace) = try office()
        let structure = try files.folder.text("office/structures/cases.yaml")
        try files.folder.file(
            "office/structures/cases.yaml",
            structure.replacing("threshold: noisy", with: "threshold: strict").replacing(
                "measure: {unit: cases,", with: "measure: {nominal: 3000, unit: cases,"))
        #expect(lindung(try files.submit("cases", 3000, to: workspace)).status == 0)
        func run(_ words: String...) -> Outcome { lindung(words + ["--workspace", workspace]) }
        let plan = run("plan", "cases", "--periods", "2026-01")
        #expect(plan.status == 0 && plan.output.contains("SHOWN FOR CERTAIN"), "\(plan.errors)")
        #expect(plan.output.contains("fewer than 10 units (case)") && plan.output.contains("δ′ = 2.0e-7"))
        #expect(!plan.errors.contains("noise alone") && !plan.errors.contains("less than four in five"))
        let expected = try files.folder.text("office/structures/cases.yaml")
        try files.folder.file(
            "office/structures/cases.yaml", expected.replacing("nominal: 3000", with: "nominal: 300"))
        let fine = run("plan", "cases", "--periods", "2026-01")
        #expect(fine.errors.contains("warning: state: by what was published or is expected"), "\(fine.errors)")
        #expect(run("plan", "cases", "--periods", "2026-01", "--json").output.contains("\"shownForCertainFrom\":"))
        let release = run("release", "cases", "--periods", "2026-01")
        #expect(release.status == 0 && release.output.contains("δ′ = "), "\(release.errors)")
        let budget = run("budget", "people")
        #expect(budget.output.contains("SPENT δ′") && budget.output.contains("2.0e-7"), "\(budget.output)")
        let accounts = try run("budget", "people", "--json").accounts()
        #expect(accounts.map { $0["reserve"] as? Bool } == [false, false, true, true])
        let spent = accounts.map { ($0["spentDelta"] as? String).flatMap { Rational($0) } ?? .one }
        let share = try #require(Rational("2e-7"))
        #expect(spent[0] > .zero && spent[0] <= share && spent.dropFirst().allSatisfy { $0 == .zero })
        let csv = run("export", "cases", "--format", "csv", "--out", files.folder("out.csv"))
        #expect(csv.status == 0, "\(csv.errors)")
        let rows = try files.folder.text("out.csv").split(separator: "\n").filter { $0.contains("2026-01") }
        #expect(rows.count == 4)
        // B has seven cases and _U none; the nation and A thousands.
        #expect(rows.count { $0.contains(",Q,C") } == 2)
        #expect(run("verify").status == 0)
        // A correction, from the reserve; and what the threshold hides of earlier vintages is warned of.
        #expect(lindung(try files.submit("cases", 3100, to: workspace)).status == 0)
        #expect(run("release", "cases", "--periods", "2026-01").status == 0)
        // B's seven and the hundreds of A that selection passes over look the same: all that is known is that it did.
        let again = run("plan", "cases", "--periods", "2026-02")
        #expect(!again.output.contains("below 10"), "\(again.output)")
        let raised = try files.folder.text("office/structures/cases.yaml").replacing("k: 10", with: "k: 20")
        try files.folder.file("office/structures/cases.yaml", raised)
        try files.folder.file("next.csv", "state,month,number\nA,2025-12,3000\n")
        let next = run(
            "submit", files.folder("next.csv"), "--collector", "tabular", "--provider", "PA", "--dataset", "cases",
            "--mapping", files.folder("cases.yaml"))
        #expect(next.status == 0, "\(next.errors)")
        let warned = run("plan", "cases", "--periods", "2025-12")
        #expect(warned.errors.contains("1 carried periods (2026-01)"), "\(warned.errors)")
    }

    @Test("What an officer reads is there in Malay")
    func malay() throws {
        let (files, workspace) = try office()
        let receipt = lindung(try files.submit("cases", 300, to: workspace) + ["--language", "ms"])
        #expect(receipt.output.contains("Resit – sila simpan") && receipt.output.contains("lewat"))
        for (command, word) in [
            (["submissions"], "dikira"), (["completeness", "cases", "--periods", "2026-01..2026-02"], "TIADA"),
            (["plan", "cases", "--periods", "2026-01"], "dicabut buat kali pertama, daripada bahagian"),
            (["plan", "cases", "--periods", "2026-01"], "angka di bawah 10 disembunyikan"),
            (["release", "cases", "--periods", "2026-01"], "Terbitan 1 bagi cases"), (["budget"], "DIBELANJAKAN"),
            (["sum", "cases", "--where", "STATE=A"], "anggaran"),
        ] {
            let outcome = lindung(command + ["--language", "ms", "--workspace", workspace])
            #expect(outcome.output.contains(word), "\(outcome.output)")
        }
    }

    @Test("A workspace is made whole, in a place that is free, with secrets that only its owner reads")
    func making() throws {
        let (files, workspace) = try office()
        #expect(try files.folder.mode("office/keys/sealing.key") == 0o600)
        #expect(try files.folder.mode("office/keys") == 0o700)
        #expect(try files.folder.mode("office/store/lindung.db") == 0o600)
        let again = lindung("init", "--catalogue", files.folder("catalogue"), "--workspace", workspace)
        #expect(again.status == 2 && again.errors.contains("not empty"))
        try files.folder.file("catalogue/structures/bad.yaml", "id: bad\n")
        let bad = lindung("init", "--catalogue", files.folder("catalogue"), "--workspace", files.folder("other"))
        #expect(bad.status == 1 && bad.errors.contains("bad.yaml"))
        #expect(!files.folder.names.contains { $0.hasPrefix("other") })
        try files.folder.file("office/keys/sealing.key", String(repeating: "7", count: 64) + "\n")
        let wrong = lindung("submissions", "--workspace", workspace)
        #expect(wrong.status == 1 && wrong.errors.contains("not the key"))
    }

    @Test("A changed byte of the store, of a vintage or of the audit log is found")
    func tampering() throws {
        let (files, workspace) = try office()
        #expect(lindung(try files.submit("cases", 300, to: workspace)).status == 0)
        #expect(lindung("release", "cases", "--periods", "2026-01", "--workspace", workspace).status == 0)
        let store = "\(workspace)/store/lindung.db"
        let changes = [
            "DROP TRIGGER auditRefusesUPDATE; UPDATE audit SET detail = 'other' WHERE sequence = 2;",
            "DROP TRIGGER payloadRefusesUPDATE; UPDATE payload SET bytes = zeroblob(100);",
            "DROP TRIGGER ledgerRefusesDELETE; DELETE FROM ledger;",
            "DROP TRIGGER partRefusesUPDATE; UPDATE part SET sealedCounts = zeroblob(64);",
        ]
        for change in changes {
            let copy = files.folder("copy-\(UInt64.random(in: 0 ... .max))")
            try FileManager.default.copyItem(atPath: workspace, toPath: copy)
            #expect(lindung("verify", "--workspace", copy).status == 0)
            try SQL.run(change, on: store.replacing(workspace, with: copy))
            let outcome = lindung("verify", "--workspace", copy)
            #expect(outcome.status == 5, "\(change): \(outcome.output) \(outcome.errors)")
        }
    }

    @Test("A filled form is not written over by an empty one")
    func templateKeepsAFilledForm() throws {
        let (files, workspace) = try office()
        let form = files.folder("january.csv")
        let write = [
            "template", "helpline-form", "--dataset", "cases", "--period", "2026-01", "--out", form, "--workspace",
            workspace,
        ]
        #expect(lindung(write).status == 0)
        let empty = try files.folder.text("january.csv")
        #expect(lindung(write).status == 0, "an empty one may be written again")
        try files.folder.file("january.csv", empty + "filled")
        let refused = lindung(write)
        #expect(refused.status == 2 && refused.errors.contains("may hold your figures"))
        #expect(try files.folder.text("january.csv") == empty + "filled")
    }

    @Test("The form is a workbook too: it says itself what it is for, and findings name its cells")
    func templateIsAWorkbook() throws {
        let (files, workspace) = try office()
        let form = files.folder("january.xlsx")
        let write = [
            "template", "helpline-form", "--dataset", "cases", "--period", "2026-01", "--workspace", workspace, "--out",
        ]
        #expect(lindung(write + [form]).status == 0)
        #expect(lindung(write + [files.folder("again.xlsx")]).status == 0)
        #expect(try files.folder.bytes("again.xlsx") == files.folder.bytes("january.xlsx"))
        let checked = lindung("validate", form, "--collector", "helpline-form", "--workspace", workspace)
        #expect(checked.status == 1 && checked.errors.contains("sheet Start, cell D6 (COUNT)"), "\(checked.errors)")
        let refused = lindung(write + [files.folder("january.ods")])
        #expect(refused.status == 2 && refused.errors.contains(".xlsx or .csv"))
    }

    @Test("A release says what the plan warned of, and a withdrawal what must come first")
    func warnings() throws {
        let (files, workspace) = try office()
        let structure = try files.folder.text("office/structures/cases.yaml")
        try files.folder.file(
            "office/structures/cases.yaml", structure.replacing("expected: [PA]", with: "expected: [PA, PB]"))
        #expect(lindung(try files.submit("cases", 300, to: workspace)).status == 0)
        let planned = lindung("plan", "cases", "--periods", "2026-01", "--workspace", workspace)
        let released = lindung("release", "cases", "--periods", "2026-01", "--workspace", workspace)
        let warned = planned.errors.split(separator: "\n").filter { $0.hasPrefix("warning:") }
        #expect(!warned.isEmpty && warned.allSatisfy { released.errors.contains($0) }, "\(planned.errors)")
        #expect(released.output.contains("lindung budget people"))
        let listed = try lindung("submissions", "--json", "--workspace", workspace).json() as? [[String: Any]]
        let id = try #require(listed?.first?["id"] as? String)
        let withdrawn = lindung("withdraw", id, "--reason", "wrong", "--workspace", workspace)
        #expect(withdrawn.output.contains("submit the right file, or a nil return"))
    }

    @Test("A reader's sums, shares and rates come from what is published; a plan says what could be seen")
    func sums() throws {
        let files = try OfficeFiles(try Folder())
        let workspace = files.folder("office")
        // So high that no noise lifts the seven cases of B, or the none of _U, above it.
        let structure = "catalogue/structures/cases.yaml"
        try files.folder.file(structure, files.folder.text(structure).replacing("k: 10", with: "k: 1000"))
        try files.make(workspace)
        let run = { (words: String...) in lindung(words + ["--workspace", workspace]) }
        let json = { (words: String...) in try lindung(words + ["--json", "--workspace", workspace]).json() }
        #expect(run("sum", "cases").status == 2, "nothing is published")
        #expect(lindung(try files.submit("cases", 300_000, to: workspace)).status == 0)
        #expect(run("release", "cases", "--periods", "2026-01").status == 0)

        let all = try #require(
            try json("sum", "cases", "--where", "STATE=A", "--share-of", "STATE=_T") as? [String: Any])
        let line = try #require((all["periods"] as? [[String: Any]])?.first)
        #expect(line["status"] as? String == "estimated")
        #expect(try #require(line["value"] as? Int) > 290_000)
        let share = try #require(line["share"] as? [String: Any])
        #expect(try #require(share["value"] as? Double) > 0.99)
        #expect(try #require(share["margin"] as? Double) < 0.01)
        // Seven cases of B are hidden, and what needs them.
        let hidden = run("sum", "cases", "--where", "STATE=B")
        #expect(hidden.status == 0 && hidden.output.contains("hidden"))
        for (words, told) in [
            (["--where", "PLANET=A"], "there is no dimension PLANET (there are: STATE)"),
            (["--where", "STATE=MARS"], "has no code MARS"), (["--where", "STATE=A,"], "no code"),
            (["--where", "STATE=A", "--where", "STATE=B"], "named twice"),
            (["--periods", "2025-01"], "does not lie within"), (["--periods", "2026"], "of another frequency"),
            (["--share-of", "STATE=B", "--where", "STATE=A"], "a whole that contains it"),
            (["--per", "cases"], "no exact reference figures"),
        ] {
            let refused = lindung(["sum", "cases", "--workspace", workspace] + words)
            #expect(refused.status == 2 && refused.errors.contains(told), "\(words): \(refused.errors)")
        }
        let plan = try #require(try json("plan", "cases", "--periods", "2026-02") as? [String: Any])
        let margins = (plan["draws"] as? [[String: Any]])?.first?["margins"] as? [[String: Any]]
        let national = try #require(margins?.first)
        #expect(national["typicalFrom"] as? String == "published" && national["partShown"] as? Double == 1)
        #expect(try #require(national["smallestRise"] as? Int) > 1000, "the chance in 300,000")
        let warnings = try #require(plan["warnings"] as? [String])
        #expect(warnings.contains { $0.hasPrefix("state: ") && $0.contains("less than four in five") })
    }
}

extension Outcome {
    /// The accounts of the first days of the first population, from `budget --json`.
    fileprivate func accounts() throws -> [[String: Any]] {
        let days = try #require((json() as? [[String: Any]])?.first?["days"] as? [[String: Any]])
        return try #require(days.first?["accounts"] as? [[String: Any]])
    }
}
