/// Lines of help no wider than a number of characters.
struct TextLayout {
    let width: Int
    private(set) var lines: [String] = []

    init(width: Int) {
        self.width = max(40, width)
    }

    /// The text so far, ending in a line feed.
    var text: String { lines.joined(separator: "\n") + "\n" }

    mutating func blank() {
        if lines.last?.isEmpty == false { lines.append("") }
    }

    mutating func title(_ title: String) {
        blank()
        lines.append(title + ":")
    }

    /// Paragraphs, separated in `text` by empty lines.
    mutating func paragraphs(_ text: String) {
        let source = text.split(separator: "\n", omittingEmptySubsequences: false)
        for paragraph in source.split(whereSeparator: \.isEmpty) {
            blank()
            lines += wrap(paragraph.joined(separator: " "), from: 0)
        }
    }

    /// A text whose later lines are indented further than the first.
    mutating func hanging(_ text: String, indent: Int) {
        let rows = wrap(text, from: indent)
        lines += rows.enumerated().map { $0.offset == 0 ? String($0.element.dropFirst(indent)) : $0.element }
    }

    /// A text indented.
    mutating func indented(_ text: String, by indent: Int) {
        lines += wrap(text, from: indent)
    }

    /// Labels at the left, what they mean beside them, all from the same column.
    mutating func table(_ rows: [(label: String, meaning: String)], widest: Int = 26) {
        let column = rows.map(\.label.count).filter { $0 <= widest }.max() ?? 0
        for row in rows {
            let meaning = wrap(row.meaning, from: column + 4)
            guard row.label.count <= column, let first = meaning.first else {
                lines.append("  " + row.label)
                lines += meaning
                continue
            }
            let label = "  " + row.label + String(repeating: " ", count: column + 2 - row.label.count)
            lines.append(label + first.dropFirst(column + 4))
            lines += meaning.dropFirst()
        }
    }

    private func wrap(_ text: String, from indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var rows: [String] = []
        var row = ""
        for word in text.split(separator: " ") {
            if row.isEmpty {
                row = String(word)
            } else if indent + row.count + 1 + word.count <= width {
                row += " " + word
            } else {
                rows.append(margin + row)
                row = String(word)
            }
        }
        return row.isEmpty ? rows : rows + [margin + row]
    }
}
