import CByteMasks

extension RecordCursor {
    /// Reads the next line as a flat object, if it is one without anything wrong.
    ///
    /// Mostly an object has the names of the one before it, written alike and in the same order: what stands between
    /// two values is compared as a whole, and only the values are searched for their ends. `false`, and nothing has
    /// moved, where the line may be no flat object: to say what is wrong with it is the careful way's.
    mutating func regularObject() -> Bool {
        let base = unsafe block.base
        let count = block.count
        let (nameStarts, nameEnds) = unsafe (nameStarts, nameEnds)
        let limit = limits.fields
        let start = position
        var index = spaces(start, count)
        guard index < count, unsafe base[index] == UInt8(ascii: "{") else { return false }
        index += 1
        names.begin()
        var fields = 0
        var isSame = true
        while true {
            guard fields < limit else { return false }
            if isSame {
                if let (name, length, whole) = unsafe names.following(fields, at: base + index, count - index) {
                    unsafe nameStarts[fields] = UInt32(truncatingIfNeeded: index &+ name)
                    unsafe nameEnds[fields] = UInt32(truncatingIfNeeded: index &+ name &+ length)
                    index &+= whole
                } else {
                    isSame = false
                    names.noteFollowed(fields)
                }
            }
            if !isSame {
                guard otherName(fields, &index) else { return false }
            }
            guard let close = regularValue(fields, index) else { return false }
            index = close
            fields &+= 1
            guard index < count else { return false }
            var byte = unsafe base[index]
            if byte <= 0x20 {
                index = spaces(index, count)
                guard index < count else { return false }
                byte = unsafe base[index]
            }
            index &+= 1
            if byte == UInt8(ascii: ",") { continue }
            guard byte == UInt8(ascii: "}") else { return false }
            break
        }
        index = spaces(index, count)
        guard unsafe index == count || base[index] == 0x0A, index - start <= limits.recordBytes else { return false }
        if !names.end(fields) || !isSame { shape &+= 1 }
        fieldCount = fields
        position = min(index + 1, count)
        nextLine = line + 1
        return true
    }

    /// Takes a name where the record before had another at this place; `false` where something may be wrong with it.
    private mutating func otherName(_ field: Int, _ index: inout Int) -> Bool {
        var name = names.expected(at: field)
        if name != NameTable.none, unsafe names.stands(name, at: block.base + index, block.count - index) {
            let (from, length, whole) = names.written(name)
            unsafe nameStarts[field] = UInt32(truncatingIfNeeded: index + from)
            unsafe nameEnds[field] = UInt32(truncatingIfNeeded: index + from + length)
            index += whole
        } else {
            guard let other = unexpectedName(field, &index) else { return false }
            name = other
        }
        guard names.note(name) else { return false }
        names.put(name, at: field)
        return true
    }

    /// Reads a name up to its value, and remembers how it is written; `nil` where something may be wrong with it.
    private mutating func unexpectedName(_ field: Int, _ index: inout Int) -> Int32? {
        let base = unsafe block.base
        let start = index
        let quote = spaces(start, block.count)
        guard quote < block.count, unsafe base[quote] == UInt8(ascii: "\"") else { return nil }
        // Escaped names can be compared only once they are resolved.
        guard let (close, mark) = regularString(quote + 1), mark == 0 else { return nil }
        let colon = spaces(close + 1, block.count)
        guard colon < block.count, unsafe base[colon] == UInt8(ascii: ":") else { return nil }
        index = spaces(colon + 1, block.count)
        unsafe nameStarts[field] = UInt32(truncatingIfNeeded: quote + 1)
        unsafe nameEnds[field] = UInt32(truncatingIfNeeded: close)
        let name = unsafe names.number(of: nameBytes(field))
        unsafe names.learn(
            name, UnsafeBufferPointer(start: base + start, count: index - start), from: quote + 1 - start,
            length: close - quote - 1)
        return name
    }

    /// Takes the value at `index`; where it ends, or `nil` where something may be wrong with it.
    @inline(__always)
    private mutating func regularValue(_ field: Int, _ index: Int) -> Int? {
        let count = block.count
        var index = index
        guard index < count else { return nil }
        var byte = unsafe block.base[index]
        if byte <= 0x20 {
            index = spaces(index, count)
            guard index < count else { return nil }
            byte = unsafe block.base[index]
        }
        if byte == UInt8(ascii: "\"") {
            guard let (close, mark) = regularString(index &+ 1) else { return nil }
            unsafe starts[field] = UInt32(truncatingIfNeeded: index &+ 1)
            unsafe ends[field] = UInt32(truncatingIfNeeded: close) | mark
            unsafe shapes[field] = .text
            return close &+ 1
        }
        guard let (close, shape) = bare(index, count) else { return nil }
        unsafe starts[field] = UInt32(truncatingIfNeeded: index)
        unsafe ends[field] = UInt32(truncatingIfNeeded: shape == .null ? index : close)
        unsafe shapes[field] = shape
        return close
    }

    /// From after an opening quote: where the string closes, and whether it holds escapes; `nil` where something is
    /// wrong in it.
    @inline(__always)
    private mutating func regularString(_ start: Int) -> (close: Int, mark: UInt32)? {
        let base = unsafe block.base
        let count = block.count
        var mark: UInt32 = 0
        var index = start
        while index < count {
            let stops = unsafe lindung_stops16(base + index)
            guard stops != 0 else {
                index &+= 16
                continue
            }
            index &+= stops.trailingZeroBitCount
            guard index < count else { return nil }
            let byte = unsafe base[index]
            if byte == UInt8(ascii: "\"") { return (index, mark) }
            guard byte == UInt8(ascii: "\\") else { return nil }
            let (length, fault) = escapeLength(index, count)
            guard fault == nil else { return nil }
            mark = RecordCursor.escaped
            hasEscapes = true
            index &+= length
        }
        return nil
    }
}
