import Rationals
import Statistics
import TestSupport
import Testing
import Workspace

@Suite struct SelectionTests {
    /// 3,000 codes that one row each holds, and two that thousands hold.
    private func rareCodes(_ folder: Folder) throws -> String {
        var text = "place\n"
        for number in 0..<3000 { text += "rare\(number)\n" }
        text += String(repeating: "town\n", count: 5000) + String(repeating: "city\n", count: 9000)
        return try folder.file("places.csv", text)
    }

    @Test("Pure epsilon is refused where codes are not declared, and it is said why")
    func pureIsRefused() throws {
        let folder = try Folder()
        var request = AggregateRequest([try rareCodes(folder)], by: ["place"])
        request.protection = try noise(epsilon: "1")
        let failure = try request.failure()
        #expect(failure.exitStatus == 3)
        #expect(failure.words.contains("itself private"))
        #expect(failure.words.contains("--delta"))
    }

    @Test("A budget beyond all measure is refused and not a crash", arguments: ["100000", "1e10", "1e12", "1e15"])
    func tooLarge(rho: String) throws {
        let folder = try Folder()
        var request = AggregateRequest([try folder.file("few.csv", "place\ntown\n")], by: ["place"])
        var asked = NoiseRequest()
        asked.rho = Rational(rho)
        asked.delta = Rational("1e-6")
        request.protection = .noise(asked)
        #expect(try request.failure().words.contains("too large"))
    }

    /// Each of 3,000 codes may be shown with probability δ/2 = 5e-14, so that this fails by chance with 1.5e-10; a selection that kept one code in a thousand would fail it 19 times in 20.
    @Test("A code that a single row holds is not shown; those of many rows are")
    func rareCodesGoToOther() throws {
        let folder = try Folder()
        var request = AggregateRequest([try rareCodes(folder)], by: ["place"])
        request.protection = try noise(epsilon: "1", delta: "1e-13", k: 0)
        let rows = try request.protected()
        #expect(rows.map { $0[0] } == ["city", "town", "_O"])
    }

    @Test("What is not shown counts as other")
    func othersAreCounted() throws {
        let folder = try Folder()
        var request = AggregateRequest([try rareCodes(folder)], by: ["place"])
        // A selection has ε above 2 and is certain of codes with more than 30 rows.
        request.protection = try nearlyNoiseless(delta: "1e-12")
        #expect(
            try request.protected().map { Array($0.prefix(2)) } == [
                ["city", "9000"], ["town", "5000"], ["_O", "3000"],
            ])
    }

    @Test("There is noise on the shown codes and on the others")
    func noiseOnAll() throws {
        let folder = try Folder()
        let path = try rareCodes(folder)
        var isMoved = [false, false, false]
        // σ is above 5; that one of three cells shows its count nine times has a probability below 3 · 0.08⁹ = 4e-10.
        for _ in 0..<9 {
            var request = AggregateRequest([path], by: ["place"])
            request.protection = try noise(epsilon: "1/2", delta: "1e-9", k: 0)
            for (place, row) in try request.protected().enumerated() where row[1] != ["9000", "5000", "3000"][place] {
                isMoved[place] = true
            }
        }
        #expect(isMoved == [true, true, true])
    }

    @Test("The whole guarantee holds with the selection in it")
    func guarantee() throws {
        let folder = try Folder()
        let path = try folder.file("two.csv", "a,b\n" + String(repeating: "x,y\n", count: 100))
        for columns in [["a"], ["a", "b"]] {
            var request = AggregateRequest([path], by: columns)
            request.protection = try noise(epsilon: "1", delta: "1e-6")
            guard case .columns(let release, _) = try request.run().figures else { throw Unexpected() }
            let guarantee = try #require(release.protection.guarantee)
            #expect(guarantee.epsilon <= 1 + 1e-9)
            #expect(guarantee.epsilon > 0.9, "the budget is used")
            #expect(guarantee.delta == Rational("1e-6"))
        }
    }

    @Test(
        "Where one unit may count several times at a code, selection sees no more units than there surely are",
        arguments: ["{name: case, maxCountPerUnit: 5}", "{name: case, maxPeriodsPerUnit: 5}"])
    func manyCountsOfOneUnit(unit: String) throws {
        let folder = try Folder()
        // Each rare place may be one unit alone; the common one cannot be.
        let rare = (0..<500).map { "A,rare\($0)\n" + String(repeating: "A,rare\($0)\n", count: 3) }.joined()
        let path = try folder.file(
            "cases.csv", "STATE,place\n" + rare + String(repeating: "A,x\n", count: 50_000))
        var request = AggregateRequest([path], by: ["STATE", "place"])
        request.structureFile = try folder.structure(unit: unit)
        request.protection = try noise(epsilon: "1", delta: "1e-6")
        #expect(Set(try request.protected().map { $0[1] }) == ["x", "_O"])
    }

    @Test("The budget of a population has a delta, so that codes may be selected from it")
    func populationBudget() throws {
        let folder = try Folder()
        let path = try folder.file("cases.csv", "STATE,place\n" + String(repeating: "A,x\n", count: 5000))
        var request = AggregateRequest([path], by: ["STATE", "place"])
        request.structureFile = try folder.structure()
        request.protection = .noise(NoiseRequest())
        #expect(Set(try request.protected().map { $0[1] }) == ["x", "_O"])
    }

    @Test("A text that is the name of the others is one of them")
    func literalOther() throws {
        let folder = try Folder()
        let path = try folder.file("o.csv", "place\n" + String(repeating: "_O\n", count: 5000))
        var request = AggregateRequest([path], by: ["place"])
        request.protection = try nearlyNoiseless(delta: "1e-12")
        #expect(try request.protected() == [["_O", "5000", "0", "E"]])
    }
}
