import Cryptography
import Foundation
import Rationals
@_spi(Releasing) import Statistics
import Testing

@testable import Storage

@Suite struct ReleaseCodecTests {
    @Test(arguments: [UInt64](0..<100))
    func whatIsKeptComesBack(seed: UInt64) throws {
        var numbers = Numbers(state: seed)
        let release = try numbers.release()
        let bytes = try ReleaseCodec.encode(release)
        let decoded = try ReleaseCodec.decode(bytes)
        #expect(decoded == release)
        // `==` of texts passes over how a letter is composed; the bytes do not.
        #expect(try ReleaseCodec.encode(decoded) == bytes)
    }

    @Test func everyPrefixAndEveryAlteredByteIsFound() throws {
        var numbers = Numbers(state: 3)
        let bytes = try ReleaseCodec.encode(try numbers.release())
        for count in bytes.indices {
            #expect(throws: StoreError.self) { try ReleaseCodec.decode(Array(bytes[..<count])) }
        }
        for place in bytes.indices {
            var altered = bytes
            altered[place] ^= 1 << UInt8(place % 8)
            #expect(throws: StoreError.self) { try ReleaseCodec.decode(altered) }
        }
        #expect(throws: StoreError.self) { try ReleaseCodec.decode(bytes + [0]) }
    }

