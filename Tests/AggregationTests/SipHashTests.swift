import Testing

@testable import Aggregation

@Suite struct SipHashTests {
    private let seed = HashSeed(low: 0x0706_0504_0302_0100, high: 0x0F0E_0D0C_0B0A_0908)

    /// Vectors of the reference implementation of SipHash-2-4: input 00 01 02 … of the given length.
    @Test(
        arguments: [
            (0, 0x726F_DB47_DD0E_0E31), (1, 0x74F8_39C5_93DC_67FD), (7, 0xAB02_00F5_8B01_D137),
            (8, 0x93F5_F579_9A93_2462),
            (15, 0xA129_CA61_49BE_45E5),
        ] as [(UInt8, UInt64)])
    func agreesWithTheReference(length: UInt8, expected: UInt64) {
        #expect(SipHash.hash(Array(0..<length), seed, compression: 2, finalization: 4) == expected)
    }

    @Test func oneThreeAgreesWithItsFirstVector() {
        #expect(SipHash.hash([], seed) == 0xABAC_0158_050F_C4DC)
    }

    /// Vectors of the reference implementation with 128 bits of result.
    @Test(
        arguments: [
            (0, 0xE6A8_25BA_047F_81A3, 0x9302_55C7_1472_F66D), (1, 0x44AF_996B_D8C1_87DA, 0x45FC_229B_1159_7634),
        ] as [(UInt8, UInt64, UInt64)])
    func agreesWithTheReferenceIn128Bits(length: UInt8, first: UInt64, second: UInt64) {
        // Room behind the text, which an empty array has not.
        let bytes = Array(0..<length) + [0]
        let hash = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map {
                unsafe SipHash.hash128($0, Int(length), seed, compression: 2, finalization: 4)
            }
        }
        #expect(hash?.0 == first && hash?.1 == second)
    }

    @Test func threeWordsHashAsTheirBytes() {
        let words: [UInt64] = [0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210, 42]
        #expect(
            SipHash.hash(words[0], words[1], words[2], seed)
                == SipHash.hash(words.flatMap { Tabulation.bytes(of: $0) }, seed))
    }

    @Test func tablesTellApartWhatCollides() {
        var table = ByteTable(seed)
        for number in 0..<2_000 {
            let bytes = Array("key \(number)".utf8)
            // The same slot and hash for all: only the bytes differ.
            let place = unsafe bytes.withUnsafeBufferPointer { unsafe table.insert($0, hash: 42) }
            #expect(place == number)
        }
        #expect(table.bytes(1_999) == Array("key 1999".utf8))
    }
}
