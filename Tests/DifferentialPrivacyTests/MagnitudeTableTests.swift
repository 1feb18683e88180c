import Glibc
import Rationals
import TestSupport
import Testing

@testable import DifferentialPrivacy

/// The runs of a table, word by word, against weights computed by other means.
@Suite struct MagnitudeTableTests {
    private static let weights = HighPrecisionWeight.laplace10 + HighPrecisionWeight.gaussian10

    /// A run of a table: its first word of 31 bits, and how many of them are sure.
    private func run(_ magnitude: Int, of table: MagnitudeTable) -> (start: UInt32, sure: UInt32) {
        let start = magnitude == 0 ? 0 : table.sureEnds[magnitude - 1] + 2
        return (start, table.sureEnds[magnitude] - start)
    }

    /// What a word of 31 bits gives, the lowest bit being the sign's, and how many further words were drawn.
    private func result(
        _ table: MagnitudeTable, _ place: UInt32, _ further: [UInt64]
    ) throws(RandomnessError) -> (magnitude: UInt64?, left: Int) {
        let looked = table.look(place << 1 | 1)
        if looked >= 0 { return (UInt64(looked), further.count) }
        var source = ListedBits(further)
        let resolved = try table.resolve(place << 1, using: &source)
        return (resolved, source.left)
    }

    @Test(arguments: weights, [false, true])
    func aRunHasAsManyWordsAsItsWeightSays(weight: HighPrecisionWeight, halvingZero: Bool) throws {
        let table = MagnitudeTable(weight.shape, halvingZero: halvingZero)
        let (whole, _) = weight.times(table.scale)
        let sure = UInt64(run(Int(weight.magnitude), of: table).sure)
        #expect(sure <= whole && whole < sure + 2)
        #expect(run(0, of: table).sure == table.scale / (halvingZero ? 2 : 1))
    }

    @Test(arguments: weights) func aSureWordDrawsNoMore(weight: HighPrecisionWeight) throws {
        let table = MagnitudeTable(weight.shape, halvingZero: true)
        let (start, sure) = run(Int(weight.magnitude), of: table)
        // The last of a table have no sure word.
        for place in [start, start + sure / 2, start + sure - 1] where sure > 0 {
            #expect(try result(table, place, []) == (weight.magnitude, 0))
        }
        #expect(throws: RandomnessError.generatorFailed) { try result(table, start + sure, []) }
        #expect(throws: RandomnessError.generatorFailed) { try result(table, start + sure + 1, []) }
        #expect(try result(table, start + sure + 2, [.max, .max]).magnitude != weight.magnitude)
    }

    /// v + V < κw, with V as near to the boundary as it takes three words to tell.
    @Test(arguments: weights) func aWordOnTheBoundaryIsToldExactly(weight: HighPrecisionWeight) throws {
        let table = MagnitudeTable(weight.shape, halvingZero: true)
        let (whole, fraction) = weight.times(table.scale)
        let (start, sure) = run(Int(weight.magnitude), of: table)
        for place in [start + sure, start + sure + 1] {
            switch UInt64(place - start) {
            case ..<whole:
                #expect(try result(table, place, [.max]) == (weight.magnitude, 0))
            case whole:
                let (first, second, third) = (fraction[0], fraction[1], fraction[2])
                #expect(try result(table, place, [first - 1, 0]) == (weight.magnitude, 1))
                #expect(try result(table, place, [first + 1, 0]) == (nil, 1))
                #expect(try result(table, place, [first, second - 1, 0]) == (weight.magnitude, 1))
                #expect(try result(table, place, [first, second + 1, 0]) == (nil, 1))
                #expect(try result(table, place, [first, second, third - 1, 0]) == (weight.magnitude, 1))
                #expect(try result(table, place, [first, second, third + 1, 0]) == (nil, 1))
                #expect(throws: RandomnessError.generatorFailed) { try result(table, place, [first, second, third]) }
            default:
                #expect(try result(table, place, [0]) == (nil, 0))
            }
        }
    }

    @Test func zeroHasSureWordsAlone() throws {
        let table = MagnitudeTable(.exponential(1, over: 10), halvingZero: true)
        let end = UInt32(table.scale / 2)
        #expect(try result(table, end - 1, []) == (0, 0))
        #expect(try result(table, end, []) == (nil, 0))
        #expect(try result(table, end + 1, []) == (nil, 0))
        #expect(try result(table, end + 2, []) == (1, 0))
    }

