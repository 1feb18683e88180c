import Aggregation
import DifferentialPrivacy
import Rationals
import Residuals
@_spi(Releasing) import Statistics
import TestSupport
import Testing

@testable import Releasing

/// Two ragged trees, so that (_U, _V) stands in both tables but at no level that they share.
private func ragged() throws -> DatasetStructure {
    try structure(
        ["AREA:NORTH SOUTH PERLIS<NORTH KEDAH<NORTH JOHOR<SOUTH _U", "FORM:CALL CHAT<CALL TALK<CALL V"],
        tables: [
            table("coarse", ["AREA": .numbered([1]), "FORM": .leaves]),
            table("fine", ["AREA": .leaves, "FORM": .numbered([1])]),
            table("again", ["AREA": .leaves, "FORM": .numbered([1])]),
            table("area", ["AREA": .all]), table("total", [:]),
        ], policy: ProtectionPolicy(threshold: .none))
}

@Suite struct ReleaseTests {
    @Test(arguments: 0..<25 as Range<UInt64>, [ProtectionPolicy.Mechanism.discreteGaussian, .discreteLaplace])
    func everyMeasuredCellOfTheDomainIsDrawnOnce(seed: UInt64, mechanism: ProtectionPolicy.Mechanism) throws {
        let made = try randomStructure(seed: seed, mechanism: mechanism)
        let plan = try plan(made)
        // An empty cube: zeros receive noise as well.
        let empty = try ObservationCube(structure: made)
        var bits = SeededBits(seed: seed)
        let release = try plan.release(empty, number: 1, today: .last, using: &bits)
        var separate = SeededBits(seed: seed)
        for _ in plan.periods {
            switch plan.scheme {
            case .exact: break
            case .residuals(let residuals):
                for residual in residuals {
                    #expect(residual.multipliers.count == plan.lattice.cellCount(residual.place))
                    let noises = residual.noises.mapValues { $0.prepared() }
                    for multiplier in residual.multipliers {
                        _ = try #require(noises[multiplier]).sample(using: &separate)
                    }
                }
            case .tables(let tables, _):
                for table in tables {
                    let noise = table.noise.prepared()
                    for _ in 0..<plan.lattice.cellCount(table.place) { _ = try noise.sample(using: &separate) }
                }
            }
        }
        #expect(bits.drawn == separate.drawn)
        // Every figure carries noise, shown or not.
        #expect(plan.accuracies.allSatisfy { $0.cells > 0 })
        for place in MeasurementDesign(made, lattice: plan.lattice).published {
            #expect(plan.variances(at: place).allSatisfy { $0 > 0 })
        }
        #expect(release.tables.count == made.tables.count)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func aFigureHasOneValueWhereverItIsShown(seed: UInt64) throws {
        let made = try randomStructure(seed: seed)
        let plan = try plan(made, rho: "1/100")
        let cube = try randomCube(made, periods: plan.periods, seed: seed)
        #expect(try plan.seeded(cube, seed).tables.disagreements == [])
    }

    @Test func aCodeOfSeveralLevelsHasOneValueInEveryTable() throws {
        let made = try ragged()
        let plan = try plan(made, rho: "1/1000")
        let cube = try randomCube(made, periods: plan.periods, seed: 1)
        let tables = try plan.seeded(cube, 1).tables
        let unknown = try [
            #require(made.dimensions[0].codelist.index(of: .unknown)),
            #require(made.dimensions[1].codelist.index(of: Code("V"))),
        ]
        #expect(tables.figures[unknown]?.count == 3)
        #expect(tables.disagreements == [])
    }

    @Test func noiseDrawnAnewForATableIsCaught() throws {
        let made = try ragged()
        let plan = try plan(made, rho: "1/1000")
        let cube = try randomCube(made, periods: plan.periods, seed: 1)
        let (first, second) = try (plan.seeded(cube, 1).tables, plan.seeded(cube, 2).tables)
        #expect(!([first[0], first[1], second[2], first[3]].disagreements.isEmpty))
    }

    @Test func aTableShowsACodeOnceAtTheCoarsestOfItsLevels() throws {
        let release = try plan(ragged()).seeded(ObservationCube(structure: ragged()), 1)
        let area = try #require(release.tables.first { $0.definition.id.description == "area" })
        let names = { (block: ProtectedBlock) in
            block.codes[0].map { release.structure.dimensions[0].codelist.code(at: $0).description }
        }
        #expect(area.blocks.map(names) == [["NORTH", "SOUTH", "_U"], ["PERLIS", "KEDAH", "JOHOR"]])
    }

