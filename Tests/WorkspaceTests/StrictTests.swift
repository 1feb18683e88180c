import Publishing
import Rationals
import Statistics
import TestSupport
import Testing
import Workspace

@Suite struct StrictTests {
    private static let gaussian = "{method: noise, mechanism: discrete-gaussian, k: 10, threshold: strict}"
    private static let laplace = "{method: noise, mechanism: discrete-laplace, k: 10, threshold: strict}"

    /// A has 9,000 cases and B nine, one less than k.
    private func cases(_ folder: Folder, place: String? = nil) throws -> String {
        let tail = place.map { ",\($0)" } ?? ""
        return try folder.file(
            "cases.csv",
            "STATE" + (place == nil ? "" : ",place") + "\n" + String(repeating: "A\(tail)\n", count: 9000)
                + String(repeating: "B\(tail)\n", count: 9))
    }

    @Test(
        "A strict threshold is never lifted, and shows what many units stand behind", arguments: [gaussian, laplace],
        [nil, 0, 1, 10])
    func thresholdStays(protection: String, k: Int?) throws {
        let folder = try Folder()
        var request = AggregateRequest([try cases(folder)], by: ["STATE"])
        request.structureFile = try folder.structure(protection: protection)
        var noise = NoiseRequest()
        noise.k = k
        request.protection = .noise(noise)
        guard case .columns(let release, _) = try request.run().figures else { throw Unexpected() }
        #expect(release.protection.threshold == .strict && release.protection.k == 10)
        let guarantee = try #require(release.protection.guarantee)
        #expect(guarantee.delta == Rational("1e-6") && guarantee.epsilon < 2)
        // With its share the selection is certain from some 200 on, and never shows nine.
        #expect(try request.protected().map { $0[3] } == ["E", "Q", "Q", "Q"])
    }

    @Test("A flag may ask for more than the structure does")
    func kMayBeRaised() throws {
        let folder = try Folder()
        var request = AggregateRequest([try cases(folder)], by: ["STATE"])
        request.structureFile = try folder.structure(protection: Self.gaussian)
        var noise = NoiseRequest()
        noise.k = 9001
        request.protection = .noise(noise)
        #expect(try request.protected().allSatisfy { $0[3] == "Q" })
    }

    @Test("What selects needs a delta")
    func needsDelta() throws {
        let folder = try Folder()
        var request = AggregateRequest([try cases(folder)], by: ["STATE"])
        for protection in [Self.gaussian, Self.laplace] {
            request.structureFile = try folder.structure(protection: protection)
            var rho = NoiseRequest()
            rho.rho = Rational(1)
            for asked in [AggregateRequest.Protection.noise(rho), try noise(epsilon: "1")] {
                request.protection = asked
                let failure = try request.failure()
                #expect(failure.exitStatus == 3 && failure.words.contains("threshold strict"))
            }
        }
        let text = try folder.text("populations/people.yaml")
        try folder.file("populations/people.yaml", text.replacing("delta: 1e-6", with: "delta: 0"))
        request.protection = .noise(NoiseRequest())
        let failure = try request.failure()
        #expect(failure.exitStatus == 3 && failure.words.contains("the population people has delta 0"))
    }

    @Test("With undeclared columns both selections are within the whole", arguments: [gaussian, laplace])
    func undeclaredColumns(protection: String) throws {
        let folder = try Folder()
        var request = AggregateRequest([try cases(folder, place: "town")], by: ["STATE", "place"])
        request.structureFile = try folder.structure(protection: protection)
        request.ledgerFile = folder("ledger.json")
        request.protection = try noise(epsilon: "1", delta: "1e-7")
        guard case .columns(let release, let columns) = try request.run().figures else { throw Unexpected() }
        let guarantee = try #require(release.protection.guarantee)
        #expect(guarantee.epsilon <= 1 + 1e-9 && guarantee.epsilon > 0.9)
        #expect(guarantee.delta == Rational("1e-7"))
        let figures = release.tables.flatMap(\.blocks).flatMap(\.cells)
        #expect(figures.count { if case .estimate = $0 { true } else { false } } == 1)
        #expect(columns.columns.count == 2)
        // Both parts of δ, and no more than half of it.
        #expect(try folder.text("ledger.json").contains("1/20000000"))
    }

    /// Every dataset's share at once, of which each has its part of δ alone.
    @Test("A share has its portion of delta")
    func portionOfDelta() throws {
        let folder = try Folder()
        var request = AggregateRequest([try cases(folder)], by: ["STATE"])
        request.structureFile = try folder.structure(protection: Self.gaussian)
        request.ledgerFile = folder("ledger.json")
        request.protection = .noise(NoiseRequest())
        _ = try request.run()
        // Four fifths of half of 10⁻⁶.
        #expect(try folder.text("ledger.json").contains("1/2500000"))
    }

    @Test("Mapped files keep it too")
    func mapped() throws {
        let folder = try Folder()
        let path = try folder.file(
            "cases.csv", "where,what,when,number\nA,X,2024-01,9000\nB,X,2024-01,9\n")
        var request = AggregateRequest([path], by: [])
        request.structureFile = try folder.structure(protection: Self.gaussian)
        request.mappingFile = try folder.mapping()
        request.periods = PeriodRange("2024-01")
        request.protection = .noise(NoiseRequest())
        guard case .tables(let release) = try request.run().figures else { throw Unexpected() }
        let shown = release.tables.flatMap(\.blocks).flatMap(\.cells).map {
            if case .estimate = $0 { true } else { false }
        }
        // The nation; A, B and C; C1 and C2.
        #expect(shown == [true, true, false, false, false, false])
    }
}