    /// Beyond M = 222: 64i + r more, kept with probability κ·2ⁱ·exp(−m/10).
    @Test(arguments: HighPrecisionWeight.tail10)
    func theTailIsDrawnExactly(weight: HighPrecisionWeight) throws {
        let table = MagnitudeTable(.exponential(1, over: 10), halvingZero: true)
        try #require(table.sureEnds.count == 223)
        let start = table.sureEnds[221] + 2
        let beyond = weight.magnitude - 222
        let word = beyond % 64 | 1 << (6 + beyond / 64)
        let (whole, fraction) = weight.times(table.scale)
        try #require(whole == 0)
        for place in [start, start + 127] {
            #expect(try result(table, place, [word, fraction[0] - 1, 0]) == (weight.magnitude, 1))
            #expect(try result(table, place, [word, fraction[0] + 1, 0]) == (nil, 1))
            #expect(try result(table, place, [word, fraction[0], fraction[1] - 1]) == (weight.magnitude, 0))
            #expect(try result(table, place, [word, fraction[0], fraction[1] + 1]) == (nil, 0))
        }
        #expect(try result(table, start + 128, [word]) == (nil, 1))
    }

    /// Zeros through several words: 58 of the first, 64, 2, so that i = 124 and m = 222 + 64·124 + 63 = 8221.
    ///
    /// κ·2¹²⁴·exp(−822.1) lies below 2⁻¹⁰³⁰: V must begin with 16 words of zeros to be below.
    @Test func aLongTailGoesOnThroughSeveralWords() throws {
        let table = MagnitudeTable(.exponential(1, over: 10), halvingZero: true)
        let start = table.sureEnds[221] + 2
        let prefix: [UInt64] = [63, 0, 4]
        let zeros = [UInt64](repeating: 0, count: 16)
        #expect(try result(table, start, prefix + [1]) == (nil, 0))
        #expect(try result(table, start, prefix + zeros.dropLast() + [1]) == (nil, 0))
        #expect(try result(table, start, prefix + zeros + [0]) == (8221, 0))
    }

    /// Every word between two runs belongs to one, in order, whatever the guide says.
    @Test(
        arguments: [
            .exponential(1, over: 10), .exponential(64, over: 4095), .exponential(5, over: 1),
            .exponential(1 << 62, over: 3),
            .gaussian(1, over: 200), .gaussian(1, over: 8190), .gaussian(1 << 61, over: 2), .gaussian(3, over: 1),
        ] as [WeightShape])
    func runsFollowEachOther(shape: WeightShape) throws {
        let table = MagnitudeTable(shape, halvingZero: false)
        let last = table.sureEnds.count - 1
        var place: UInt32 = 0
        for magnitude in 0..<last {
            let (start, sure) = run(magnitude, of: table)
            try #require(start == place)
            if sure > 0 {
                try #require(try result(table, start, []).magnitude == UInt64(magnitude))
                try #require(try result(table, start + sure - 1, []).magnitude == UInt64(magnitude))
            }
            place = start + sure + 2
        }
        #expect(place + 128 <= 1 << 31)
        // Nearly all words are owned, so that drawing again is rare; those that are not, are not kept.
        #expect(place > 1 << 31 - 1 << 13)
        if place + 128 < 1 << 31 { #expect(try result(table, 1 << 31 - 1, []) == (nil, 0)) }
    }

    /// A positive fraction of numbers of any length up to so many bits.
    private func fraction(_ source: inout SeededBits, bits: UInt64) -> Rational? {
        let numerator = source.next() >> (63 - source.next() % bits)
        let denominator = source.next() >> (63 - source.next() % bits)
        return Rational(Int64(numerator >> 1 | 1), over: Int64(denominator >> 1 | 1))
    }

    /// Every run within a word of what floating point says, κ·exp(−γ) being below 2³² and good to 10⁻³ there.
    private func expectRuns(of noise: PreparedNoise, _ exponent: (Double) -> Double) {
        let table = noise.table
        let bits: UInt64
        switch noise.remainder {
        case .none: bits = 0
        case .laplace(let length, _, _), .gaussian(let length, _, _): bits = length
        }
        let magnitudes = 1..<table.sureEnds.count - 1
        #expect(
            magnitudes.allSatisfy { magnitude in
                let weight = exp(-exponent(Double(UInt64(magnitude) << bits))) * Double(table.scale)
                return abs(Double(run(magnitude, of: table).sure) + 1 - weight) < 1.01
            })
        // What lies beyond the table weighs less than 2⁻³², or twice that where the scale is rounded.
        #expect(exp(-exponent(Double(UInt64(magnitudes.upperBound) << bits))) < 0x1p-31)
        #expect(magnitudes.count < 1_500)
    }

    @Test func everyParameterCanBePrepared() throws {
        var source = SeededBits(seed: 31)
        var prepared = 0
        for _ in 0..<300 {
            if let scale = fraction(&source, bits: 62), let noise = try? DiscreteLaplace(scale: scale) {
                expectRuns(of: noise.prepared()) { $0 / scale.approximateValue }
                _ = try noise.prepared().sample(using: &source)
                prepared += 1
            }
            if let variance = fraction(&source, bits: 60), let noise = try? DiscreteGaussian(variance: variance) {
                expectRuns(of: noise.prepared()) { $0 * $0 / (2 * variance.approximateValue) }
                _ = try noise.prepared().sample(using: &source)
                prepared += 1
            }
        }
        #expect(prepared > 400)
    }
}
