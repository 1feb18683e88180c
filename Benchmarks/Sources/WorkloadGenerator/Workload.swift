import Bytes

/// Events of eight columns, row by row.
struct Workload {
    /// How the rows are written.
    enum Shape: String {
        /// Comma-separated, nothing quoted, lines end in LF.
        case plain
        /// Comma-separated with the mark of UTF-8, CRLF, fields in quotes with commas, quotes and line ends in
        /// them, empty fields, and letters beyond ASCII.
        case awkward
        /// One JSON object a line.
        case ndjson
    }

    var text = TextBuffer()
    private let shape: Shape
    /// The texts of each column but the last.
    private let columns: [[[UInt8]]]
    private static let names = ["period", "source", "state", "category", "age", "sex", "platform", "key"]
    private static let digits = Array("0123456789abcdef".utf8)

    init(_ shape: Shape) {
        self.shape = shape
        var columns = [
            (0..<36).map { "\(2021 + $0 / 12)-\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1)" },
            (1...8).map { "SOURCE_\($0)" },
            (1...16).map { "MY-\($0 < 10 ? "0" : "")\($0)" },
            (1...12).map { "CATEGORY_\($0)" },
            ["Y0T9", "Y10T12", "Y13T15", "Y16T17", "_U"],
            ["F", "M", "_U"],
            (1...10).map { "PLATFORM_\($0)" },
        ]
        if shape == .awkward {
            columns[1] = ["talian “Kasih”", "", "hotline, north", "say \"so\"", "two\nlines", "é", " padded ", "x"]
            columns[2][3] = ""
            columns[2][4] = "Pulau Pinang, \"timur\""
            columns[3][5] = "kategori\r\nlima"
            columns[6][2] = "平台"
        }
        self.columns = columns.map { texts in texts.map { Workload.written($0, shape) } }
    }

    private static func written(_ text: String, _ shape: Shape) -> [UInt8] {
        switch shape {
        case .plain: return Array(text.utf8)
        case .ndjson: return Array("\"\(text)\"".utf8)
        case .awkward:
            let plain = text.utf8.allSatisfy { $0 > 0x2C } && !text.isEmpty
            if plain { return Array(text.utf8) }
            let doubled = text.utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] }
            // An empty text stands there without quotes in one place and with them in another.
            return text.isEmpty ? [] : [0x22] + doubled + [0x22]
        }
    }

    mutating func writeHeader() {
        guard shape != .ndjson else { return }
        if shape == .awkward { text.append("\u{FEFF}") }
        text.append(Workload.names.joined(separator: ","))
        endLine()
    }

    mutating func write(_ row: UInt64) {
        var bits = Workload.mixed(row)
        if shape == .ndjson { text.append("{") }
        for (place, texts) in columns.enumerated() {
            begin(place)
            // 16 bits are plenty for up to 36 texts.
            let choice = Int(((bits & 0xFFFF) * UInt64(texts.count)) >> 16)
            let chosen = texts[choice]
            text.append(bytes: chosen.span)
            bits = place == 2 ? Workload.mixed(bits ^ row) : bits >> 16
        }
        begin(7)
        if shape == .ndjson { text.append(byte: 0x22) }
        writeKey(Workload.unit(of: row))
        if shape == .ndjson { text.append("\"}") }
        endLine()
    }

    /// The unit of a row: a new one in three of five, else one that was there before.
    private static func unit(of row: UInt64) -> UInt64 {
        let (block, place) = row.quotientAndRemainder(dividingBy: 5)
        if place < 3 { return block * 3 + place }
        return mixed(row ^ 0x6C69_6E64_756E_6721) % (block * 3 + 3)
    }

    private mutating func writeKey(_ unit: UInt64) {
        var rest = Workload.mixed(unit ^ 0x6B65_7973)
        for _ in 0..<16 {
            text.append(byte: Workload.digits[Int(rest >> 60)])
            rest <<= 4
        }
    }

    private mutating func begin(_ place: Int) {
        if place > 0 { text.append(byte: 0x2C) }
        if shape == .ndjson { text.append("\"\(Workload.names[place])\":") }
    }

    private mutating func endLine() {
        text.append(shape == .awkward ? "\r\n" : "\n")
    }

    /// SplitMix64 (Steele, Lea, Flood 2014): one to one, so different units have different keys.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
