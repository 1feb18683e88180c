import Foundation
import TestSupport
import Testing

@Suite struct AggregateOutputTests {
    @Test("Raw counts go to a file that its owner alone may read, with a word that they are not for publication")
    func rawFiles() throws {
        let folder = try Folder()
        let cases = try folder.cases()
        let key = try folder.file("key", String(repeating: "a", count: 64))
        for (name, words) in [("exact.csv", ["--exact"]), ("part", ["--partial", "--key", key])] {
            let outcome = lindung(["aggregate", cases, "--by", "place", "--out", folder(name)] + words)
            #expect(outcome.status == 0)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains("\(folder(name)): raw counts of 71 rows, not for publication"))
            #expect(try folder.mode(name) == 0o600)
        }
        #expect(try folder.text("exact.csv") == "place,count\nA,40\nB,30\nC,1\n")
        // A file that everyone could read is replaced by one that they cannot.
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: folder("exact.csv"))
        #expect(lindung("aggregate", cases, "--by", "place", "--exact", "--out", folder("exact.csv")).status == 0)
        #expect(try folder.mode("exact.csv") == 0o600)
    }

    @Test("Protected figures go to a file that all may read as far as the mask of the process allows")
    func protectedFiles() throws {
        let folder = try Folder()
        let words =
            "\"$L\" aggregate '\(try folder.cases())' --by place --structure '\(try folder.structure())' --out"
        #expect(
            try Executable.shell("umask 022; \(words) a.csv && umask 027 && \(words) b.csv", in: folder).status == 0)
        #expect(try folder.mode("a.csv") == 0o644)
        #expect(try folder.mode("b.csv") == 0o640)
        #expect(try folder.text("a.csv").hasPrefix("place,OBS_VALUE,MARGIN_95,OBS_STATUS\n"))
    }

    @Test("Noise says what it guarantees, and without a ledger that nothing was charged")
    func words() throws {
        let folder = try Folder()
        let words = ["aggregate", try folder.cases(), "--by", "place", "--structure", try folder.structure()]
        let free = lindung(words)
        #expect(free.errors.contains("protected with ε = "))
        #expect(free.errors.contains("nothing was charged"))
        let charged = lindung(words + ["--ledger", folder("ledger")])
        #expect(charged.status == 0)
        #expect(!charged.errors.contains("nothing was charged"))
        #expect(try folder.mode("ledger") == 0o600)
    }

    /// The noise has a standard deviation of about 4; that a figure of about 3,000 comes out as the number of all
    /// rows, 9,001, is impossible in practice.
    @Test("How many rows there are is never on standard output under noise")
    func rowCounts() throws {
        let folder = try Folder()
        var text = "place\n"
        for number in 0..<9001 { text += ["A", "B", "D"][number % 3] + "\n" }
        let words = [
            "aggregate", try folder.file("rows.csv", text), "--by", "place", "--structure", try folder.structure(),
        ]
        for extra in [[], ["--json"], ["--format", "json"], ["--json", "--out", folder("out")]] {
            let outcome = lindung(words + extra)
            #expect(outcome.status == 0)
            #expect(!outcome.output.contains("9001"))
        }
        #expect(lindung(words).lines.count == 5)
    }

    @Test("With --json a file is spoken of on standard output, and holds what was asked for")
    func summary() throws {
        let folder = try Folder()
        let cases = try folder.cases()
        let exact = try lindung("aggregate", cases, "--by", "place", "--exact", "--json", "--out", folder("e.csv"))
            .members()
        #expect(exact["forPublication"] as? Bool == false)
        #expect(exact["file"] as? String == folder("e.csv"))
        #expect(try folder.text("e.csv").hasPrefix("place,count\n"))
        let direct = try lindung("aggregate", cases, "--by", "place", "--exact", "--json").members()
        #expect((direct["rows"] as? [[String: Any]])?.count == 3)
        let noisy = try lindung(
            "aggregate", cases, "--by", "place", "--structure", try folder.structure(), "--json", "--out",
            folder("n.json"), "--format", "json"
        ).members()
        #expect(noisy["forPublication"] as? Bool == true)
        #expect(noisy["charged"] as? Bool == false)
        #expect((noisy["guarantee"] as? [String: Any])?["epsilon"] != nil)
        let file = try JSONSerialization.jsonObject(with: Data(try folder.bytes("n.json")))
        #expect((file as? [String: Any])?["rows"] != nil)
    }

    @Test("A ledger that does not suffice refuses, and neither it nor the output is touched")
    func ledgerRefuses() throws {
        let folder = try Folder()
        try folder.file("out.csv", "old")
        let words = [
            "aggregate", try folder.cases(), "--by", "place", "--structure", try folder.structure(), "--ledger",
            folder("ledger"), "--out", folder("out.csv"),
        ]
        #expect(lindung(words).status == 0)
        let (ledger, figures) = (try folder.bytes("ledger"), try folder.bytes("out.csv"))
        let refused = lindung(words)
        #expect(refused.status == 3)
        #expect(refused.errors.contains("aggregate by place"))
        #expect(try folder.bytes("ledger") == ledger)
        #expect(try folder.bytes("out.csv") == figures)
    }

    @Test("What cannot be written costs no budget, and neither do errors in the input")
    func noChargeForMistakes() throws {
        let folder = try Folder()
        let words = ["aggregate", "--by", "place", "--structure", try folder.structure(), "--ledger", folder("ledger")]
        let cases = try folder.cases()
        for (input, out) in [
            (cases, folder("none/out.csv")), (cases, folder.path), (cases, folder("ledger")),
            (try folder.file("bad.csv", "place\nA\nQ\n"), folder("out.csv")),
        ] {
            #expect([1, 2].contains(lindung(words + [input, "--out", out]).status))
        }
        #expect(!FileManager.default.fileExists(atPath: folder("ledger")))
    }

    @Test("Output never takes the place of what the command uses, by whatever name")
    func conflicts() throws {
        let folder = try Folder()
        let (cases, structure) = (try folder.cases(), try folder.structure())
        let before = try folder.bytes("cases.csv")
        try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: cases)
        for out in [cases, folder("link"), folder("./cases.csv"), folder("codelists/../cases.csv"), structure] {
            let outcome = lindung(
                "aggregate", cases, "--by", "place", "--structure", structure, "--exact", "--out", out)
            #expect(outcome.status == 2, "\(out)")
        }
        #expect(try folder.bytes("cases.csv") == before)
    }

    @Test("Partial aggregates travel through files and merge on the command line")
    func partials() throws {
        let folder = try Folder()
        let cases = try folder.cases()
        let key = try folder.file("key", String(repeating: "0f", count: 32))
        for part in ["p", "q"] {
            let sealed = lindung(
                "aggregate", cases, "--by", "place", "--partial", "--key", key, "--out", folder(part), "--json")
            #expect(try sealed.members()["forPublication"] as? Bool == false)
        }
        let merged = lindung(
            "aggregate", folder("p"), cases, folder("q"), "--by", "place", "--exact", "--key", key)
        #expect(merged.output == "place,count\nA,120\nB,90\nC,3\n")
        var bytes = try folder.bytes("p")
        bytes[bytes.count / 2] ^= 1
        try folder.file("p", bytes)
        #expect(lindung("aggregate", folder("p"), "--by", "place", "--exact", "--key", key).status == 1)
    }

    @Test("Damage late in a large part leaves no output, and nothing on standard output")
    func damagedPart() throws {
        let folder = try Folder()
        let key = try folder.file("key", String(repeating: "0f", count: 32))
        var rows = "place,key\n"
        for row in 0..<20_000 { rows += "\(row % 4),\(row)\n" }
        let count = ["--by", "place", "--distinct", "key", "--key", key]
        let raw = try folder.file("rows.csv", rows)
        #expect(lindung(["aggregate", raw, "--partial", "--out", folder("good")] + count).status == 0)
        let bytes = try folder.bytes("good")
        try #require(bytes.count > 4 * 65_536)
        let names = folder.names
        for place in [bytes.count - 1, bytes.count - 40_000, bytes.count - 100_000] {
            var damaged = bytes
            damaged[place] ^= 4
            try folder.file("bad", damaged)
            for input in [[folder("bad")], [folder("good"), folder("bad")], [raw, folder("bad")]] {
                for what in [["--partial"], ["--exact"]] {
                    #expect(lindung(["aggregate", "--out", folder("out")] + input + what + count).status == 1)
                    let shown = lindung(["aggregate"] + input + what + count)
                    #expect(shown.status == 1 && shown.output.isEmpty)
                    #expect(shown.errors.contains("altered or cut off"))
                }
            }
        }
        #expect(folder.names == (names + ["bad"]).sorted(), "nothing, whole or half, was written")
    }

    @Test("A compressed file that was cut off is a mistake in the input, not a fault of the machine")
    func damagedGzip() throws {
        let folder = try Folder()
        let cut = lindung(
            "aggregate", try folder.file("a.csv.gz", [31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 75, 212]), "--by", "place",
            "--exact")
        #expect(cut.status == 1)
        #expect(cut.errors.contains("is cut off or was altered"))
    }
}
