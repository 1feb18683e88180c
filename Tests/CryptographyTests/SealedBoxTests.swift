import Testing

@testable import Cryptography

@Suite struct SealedBoxTests {
    /// The 256-bit test cases 13 to 16 of McGrew and Viega's GCM specification, as NIST adopted it.
    static let vectors: [(key: String, nonce: String, message: String, associated: String, sealed: String)] = [
        (
            String(repeating: "0", count: 64), String(repeating: "0", count: 24), "", "",
            "530f8afbc74536b9a963b4f1c4cb738b"
        ),
        (
            String(repeating: "0", count: 64), String(repeating: "0", count: 24), String(repeating: "0", count: 32), "",
            "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919"
        ),
        (
            "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
            "",
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
                + "b094dac5d93471bdec1a502270e3cc6c"
        ),
        (
            "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
            "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b"
        ),
    ]

    @Test(arguments: vectors.indices)
    func agreesWithPublishedVectors(index: Int) throws {
        let vector = Self.vectors[index]
        let key = try SymmetricKey(hexadecimal: vector.key)
        let message = try #require(Hexadecimal.bytes(of: vector.message))
        let associated = try #require(Hexadecimal.bytes(of: vector.associated))
        let nonce = try #require(Hexadecimal.bytes(of: vector.nonce))
        let sealed = try SealedBox.seal(message, authenticating: associated, key: key, nonce: nonce)
        #expect(Hexadecimal.text(of: sealed) == vector.nonce + vector.sealed)
        #expect(try SealedBox.open(sealed, authenticating: associated, key: key) == message)
    }

    @Test(arguments: [0, 1, 15, 16, 17, 100_000])
    func whatIsSealedOpens(length: Int) throws {
        let key = try SymmetricKey()
        let message = try RandomBytes.make(length)
        let sealed = try SealedBox.seal(message, authenticating: [1, 2], key: key)
        #expect(sealed.count == length + SealedBox.overhead)
        #expect(try SealedBox.open(sealed, authenticating: [1, 2], key: key) == message)
    }

    @Test func everyAlteredByteIsFound() throws {
        let key = try SymmetricKey()
        let associated: [UInt8] = [9, 8, 7]
        let sealed = try SealedBox.seal(
            Array("forty-two bytes or so of a sealed message".utf8), authenticating: associated, key: key)
        for index in sealed.indices {
            var altered = sealed
            altered[index] ^= 1 << UInt8(index % 8)
            #expect(throws: CryptographyError.notAuthentic) {
                try SealedBox.open(altered, authenticating: associated, key: key)
            }
        }
        for index in associated.indices {
            var altered = associated
            altered[index] ^= 1
            #expect(throws: CryptographyError.notAuthentic) {
                try SealedBox.open(sealed, authenticating: altered, key: key)
            }
        }
        for count in sealed.indices {
            #expect(throws: CryptographyError.notAuthentic) {
                try SealedBox.open(Array(sealed[..<count]), authenticating: associated, key: key)
            }
        }
        #expect(throws: CryptographyError.notAuthentic) {
            try SealedBox.open(sealed + [0], authenticating: associated, key: key)
        }
        #expect(throws: CryptographyError.notAuthentic) { try SealedBox.open(sealed, key: key) }
        #expect(throws: CryptographyError.notAuthentic) {
            try SealedBox.open(sealed, authenticating: associated, key: SymmetricKey())
        }
        #expect(try SealedBox.open(sealed, authenticating: associated, key: key).count == 41)
    }

    @Test func noncesDiffer() throws {
        let key = try SymmetricKey()
        let nonces = try (0..<200).map { _ in Array(try SealedBox.seal([], key: key).prefix(12)) }
        #expect(Set(nonces).count == 200)
    }
}
