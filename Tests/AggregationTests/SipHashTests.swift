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
