import Cryptography
import Publishing
import Statistics
import Storage
import TestSupport
import Testing

@testable import Workspace

@Suite struct ManifestTests {
    private func manifest(files: [(String, UInt64)], previous: (release: Int, digest: Digest)?) throws
        -> ReleaseManifest
    {
        ReleaseManifest(
            release: 2, dataset: try Identifier("cases"), made: try #require(Timestamp("2026-03-10T12:00:00Z")),
            previous: previous, files: files.map { ReleaseManifest.Line(name: $0, digest: Digest($1, 2, 3, 4)) })
    }

    @Test func itIsTextThatPeopleRead() throws {
        let text = try manifest(files: [("cases.csv", 1)], previous: (1, Digest(0, 0, 0, 7))).text
        let zeros = String(repeating: "0", count: 15)
        #expect(
            String(decoding: text, as: UTF8.self) == """
                Lindung manifest 1
                release: 2
                dataset: cases
                made: 2026-03-10T12:00:00Z
                previous: 1 \(String(repeating: "0", count: 63))7

                \(zeros)1\(zeros)2\(zeros)3\(zeros)4  cases.csv

                """)
    }

    /// Worked out with another HMAC and with OpenSSL's command: it may never be another, or no older signature would hold.
    @Test func theKeyComesFromTheSealingKeyUnderALabel() throws {
        let folder = try Folder()
        let digits = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
        let key = try SealingKey(file: folder.file("sealing.key", digits + "\n"))
        #expect(
            try key.signing().publicKey.pem == """
                -----BEGIN PUBLIC KEY-----
                MCowBQYDK2VwAyEAlU3dzvVBKleeesF+kyBeXVg7zMQA9Tz9VLTR6gLF3b8=
                -----END PUBLIC KEY-----

                """)
    }

    @Test func itIsReadBackAndNothingElseIs() throws {
        for previous in [nil, (release: 1, digest: Digest(9, 9, 9, 9))] {
            let made = try manifest(files: [("a.csv", 1), ("ms-a.xlsx", 2)], previous: previous)
            #expect(ReleaseManifest(made.text) == made)
            for place in made.text.indices {
                var changed = made.text
                changed[place] ^= 1
                #expect(ReleaseManifest(changed) != made)
            }
            #expect(ReleaseManifest(made.text + [0x0A]) == nil)
            #expect(ReleaseManifest(Array(made.text.dropLast())) == nil)
        }
        #expect(ReleaseManifest([]) == nil)
    }
}
