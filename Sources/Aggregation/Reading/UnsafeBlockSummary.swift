import CByteMasks

/// What one look at the bytes of a chunk tells, without knowing what stands before them.
///
/// Made by each thread for the chunk it read; what depends on the chunk before is decided afterwards, in order.
struct BlockSummary {
    /// Where the first NUL stands.
    var firstNUL: Int?
    var hasHighBytes = false
    var hasQuotes = false
    /// Where the last line end stands, and what ends at it or before, from the third byte on; without quotes.
    var plain = LineCounts()
    /// The same where the third byte stands outside or inside quotes.
    var outside = LineCounts()
    var inside = LineCounts()

    /// The first bytes are looked at again when it is known what stands before them.
    static let head = 2

    /// Looks at `count` bytes; at least ``RecordBlock/guardBytes`` more may be read.
    init(_ base: UnsafeMutablePointer<UInt8>, _ count: Int, dialect: CSVDialect?) {
        var high: UInt8 = 0
        var index = 0
        var sixteen = SIMD16<UInt8>()
        var zeros = SIMD16<UInt8>()
        var quotes = SIMD16<UInt8>()
        let quote = dialect?.quote
        let wanted = SIMD16<UInt8>(repeating: quote ?? 0)
        while index + 16 <= count {
            let read = unsafe UnsafeRawPointer(base + index).loadUnaligned(as: SIMD16<UInt8>.self)
            sixteen |= read
            zeros |= unsafe unsafeBitCast(read .== SIMD16<UInt8>(), to: SIMD16<UInt8>.self)
            quotes |= unsafe unsafeBitCast(read .== wanted, to: SIMD16<UInt8>.self)
            index += 16
        }
        var hasZero = zeros != SIMD16<UInt8>()
        hasQuotes = quote != nil && quotes != SIMD16<UInt8>()
        high = (0..<16).reduce(0) { $0 | sixteen[$1] }
        while index < count {
            let byte = unsafe base[index]
            high |= byte
            hasZero = hasZero || byte == 0
            hasQuotes = hasQuotes || byte == quote
            index += 1
        }
        hasHighBytes = high >= 0x80
        if hasZero {
            firstNUL = unsafe ByteSearch.first(0, base, 0, count)
            return
        }
        guard count > BlockSummary.head else { return }
        if hasQuotes, let dialect, let quote {
            unsafe outside = QuotedScan(dialect.separator, quote).run(
                base, from: BlockSummary.head, to: count, startingInside: false)
            unsafe inside = QuotedScan(dialect.separator, quote).run(
                base, from: BlockSummary.head, to: count, startingInside: true)
        } else if let last = unsafe ByteSearch.last(0x0A, base, count), last >= BlockSummary.head {
            plain.lastEnd = last
            let before = BlockSummary.head
            let lines = unsafe ByteSearch.lines(base + before, last + 1 - before)
            (plain.lines, plain.records, plain.blank) = (lines.all, lines.all, lines.blank)
        }
    }
}

/// Line ends up to and with the last that ends a record.
struct LineCounts {
    /// Where that stands.
    var lastEnd: Int?
    /// All line ends; those that end records or blank lines; those that end blank lines.
    var lines = 0
    var records = 0
    var blank = 0
    /// Whether quotes stood only where they open and close fields.
    var isRegular = true
    /// Whether the last byte stands inside quotes.
    var endsInside = false
}

/// Finds the line ends outside quotes, 64 bytes at a time.
///
/// Whether a byte stands inside quotes is the parity of the quotes up to it, as long as every quote that opens has
/// the beginning of a field before it and every quote that closes its end behind it. Where one has not, the scan
/// says so, and its result is not used.
struct QuotedScan {
    private let separator: UInt8
    private let quote: UInt8

    init(_ separator: UInt8, _ quote: UInt8) {
        self.separator = separator
        self.quote = quote
    }

    /// Scans `start ..< end`; two bytes before and 64 behind may be read.
    func run(
        _ base: UnsafeMutablePointer<UInt8>, from start: Int, to end: Int, startingInside: Bool
    ) -> LineCounts {
        var counts = LineCounts()
        var inside: UInt64 = startingInside ? ~0 : 0
        // The bit of the byte before: whether a field may begin behind it, whether a closing quote awaits what
        // follows, and whether a CR behind a closing quote awaits its LF.
        let before = unsafe base[start - 1]
        var mayBegin: UInt64 = before == separator || before == 0x0A || before == quote ? 1 : 0
        var closed: UInt64 = !startingInside && before == quote ? 1 : 0
        var returned: UInt64 = unsafe !startingInside && before == 0x0D && base[start - 2] == quote ? 1 : 0
        var afterLine: UInt64 = before == 0x0A ? 1 : 0
        var afterReturn: UInt64 = unsafe before == 0x0D && base[start - 2] == 0x0A ? 1 : 0
        var wrong: UInt64 = 0
        var lines = 0
        var records = 0
        var blank = 0
        var index = start
        while index < end {
            let valid = end - index >= 64 ? ~0 : (1 as UInt64) << UInt64(end - index) &- 1
            let quotes = unsafe lindung_equal64(base + index, quote) & valid
            let feeds = unsafe lindung_equal64(base + index, 0x0A) & valid
            let separators = unsafe lindung_equal64(base + index, separator) & valid
            let returns = unsafe lindung_equal64(base + index, 0x0D) & valid
            // Bit i: whether byte i stands inside, an opening quote included and a closing one not.
            let within = QuotedScan.parity(quotes) ^ inside
            inside = UInt64(bitPattern: Int64(bitPattern: within) >> 63)
            let ends = feeds | separators
            let opening = quotes & within
            let closing = quotes & ~within
            wrong |= opening & ~((ends | closing) &<< 1 | mayBegin)
            mayBegin = (ends | closing) &>> 63
            let follows = closing &<< 1 | closed
            wrong |= follows & valid & ~(ends | quotes | returns)
            closed = closing &>> 63
            let returning = follows & returns
            wrong |= (returning &<< 1 | returned) & valid & ~feeds
            returned = returning &>> 63
            let outside = feeds & ~within
            let empty =
                outside & ((feeds &<< 1 | afterLine) | ((returns & (feeds &<< 1 | afterLine)) &<< 1 | afterReturn))
            afterReturn = (returns & (feeds &<< 1 | afterLine)) &>> 63
            afterLine = feeds &>> 63
            if outside != 0 {
                // What stands behind the last record's end in these bytes is counted once a later end is found.
                let last = 63 - outside.leadingZeroBitCount
                let upTo = last == 63 ? ~0 : (1 as UInt64) << UInt64(last + 1) &- 1
                counts.lines += lines + (feeds & upTo).nonzeroBitCount
                lines = (feeds & ~upTo).nonzeroBitCount
                records += outside.nonzeroBitCount
                blank += empty.nonzeroBitCount
                counts.lastEnd = index + last
            } else {
                lines += feeds.nonzeroBitCount
            }
            index += 64
        }
        counts.records = records
        counts.blank = blank
        counts.isRegular = wrong == 0
        counts.endsInside = inside != 0
        return counts
    }

    /// Each bit the parity of the bits up to it.
    @inline(__always)
    static func parity(_ bits: UInt64) -> UInt64 {
        var bits = bits
        bits ^= bits &<< 1
        bits ^= bits &<< 2
        bits ^= bits &<< 4
        bits ^= bits &<< 8
        bits ^= bits &<< 16
        bits ^= bits &<< 32
        return bits
    }
}