    /// Whoever can write to the store can also make the digest right: what comes through must be a release that is
    /// whole, and nothing may trap.
    @Test(arguments: [UInt64](0..<8))
    func whatHasARightDigestIsStillNotTrusted(seed: UInt64) throws {
        var numbers = Numbers(state: seed &* 77)
        let bytes = try ReleaseCodec.encode(try numbers.release())
        let body = Array(bytes.dropLast(Digest.byteCount))
        var refused = 0
        for round in 0..<600 {
            var altered = body
            switch round % 4 {
            case 0: altered[numbers.number(0...altered.count - 1)] = UInt8(numbers.number(0...255))
            case 1: altered.removeLast(numbers.number(1...altered.count))
            case 2: altered.append(UInt8(numbers.number(0...255)))
            default:
                // A digit of the header for another: sizes, numbers, places of codes.
                let digits = altered.indices.filter { (0x30...0x39).contains(altered[$0]) }
                altered[try #require(digits.randomElement(using: &numbers))] = UInt8(numbers.number(0x30...0x39))
            }
            do throws(StoreError) {
                let release = try ReleaseCodec.decode(try signed(altered))
                // What comes through is a release that can be walked over and kept.
                #expect(try ReleaseCodec.decode(try ReleaseCodec.encode(release)) == release)
            } catch {
                guard case .damaged = error else { throw error }
                refused += 1
            }
        }
        #expect(refused > 200)
    }

    @Test(arguments: [
        ("\"dimensions\":{}", "\"dimensions\":{\"STATE\":{\"numbers\":[]}}"),
        ("\"dimensions\":{}", "\"dimensions\":{\"STATE\":{\"named\":\"all\"}}"),
        ("\"codes\":[[-1]]", "\"codes\":[[0]]"), ("\"codes\":[[-1]]", "\"codes\":[[-1,-1]]"),
        ("\"codes\":[[-1]]", "\"codes\":[[-2147483648]]"), ("\"codes\":[[-1]]", "\"codes\":[[]]"),
        ("\"codes\":[[-1]]", "\"codes\":[]"), ("\"levels\":[0]", "\"levels\":[9223372036854775807]"),
        ("\"levels\":[0]", "\"levels\":[1]"), ("\"number\":4", "\"number\":-4"),
        ("\"number\":4", "\"number\":3"), ("\"number\":4", "\"number\":4e999"),
        ("2024-01..2024-02", "1900-01..2199-12"), ("2024-01..2024-02", "2024..2024"),
        ("\"reported\":2", "\"reported\":4"), ("\"reported\":2", "\"reported\":-1"),
        ("\"expected\":3", "\"expected\":-3"), ("\"epsilon\":\"2.5\"", "\"epsilon\":\"nan\""),
        ("\"epsilon\":\"2.5\"", "\"epsilon\":\"-2.5\""), ("\"epsilon\":\"2.5\"", "\"epsilon\":\"02.5\""),
        ("\"rho\":\"1/8\"", "\"rho\":\"1/0\""), ("\"rho\":\"1/8\"", "\"rho\":\"-1/8\""),
        ("\"rho\":\"1/8\"", "\"rho\":\"1/8\",\"pureEpsilon\":\"1\""), ("\"delta\":\"1/1000000\"", "\"delta\":\"1\""),
        ("\"code\":\"A\"", "\"code\":\"B\""), ("\"code\":\"A\"", "\"code\":\"_T\""),
        ("\"code\":\"A\"", "\"code\":\"A\",\"parent\":\"A\""), ("\"method\":\"noise\"", "\"method\":\"none\""),
        ("\"k\":5", "\"k\":0"), ("\"provisional\":[\"2024-02\"]", "\"provisional\":[\"2024-03\"]"),
    ])
    func oneThingWrong(right: String, wrong: String) throws {
        let bytes = try ReleaseCodec.encode(try small())
        #expect(throws: StoreError.self) { try ReleaseCodec.decode(try replacing(right, by: wrong, in: bytes)) }
    }

    @Test func theReplacementItselfIsSound() throws {
        let release = try small()
        let bytes = try ReleaseCodec.encode(release)
        #expect(try replacing("\"number\":4", by: "\"number\":4", in: bytes) == bytes)
        #expect(try ReleaseCodec.decode(replacing("\"number\":4", by: "\"number\":5", in: bytes)).number == 5)
    }

    @Test func aReleaseThatDoesNotFitItsStructureIsNotKept() throws {
        let release = try small()
        let other = Release(
            number: 4, structure: release.structure, periods: release.periods, provisional: [], draws: release.draws,
            tables: [], notes: [])
        #expect(throws: StoreError.self) { try ReleaseCodec.encode(other) }
    }

    @Test(arguments: [
        [UInt8]([3, 0x80, 0]), [3, 0x80], [3], [4, 2], [5, 2], [6], [4, 2, 8, 4, 2, 8],
        [3] + [UInt8](repeating: 0xFF, count: 9) + [2], [3] + [UInt8](repeating: 0xFF, count: 10),
    ])
    func figuresAreWrittenInOneWayOnly(bytes: [UInt8]) {
        var reader = CellReader(bytes[...])
        #expect(reader.cells(bytes.count > 5 && bytes[0] == 4 ? 2 : 1) == nil)
    }

    // MARK: Support

    private func signed(_ body: [UInt8]) throws(StoreError) -> [UInt8] {
        body + (try ReleaseCodec.digest(of: body[...]).bytes)
    }

    /// The same bytes with every such text of the header replaced, and lengths and digest made right.
    private func replacing(_ text: String, by other: String, in bytes: [UInt8]) throws -> [UInt8] {
        let start = ReleaseCodec.magic.count + ReleaseCodec.lengthBytes
        let length = bytes[8..<start].reduce(0) { $0 << 8 | Int($1) }
        let header = try #require(String(bytes: bytes[start..<(start + length)], encoding: .utf8))
        #expect(header.contains(text))
        let replaced = Array(header.replacingOccurrences(of: text, with: other).utf8)
        let count = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: replaced.count >> $0) }
        return try signed(
            ReleaseCodec.magic + count + replaced + bytes[(start + length)...].dropLast(Digest.byteCount))
    }

    /// One table at the total over one dimension, spelled out.
    private func small() throws -> Release {
        let periods = try #require(PeriodRange("2024-01..2024-02"))
        let unit = try UnitBounds(name: "case")
        let list = try Codelist(
            id: try Identifier("STATE"), title: LocalizedText("States"),
            items: [
                Codelist.Item(code: try Code("A"), label: LocalizedText("a")),
                Codelist.Item(code: try Code("B"), label: LocalizedText("b")),
            ])
        let table = try TableDefinition(id: try Identifier("national"), dimensions: [:])
        let structure = try DatasetStructure(
            id: try Identifier("cases"), version: "1.0", agency: try Identifier("TEST"), title: LocalizedText("Cases"),
            frequency: .monthly, population: try Identifier("people"),
            measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")),
            dimensions: [Dimension(id: try Identifier("STATE"), title: LocalizedText("State"), codelist: list)],
            unit: unit, tables: [table], protection: try ProtectionPolicy(k: 5))
        let guarantee = PrivacyGuarantee(
            rho: try #require(Rational("1/8")), epsilon: 2.5, delta: try #require(Rational("1e-6")))
        let statement = ProtectionStatement(
            mechanism: .discreteGaussian, threshold: .noisy, k: 5, unit: unit, guarantee: guarantee)
        let noise = DrawnNoise(
            arrangement: .residuals,
            measurements: [DrawnNoise.Measurement(levels: LevelTuple([0]), variance: try #require(Rational("49/4")))])
        let block = ProtectedBlock(
            levels: LevelTuple([0]), codes: [[.total]], periods: periods,
            cells: [.estimate(value: 42, margin: 7), .hidden])
        return Release(
            number: 4, structure: structure, periods: periods, provisional: [periods.last],
            draws: [Draw(periods: periods, release: 4, protection: statement, noise: noise)],
            coverage: [Coverage(period: periods.first, expected: 3, reported: 2)],
            tables: [ProtectedTable(definition: table, blocks: [block])], notes: [])
    }
}
