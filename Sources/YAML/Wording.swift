/// At most 40 characters of a text, on one line, so that a message stays readable.
func cut(_ text: String) -> String {
    var shown = ""
    for (index, character) in text.enumerated() {
        guard index < 40 else { return shown + "…" }
        // A message is one line and never steers a terminal.
        let control = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
        shown.append(control ? " " : character)
    }
    return shown
}

/// A text in quotation marks, cut.
func quoted(_ text: String) -> String { "\"\(cut(text))\"" }

/// `A, B and C`, for messages.
func listed(_ choices: [String], _ conjunction: String) -> String {
    // Marks would be read as those of the sentence.
    let words = choices.map { $0.contains(where: \.isLetter) ? $0 : "\"\($0)\"" }
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}

/// Whether a plain scalar is written as a decimal number: digits, perhaps a sign, a point, an exponent.
func isDecimalNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    var digits = 0
    var afterPoint = false
    while let byte = rest.first {
        if byte == UInt8(ascii: "."), !afterPoint {
            afterPoint = true
        } else if byte | 0x20 == UInt8(ascii: "e"), digits > 0 {
            var exponent = rest.dropFirst()
            if exponent.first == UInt8(ascii: "-") || exponent.first == UInt8(ascii: "+") { exponent.removeFirst() }
            return !exponent.isEmpty && exponent.allSatisfy { (0x30...0x39).contains($0) }
        } else if (0x30...0x39).contains(byte) {
            digits += 1
        } else {
            return false
        }
        rest.removeFirst()
    }
    return digits > 0
}

/// Whether a text may be repeated in a message: none that is long, or has a run of digits or hexadecimal digits that
/// may be someone's number or a key, or an at sign. A wrong file must not spill its content.
func isShowable(_ text: String) -> Bool {
    let text = text.prefix(200)
    guard !text.contains("@") else { return false }
    var (digits, hexadecimals) = (0, 0)
    for character in text {
        digits = character.isWholeNumber ? digits + 1 : "- ".contains(character) ? digits : 0
        hexadecimals = character.isHexDigit ? hexadecimals + 1 : 0
        if digits >= 9 || hexadecimals >= 16 { return false }
    }
    return true
}
