/// libyaml's problem in plain words.
extension SyntaxFault {
    /// The problem with its place in `bytes`, the whole file.
    func problem(in bytes: [UInt8], file: String) -> YAMLProblem {
        let place = position ?? YAMLPosition(ofByte: byteOffset, in: bytes)
        var (message, hint) = plain
        if isTab(at: place, in: bytes) {
            (message, hint) = ("a tab stands where only spaces may", "indent with spaces")
        }
        if let contextPosition, contextPosition.line < place.line {
            message += ", in what begins on line \(contextPosition.line)"
        }
        return YAMLProblem(file: file, position: place, message: message, hint: hint)
    }

    private var plain: (message: String, hint: String?) {
        let indentation = "check the indentation of this line and of the lines above"
        let quote = "put quotation marks around a text with special characters"
        switch problem {
        case "mapping values are not allowed in this context":
            return ("a \":\" is not allowed here", "put a text that holds \": \" in quotes; else check the indentation")
        case "did not find expected key":
            return ("expected a key", indentation)
        case "did not find expected '-' indicator":
            return ("expected \"- \", the next entry of the list", indentation)
        case "did not find expected ',' or ']'":
            return ("expected \",\" or \"]\"", nil)
        case "did not find expected ',' or '}'":
            return ("expected \",\" or \"}\"", nil)
        case "could not find expected ':'":
            return ("expected \":\" after the key", nil)
        case "block sequence entries are not allowed in this context":
            return ("an entry of a list cannot begin here", indentation)
        case "block mapping entries are not allowed in this context",
            "mapping keys are not allowed in this context":
            return ("a key cannot begin here", indentation)
        case "found character that cannot start any token":
            return ("a value cannot begin with this character", quote)
        case "found unexpected end of stream":
            return ("the file ends within a quoted text", "close the quotation mark")
        case "found unexpected document indicator":
            return ("a quoted text holds a line of --- or ...", nil)
        case "found unknown escape character":
            return ("an unknown escape in a text in double quotes", "write \\\\ for a backslash, or use single quotes")
        case "did not find expected <document start>", "did not find expected <stream-start>":
            return ("expected the end of the file", indentation)
        case "did not find expected node content":
            return ("expected a value", quote)
        case "found undefined tag handle":
            return ("a value cannot begin with \"!\"", quote)
        case "control characters are not allowed":
            return ("a control character is not allowed", nil)
        case let other where other.contains("UTF-8") || other.contains("Unicode"):
            return ("this is no text in UTF-8", "save the file as UTF-8")
        case "":
            return ("this is no YAML", nil)
        default:
            return (problem, nil)
        }
    }

    private func isTab(at place: YAMLPosition, in bytes: [UInt8]) -> Bool {
        guard position != nil else { return false }
        var line = 1
        var index = 0
        while index < bytes.count, line < place.line {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && next != UInt8(ascii: "\n")) { line += 1 }
            index += 1
        }
        // Tabs count as one character; those that indent come before anything wider than a byte.
        let column = index + place.column - 1
        return column < bytes.count && bytes[column] == UInt8(ascii: "\t")
    }
}
