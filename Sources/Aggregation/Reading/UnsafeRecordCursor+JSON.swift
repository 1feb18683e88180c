extension RecordCursor {
    /// The next line as a flat JSON object (RFC 8259).
    ///
    /// `.end` for a blank line.
    mutating func object() -> Step {
        if regularObject() { return .record }
        // Something may be wrong with it, and what comes first is to be said.
        hasEscapes = false
        names.begin()
        names.forgetOrder()
        shape &+= 1
        let start = position
        let lineEnd = unsafe ByteSearch.first(0x0A, block.base, start, block.count) ?? block.count
        position = min(lineEnd + 1, block.count)
        nextLine = line + 1
        if lineEnd - start > limits.recordBytes {
            leaveNUL()
            return report(.recordTooLong(limit: limits.recordBytes), at: start)
        }
        var end = lineEnd
        if unsafe end > start && block.base[end - 1] == 0x0D { end -= 1 }
        if end == start { return .end }
        return pairs(start, end)
    }

    private mutating func pairs(_ start: Int, _ end: Int) -> Step {
        let base = unsafe block.base
        var fields = 0
        var index = spaces(start, end)
        guard index < end, unsafe base[index] == UInt8(ascii: "{") else { return fault(.noObject, index) }
        index = spaces(index + 1, end)
        if index < end, unsafe base[index] == UInt8(ascii: "}") {
            fieldCount = 0
            return trailing(index + 1, end)
        }
        while true {
            guard index < end, unsafe base[index] == UInt8(ascii: "\"") else { return fault(.noName, index) }
            if fields == limits.fields { return report(.tooManyFields(limit: limits.fields), at: index) }
            let name = string(index + 1, end)
            if let wrong = name.fault { return fault(wrong, name.close) }
            unsafe nameStarts[fields] = UInt32(truncatingIfNeeded: index + 1)
            unsafe nameEnds[fields] = UInt32(truncatingIfNeeded: name.close) | name.mark
            // Escaped names are compared once they are resolved.
            if name.mark == 0 && isDoubled(fields) { return fault(.doubledName, index) }
            index = spaces(name.close + 1, end)
            guard index < end, unsafe base[index] == UInt8(ascii: ":") else { return fault(.noColon, index) }
            index = spaces(index + 1, end)
            guard index < end else { return fault(.noValue, index) }
            switch unsafe base[index] {
            case UInt8(ascii: "\""):
                let value = string(index + 1, end)
                if let wrong = value.fault { return fault(wrong, value.close) }
                store(fields, index + 1, value.close, .text, value.mark)
                index = value.close + 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                return fault(.nested, index)
            default:
                guard let (close, shape) = bare(index, end) else { return fault(.noValue, index) }
                store(fields, index, shape == .null ? index : close, shape, 0)
                index = close
            }
            fields += 1
            index = spaces(index, end)
            guard index < end else { return fault(.noComma, index) }
            let byte = unsafe base[index]
            if byte == UInt8(ascii: "}") { break }
            guard byte == UInt8(ascii: ",") else { return fault(.noComma, index) }
            index = spaces(index + 1, end)
        }
        fieldCount = fields
        return trailing(index + 1, end)
    }

    private mutating func trailing(_ index: Int, _ end: Int) -> Step {
        let rest = spaces(index, end)
        return rest == end ? .record : fault(.trailingText, rest)
    }

    private mutating func fault(_ fault: RecordProblem.JSONFault, _ index: Int) -> Step {
        report(.malformedJSON(fault), at: index)
    }

    @inline(__always)
    func spaces(_ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end {
            let byte = unsafe block.base[index]
            guard byte == 0x20 || byte == 0x09 || byte == 0x0D else { break }
            index += 1
        }
        return index
    }

    private mutating func store(_ field: Int, _ start: Int, _ end: Int, _ shape: Shape, _ mark: UInt32) {
        unsafe starts[field] = UInt32(truncatingIfNeeded: start)
        unsafe ends[field] = UInt32(truncatingIfNeeded: end) | mark
        unsafe shapes[field] = shape
    }

    /// From after an opening quote: where the string closes, or where it is wrong.
    private mutating func string(
        _ start: Int, _ end: Int
    ) -> (close: Int, mark: UInt32, fault: RecordProblem.JSONFault?) {
        var mark: UInt32 = 0
        var index = start
        while index < end {
            let byte = unsafe block.base[index]
            if byte == UInt8(ascii: "\"") { return (index, mark, nil) }
            if byte < 0x20 { return (index, mark, .controlCharacter) }
            if byte == UInt8(ascii: "\\") {
                mark = RecordCursor.escaped
                hasEscapes = true
                let (length, fault) = escapeLength(index, end)
                if let fault { return (index, mark, fault) }
                index += length
            } else {
                index += 1
            }
        }
        return (start - 1, mark, .unterminatedString)
    }

    /// How long the escape at a backslash is, or what is wrong with it.
    func escapeLength(_ index: Int, _ end: Int) -> (Int, RecordProblem.JSONFault?) {
        guard index + 1 < end else { return (0, .unterminatedString) }
        switch unsafe block.base[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return (2, nil)
        case UInt8(ascii: "u"):
            guard let unit = hexadecimal(index + 2, end) else { return (0, .badEscape) }
            guard 0xD800...0xDFFF ~= unit else { return (6, nil) }
            guard unit < 0xDC00, index + 7 < end, unsafe block.base[index + 6] == UInt8(ascii: "\\"),
                unsafe block.base[index + 7] == UInt8(ascii: "u"), let low = hexadecimal(index + 8, end),
                0xDC00...0xDFFF ~= low
            else { return (0, .loneSurrogate) }
            return (12, nil)
        default:
            return (0, .badEscape)
        }
    }

    private func hexadecimal(_ start: Int, _ end: Int) -> UInt32? {
        guard start + 4 <= end else { return nil }
        var value: UInt32 = 0
        for index in start..<start + 4 {
            let byte = unsafe block.base[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - 0x30)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - 0x57)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - 0x37)
            default: return nil
            }
        }
        return value
    }

    /// A number, `true`, `false` or `null`: where it ends and what it is.
    func bare(_ start: Int, _ end: Int) -> (Int, Shape)? {
        let base = unsafe block.base
        var index = start
        switch unsafe base[start] {
        case UInt8(ascii: "t"): return word(start, end, 0x6575_7274) ? (start + 4, .boolean) : nil
        case UInt8(ascii: "n"): return word(start, end, 0x6C6C_756E) ? (start + 4, .null) : nil
        case UInt8(ascii: "f"): return word(start + 1, end, 0x6573_6C61) ? (start + 5, .boolean) : nil
        case UInt8(ascii: "-"): index += 1
        default: break
        }
        let leading = index
        index = digits(index, end)
        let whole = index - leading
        let isNumber = unsafe whole == 1 || (whole > 1 && base[leading] != UInt8(ascii: "0"))
        guard isNumber else { return nil }
        if index < end, unsafe base[index] == UInt8(ascii: ".") {
            let fraction = index + 1
            index = digits(fraction, end)
            if index == fraction { return nil }
        }
        if index < end, unsafe base[index] | 0x20 == UInt8(ascii: "e") {
            var exponent = index + 1
            if exponent < end, unsafe base[exponent] == UInt8(ascii: "+") || base[exponent] == UInt8(ascii: "-") {
                exponent += 1
            }
            index = digits(exponent, end)
            if index == exponent { return nil }
        }
        return (index, .number)
    }

    /// Where the digits from `start` on end.
    @inline(__always)
    private func digits(_ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, unsafe block.base[index] &- 0x30 < 10 { index += 1 }
        return index
    }

    /// Whether four bytes stand here, the first of them lowest.
    @inline(__always)
    private func word(_ start: Int, _ end: Int, _ bytes: UInt32) -> Bool {
        guard start + 4 <= end else { return false }
        let read = unsafe UnsafeRawPointer(block.base + start).loadUnaligned(as: UInt32.self)
        return UInt32(littleEndian: read) == bytes
    }

    /// Whether the name of `field` has stood in this record before.
    private mutating func isDoubled(_ field: Int) -> Bool {
        let name = unsafe names.number(of: nameBytes(field))
        return !names.note(name)
    }

    /// Resolves what is marked, and then looks for doubled names among the resolved.
    mutating func resolveEscapes() -> Step {
        var namesChanged = false
        for field in 0..<fieldCount {
            if unsafe nameEnds[field] & RecordCursor.escaped != 0 {
                unsafe nameEnds[field] = resolve(nameStarts[field], nameEnds[field] & ~RecordCursor.escaped)
                namesChanged = true
            }
            if unsafe ends[field] & RecordCursor.escaped != 0 {
                unsafe ends[field] = resolve(starts[field], ends[field] & ~RecordCursor.escaped)
            }
        }
        guard namesChanged else { return .record }
        names.begin()
        for field in 0..<fieldCount where isDoubled(field) {
            return fault(.doubledName, unsafe Int(nameStarts[field]) - 1)
        }
        return .record
    }

    /// Writes what the escapes in a range mean over them; returns where the text now ends.
    ///
    /// Every escape is longer than what it stands for.
    private mutating func resolve(_ start: UInt32, _ end: UInt32) -> UInt32 {
        let base = unsafe block.base
        var from = Int(start)
        var to = from
        while from < Int(end) {
            let byte = unsafe base[from]
            guard byte == UInt8(ascii: "\\") else {
                unsafe base[to] = byte
                to += 1
                from += 1
                continue
            }
            let letter = unsafe base[from + 1]
            guard letter == UInt8(ascii: "u") else {
                unsafe base[to] = RecordCursor.meaning(of: letter)
                to += 1
                from += 2
                continue
            }
            var scalar = hexadecimal(from + 2, Int(end)) ?? 0
            from += 6
            if 0xD800...0xDBFF ~= scalar {
                let low = hexadecimal(from + 2, Int(end)) ?? 0xDC00
                scalar = 0x10000 + ((scalar - 0xD800) << 10) + (low - 0xDC00)
                from += 6
            }
            guard let character = Unicode.Scalar(scalar) else { continue }
            for unit in UTF8.encode(character) ?? UTF8.encodedReplacementCharacter {
                unsafe base[to] = unit
                to += 1
            }
        }
        return UInt32(truncatingIfNeeded: to)
    }

    private static func meaning(of letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }
}
