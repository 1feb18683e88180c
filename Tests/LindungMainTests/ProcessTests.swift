import Foundation
import Publishing
import TestSupport
import Testing

/// What only shows when the program runs by itself.
@Suite struct ProcessTests {
    @Test("Data goes to standard output and words to standard error")
    func streams() throws {
        let folder = try Folder()
        let outcome = try Executable.run(["aggregate", try folder.cases(), "--by", "place", "--exact"], in: folder)
        #expect(outcome.status == 0)
        #expect(outcome.output == "place,count\nA,40\nB,30\nC,1\n")
        #expect(outcome.errors == "raw counts of 71 rows, not for publication\n")
        #expect(try Executable.run([], in: folder).status == 2)
        #expect(try Executable.run(["aggregate", "--help"], in: folder).status == 0)
    }

    @Test("Standard input is read where it is named, and pipes as files are")
    func standardInput() throws {
        let folder = try Folder()
        _ = try folder.cases()
        let outcome = try Executable.shell("cat cases.csv | \"$L\" aggregate - --by place --exact", in: folder)
        #expect(outcome.output == "place,count\nA,40\nB,30\nC,1\n")
        let pipe = try Executable.shell(
            "mkfifo pipe; cat cases.csv > pipe & \"$L\" aggregate pipe --by place --exact", in: folder)
        #expect(pipe.output == "place,count\nA,40\nB,30\nC,1\n", "\(pipe.errors)")
    }

    @Test("A reader that goes away is no cause for words")
    func brokenPipe() throws {
        let folder = try Folder()
        for extra in ["", " --json"] {
            let outcome = try Executable.shell(
                "{ \"$L\" sample discrete-laplace --scale 3 --count 300000\(extra); echo $? > status; } | head -c 5",
                in: folder)
            #expect(outcome.errors.isEmpty)
            #expect(try folder.text("status") == "4\n")
        }
    }

    @Test("A full disk under standard output is a fault of the machine")
    func fullOutput() throws {
        let folder = try Folder()
        _ = try folder.cases()
        let outcome = try Executable.shell("\"$L\" aggregate cases.csv --by key --exact > /dev/full", in: folder)
        #expect(outcome.status == 4)
        #expect(outcome.errors.contains("no space left"))
        #expect(!outcome.errors.contains("not for publication"), "what was not written is not spoken of")
    }

    @Test("A file that cannot be finished does not appear, and the old one stays")
    func failingDisk() throws {
        let folder = try Folder()
        var text = "place\n"
        for number in 0..<4000 { text += "a place with a long name \(number)\n" }
        try folder.file("many.csv", text)
        try folder.file("out.csv", "old")
        // The limit of file sizes, in blocks, stands for a disk that fills up.
        for limited in ["trap '' XFSZ; ulimit -f 8", "ulimit -f 8"] {
            let outcome = try Executable.shell(
                "\(limited); \"$L\" aggregate many.csv --by place --exact --out out.csv", in: folder)
            #expect(outcome.status == 4)
            #expect(outcome.errors.contains("out.csv"))
            #expect(try folder.text("out.csv") == "old")
            #expect(!folder.names.contains { $0.hasSuffix(".partial") })
        }
    }

    @Test("A file that is written to while it is read is refused")
    func changingFile() throws {
        let folder = try Folder()
        // The program opens the file, and reads it only once the pipe before it has ended.
        let outcome = try Executable.shell(
            """
            printf 'place\\nA\\nA\\n' > grows.csv; mkfifo pipe
            { exec 3> pipe; printf 'place\\nB\\n' >&3; sleep 1; printf 'A\\n' >> grows.csv; exec 3>&-; } &
            "$L" aggregate pipe grows.csv --by place --exact --threads 1
            """, in: folder)
        #expect(outcome.status == 4)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("changed while it was read"))
    }

    @Test("Of two processes that race for the last of a budget just one wins")
    func race() throws {
        let folder = try Folder()
        let (cases, structure) = (try folder.cases(), try folder.structure())
        let program = try Executable.path()
        for round in 0..<20 {
            let ledger = folder("ledger-\(round)")
            let running = try (0..<2).map { number in
                try Executable.start(
                    program,
                    [
                        "aggregate", cases, "--by", "place", "--structure", structure, "--ledger", ledger, "--out",
                        folder("out-\(round)-\(number)"),
                    ], in: folder)
            }
            let outcomes = try running.map(Executable.finish)
            #expect(outcomes.map(\.status).sorted() == [0, 3], "\(outcomes.map(\.errors))")
            #expect(try folder.text("ledger-\(round)").split(separator: "\n").count == 2)
            let written = (0..<2).filter { folder.names.contains("out-\(round)-\($0)") }
            #expect(written == outcomes.indices.filter { outcomes[$0].status == 0 })
        }
    }