    /// With hardly any noise the figures are the counts: tables show the right cells.
    @Test(arguments: 0..<25 as Range<UInt64>)
    func withoutNoiseTheFiguresWouldBeTheCounts(seed: UInt64) throws {
        let made = try randomStructure(seed: seed)
        let plan = try plan(made, rho: "100000")
        let cube = try randomCube(made, periods: plan.periods, seed: seed)
        for (key, copies) in try plan.seeded(cube, seed).tables.figures {
            let levels = LevelTuple(
                zip(made.dimensions, key).map { $0.codelist.level(of: $1) })
            for (period, cell) in zip(plan.periods, try #require(copies.first)) {
                let sums = try cube.sums(
                    of: period, levels: levels, codes: key.map { [$0] }, releasingRaw: .exactAtUsersRequest)
                #expect(cell == .estimate(value: sums[0], margin: 0))
            }
        }
    }

    @Test func impossibleCombinationsAreNotApplicableWithAllBelowThem() throws {
        let zeros = try [
            DatasetStructure.StructuralZero(codes: [
                Identifier("AREA"): [Code("NORTH")], Identifier("FORM"): [Code("CHAT"), Code("V")],
            ]),
            DatasetStructure.StructuralZero(codes: [Identifier("AREA"): [.unknown], Identifier("FORM"): [.total]]),
        ]
        let made = try structure(
            ["AREA:NORTH SOUTH PERLIS<NORTH _U", "FORM:CHAT TEXT<CHAT TALK V"],
            tables: [table("both", ["AREA": .all, "FORM": .all]), table("area", ["AREA": .all])],
            policy: ProtectionPolicy(threshold: .none), zeros: zeros)
        let figures = try plan(made).seeded(ObservationCube(structure: made), 3).tables.figures
        var impossible: Set<String> = []
        for (key, copies) in figures where copies.contains(where: { $0.contains(.notApplicable) }) {
            #expect(copies.allSatisfy { $0.allSatisfy { $0 == .notApplicable } })
            impossible.insert(
                zip(made.dimensions, key).map { $0.codelist.code(at: $1).description }.joined(separator: "/"))
        }
        #expect(
            impossible == [
                "NORTH/CHAT", "NORTH/V", "PERLIS/CHAT", "PERLIS/TEXT", "PERLIS/V", "NORTH/TEXT", "_U/CHAT", "_U/TEXT",
                "_U/TALK", "_U/V", "_U/_T",
            ])
    }

    @Test func theThresholdHidesWhatIsBelowK() throws {
        for (threshold, hides) in [(ProtectionPolicy.Threshold.noisy, true), (.none, false)] {
            let made = try structure(
                ["D:A B C E"], tables: [table("parts", ["D": .leaves])],
                policy: ProtectionPolicy(k: 10, threshold: threshold))
            let plan = try plan(made, "2024-01")
            let levels = LevelTuple([1])
            let place = try #require(plan.lattice.tuples.firstIndex(of: levels))
            let assembly = TableAssembly(plan: plan, drawn: [[place: [9, 10, -1, .max]]])
            let margin = try #require(plan.accuracies.first).margin
            let shown = { (value: Int64) in ProtectedCell.estimate(value: value, margin: margin) }
            let cells = assembly.block(levels, of: made.tables[0]).cells
            #expect(cells == [hides ? .hidden : shown(9), shown(10), hides ? .hidden : shown(-1), shown(.max)])
        }
    }

    @Test func sumsAtTheEdgesSaturate() throws {
        let made = try structure(
            ["D:A B"], tables: [table("total", [:]), table("parts", ["D": .leaves])],
            policy: ProtectionPolicy(threshold: .none))
        let full = try cube(made, [("2024-01", ["A"], .max), ("2024-01", ["B"], .max - 1)])
        for seed in 0..<20 as Range<UInt64> {
            // σ is about 70.
            for (_, copies) in try plan(made, "2024-01", rho: "1/10000").seeded(full, seed).tables.figures {
                guard case .estimate(let value, _) = try #require(copies.first?.first) else {
                    Issue.record("no estimate")
                    continue
                }
                // Counts beyond what residuals can hold are taken as the most that they can.
                #expect(value > 1 << 50)
            }
        }
    }

    @Test func periodsAreProvisionalUntilSubmissionsAreDue() throws {
        let tables = try [table("total", [:])]
        let cases: [(due: Int?, today: String, provisional: [String])] = [
            (15, "2024-02-15", ["2024-01", "2024-02", "2024-03"]), (15, "2024-02-16", ["2024-02", "2024-03"]),
            (15, "2024-04-15", ["2024-03"]), (15, "2024-04-16", []), (nil, "2024-03-31", ["2024-03"]),
            (nil, "2024-04-01", []), (.max, "2199-12-31", ["2024-01", "2024-02", "2024-03"]),
        ]
        for (due, today, provisional) in cases {
            let providers = due.map { DatasetStructure.ExpectedProviders(expected: [], dueDays: $0) }
            let made = try structure(["D:A B"], tables: tables, providers: providers)
            let day = try #require(Period(today)).days.lowerBound
            let release = try plan(made).seeded(ObservationCube(structure: made), 1, today: day)
            #expect(release.provisional == Set(provisional.compactMap { Period($0) }), "\(today)")
        }
    }

    @Test func oneSeedGivesOneReleaseAndTheSystemAnotherEachTime() throws {
        let made = try ragged()
        let plan = try plan(made, rho: "1/10000")
        let cube = try randomCube(made, periods: plan.periods, seed: 5)
        let seeded = try plan.seeded(cube, 9)
        #expect(try plan.seeded(cube, 9) == seeded)
        #expect(try plan.seeded(cube, 10) != seeded)
        // σ is above 70 and there are above 50 figures: no two alike but by a chance below 10⁻⁹⁰.
        let (first, second) = try (
            plan.release(cube, number: 1, today: .last), plan.release(cube, number: 1, today: .last)
        )
        #expect(first != second)
        #expect(first.protection == second.protection && first.protection.guarantee == plan.guarantee)
    }

    @Test(arguments: [0, 1, 100])
    func aFailingGeneratorReleasesNothing(words: Int) throws {
        let made = try ragged()
        let plan = try plan(made)
        let empty = try ObservationCube(structure: made)
        #expect(throws: ReleasingError.randomness(.generatorFailed)) {
            var bits = FailingBits(after: words)
            return try plan.release(empty, number: 1, today: .last, using: &bits)
        }
    }

    @Test func aCubeMayHaveBeenCountedForOtherTables() throws {
        let made = try ragged()
        let other = try made.replacing(tables: [table("total", [:])], protection: ProtectionPolicy(k: 1))
        #expect(try plan(other).seeded(ObservationCube(structure: made), 1).structure == other)
    }

    @Test func theNotesBeginWithWhatCountsAsOne() throws {
        let made = try structure(["D:A B"], tables: [table("parts", ["D": .all])])
        let isOne = LocalizedText("A contact is one call.", malay: "Satu hubungan ialah satu panggilan.")
        let defined = try DatasetStructure(
            id: made.id, version: made.version, agency: made.agency, title: made.title, frequency: made.frequency,
            population: made.population,
            measure: DatasetStructure.Measure(unit: "contacts", title: made.measure.title, definition: isOne),
            dimensions: made.dimensions, unit: made.unit, tables: made.tables, protection: made.protection)
        let notes = try plan(defined).seeded(ObservationCube(structure: defined), 1).notes
        #expect(notes.first == isOne)
        #expect(notes.dropFirst() == (try plan(made).seeded(ObservationCube(structure: made), 1).notes)[...])
    }

    @Test func theNotesSayWhoIsProtectedAndWhatIsHidden() throws {
        let made = try structure(
            ["*D:A B"], tables: [table("parts", ["D": .all])], unit: UnitBounds(name: "contact", maxCells: 3),
            policy: ProtectionPolicy(k: 7))
        let notes = try plan(made).seeded(ObservationCube(structure: made), 1).notes
        let text = notes.map(\.english).joined(separator: "\n")
        for words in ["one contact: at most 3 cells", "below 7 are hidden", "Tables by D count mentions", "95%"] {
            #expect(text.contains(words))
        }
        #expect(notes.allSatisfy { $0.malay != nil })
        let open = try made.replacing(tables: made.tables, protection: ProtectionPolicy(threshold: .none))
        let shown = try plan(open).seeded(ObservationCube(structure: open), 1).notes
        #expect(!shown.contains { $0.english.contains("hidden") })
    }
}
