import Bytes

/// Writes XML 1.0 piece by piece, in the order given: equal input gives equal bytes.
///
/// Whoever writes closes what they open; `finish` checks it.
struct MarkupWriter {
    private var buffer = TextBuffer()
    private var open: [String] = []

    /// Begins a document.
    init() { buffer.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }

    /// Opens an element.
    mutating func begin(_ name: String, _ attributes: [(name: String, value: String)] = []) {
        tag(name, attributes)
        buffer.append(byte: UInt8(ascii: ">"))
        open.append(name)
    }

    /// Closes the element that is open.
    mutating func end() {
        buffer.append("</")
        buffer.append(open.removeLast())
        buffer.append(byte: UInt8(ascii: ">"))
    }

    /// An element without content.
    mutating func empty(_ name: String, _ attributes: [(name: String, value: String)] = []) {
        tag(name, attributes)
        buffer.append("/>")
    }

    /// An element with a text.
    mutating func text(_ name: String, _ text: String, _ attributes: [(name: String, value: String)] = []) {
        begin(name, attributes)
        escape(text)
        end()
    }

    /// How many bytes wait to be drained.
    var pendingCount: Int { buffer.count }

    /// Moves what has been written so far to a sink.
    ///
    /// - Throws: `BytesError` where the sink cannot take it.
    mutating func drain(to sink: any ByteSink) throws(BytesError) { try sink.drain(&buffer) }

    /// Ends the document with a line feed and moves the rest to a sink.
    ///
    /// - Throws: `BytesError` where the sink cannot take it.
    mutating func finish(to sink: any ByteSink) throws(BytesError) {
        precondition(open.isEmpty, "an XML document ends where all that was opened is closed")
        buffer.append(byte: 0x0A)
        try sink.drain(&buffer)
    }

    private mutating func tag(_ name: String, _ attributes: [(name: String, value: String)]) {
        buffer.append(byte: UInt8(ascii: "<"))
        buffer.append(name)
        for (name, value) in attributes {
            buffer.append(" \(name)=\"")
            escape(value)
            buffer.append(byte: UInt8(ascii: "\""))
        }
    }

    /// Characters that XML has no way to write become U+FFFD.
    private mutating func escape(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": buffer.append("&amp;")
            case "<": buffer.append("&lt;")
            case ">": buffer.append("&gt;")
            case "\"": buffer.append("&quot;")
            case "\t", "\n", "\r": buffer.append("&#\(scalar.value);")
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                buffer.append("\u{FFFD}")
            default: buffer.append(String(scalar))
            }
        }
    }
}
