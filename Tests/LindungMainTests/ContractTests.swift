import Foundation
import TestSupport
import Testing

@Suite struct ContractTests {
    private static let commands = [
        "demo", "validate", "collectors", "aggregate", "sample discrete-laplace", "sample discrete-gaussian",
    ]

    @Test("Every command has help on standard output, with its options and exit statuses", arguments: commands)
    func help(command: String) {
        let words = command.split(separator: " ").map(String.init)
        for outcome in [lindung(words + ["--help"]), lindung(["help"] + words)] {
            #expect(outcome.status == 0)
            #expect(outcome.errors.isEmpty)
            for part in ["lindung \(command)", "--json", "--workspace", "--language"] {
                #expect(outcome.output.contains(part), "\(part)")
            }
        }
    }

    @Test("The help of the program names every command and every exit status")
    func programHelp() {
        let outcome = lindung("--help")
        #expect(outcome.status == 0)
        for command in ContractTests.commands { #expect(outcome.output.contains(command)) }
        for status in 0...5 { #expect(outcome.output.contains("\n  \(status)  "), "\(status)") }
        #expect(lindung("--version").output == "0.1.0\n")
    }

    @Test(
        "A mistyped word is answered with the one that was meant",
        arguments: [
            (["agregate"], "aggregate"), (["validat"], "validate"),
            (["sample", "discrete-laplas"], "discrete-laplace"),
            (["aggregate", "--epsilo", "1"], "--epsilon"), (["demo", "--otu", "x"], "--out"),
            (["validate", "--maping", "x"], "--mapping"),
        ])
    func suggestions(words: [String], meant: String) {
        let outcome = lindung(words)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("did you mean"))
        #expect(outcome.errors.contains(meant))
    }

    /// One command for each way to end, and the exit status.
    private static let endings: [(words: [String], status: Int32)] = [
        (["collectors"], 0), (["sample", "discrete-laplace", "--scale", "2", "--count", "10"], 0),
        (["sample", "discrete-gaussian", "--sigma", "2", "--count", "10"], 0),
        (["aggregate", "CASES", "--by", "place", "--exact"], 0),
        (["aggregate", "CASES", "--by", "place", "--epsilon", "1", "--delta", "1e-6"], 0),
        (["aggregate", "CASES", "--by", "place", "--exact", "--out", "OUT"], 0),
        (["aggregate", "CASES", "--by", "place", "--structure", "STRUCTURE", "--out", "OUT"], 0),
        (["aggregate", "CASES", "--structure", "STRUCTURE", "--mapping", "MAPPING", "--exact"], 0),
        (["validate", "CASES", "--structure", "STRUCTURE", "--mapping", "MAPPING"], 0),
        (["validate", "BAD", "--structure", "STRUCTURE", "--mapping", "MAPPING"], 1),
        (["validate", "CASES", "--structure", "MAPPING", "--mapping", "MAPPING"], 1),
        (["validate", "EMPTY", "--structure", "STRUCTURE", "--mapping", "MAPPING"], 1),
        (["aggregate", "BAD", "--by", "place", "--count", "n", "--exact"], 1),
        (["aggregate", "EMPTY", "--by", "place", "--exact"], 1),
        (["aggregate", "UTF16", "--by", "place", "--exact"], 1),
        (["aggregate", "BINARY", "--by", "place", "--exact"], 1),
        (["aggregate", "CASES", "--by", "plaice", "--exact"], 1),
        (["aggregate", "BAD", "--structure", "STRUCTURE", "--mapping", "MAPPING", "--exact"], 1),
        (["aggregate", "CASES", "--by", "place"], 2), (["aggregate", "CASES", "--exact"], 2),
        (["aggregate", "--by", "place", "--exact"], 2), (["aggregate", "NONE", "--by", "place", "--exact"], 2),
        (["aggregate", "FOLDER", "--by", "place", "--exact"], 2),
        (["aggregate", "CASES", "--by", "place", "--exact", "--out", "FOLDER"], 2),
        (["aggregate", "CASES", "--by", "place", "--exact", "--out", "/dev/full"], 2),
        (["aggregate", "CASES", "--by", "place", "--exact", "--out", "CASES"], 2),
        (["aggregate", "CASES", "--by", "place", "--exact", "--epsilon", "1"], 2),
        (["aggregate", "CASES", "--by", "place", "--exact", "--k", "5"], 2),
        (["aggregate", "CASES", "--by", "place", "--exact", "--ledger", "OUT"], 2),
        (["aggregate", "CASES", "--by", "place", "--epsilon", "0"], 2),
        (["aggregate", "CASES", "--by", "place", "--epsilon", "1", "--delta", "1"], 2),
        (["aggregate", "CASES", "--by", "place", "--rho", "1", "--delta", "3"], 2),
        (["aggregate", "CASES", "--by", "place", "--epsilon", "1", "--period", "month"], 2),
        (["aggregate", "CASES", "--by", "place", "--exact", "--periods", "2024-01"], 2),
        (["aggregate", "CASES", "--by", "place", "--partial"], 2), (["aggregat"], 2), ([], 2), (["--nonsense"], 2),
        (["validate", "CASES", "--structure", "STRUCTURE"], 2), (["validate", "CASES", "--dataset", "cases"], 2),
        (["validate", "CASES", "--collector", "tabula", "--structure", "STRUCTURE"], 2),
        (["sample", "discrete-laplace", "--scale", "0", "--count", "1"], 2),
        (["sample", "discrete-laplace", "--scale", "1", "--count", "0"], 2),
        (["sample", "discrete-gaussian", "--sigma", "-1", "--count", "1"], 2),
        (["sample", "discrete-gaussian", "--sigma", "1e15", "--count", "1"], 2),
        (["aggregate", "CASES", "--by", "place", "--epsilon", "1"], 3),
        (["aggregate", "CASES", "--by", "place", "--rho", "1"], 3),
        (["aggregate", "CASES", "--by", "place", "--structure", "STRUCTURE", "--ledger", "SPENT"], 3),
        (["demo", "--out", "CASES/out"], 4),
    ]

    private func words(_ words: [String], _ folder: Folder) throws -> [String] {
        let cases = try folder.cases()
        let places = [
            "CASES": cases, "CASES/out": cases + "/out", "OUT": folder("out"), "NONE": folder("none"),
            "FOLDER": folder.path, "STRUCTURE": try folder.structure(), "MAPPING": try folder.mapping(),
            "BAD": try folder.file("bad.csv", "place,month,n,key\nA,2024-01,-4,u\nQ,2024-13,1,u\n"),
            "EMPTY": try folder.file("empty.csv", ""), "BINARY": try folder.file("binary", [0xFF, 0, 1, 0x80, 10]),
            "UTF16": try folder.file("utf16.csv", [0xFF, 0xFE] + Array("p,l\n".utf8).flatMap { [$0, 0] }),
            "SPENT": try folder.file(
                "spent", #"{"lindung-ledger":1,"epsilon":"1/1000","delta":"1e-9"}"# + "\n"),
        ]
        return words.map { places[$0] ?? $0 }
    }

    @Test(
        "What looks like a person's number is repeated by no failure",
        arguments: [
            ["submit", "x.csv", "--collector", "tabular", "--provider", "PA", "--period", "900101-14-5678"],
            ["submit", "x.csv", "--collector", "900101-14-5678", "--provider", "PA"],
            ["aggregate", "900101-14-5678.csv", "--by", "place", "--exact"], ["validate", "900101-14-5678.csv"],
            ["validate", "x.csv", "--dataset", "a@b.my"], ["plan", "x", "--periods", "012-3456789"], ["0123456789"],
        ])
    func failuresHidePersons(words: [String]) {
        for more in [[], ["--json"]] {
            let outcome = lindung(words + more)
            #expect(outcome.status == 2)
            let said = outcome.errors + outcome.output
            #expect(
                !said.isEmpty && !said.contains("5678") && !said.contains("@b") && !said.contains("456789"), "\(said)")
        }
    }

    @Test("Each ending has its exit status, and failures say why on standard error alone", arguments: endings)
    func exitStatuses(words: [String], status: Int32) throws {
        let folder = try Folder()
        let outcome = lindung(try self.words(words, folder))
        #expect(outcome.status == status, "\(outcome.errors)")
        if status != 0 {
            #expect(!outcome.errors.isEmpty)
            #expect(outcome.output.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: folder("out")))
        }
        #expect(!folder.names.contains { $0.hasSuffix(".partial") }, "nothing half-written is left")
    }

    @Test("With --json there is just one JSON document on standard output, however it ends", arguments: endings)
    func json(words: [String], status: Int32) throws {
        let folder = try Folder()
        let outcome = lindung(try self.words(words, folder) + ["--json"])
        #expect(outcome.status == status)
        let document = try outcome.json()
        guard status != 0, words.first != "validate" || status != 1 else { return }
        guard status != 0 else { return }
        let error = try #require((document as? [String: Any])?["error"] as? [String: Any])
        #expect(error["exitStatus"] as? Int == Int(status))
        #expect((error["message"] as? String)?.isEmpty == false)
    }

    @Test("Messages come in the language asked for")
    func language() throws {
        let folder = try Folder()
        let words = try words(["aggregate", "BAD", "--by", "place", "--count", "n", "--exact"], folder)
        #expect(lindung(words + ["--language", "ms"]).errors.contains("ralat"))
        #expect(lindung(words).errors.contains("error"))
    }

    @Test("Findings in JSON have their place")
    func findings() throws {
        let folder = try Folder()
        let words = try words(
            ["validate", "BAD", "--structure", "STRUCTURE", "--mapping", "MAPPING", "--json"], folder)
        let members = try lindung(words).members()
        #expect(members["dataset"] as? String == "cases")
        let findings = try #require(members["findings"] as? [[String: Any]])
        let errors = findings.filter { $0["severity"] as? String == "error" }
        #expect(members["errors"] as? Int == errors.count)
        #expect(errors.contains { $0["row"] as? Int == 3 && $0["heading"] as? String == "place" })
    }
}
