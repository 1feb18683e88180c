public import Bytes

/// Writes JSON (RFC 8259) piece by piece, in the order given, so that a document of any size needs little
/// memory and equal input gives equal bytes.
///
/// Whoever writes closes what they open; `finish` checks it.
public struct JSONWriter: Sendable {
    private var buffer = TextBuffer()
    private var isFirst: [Bool] = [true]
    private var afterKey = false

    /// Makes a writer with nothing in it.
    public init() {}

    // MARK: Structure

    /// Opens an object.
    public mutating func beginObject() {
        separate()
        buffer.append(byte: UInt8(ascii: "{"))
        isFirst.append(true)
    }

    /// Closes the object that is open.
    public mutating func endObject() {
        isFirst.removeLast()
        buffer.append(byte: UInt8(ascii: "}"))
    }

    /// Opens an array.
    public mutating func beginArray() {
        separate()
        buffer.append(byte: UInt8(ascii: "["))
        isFirst.append(true)
    }

    /// Closes the array that is open.
    public mutating func endArray() {
        isFirst.removeLast()
        buffer.append(byte: UInt8(ascii: "]"))
    }

    /// Names the member whose value follows.
    public mutating func key(_ name: String) {
        separate()
        quote(name)
        buffer.append(byte: UInt8(ascii: ":"))
        afterKey = true
    }

    // MARK: Values

    /// A text, or null.
    public mutating func value(_ text: String?) {
        guard let text else { return null() }
        separate()
        quote(text)
    }

    /// A whole number.
    public mutating func value(_ number: Int64) {
        separate()
        buffer.append(number)
    }

    /// A whole number.
    public mutating func value(_ number: Int) { value(Int64(number)) }

    /// A floating-point number in the shortest form that reads back as the same; null if it is not finite.
    public mutating func value(_ number: Double) {
        guard number.isFinite else { return null() }
        separate()
        buffer.append("\(number)")
    }

    /// True or false.
    public mutating func value(_ flag: Bool) {
        separate()
        buffer.append(flag ? "true" : "false")
    }

    /// Null.
    public mutating func null() {
        separate()
        buffer.append("null")
    }

    /// A member with a text, or null.
    public mutating func member(_ name: String, _ text: String?) {
        key(name)
        value(text)
    }

    /// A member with a whole number.
    public mutating func member(_ name: String, _ number: Int) {
        key(name)
        value(number)
    }

    /// A member with true or false.
    public mutating func member(_ name: String, _ flag: Bool) {
        key(name)
        value(flag)
    }

    /// A value that is a JSON document already, as it stands.
    public mutating func document(_ bytes: [UInt8]) {
        separate()
        buffer.append(bytes: bytes.span)
    }

    // MARK: Output

    /// Moves what has been written so far to a sink.
    ///
    /// - Throws: `BytesError` where the sink cannot take it.
    public mutating func drain(to sink: any ByteSink) throws(BytesError) {
        try sink.drain(&buffer)
    }

    /// Ends the document with a line feed and moves the rest to a sink.
    ///
    /// - Throws: `BytesError` where the sink cannot take it.
    public mutating func finish(to sink: any ByteSink) throws(BytesError) {
        precondition(isFirst.count == 1 && !afterKey, "a JSON document ends where all that was opened is closed")
        buffer.append(byte: UInt8(ascii: "\n"))
        try sink.drain(&buffer)
    }

    /// The document with a line feed at its end, where it was not drained; the writer is used up.
    public consuming func finished() -> [UInt8] {
        precondition(isFirst.count == 1 && !afterKey, "a JSON document ends where all that was opened is closed")
        buffer.append(byte: UInt8(ascii: "\n"))
        return buffer.bytes
    }

    /// How many bytes wait to be drained.
    public var pendingCount: Int { buffer.count }

    private mutating func separate() {
        if afterKey {
            afterKey = false
        } else if isFirst[isFirst.count - 1] {
            isFirst[isFirst.count - 1] = false
        } else {
            buffer.append(byte: UInt8(ascii: ","))
        }
    }

    private mutating func quote(_ text: String) {
        buffer.append(byte: UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): buffer.append("\\\"")
            case UInt8(ascii: "\\"): buffer.append("\\\\")
            case 0x0A: buffer.append("\\n")
            case 0x0D: buffer.append("\\r")
            case 0x09: buffer.append("\\t")
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                buffer.append("\\u00" + (digits.count < 2 ? "0" : "") + digits)
            default: buffer.append(byte: byte)
            }
        }
        buffer.append(byte: UInt8(ascii: "\""))
    }
}
