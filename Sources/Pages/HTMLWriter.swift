import Bytes

/// Writes HTML, and SVG within it, so that no text gets there unescaped: the names of elements and attributes are
/// literals of the program, and all else is escaped.
struct HTMLWriter {
    /// The attributes of an element in their order; one without a value is left out.
    typealias Attributes = KeyValuePairs<StaticString, String?>

    private var buffer = TextBuffer()

    /// Begins a page.
    init() { buffer.append("<!DOCTYPE html>\n") }

    /// The page; the writer is used up.
    consuming func finished() -> [UInt8] {
        buffer.append("\n")
        return buffer.bytes
    }

    /// An element with what stands in it.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - attributes: Its attributes.
    ///   - content: Writes what stands in it.
    mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:], _ content: (inout HTMLWriter) -> Void
    ) {
        open(name, attributes)
        buffer.append(">")
        content(&self)
        buffer.append("</")
        buffer.append(name.description)
        buffer.append(">")
    }

    /// An element with a text in it.
    mutating func element(_ name: StaticString, _ attributes: Attributes, _ text: String) {
        element(name, attributes) { $0.text(text) }
    }

    /// An element without attributes, with a text in it.
    mutating func element(_ name: StaticString, _ text: String) { element(name, [:], text) }

    /// An element in which nothing can stand: `meta`, `br`, or a shape of SVG.
    mutating func empty(_ name: StaticString, _ attributes: Attributes = [:]) {
        open(name, attributes)
        buffer.append("/>")
    }

    /// A text. What HTML has no way to write becomes U+FFFD.
    mutating func text(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": buffer.append("&amp;")
            case "<": buffer.append("&lt;")
            case ">": buffer.append("&gt;")
            case "\"": buffer.append("&quot;")
            case "'": buffer.append("&#39;")
            case "\n", "\t": buffer.append(String(scalar))
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
                buffer.append("\u{FFFD}")
            default: buffer.append(String(scalar))
            }
        }
    }

    private mutating func open(_ name: StaticString, _ attributes: Attributes) {
        buffer.append("<")
        buffer.append(name.description)
        for (name, value) in attributes {
            guard let value else { continue }
            buffer.append(" \(name.description)=\"")
            text(value)
            buffer.append("\"")
        }
    }
}
