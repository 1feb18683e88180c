public import Bytes

/// Writes the fields of CSV lines (RFC 4180 with LF) so that neither a parser nor a spreadsheet misreads them.
public struct CSVLine: Sendable {
    private var buffer = TextBuffer()
    private var isFirst = true

    /// Makes an empty line.
    public init() {}

    /// A text: quoted where it must be, and neutralised where a spreadsheet would run it as a formula.
    ///
    /// A text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe in front,
    /// which spreadsheets take as "this is text" (OWASP, *CSV Injection*). A negative
    /// number is no formula and is left as it is.
    public mutating func text(_ text: String) {
        separate()
        let bytes = Array(text.utf8)
        let isFormula = CSVLine.isFormula(bytes)
        guard isFormula || bytes.contains(where: { CSVLine.needsQuotes.contains($0) }) else {
            buffer.append(bytes: bytes.span)
            return
        }
        buffer.append(byte: UInt8(ascii: "\""))
        if isFormula { buffer.append(byte: UInt8(ascii: "'")) }
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { buffer.append(byte: byte) }
            buffer.append(byte: byte)
        }
        buffer.append(byte: UInt8(ascii: "\""))
    }

    /// A text as a reader finds it in a file: with an apostrophe where ``text(_:)`` puts one.
    static func neutralised(_ text: String) -> String { isFormula(Array(text.utf8)) ? "'\(text)" : text }

    private static func isFormula(_ bytes: [UInt8]) -> Bool {
        bytes.first.map { formulaStarts.contains($0) } ?? false && !isNegativeNumber(bytes)
    }

    /// Texts as ``text(_:)`` writes them one after another, to be written many times.
    public static func rendering(_ texts: [String]) -> [UInt8] {
        var line = CSVLine()
        for text in texts { line.text(text) }
        return line.buffer.bytes
    }

    /// Texts, at least one, that ``rendering(_:)`` gave.
    public mutating func rendered(_ bytes: [UInt8]) {
        separate()
        buffer.append(bytes: bytes.span)
    }

    /// A whole number, or nothing.
    public mutating func number(_ number: Int64?) {
        separate()
        if let number { buffer.append(number) }
    }

    /// Ends the line.
    public mutating func end() {
        buffer.append(byte: 0x0A)
        isFirst = true
    }

    /// Moves the finished lines to a sink once they are worth it.
    ///
    /// - Throws: `BytesError` where the sink cannot take them.
    public mutating func drain(to sink: any ByteSink, always: Bool = false) throws(BytesError) {
        if always || buffer.count >= 1 << 16 { try sink.drain(&buffer) }
    }

    private mutating func separate() {
        if isFirst { isFirst = false } else { buffer.append(byte: UInt8(ascii: ",")) }
    }

    /// Whether a text is a minus sign and digits, perhaps with a decimal fraction, and nothing else.
    private static func isNegativeNumber(_ bytes: [UInt8]) -> Bool {
        guard bytes.first == UInt8(ascii: "-") else { return false }
        let parts = bytes.dropFirst().split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
    }

    private static let formulaStarts: [UInt8] = Array("=+-@\t\r".utf8)
    private static let needsQuotes: [UInt8] = Array(",\"\n\r".utf8)
}
