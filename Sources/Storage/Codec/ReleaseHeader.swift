import Rationals
import Statistics

/// All of a release but its figures.
struct ReleaseHeader: Codable {
    struct Guarantee: Codable {
        let rho: String?
        let pureEpsilon: String?
        /// As text, so that the number comes back to the last bit.
        let epsilon: String
        let delta: String
    }

    struct Measured: Codable {
        let levels: [Int]
        let variance: String
    }

    struct Noise: Codable {
        let arrangement: String
        let measurements: [Measured]
    }

    struct Draw: Codable {
        let periods: String
        let release: Int
        let method: String
        let mechanism: String?
        let threshold: String
        let k: Int
        let unit: UnitHeader
        let guarantee: Guarantee?
        let noise: Noise?
    }

    struct Covered: Codable {
        let period: String
        let expected: Int
        let reported: Int
        /// Sorted; not there where they were not recorded.
        let senders: [String]?
    }

    struct Block: Codable, Equatable {
        let levels: [Int]
        let codes: [[Int32]]
    }

    struct Table: Codable {
        let definition: TableHeader
        let blocks: [Block]
    }

    let number: Int
    let structure: StructureHeader
    let periods: String
    let provisional: [String]
    let draws: [Draw]
    let coverage: [Covered]
    let tables: [Table]
    let notes: [TextHeader]

    init(_ release: Release) {
        number = release.number
        structure = StructureHeader(release.structure)
        periods = release.periods.description
        provisional = release.provisional.sorted().map(\.description)
        draws = release.draws.map(Draw.init)
        coverage = release.coverage.map {
            Covered(
                period: $0.period.description, expected: $0.expected, reported: $0.reported,
                senders: $0.senders?.sorted())
        }
        tables = release.tables.map { table in
            Table(
                definition: TableHeader(table.definition),
                blocks: table.blocks.map { Block(levels: $0.levels.levels, codes: $0.codes) })
        }
        notes = release.notes.map(TextHeader.init)
    }
}

extension ReleaseHeader.Draw {
    init(_ draw: Statistics.Draw) {
        periods = draw.periods.description
        release = draw.release
        method = draw.protection.method.rawValue
        mechanism = draw.protection.mechanism?.rawValue
        threshold = draw.protection.threshold.rawValue
        k = draw.protection.k
        unit = UnitHeader(draw.protection.unit)
        guarantee = draw.protection.guarantee.map {
            ReleaseHeader.Guarantee(
                rho: $0.rho?.description, pureEpsilon: $0.pureEpsilon?.description, epsilon: "\($0.epsilon)",
                delta: $0.delta.description)
        }
        noise = draw.noise.map { noise in
            ReleaseHeader.Noise(
                arrangement: noise.arrangement.rawValue,
                measurements: noise.measurements.map {
                    ReleaseHeader.Measured(levels: $0.levels.levels, variance: $0.variance.description)
                })
        }
    }
}
