/// How the bytes of a text file stand for characters.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
    /// UTF-8, with or without its mark at the beginning.
    case utf8 = "utf-8"
    /// ISO 8859-1: every byte is the character of that number.
    case latin1 = "latin-1"
    /// Windows code page 1252: Latin-1 with quotation marks, dashes and the euro sign at 0x80 to 0x9F.
    case windows1252 = "windows-1252"

    /// Finds an encoding by a name in common use, in any case: `utf-8`, `utf8`, `latin-1`, `latin1`,
    /// `iso-8859-1`, `windows-1252`, `cp1252`.
    public init?(named name: String) {
        switch name.lowercased() {
        case "utf-8", "utf8": self = .utf8
        case "latin-1", "latin1", "iso-8859-1", "iso8859-1": self = .latin1
        case "windows-1252", "windows1252", "cp1252": self = .windows1252
        default: return nil
        }
    }

    /// The character at each byte, 0 where the encoding defines none.
    func scalar(of byte: UInt8) -> UInt32 {
        guard self == .windows1252, (0x80...0x9F).contains(byte) else { return UInt32(byte) }
        return UInt32(TextEncoding.windows1252Table[Int(byte) - 0x80])
    }

    /// Windows-1252 at 0x80 to 0x9F, from the WHATWG index without its five control characters: those
    /// bytes are undefined in the code page itself.
    private static let windows1252Table: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D,
        0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
        0x017E, 0x0178,
    ]
}
