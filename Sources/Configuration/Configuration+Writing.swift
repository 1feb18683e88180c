import Arguments

extension Configuration {
    /// One setting as it is in force, for showing.
    public struct Line: Sendable {
        /// Its name in a file.
        public let key: String
        /// Its name on the command line, with what stands for its value.
        public let option: String
        /// The variable that sets it.
        public let variable: String?
        /// What it means.
        public let help: String
        /// What a value looks like.
        public let expected: String
        /// What it is where nobody says otherwise; `nil` for nothing.
        public let standard: String?
        /// Its values; empty if it is not set.
        public let values: [String]
        /// Whether it takes several.
        public let isList: Bool
        /// Where it came from.
        public let origin: Origin
    }

    /// Every setting, in the order of declaration.
    public var lines: [Line] {
        settings.map { spec in
            Line(
                key: spec.key, option: "\(spec.name) \(spec.valueName)", variable: spec.environment, help: spec.help,
                expected: spec.expected, standard: spec.defaultText, values: texts(of: spec), isList: spec.isRepeated,
                origin: origins[spec.name] ?? .standard)
        }
    }

    /// A file that sets everything as it is in force, and says of each setting what it means and where it came from.
    public var text: String {
        var text = "# Every setting that is in force. This can be read back with --config.\n"
        for line in lines {
            text += "\n# \(oneLine(line.help))\n"
            guard !line.values.isEmpty else {
                text += "# \(line.key): is not set (expected: \(oneLine(line.expected)))\n"
                continue
            }
            let values = line.values.map(written)
            let value = line.isList ? "[\(values.joined(separator: ", "))]" : values.joined()
            text += "\(line.key): \(value)  # from \(oneLine(line.origin.description))\n"
        }
        return text
    }

    /// A text that stays in its comment.
    private func oneLine(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
    }

    /// A scalar of YAML: as it is where nothing in it means anything, in quotation marks otherwise.
    private func written(_ text: String) -> String {
        let isPlain =
            text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"):
                    true
                default: "._/:- ".utf8.contains(byte)
                }
            } && text.first.map { $0.isLetter || $0.isNumber || $0 == "/" } ?? false
            && !text.hasSuffix(" ") && !text.hasSuffix(":") && !text.contains(": ") && text.lowercased() != "null"
        guard !isPlain else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.properties.generalCategory == .control:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
