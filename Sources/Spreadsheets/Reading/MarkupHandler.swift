/// What takes the elements of a part as they come.
protocol MarkupHandler {
    /// An element begins. Names are without their prefix.
    mutating func begin(_ name: String, _ attributes: MarkupAttributes) throws(SpreadsheetError)
    /// Text within the element that began last and has not ended; it may come in pieces.
    mutating func text(_ text: String) throws(SpreadsheetError)
    /// An element ends.
    mutating func end(_ name: String) throws(SpreadsheetError)
}

/// The attributes of an element, by names without their prefix.
struct MarkupAttributes {
    private var values: [(name: String, value: String)] = []

    /// Takes another attribute; `false` if there is one of this name.
    mutating func add(_ name: String, _ value: String) -> Bool {
        guard !values.contains(where: { $0.name == name }) else { return false }
        values.append((name, value))
        return true
    }

    /// How many there are.
    var count: Int { values.count }

    /// The attribute that has this name, or has it behind a prefix.
    subscript(name: String) -> String? {
        let exact = values.first { $0.name == name }
        return (exact ?? values.first { Self.isPrefixed($0.name, name) })?.value
    }

    /// Whether an attribute is there and says yes.
    func isTrue(_ name: String) -> Bool { ["1", "true", "on"].contains(self[name] ?? "") }

    private static func isPrefixed(_ whole: String, _ name: String) -> Bool {
        whole.utf8.count > name.utf8.count && whole.hasSuffix(name) && whole.dropLast(name.count).hasSuffix(":")
    }
}
