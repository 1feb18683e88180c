/// Text being put together as UTF-8, without Foundation: append strings and integers, then drain it to a sink.
public struct TextBuffer: Sendable {
    /// What has been gathered.
    public private(set) var bytes: [UInt8] = []

    /// Makes an empty buffer.
    public init() {}

    /// How many bytes have been gathered.
    public var count: Int { bytes.count }

    /// Appends a text.
    public mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Appends one byte, such as a separator.
    public mutating func append(byte: UInt8) {
        bytes.append(byte)
    }

    /// Appends bytes as they are.
    public mutating func append(bytes span: Span<UInt8>) {
        bytes.append(contentsOf: span)
    }

    /// Appends an integer in decimal digits.
    public mutating func append(_ value: Int64) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            bytes.append(UInt8(ascii: "0") + UInt8(digit))
            rest = quotient
        } while rest > 0
        bytes[start...].reverse()
    }

    /// Appends an integer in decimal digits.
    public mutating func append(_ value: Int) {
        append(Int64(value))
    }

    /// Empties the buffer and keeps its memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }
}
