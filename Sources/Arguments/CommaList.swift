/// Several values in one word, as in `A,B`; a backslash takes a comma or a backslash for what it is.
enum CommaList {
    static func split(_ text: String) -> [String] {
        var parts = [""]
        var isEscaped = false
        for character in text {
            if isEscaped {
                // Before anything else a backslash means nothing: column names may hold one.
                if character != ",", character != "\\" { parts[parts.count - 1].append("\\") }
                parts[parts.count - 1].append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "," {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        if isEscaped { parts[parts.count - 1].append("\\") }
        return parts
    }

    static func escape(_ part: String) -> String {
        String(part.flatMap { $0 == "," || $0 == "\\" ? ["\\", $0] : [$0] })
    }
}
