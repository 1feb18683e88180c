import Testing

@testable import Cryptography

@Suite struct SymmetricKeyTests {
    private let text = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff"

    @Test func isReadAndExposedAsHexadecimal() throws {
        let key = try SymmetricKey(hexadecimal: text)
        #expect(key.exposedHexadecimal() == text)
        #expect(try SymmetricKey(bytes: (Array(UInt8(0)...30) + [255]).span) == key)
        #expect(try SymmetricKey(hexadecimal: text.uppercased()) == key)
    }

    @Test func randomKeysDiffer() throws {
        #expect(try SymmetricKey() != SymmetricKey())
    }

    @Test func neverShowsItsBytes() throws {
        let key = try SymmetricKey(hexadecimal: text)
        var dumped = ""
        dump(key, to: &dumped)
        dump([key], to: &dumped)
        for shown in [
            "\(key)", String(describing: key), String(reflecting: key), "\([key])", "\(Optional(key) as Any)", dumped,
        ] {
            #expect(shown.contains("symmetric key"))
            #expect(!shown.contains("0a0b") && !shown.contains("255"))
        }
    }

    @Test(arguments: ["", "00", "zz"])
    func refusesMalformedText(part: String) {
        #expect(throws: CryptographyError.malformedKey) { try SymmetricKey(hexadecimal: part) }
        let padded = String(text.dropLast(2)) + "z0"
        #expect(throws: CryptographyError.malformedKey) { try SymmetricKey(hexadecimal: padded) }
        #expect(throws: CryptographyError.malformedKey) { try SymmetricKey(hexadecimal: text + "00") }
    }

    @Test(arguments: [0, 16, 31, 33])
    func refusesOtherLengths(count: Int) {
        #expect(throws: CryptographyError.malformedKey) {
            try SymmetricKey(bytes: [UInt8](repeating: 1, count: count).span)
        }
    }
}
