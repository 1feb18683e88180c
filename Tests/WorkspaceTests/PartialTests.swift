import Aggregation
import Statistics
import TestSupport
import Testing
import Workspace

@Suite struct PartialTests {
    private static let measures: [AggregationPlan.Measure] = [
        .rows, .sum(column: "n"), .distinct(column: "key", maxCells: nil), .distinct(column: "key", maxCells: 1),
        .distinct(column: "key", maxCells: 2),
    ]

    private func request(_ inputs: [String], _ measure: AggregationPlan.Measure, _ folder: Folder) throws
        -> AggregateRequest
    {
        var request = AggregateRequest(inputs, by: ["state", "form"])
        request.periodColumn = "month"
        request.measure = measure
        request.keyFile = try folder.key()
        return request
    }

    /// Three parts of a random table.
    private func parts(_ folder: Folder) throws -> [String] {
        var dice = Dice(state: 11)
        return try (0..<3).map { number in
            let table = RandomTable(rows: 80, using: &dice)
            return try folder.file("raw-\(number).csv", table.csv(using: &dice))
        }
    }

    @Test("Parts merged in any order, with raw files among them, equal one run", arguments: PartialTests.measures)
    func merging(measure: AggregationPlan.Measure) throws {
        let folder = try Folder()
        let raw = try parts(folder)
        let whole = try request(raw, measure, folder).exact()
        var sealed: [String] = []
        for (number, path) in raw.enumerated() {
            var request = try request([path], measure, folder)
            request.protection = .partial
            sealed.append(try folder.file("part-\(number)", try request.sealed()))
        }
        for inputs in [
            sealed, sealed.reversed(), [sealed[0], raw[1], sealed[2]], [raw[2], raw[0], sealed[1]],
        ] {
            #expect(try request(inputs, measure, folder).exact() == whole)
        }
        var pair = try request([sealed[0], raw[1]], measure, folder)
        pair.protection = .partial
        let merged = try folder.file("merged", try pair.sealed())
        #expect(try request([sealed[2], merged], measure, folder).exact() == whole)
    }

    @Test("A part that an earlier build made is refused in words")
    func earlierVersions() throws {
        let folder = try Folder()
        for (mark, words) in [
            (Array("LNDGSEAL1 and more".utf8), "of an earlier version"), (Array("LNDGPART".utf8) + [9], "of version 9"),
        ] {
            let failure = try request([try folder.file("part", mark)], .rows, folder).failure()
            #expect(failure.exitStatus == 1)
            #expect(failure.words.contains(words) && failure.words.contains("make it again"))
        }
    }

    @Test("Parts of more keys than the memory holds are made and merged as those of fewer")
    func beyondMemory() throws {
        let folder = try Folder()
        let measure = AggregationPlan.Measure.distinct(column: "key", maxCells: 1)
        // More than three million bytes of meetings a file; less than three quarters of four mebibytes are allowed.
        let raw = try (0..<2).map { part in
            var text = "month,state,form,key\n"
            for row in 0..<140_000 { text += "2024-0\(1 + row % 2),\(row % 3),\(row % 5),\(part * 100_000 + row)\n" }
            return try folder.file("raw-\(part).csv", text)
        }
        let whole = try request(raw, measure, folder).exact()
        let parts = try raw.enumerated().map { number, path in
            var request = try request([path], measure, folder)
            request.protection = .partial
            request.keyMemory = AggregateRequest.leastKeyMemory
            return try folder.file("part-\(number)", try request.sealed())
        }
        for inputs in [parts, [parts[1], raw[0]]] {
            var merging = try request(inputs, measure, folder)
            merging.keyMemory = AggregateRequest.leastKeyMemory
            #expect(try merging.exact() == whole)
        }
    }

    @Test("Any altered or missing byte is refused, and a wrong key")
    func alteration() throws {
        let folder = try Folder()
        var part = try request([try parts(folder)[0]], .rows, folder)
        part.protection = .partial
        let sealed = try part.sealed()
        var dice = Dice(state: 5)
        for trial in 0..<60 {
            var damaged = sealed
            // The mark itself is what tells a partial aggregate; without it the bytes are a file of another kind.
            let place = Int.random(in: 9..<sealed.count, using: &dice)
            if trial % 3 == 0 { damaged.removeSubrange(place...) } else { damaged[place] ^= 1 << UInt8(trial % 8) }
            let path = try folder.file("damaged", damaged)
            let failure = try request([path], .rows, folder).failure()
            #expect(failure.exitStatus == 1)
            #expect(failure.words.contains("altered"))
        }
        let path = try folder.file("part", sealed)
        var other = try request([path], .rows, folder)
        other.keyFile = try folder.key("other", digit: "8")
        #expect(try other.failure().exitStatus == 1)
        other.keyFile = nil
        let missing = try other.failure()
        #expect(missing.exitStatus == 2)
        #expect(missing.words.contains("--key"))
    }

