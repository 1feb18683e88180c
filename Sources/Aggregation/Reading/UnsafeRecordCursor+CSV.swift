import CByteMasks

extension RecordCursor {
    /// The next record of a block without quotation marks.
    ///
    /// `.end` for a blank line.
    @inline(__always)
    mutating func plain(_ dialect: CSVDialect) -> Step {
        let base = unsafe block.base
        let separator = dialect.separator
        let count = block.count
        let start = position
        // The limit holds back both the search for the end and the number of fields.
        let most = limits.fields - 1
        let (starts, ends) = unsafe (starts, ends)
        var fields = 0
        var fieldStart = start
        var index = start
        // Which of 64 bytes end a field, as far as they were not yet used.
        var (from, bits) =
            scannedTo == start ? (scanFrom, scanBits) : (start, unsafe lindung_either64(base + start, separator, 0x0A))
        while true {
            if bits == 0 {
                from &+= 64
                index = count
                guard from < count else { break }
                bits = unsafe lindung_either64(base + from, separator, 0x0A)
                continue
            }
            index = min(from &+ bits.trailingZeroBitCount, count)
            guard index < count else { break }
            bits &= bits &- 1
            guard unsafe base[index] == separator else { break }
            if fields == most { return overflow(start, index) }
            unsafe starts[fields] = UInt32(truncatingIfNeeded: fieldStart)
            unsafe ends[fields] = UInt32(truncatingIfNeeded: index)
            fields &+= 1
            fieldStart = index &+ 1
        }
        (scannedTo, scanFrom, scanBits) = (index &+ 1, from, bits)
        nextLine = line + 1
        position = min(index + 1, count)
        if index - start > limits.recordBytes {
            leaveNUL()
            return report(.recordTooLong(limit: limits.recordBytes), at: start)
        }
        var end = index
        if unsafe end > start && base[end - 1] == 0x0D { end -= 1 }
        if end == start { return .end }
        // A separator that was the last byte before CR leaves an empty field.
        unsafe starts[fields] = UInt32(truncatingIfNeeded: min(fieldStart, end))
        unsafe ends[fields] = UInt32(truncatingIfNeeded: end)
        fieldCount = fields + 1
        return .record
    }

    /// A record with too many fields, or too long: the rest of its line is passed over.
    private mutating func overflow(_ start: Int, _ index: Int) -> Step {
        let lineEnd = unsafe ByteSearch.first(0x0A, block.base, index, block.count) ?? block.count
        nextLine = line + 1
        position = min(lineEnd + 1, block.count)
        if lineEnd - start > limits.recordBytes {
            leaveNUL()
            return report(.recordTooLong(limit: limits.recordBytes), at: start)
        }
        return report(.tooManyFields(limit: limits.fields), at: index)
    }

    /// The next record of a block with quotation marks.
    ///
    /// `.end` for a blank line.
    mutating func careful(_ dialect: CSVDialect) -> Step {
        let start = position
        let found = unsafe Boundary.find(
            block.base, from: start, count: block.count, closed: true, dialect: dialect, limit: limits.recordBytes)
        switch found.outcome {
        case .malformed(let kind):
            let step = report(kind, at: found.at)
            let lineEnd = unsafe ByteSearch.first(0x0A, block.base, found.resume, block.count)
            // A NUL that ended reading is left to be reported by itself.
            position = lineEnd.map { $0 + 1 } ?? (block.endsInNUL ? block.count - 1 : block.count)
            nextLine = unsafe line + ByteSearch.lines(block.base + start, position - start).all
            return step
        case .needMore, .record:
            position = found.next
        }
        nextLine = line + 1
        var end = found.end
        if unsafe end > start && block.base[end - 1] == 0x0D { end -= 1 }
        if end == start { return .end }
        guard let quote = dialect.quote, found.sawQuote else {
            return split(dialect.separator, quote: nil, start, end)
        }
        nextLine = unsafe line + ByteSearch.lines(block.base + start, found.next - start).all
        return split(dialect.separator, quote: quote, start, end)
    }

    /// Divides `start ..< end`, a whole record without its line end, into fields.
    private mutating func split(_ separator: UInt8, quote: UInt8?, _ start: Int, _ end: Int) -> Step {
        let base = unsafe block.base
        var fields = 0
        var index = start
        while true {
            if fields == limits.fields {
                return report(.tooManyFields(limit: limits.fields), at: index - 1)
            }
            if let quote, index < end, unsafe base[index] == quote {
                var close = index + 1
                var mark: UInt32 = 0
                while let found = unsafe ByteSearch.first(quote, base, close, end) {
                    close = found
                    guard found + 1 < end, unsafe base[found + 1] == quote else { break }
                    mark = RecordCursor.escaped
                    close += 2
                }
                unsafe starts[fields] = UInt32(truncatingIfNeeded: index + 1)
                unsafe ends[fields] = UInt32(truncatingIfNeeded: close) | mark
                hasEscapes = hasEscapes || mark != 0
                index = close + 1
            } else {
                let stop = unsafe ByteSearch.first(separator, base, index, end) ?? end
                unsafe starts[fields] = UInt32(truncatingIfNeeded: index)
                unsafe ends[fields] = UInt32(truncatingIfNeeded: stop)
                index = stop
            }
            fields += 1
            if index >= end { break }
            index += 1
        }
        fieldCount = fields
        return .record
    }

    /// Makes doubled quotes single, in place, in the fields that are marked.
    mutating func undouble(_ quote: UInt8) {
        let base = unsafe block.base
        for field in 0..<fieldCount where unsafe ends[field] & RecordCursor.escaped != 0 {
            let end = unsafe Int(ends[field] & ~RecordCursor.escaped)
            var from = unsafe Int(starts[field])
            var to = from
            while from < end {
                let byte = unsafe base[from]
                unsafe base[to] = byte
                to += 1
                from += byte == quote ? 2 : 1
            }
            unsafe ends[field] = UInt32(truncatingIfNeeded: to)
        }
    }
}
