import Cryptography
import Statistics
import Storage
import StorageConformance
import Synchronization
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (1_795_484_574, "2026-11-24T01:42:54Z"), (-1, "1969-12-31T23:59:59Z"),
        (-86_400, "1969-12-31T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
        (-2_208_988_800, "1900-01-01T00:00:00Z"), (7_258_118_399, "2199-12-31T23:59:59Z"),
    ])
    func secondsAndTextAgree(seconds: Int64, text: String) throws {
        let time = try #require(Timestamp(secondsSince1970: seconds))
        #expect(time.description == text)
        #expect(Timestamp(text) == time)
        #expect(time.day.description == text.prefix(10))
    }

    @Test(arguments: [
        "", "2026-11-24", "2026-11-24T01:42:54", "2026-11-24 01:42:54Z", "2026-11-24T24:00:00Z", "2026-02-29T00:00:00Z",
        "2026-11-24T01:60:00Z", "2026-11-24T01:00:60Z", "+026-11-24T01:42:54Z", "2026-11-24T01:42:54z",
        "2026-11-24T01:42:54+00:00", "２026-11-24T01:42:5Z", "1899-12-31T23:59:59Z", "2200-01-01T00:00:00Z",
    ])
    func whatIsNoTimeIsRefused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func timeEndsWithTheCalendar() {
        #expect(Timestamp(secondsSince1970: -2_208_988_801) == nil)
        #expect(Timestamp(secondsSince1970: 7_258_118_400) == nil)
        #expect(Timestamp(secondsSince1970: .min) == nil)
        #expect(Timestamp(secondsSince1970: .max) == nil)
    }
}

@Suite struct SubmissionIDTests {
    @Test func fiftyBitsMakeAName() throws {
        let names = [
            ([UInt8](repeating: 0, count: 7), "S-0000000000"), ([UInt8](repeating: 255, count: 7), "S-ZZZZZZZZZZ"),
            ([0, 0, 0, 0, 0, 0, 63], "S-0000000000"), ([0, 0, 0, 0, 0, 0, 64], "S-0000000001"),
            ([0b1000_0100, 0, 0, 0, 0, 0, 0], "S-GG00000000"), ([8, 1, 2, 3, 4, 5, 6, 7, 8], "S-100G40R40M"),
        ]
        for (bytes, name) in names {
            #expect(SubmissionID(randomBytes: bytes)?.description == name)
            #expect(SubmissionID(name)?.description == name)
        }
        #expect(SubmissionID(randomBytes: [1, 2, 3, 4, 5, 6]) == nil)
    }

    @Test(arguments: ["S-0123456789", "s-0123456789", "S-O1234S6789", "s-oi23456789", "S-0l23456789", "S-0I23456789"])
    func isReadAsPeopleWrite(text: String) throws {
        let id = try #require(SubmissionID(text))
        #expect(id.description.hasPrefix("S-01234") || id.description == "S-01234S6789")
        #expect(SubmissionID(id.description) == id)
    }

    @Test(arguments: [
        "", "S-", "S-012345678", "S-01234567890", "0123456789", "S-012345678U", "T-0123456789", "S-01234567é",
    ])
    func whatIsNoNameIsRefused(text: String) {
        #expect(SubmissionID(text) == nil)
    }
}

@Suite struct TokenRecordTests {
    @Test(arguments: ["", "0123456", "012345678", "0123456G", "ABCDEF01", "0123 567"])
    func namesHaveEightDigits(id: String) throws {
        let time = try #require(Timestamp(secondsSince1970: 0))
        let record = TokenRecord(
            id: id, provider: try Identifier("alpha"), scope: .submit, hash: Digest(0, 0, 0, 0), issued: time)
        #expect(record == nil)
    }
}

@Suite struct AuditRecordTests {
    private func record(_ parts: [String]) throws -> AuditRecord {
        let time = try #require(Timestamp(secondsSince1970: 0))
        return try AuditRecord.next(
            after: nil, at: time, actor: parts[0], action: parts[1], subject: parts[2], detail: parts[3])
    }

    /// The bytes are pinned: an audit of years ago must still hold.
    @Test func theFirstHashIsTheOneOfItsFields() throws {
        let first = try record(["a", "b", "", "c"])
        var bytes: [UInt8] = []
        func append(_ field: [UInt8]) {
            bytes += [0, 0, 0, 0, 0, 0, 0, UInt8(field.count)] + field
        }
        append(Array("lindung audit 1".utf8))
        append([0, 0, 0, 0, 0, 0, 0, 1])
        append([UInt8](repeating: 0, count: 8))
        for text in ["a", "b", "", "c"] { append(Array(text.utf8)) }
        append([UInt8](repeating: 0, count: 32))
        #expect(try first.hash == SHA256.digest(of: bytes))
    }

    @Test func fieldsDoNotRunIntoEachOther() throws {
        let same = try [["ab", "", "c", ""], ["a", "b", "c", ""], ["", "ab", "c", ""], ["ab", "c", "", ""]].map(record)
        #expect(Set(same.map(\.hash)).count == 4)
    }

    @Test func everyFieldIsHashed() throws {
        let first = try record(["a", "b", "c", "d"])
        #expect(try first.isChained(to: nil))
        let later = try #require(Timestamp(secondsSince1970: 1))
        func altered(
            sequence: Int = 1, at: Timestamp? = nil, actor: String = "a", action: String = "b", subject: String = "c",
            detail: String = "d", previous: Digest = AuditRecord.start
        ) -> AuditRecord {
            AuditRecord(
                sequence: sequence, at: at ?? first.at, actor: actor, action: action, subject: subject, detail: detail,
                previous: previous, hash: first.hash)
        }
        #expect(try altered().isChained(to: nil))
        for wrong in [
            altered(sequence: 2), altered(sequence: .min), altered(at: later), altered(actor: "x"),
            altered(action: "x"), altered(subject: "x"), altered(detail: "x"), altered(previous: Digest(0, 0, 0, 1)),
        ] {
            #expect(try !wrong.isChained(to: nil))
        }
        let next = try AuditRecord.next(after: first, at: later, actor: "", action: "", subject: "", detail: "")
        #expect(try next.isChained(to: first))
        #expect(try !next.isChained(to: nil))
        #expect(try !first.isChained(to: next))
    }
}
