import Cryptography
import Testing

@Suite struct DigestTests {
    // FIPS 180-4 examples and the NIST long message.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ])
    func agreesWithPublishedVectors(text: String, expected: String) throws {
        let digest = try SHA256.digest(of: Array(text.utf8))
        #expect(digest.description == expected)
        #expect(Digest(hexadecimal: expected) == digest)
        #expect(Digest(hexadecimal: expected.uppercased()) == digest)
    }

    @Test func piecesMakeTheWhole() throws {
        let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0) }
        let whole = try SHA256.digest(of: bytes)
        for cut in stride(from: 0, through: 300, by: 7) {
            var hash = try SHA256()
            try hash.update(Array(bytes[..<cut]))
            try hash.update([])
            try hash.update(bytes.span.extracting(cut...))
            #expect(try hash.finalize() == whole)
        }
    }

    @Test(arguments: ["", "00", String(repeating: "0", count: 63), String(repeating: "g", count: 64)])
    func refusesWhatIsNoDigest(text: String) {
        #expect(Digest(hexadecimal: text) == nil)
    }

    @Test func ordersAsBytesDo() throws {
        let digests = try (0..<50).map { try SHA256.digest(of: [UInt8($0)]) }
        let byBytes = digests.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        #expect(digests.sorted() == byBytes)
        #expect(digests.allSatisfy { Digest($0.bytes.span) == $0 })
    }

    @Test func comparesEveryWordInConstantTime() {
        let digest = Digest(1, 2, 3, 4)
        #expect(digest.isEqual(inConstantTime: Digest(1, 2, 3, 4)))
        for other in [Digest(0, 2, 3, 4), Digest(1, 0, 3, 4), Digest(1, 2, 0, 4), Digest(1, 2, 3, 0)] {
            #expect(!digest.isEqual(inConstantTime: other))
        }
    }

    @Test func constantTimeComparisonSeesEveryByte() {
        let bytes = [UInt8](0..<40)
        #expect(ConstantTime.areEqual(bytes, bytes))
        #expect(ConstantTime.areEqual([], []))
        #expect(!ConstantTime.areEqual(bytes, []))
        #expect(!ConstantTime.areEqual(bytes, Array(bytes.dropLast())))
        for index in bytes.indices {
            var other = bytes
            other[index] ^= 0x80
            #expect(!ConstantTime.areEqual(bytes, other))
        }
    }
}
