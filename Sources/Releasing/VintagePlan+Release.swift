public import Aggregation
import Cryptography
import DifferentialPrivacy
@_spi(Releasing) public import Statistics

extension VintagePlan {
    /// Draws what is to be drawn and puts the vintage together.
    ///
    /// - Parameters:
    ///   - cube: the counts of the periods that are drawn.
    ///   - number: the number of the vintage.
    ///   - today: decides which periods are provisional.
    ///   - coverage: who had reported, for the periods that are drawn; a period that not all have reported for is
    ///     provisional.
    ///   - earlier: an earlier vintage that holds the figures drawn by the release of this number.
    /// - Returns: the vintage, all periods published so far.
    /// - Throws: `ReleasingError.randomness` if the generator fails, `notCarried` if an earlier vintage does not hold
    ///   what is to be carried; neither depends on a count.
    public func release(
        _ cube: ObservationCube, number: Int, today: Day, coverage: [Coverage],
        earlier: [Int: Release]
    ) throws(ReleasingError) -> Release {
        var source: SystemRandomBits
        do throws(RandomnessError) {
            source = try SystemRandomBits()
        } catch { throw .randomness(error) }
        return try release(
            cube, number: number, today: today, coverage: coverage, earlier: earlier, using: &source)
    }

    /// The same with a source of the caller's, for tests.
    func release(
        _ cube: ObservationCube, number: Int, today: Day, coverage: [Coverage], earlier: [Int: Release],
        using source: inout some BitSource & ~Copyable
    ) throws(ReleasingError) -> Release {
        // What cannot be carried is found before any noise is drawn.
        let kept = try carriedParts(earlier)
        var parts: [(release: Release, periods: [Period])] = []
        for draw in draws {
            let drawn = try draw.plan.release(cube, number: number, today: today, using: &source)
            parts.append((drawn, Array(draw.plan.periods)))
        }
        return assemble(parts + kept, number: number, coverage: coverage)
    }

    /// The periods that are carried from these vintages and of which nothing would be shown: under a strict threshold those
    /// that were not drawn under one at least as strict.
    public func hiddenWholly(_ earlier: [Int: Release]) -> [Period] {
        guard structure.protection.threshold == .strict else { return [] }
        return carried.filter { period, release in
            guard let statement = earlier[release]?.draw(of: period)?.protection else { return false }
            return !structure.protection.shows(.max, drawnUnder: statement, of: structure.unit)
        }.keys.sorted()
    }

    /// For each release that is carried from, a vintage that holds its figures, and the periods that are taken.
    private func carriedParts(
        _ earlier: [Int: Release]
    ) throws(ReleasingError) -> [(release: Release, periods: [Period])] {
        var parts: [(release: Release, periods: [Period])] = []
        let sources = Dictionary(grouping: carried.keys, by: { carried[$0] ?? 0 })
        for (source, periods) in sources.sorted(by: { $0.key < $1.key }) {
            guard let release = earlier[source],
                periods.allSatisfy({ release.drawnBy($0) == source }), structure.isComparable(to: release.structure)
            else { throw .notCarried(release: source) }
            parts.append((release, periods.sorted()))
        }
        return parts
    }

    private func assemble(
        _ parts: [(release: Release, periods: [Period])], number: Int, coverage: [Coverage]
    ) -> Release {
        var owner: [Period: Int] = [:]
        for (place, part) in parts.enumerated() { for period in part.periods { owner[period] = place } }
        let incomplete = Set(coverage.filter { $0.reported < $0.expected }.map(\.period))
        var provisional: Set<Period> = []
        var carriedCoverage: [Coverage] = []
        for (period, place) in owner {
            let source = parts[place].release
            let isNew = carried[period] == nil
            if source.provisional.contains(period) || isNew && incomplete.contains(period) {
                provisional.insert(period)
            }
            if !isNew { carriedCoverage += source.coverage.filter { $0.period == period } }
        }
        let drawnCoverage = coverage.filter { owner[$0.period] != nil && carried[$0.period] == nil }
        let tables = structure.tables.enumerated().map { place, definition in
            ProtectedTable(
                definition: definition,
                blocks: structure.levelTuples(of: definition).indices.map { block in
                    merged(parts.map { $0.release.tables[place].blocks[block] }, of: parts.map(\.release), owner: owner)
                })
        }
        return Release(
            number: number, structure: structure, periods: periods, provisional: provisional,
            draws: drawList(parts, owner: owner),
            coverage: (drawnCoverage + carriedCoverage).sorted { $0.period < $1.period }, tables: tables,
            notes: parts.first?.release.notes ?? [])
    }

    /// One block over all periods, each taken from the part that owns it.
    private func merged(
        _ blocks: [ProtectedBlock], of releases: [Release], owner: [Period: Int]
    ) -> ProtectedBlock {
        guard let model = blocks.first else { preconditionFailure("a vintage draws something") }
        let sources = periods.map { period -> (block: Int, place: Int, statement: ProtectionStatement?)? in
            guard let part = owner[period], let place = blocks[part].periods.index(of: period) else { return nil }
            return (part, place, carried[period] == nil ? nil : releases[part].draw(of: period)?.protection)
        }
        var cells: [ProtectedCell] = []
        cells.reserveCapacity(model.seriesCount * periods.count)
        for series in 0..<model.seriesCount {
            for source in sources {
                guard let source else {
                    cells.append(.missing)
                    continue
                }
                let block = blocks[source.block]
                let cell = block.cells[series * block.periods.count + source.place]
                cells.append(source.statement.map { shown(cell, drawnUnder: $0) } ?? cell)
            }
        }
        return ProtectedBlock(levels: model.levels, codes: model.codes, periods: periods, cells: cells)
    }

    /// A carried figure as today's threshold shows it: it may have been drawn under a lower one. What was hidden once was
    /// not kept and stays so.
    private func shown(_ cell: ProtectedCell, drawnUnder statement: ProtectionStatement) -> ProtectedCell {
        guard case .estimate(let value, _) = cell else { return cell }
        return structure.protection.shows(value, drawnUnder: statement, of: structure.unit) ? cell : .hidden
    }

    /// Which release drew which periods, consecutive ones of one draw together.
    private func drawList(_ parts: [(release: Release, periods: [Period])], owner: [Period: Int]) -> [Draw] {
        var draws: [Draw] = []
        for period in periods {
            guard let place = owner[period],
                let drawn = parts[place].release.draw(of: period)
            else { continue }
            if let last = draws.last, last.release == drawn.release, last.protection == drawn.protection,
                last.noise == drawn.noise, last.periods.last.advanced(by: 1) == period,
                let longer = PeriodRange(last.periods.first, period)
            {
                draws[draws.count - 1] = Draw(
                    periods: longer, release: last.release, protection: last.protection, noise: last.noise)
            } else if let single = PeriodRange(period, period) {
                draws.append(
                    Draw(
                        periods: single, release: drawn.release, protection: drawn.protection, noise: drawn.noise))
            }
        }
        return draws
    }
}

extension Release {
    /// The release that drew a period; `nil` if it is not there.
    public func drawnBy(_ period: Period) -> Int? { draw(of: period)?.release }

    /// The draw of a period; `nil` if it is not there.
    func draw(of period: Period) -> Draw? { draws.first { $0.periods.index(of: period) != nil } }
}
