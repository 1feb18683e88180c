import Collecting
import Testing

@Suite struct PersonalDataTests {
    static let identities = [
        "900101-14-5678", "900101145678", "900101 14 5678", "No. K/P: 900101-14-5678", "KP900101145678",
        "IC 900101/14/5678", "900101\u{2013}14\u{2013}5678", "2024-03-15 900101-14-5678", "ic: 000229-10-1234",
        "90-01-01-14-5678", "900101-145678", "https://x.my/?ic=900101-14-5678",
        "\u{FF19}\u{FF10}\u{FF10}\u{FF11}\u{FF10}\u{FF11}-14-5678", "900101\u{200B}145678",
    ]
    static let telephones = [
        "0123456789", "012-345 6789", "012-3456789", "+60 12-345 6789", "+6012.345.6789", "+60 (0)12-345 6789",
        "60123456789", "0060123456789", "(03) 8888 1234", "03-88881234", "+60-3-8888 1234", "01123456789",
        "011-1234 5678", "088-212345", "082 412345", "05-2412345", "04-222 3344", "call 0388881234 now",
        "+65 6123 4567", "+1 (202) 555-0123", "+442079460958", "tel:0123456789", "hp0123456789",
        "https://wa.me/60123456789", "WhatsApp 019-261 5999", "2024-03-15 12:30 0123456789",
        "012\u{A0}345\u{A0}6789", "\u{FF10}\u{FF11}\u{FF12}-\u{FF13}\u{FF14}\u{FF15} 6789",
        "\u{660}\u{661}\u{662}\u{663}\u{664}\u{665}\u{666}\u{667}\u{668}\u{669}", "Ali 012 345 6789, Johor",
    ]
    static let addresses = ["a@b.my", "ali.bin.abu@contoh.gov.my", "hubungi ali@contoh.my", "ali\u{FF20}contoh.my"]

    /// What files are full of, and is no one's.
    static let harmless = [
        "", "KDH", "Kedah", "5", "12345678", "1,234,567", "1,234,567,890", "1 234 567 890", "12 345 678 901",
        "01234567890", "9999999999", "0000000000", "012345678", "000012345678", "001234567890",
        "2024-03-15", "15/03/2024", "1.3.2024", "20240315", "20240315123045", "202403151230", "2024-Q1", "2023-2024",
        "2024-03-15 12:30:45", "2024-03-15T12:30:45.123Z", "2024-03-15T12:30:45+08:00", "12:30:45.123456789",
        "1/3/2024-31/3/2024", "2024-01-01/2024-12-31", "1/1/2024 - 31/12/2024", "05-26-2024 7:30", "05-06-2024 7:30",
        "024-2024-2025", "1710460800", "1710460800123", "03 20 40 60 80", "04-25-10-12-7", "200 300 400 500",
        "18-29", "Jalan 12, 34000 Taiping", "a@b", "@.", "@user", "MY-10", "S-7Q2M9K3D1A", "TAMPIN/000123/24",
        "RPT-2024-000123456", "INV200315101234", "15999", "1-800-18-2327", "123-45-6789", "192.168.100.200",
        "0.123456789", "3.14159265358", "lat 3.139003, 101.686855", "v1.2.3-20240315.1", "1e-6",
        "900101", "901332145678", "900230-14-5678", "900101-00-5678", "900101-70-5678",
        "0123456789abcdef", "1234567890123456", "a900101145678f00", "550e8400-e29b-41d4-a716-446655440000",
        "12345678-1234-1234-1234-900101145678",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "https://example.org/reports/2024/0388881234", "https://example.org/reports/900101145678/view",
        "www.example.org/r/0123456789?x=1", "https://example.org/r/550e8400-e29b-41d4-a716-446655440000",
    ]

    private static func around(_ text: String) -> [String] {
        [
            text, " \(text)", "note: \(text) end", String(repeating: "x", count: 600) + " " + text, "\(text),",
            "\t\(text)\t",
        ]
    }

    @Test(arguments: identities)
    func identityNumbersAreSeenInEveryField(text: String) {
        for value in Self.around(text) {
            #expect(PersonalData.kind(in: value) == .identityNumber)
            #expect(PersonalData.kind(in: value, of: .key) == .identityNumber)
        }
    }

    @Test(arguments: telephones)
    func telephoneNumbersAreSeenButInKeys(text: String) {
        for value in Self.around(text) {
            #expect(PersonalData.kind(in: value) == .telephoneNumber)
            #expect(PersonalData.kind(in: value, of: .key) == nil)
        }
    }

    @Test(arguments: addresses)
    func addressesForMailAreSeenButInKeys(text: String) {
        for value in Self.around(text) {
            #expect(PersonalData.kind(in: value) == .mailAddress)
            #expect(PersonalData.kind(in: value, of: .key) == nil)
        }
    }

    @Test(arguments: harmless)
    func countsDatesKeysAndPagesAreNoOnes(text: String) {
        for value in [text, " \(text)", "note: \(text) end", "\(text),"] {
            #expect(PersonalData.kind(in: value) == nil)
            #expect(PersonalData.kind(in: value, of: .key) == nil)
        }
    }

    private static func mayBe(_ text: String) -> Bool { PersonalData.mayBe(in: Array(text.utf8).span) }

    /// The rough look at a whole record never passes over what the close look finds in a field of it.
    @Test(arguments: identities + telephones + addresses)
    func theRoughLookMissesNothing(text: String) {
        for record in ["2024-03-15,KDH,\(text),5", "\(text)", "a;\(text);15/03/2024 12:30"] {
            #expect(Self.mayBe(record))
        }
    }

    @Test(arguments: [
        "2025-11-01 01:59,contact,Kuala Lumpur,whatsapp,Online grooming",
        "2025-10,Johor,0-2,Girl,voice,Parent about child,Physical violence,16",
        "15/03/2024 12:30;Orang awam;Salah - asas",
    ])
    func ordinaryRecordsNeedNoCloseLook(record: String) {
        #expect(!Self.mayBe(record))
    }

    @Test func randomKeysAreTakenForNumbersOfNobody() {
        var numbers = Numbers(state: 5)
        let digits = Array("0123456789abcdef")
        let hex = { (length: Int, numbers: inout Numbers) in
            String((0..<length).map { _ in digits[Int(numbers.next() >> 60)] })
        }
        for _ in 0..<5000 {
            for length in [16, 32] { #expect(PersonalData.kind(in: hex(length, &numbers), of: .key) == nil) }
            let uuid = [8, 4, 4, 4, 12].map { hex($0, &numbers) }.joined(separator: "-")
            #expect(PersonalData.kind(in: uuid) == nil)
        }
    }

    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    @Test(arguments: identities + telephones + addresses)
    func messagesHideIt(text: String) {
        let hidden = PersonalData.hidden(in: "expected a period, found \(text)")
        #expect(hidden.hasPrefix("expected a period, found"))
        #expect(PersonalData.kind(in: hidden) == nil)
        #expect(!hidden.contains { $0.isNumber || $0 == "@" })
    }

    @Test func otherMessagesStayAsTheyAre() {
        let text = "--periods 2026-01..2026-12: sent.csv:12:3 has 1000000001"
        #expect(PersonalData.hidden(in: text) == text)
    }
}