    @Test("The demonstration makes what it names, each time from new draws, and nothing where it cannot write")
    func demo() throws {
        let folder = try Folder()
        var figures: [[UInt8]] = []
        var shapes: [[String]] = []
        for _ in 0..<2 {
            let outcome = try Executable.run(["demo", "--out", folder("demo"), "--json"], in: folder)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let said = try outcome.members()
            #expect(said["refused"] as? Int == 1)
            let files = try #require(said["files"] as? [String])
            // Six datasets in each format and as pages.
            #expect(files.count == 6 * (ExportFormat.allCases.count + 1))
            #expect(try folder.text("demo/exports/police-cases.site/index.ms.html").contains("lang=\"ms\""))
            for path in files { #expect(FileManager.default.fileExists(atPath: path), "\(path)") }
            figures.append(try folder.bytes("demo/exports/police-cases.csv"))
            let releases = try #require(said["releases"] as? [[String: Any]])
            shapes.append(releases.map { "\($0["number"] ?? "") \($0["dataset"] ?? "") \($0["periods"] ?? "")" })
        }
        #expect(shapes[0] == shapes[1] && shapes[0].count == 15)
        #expect(figures[0] != figures[1])
        let heads = figures.map { String(decoding: $0, as: UTF8.self).split(separator: "\n") }
        #expect(heads[0].count == heads[1].count)
        try folder.file("file", "")
        let refused = try Executable.run(["demo", "--out", folder("file/demo")], in: folder)
        #expect(refused.status == 4)
        #expect(refused.output.isEmpty)
        #expect(refused.errors.contains("cannot be written"))
        try folder.file("mine/workspace/structures/a.yaml", "id: a")
        let mine = try Executable.run(["demo", "--out", folder("mine")], in: folder)
        #expect(mine.status == 2 && mine.errors.contains("not of a demonstration"))
        #expect(try folder.text("mine/workspace/structures/a.yaml") == "id: a")
        try folder.file("sent/submissions/october.csv", "kept")
        #expect(try Executable.run(["demo", "--out", folder("sent")], in: folder).status == 2)
        #expect(try folder.text("sent/submissions/october.csv") == "kept")
    }

    @Test("The commands that the demonstration offers work as they stand")
    func demoCommands() throws {
        let folder = try Folder()
        let outcome = try Executable.shell(
            """
            "$L" demo --out demo 2> told > said || exit 9
            grep -q "did you mean" told || exit 8
            sed -n 's/^ *\\(.*lindung [a-z].*--workspace.*\\)/\\1/p' said > commands
            while read -r command; do eval "$command" > "out-$((n += 1))" || { echo "$command"; exit 7; }; done < commands
            wc -l < commands
            """, in: folder)
        #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.lines.last?.filter(\.isNumber) == "6")
    }

    @Test("Of two releases that ask for the last of a reserve exactly one is made")
    func racingReleases() throws {
        let folder = try Folder()
        let office = try OfficeFiles(folder)
        for round in 0..<3 {
            let workspace = folder("race-\(round)")
            try office.make(workspace)
            for dataset in ["cases", "more"] {
                #expect(lindung(try office.submit(dataset, 100, to: workspace)).status == 0)
                #expect(lindung("release", dataset, "--periods", "2026-01", "--workspace", workspace).status == 0)
                #expect(lindung(try office.submit(dataset, 120, to: workspace)).status == 0)
            }
            let running = try ["cases", "more"].map { dataset in
                try Executable.start(
                    Executable.path(),
                    ["release", dataset, "--periods", "2026-01", "--spend", "3/5", "--workspace", workspace], in: folder
                )
            }
            let outcomes = try running.map(Executable.finish)
            #expect(outcomes.map(\.status).sorted() == [0, 3], "\(outcomes.map(\.errors))")
            let refused = try #require(outcomes.first { $0.status == 3 })
            #expect(refused.errors.contains("before any noise was drawn"))
            #expect(refused.errors.contains("is spent") && refused.errors.contains("is left"))
            #expect(refused.errors.contains("release 3 of"), "it says by which release")
            #expect(lindung("verify", "--workspace", workspace).status == 0)
        }
    }
}
