import Cryptography
import FoundationEssentials
import Rationals
@_spi(Releasing) public import Statistics

extension ReleaseCodec {
    /// The release that bytes hold. Nothing in them is trusted: every value goes through the checks of the vocabulary,
    /// and every size is held against what is there.
    ///
    /// - Throws: `StoreError.damaged` for anything that `encode` does not write.
    public static func decode(_ bytes: [UInt8]) throws(StoreError) -> Release {
        let start = magic.count + lengthBytes
        guard bytes.count >= start + Digest.byteCount, bytes.starts(with: magic) else {
            throw .damaged("a release is not in a form that this version knows")
        }
        let body = bytes[..<(bytes.count - Digest.byteCount)]
        guard try digest(of: body).bytes == Array(bytes[body.endIndex...]) else {
            throw .damaged("a release is not as it was written")
        }
        let length = bytes[magic.count..<start].reduce(0) { $0 << 8 | Int($1) }
        guard length <= body.count - start else { throw .damaged("the header of a release is cut short") }
        let header: ReleaseHeader
        do {
            header = try JSONDecoder().decode(ReleaseHeader.self, from: Data(body[start..<(start + length)]))
        } catch { throw .damaged("the header of a release cannot be read") }
        do throws(StatisticsError) {
            return try header.release(CellReader(body[(start + length)...]))
        } catch { throw .damaged("a release says what cannot be: \(error)") }
    }
}

extension ReleaseHeader {
    /// The release, with its figures.
    fileprivate func release(_ source: CellReader) throws(StatisticsError) -> Release {
        var reader = source
        let structure = try self.structure.structure()
        let periods = try PeriodRange.kept(self.periods)
        guard number >= 0, periods.frequency == structure.frequency else {
            throw .outOfRange("its number or its periods")
        }
        var provisional: Set<Period> = []
        for text in self.provisional { provisional.insert(try Period.kept(text, in: periods)) }
        var draws: [Statistics.Draw] = []
        for draw in self.draws { draws.append(try draw.draw(in: periods, of: structure, upTo: number)) }
        guard !draws.isEmpty else { throw .outOfRange("a release that draws nothing") }
        var coverage: [Coverage] = []
        for covered in self.coverage {
            guard covered.expected >= 0, (0...covered.expected).contains(covered.reported) else {
                throw .outOfRange("its coverage")
            }
            let period = try Period.kept(covered.period, in: periods)
            coverage.append(
                Coverage(
                    period: period, expected: covered.expected, reported: covered.reported,
                    senders: covered.senders.map(Set.init)))
        }
        guard self.tables.count == structure.tables.count else { throw .outOfRange("its tables") }
        var tables: [ProtectedTable] = []
        for (definition, table) in zip(structure.tables, self.tables) {
            guard try table.definition.table() == definition else { throw .outOfRange("a table") }
            let blocks = try table.blocks(of: definition, in: structure, periods: periods, &reader)
            tables.append(ProtectedTable(definition: definition, blocks: blocks))
        }
        guard reader.left == 0 else { throw .outOfRange("more figures than its tables have") }
        return Release(
            number: number, structure: structure, periods: periods, provisional: provisional, draws: draws,
            coverage: coverage, tables: tables, notes: notes.map(\.text))
    }
}

extension ReleaseHeader.Draw {
    fileprivate func draw(
        in whole: PeriodRange, of structure: DatasetStructure, upTo number: Int
    ) throws(StatisticsError) -> Statistics.Draw {
        let periods = try PeriodRange.kept(self.periods)
        guard periods.isWithin(whole), (0...number).contains(release) else { throw .outOfRange("a draw") }
        var mechanism: ProtectionPolicy.Mechanism?
        if let name = self.mechanism { mechanism = try kept(name) }
        return Statistics.Draw(
            periods: periods, release: release,
            protection: ProtectionStatement(
                method: try kept(method), mechanism: mechanism, threshold: try kept(threshold), k: k,
                unit: try unit.unit(), guarantee: try guarantee?.guarantee()),
            noise: try noise?.noise(of: structure))
    }
}

extension ReleaseHeader.Noise {
    /// Every combination once, the coarser first, at levels that the structure has.
    fileprivate func noise(of structure: DatasetStructure) throws(StatisticsError) -> DrawnNoise {
        var found: [DrawnNoise.Measurement] = []
        for measured in measurements {
            let levels = LevelTuple(measured.levels)
            let variance = try Rational.kept(measured.variance)
            guard measured.levels.count == structure.dimensions.count, variance >= .zero,
                zip(structure.dimensions, measured.levels).allSatisfy({ (0...$0.codelist.depth).contains($1) }),
                found.last.map({ $0.levels < levels }) ?? true
            else { throw .outOfRange("what was measured") }
            found.append(DrawnNoise.Measurement(levels: levels, variance: variance))
        }
        return DrawnNoise(arrangement: try kept(arrangement), measurements: found)
    }
}

extension ReleaseHeader.Guarantee {
    fileprivate func guarantee() throws(StatisticsError) -> PrivacyGuarantee {
        let delta = try Rational.kept(self.delta)
        // As Swift writes numbers, and no spelling besides.
        guard let epsilon = Double(self.epsilon), "\(epsilon)" == self.epsilon, epsilon >= 0, delta >= .zero,
            delta < .one
        else { throw .outOfRange("a guarantee") }
        let found: PrivacyGuarantee
        switch (rho, pureEpsilon) {
        case (.some(let rho), nil):
            found = PrivacyGuarantee(rho: try Rational.kept(rho), epsilon: epsilon, delta: delta)
        case (nil, .some(let pure)): found = PrivacyGuarantee(pureEpsilon: try Rational.kept(pure))
        default: throw .outOfRange("a guarantee")
        }
        guard found.epsilon == epsilon, found.delta == delta, found.rho ?? .zero >= .zero,
            found.pureEpsilon ?? .zero >= .zero
        else { throw .outOfRange("a guarantee") }
        return found
    }
}

extension ReleaseHeader.Table {
    /// The blocks of a table, which must have the axes that its definition gives them.
    fileprivate func blocks(
        of definition: TableDefinition, in structure: DatasetStructure, periods: PeriodRange,
        _ reader: inout CellReader
    ) throws(StatisticsError) -> [ProtectedBlock] {
        let shapes = BlockShape.all(of: definition, in: structure, count: blocks.count)
        guard let shapes else { throw .outOfRange("the blocks of a table") }
        var built: [ProtectedBlock] = []
        for (shape, block) in zip(shapes, blocks) {
            var count = periods.count
            for codes in shape.codes {
                let (product, overflow) = count.multipliedReportingOverflow(by: codes.count)
                guard !overflow else { throw .outOfRange("the size of a block") }
                count = product
            }
            guard block.levels == shape.levels.levels, block.codes == shape.codes, let cells = reader.cells(count)
            else { throw .outOfRange("a block") }
            built.append(
                ProtectedBlock(levels: shape.levels, codes: shape.codes, periods: periods, cells: cells))
        }
        return built
    }
}

extension Period {
    /// A period as `description` writes it, which lies in a range.
    fileprivate static func kept(_ text: String, in periods: PeriodRange) throws(StatisticsError) -> Period {
        let period = try kept(text)
        guard periods.index(of: period) != nil else { throw .outOfRange("a period that it does not cover") }
        return period
    }
}

extension PeriodRange {
    /// Whether all of these periods lie in a range.
    fileprivate func isWithin(_ whole: PeriodRange) -> Bool {
        whole.index(of: first) != nil && whole.index(of: last) != nil
    }
}
