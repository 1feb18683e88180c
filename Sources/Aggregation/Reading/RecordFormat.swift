/// How a text is divided into records and fields.
public enum RecordFormat: Hashable, Sendable {
    /// Separated values after RFC 4180, lines ending in LF or CRLF.
    case csv(CSVDialect)
    /// One flat JSON object a line.
    case ndjson

    /// Comma-separated values with double quotes.
    public static let csv = RecordFormat.csv(CSVDialect.standard)
}

/// The separator and the quotation mark of separated values.
public struct CSVDialect: Hashable, Sendable {
    /// The byte between fields.
    public let separator: UInt8
    /// The byte around fields that hold separators, line ends or quotes; `nil` where quotes mean nothing.
    public let quote: UInt8?

    /// Comma and double quote, as RFC 4180 has them.
    public static let standard = CSVDialect(checkedSeparator: UInt8(ascii: ","), quote: UInt8(ascii: "\""))

    /// Makes a dialect; `nil` unless both are different ASCII characters other than NUL, CR and LF.
    public init?(separator: UInt8, quote: UInt8? = UInt8(ascii: "\"")) {
        let usable = { (byte: UInt8) in byte < 0x80 && byte != 0 && byte != 0x0A && byte != 0x0D }
        guard usable(separator), quote.map(usable) ?? true, separator != quote else { return nil }
        self.init(checkedSeparator: separator, quote: quote)
    }

    private init(checkedSeparator separator: UInt8, quote: UInt8?) {
        self.separator = separator
        self.quote = quote
    }
}

/// Bounds that keep memory flat whatever the input holds.
public struct RecordLimits: Hashable, Sendable {
    /// The most bytes of one record, its line end not counted.
    ///
    /// A longer one is skipped and reported.
    public let recordBytes: Int
    /// The most fields of one record.
    ///
    /// One with more is skipped and reported.
    public let fields: Int
    /// About how many bytes are read at a time.
    ///
    /// Results do not depend on it.
    public let blockBytes: Int

    /// 1 MiB a record, 4,096 fields, blocks of 256 KiB.
    public static let standard = RecordLimits()

    /// Makes limits; each is brought into its range.
    ///
    /// - Parameters:
    ///   - recordBytes: 1 … 2²⁸.
    ///   - fields: 1 … 65,536.
    ///   - blockBytes: 1 … 2²⁸.
    public init(recordBytes: Int = 1 << 20, fields: Int = 4_096, blockBytes: Int = 1 << 18) {
        self.recordBytes = min(max(recordBytes, 1), 1 << 28)
        self.fields = min(max(fields, 1), 65_536)
        self.blockBytes = min(max(blockBytes, 1), 1 << 28)
    }
}