    @Test("Nothing of what was counted can be read in the file")
    func sealing() throws {
        let folder = try Folder()
        let row = "2024-01,Kampung Rahsia,online,424242,unit-of-a-child\n"
        let path = try folder.file("raw.csv", "month,state,form,n,key\n" + row)
        for measure in [AggregationPlan.Measure.sum(column: "n"), .distinct(column: "key", maxCells: 2)] {
            var request = try request([path], measure, folder)
            request.protection = .partial
            let text = String(decoding: try request.sealed(), as: Unicode.ASCII.self)
            for secret in ["Rahsia", "online", "unit-of", "state", "2024", "\u{32}\u{79}\u{06}"] {
                #expect(!text.contains(secret))
            }
            #expect(try request.sealed() != request.sealed(), "equal counts cannot be told from equal bytes")
        }
    }

    @Test("A partial aggregate counted otherwise than asked is refused, also alone")
    func otherPlans() throws {
        let folder = try Folder()
        let raw = try parts(folder)[0]
        var part = try request([raw], .distinct(column: "key", maxCells: nil), folder)
        part.protection = .partial
        let sealed = try folder.file("part", try part.sealed())
        // Noise for rows on a count of keys, of which each may be in many cells, would protect nobody.
        #expect(try request([sealed], .rows, folder).failure().exitStatus == 2)
        #expect(try request([sealed], .distinct(column: "key", maxCells: 1), folder).failure().exitStatus == 2)
        var columns = try request([sealed], .distinct(column: "key", maxCells: nil), folder)
        #expect(try !columns.exact().isEmpty)
        columns.by = ["form", "state"]
        #expect(try columns.failure().exitStatus == 2)
        columns.by = ["state", "form"]
        columns.filters = [AggregationPlan.Filter(column: "form", values: ["online"])]
        #expect(try columns.failure().exitStatus == 2)
    }

    @Test("Codes that a structure declares now must have been declared when a part was counted")
    func otherCodes() throws {
        let folder = try Folder()
        let raw = try folder.file("raw.csv", "STATE\nA\nB\nB\n")
        var part = AggregateRequest([raw], by: ["STATE"])
        part.keyFile = try folder.key()
        part.protection = .partial
        let undeclared = try folder.file("undeclared", try part.sealed())
        part.structureFile = try folder.structure()
        let declared = try folder.file("declared", try part.sealed())
        part.protection = try noiseless()
        part.inputs = [undeclared]
        #expect(try part.failure().exitStatus == 2)
        part.inputs = [declared, raw]
        #expect(try part.protected().map { $0[1] } == ["2", "4", "0", "0"])
    }

    @Test("Without a key, or with what is no key, nothing is made")
    func keys() throws {
        let folder = try Folder()
        var request = AggregateRequest([try parts(folder)[0]], by: ["state"])
        request.protection = .partial
        #expect(try request.failure().exitStatus == 2)
        for text in ["", "12", String(repeating: "g", count: 64), String(repeating: "0", count: 66)] {
            request.keyFile = try folder.file("bad", text)
            #expect(try request.failure().exitStatus == 1)
        }
        request.keyFile = folder("none")
        #expect(try request.failure().exitStatus == 2)
    }

    @Test("Less memory than threads can tell keys apart in is refused in words")
    func littleMemory() throws {
        let folder = try Folder()
        var request = try request([try parts(folder)[0]], .distinct(column: "key", maxCells: nil), folder)
        request.threads = 3
        request.keyMemory = 12 << 20
        _ = try request.run()
        request.keyMemory -= 1
        let error = #expect(throws: WorkspaceError.self) { try request.run() }
        #expect("\(error.map { "\($0)" } ?? "")".contains("3 threads need --memory 12 or more"))
    }
}
