extension AggregationWorker {
    /// One column of a strip: where its field stands in each row, and how it is written.
    @safe private struct Place {
        var field: Int
        var width: Int
        var quote: UInt8?
        /// Where a field with doubled quotes is written out.
        var scratch: UnsafeMutablePointer<UInt8>

        var isLast: Bool { field == width - 1 }
    }

    /// Counts the rest of a regular block: rows of as many fields as the header in strips, and what else there is
    /// record by record, by the path that knows what is wrong.
    mutating func countRegular(
        _ cursor: inout RecordCursor, _ binding: SourceQueue.Binding, _ dialect: CSVDialect, _ width: Int
    ) throws(AggregationError) {
        let whole = cursor.position == 0
        index.find(in: cursor.block, from: cursor.position, dialect)
        var field = 0
        while field < index.count {
            let rows = index.rows(of: width, from: field, in: cursor.block)
            if rows > 0 {
                let end = min(unsafe Int(index.starts[field + rows * width]), cursor.block.count)
                // Only if there are as many line ends as rows does every row end in its first.
                let ends =
                    whole && field == 0 && rows * width == index.count
                    ? cursor.block.recordEnds + cursor.openEnds(at: end)
                    : cursor.counted(upTo: end, dialect).ends + cursor.openEnds(at: end)
                guard ends == rows, width > 1 || !cursor.block.hasBlankLines else {
                    while try countNext(&cursor, binding) {}
                    return
                }
                try countRows(&cursor, binding, dialect, from: field, rows, width)
                field += rows * width
                guard field < index.count else { return }
                cursor.pass(to: end, dialect)
            }
            // Where a last line has no end, an empty field may stand behind the last byte.
            guard try countNext(&cursor, binding), cursor.position < cursor.block.count else { return }
            while field < index.count, unsafe Int(index.starts[field]) < cursor.position { field += 1 }
        }
    }

    /// Counts rows of `width` fields each.
    private mutating func countRows(
        _ cursor: inout RecordCursor, _ binding: SourceQueue.Binding, _ dialect: CSVDialect, from field: Int,
        _ rows: Int, _ width: Int
    ) throws(AggregationError) {
        let quote = cursor.block.hasQuotes ? dialect.quote : nil
        var done = 0
        while done < rows {
            let count = min(rows - done, AggregationWorker.strip)
            let starts = unsafe UnsafePointer(index.starts + field + done * width)
            var isClean = true
            if filters > 0 {
                unsafe fates.update(repeating: Fate.counts, count: count)
                for filter in 0..<filters {
                    let place = unsafe Place(
                        field: fields[wanted.filters[filter]], width: width, quote: quote, scratch: scratch)
                    isClean = unsafe filterStrip(cursor.block.base, starts, count, place, filter) && isClean
                }
            }
            for column in 0..<self.width {
                let place = unsafe Place(
                    field: fields[wanted.columns[column]], width: width, quote: quote, scratch: scratch)
                unsafe isClean = try codeStrip(cursor.block.base, starts, count, place, column, isClean)
            }
            reserve()
            placeStrip(count)
            if mode == .rows {
                try countStrip(count, isClean)
            } else {
                let place = unsafe Place(field: fields[wanted.measure], width: width, quote: quote, scratch: scratch)
                unsafe isClean = try measureStrip(cursor.block.base, starts, count, place, isClean)
            }
            if isClean {
                tallies.read += count
                tallies.used += count
            } else {
                try unsafe settle(&cursor, binding, dialect, starts, count, width)
            }
            done += count
        }
    }

    /// Hands the rows of a strip that are wrong to the path that says why.
    private mutating func settle(
        _ cursor: inout RecordCursor, _ binding: SourceQueue.Binding, _ dialect: CSVDialect,
        _ starts: UnsafePointer<UInt32>, _ count: Int, _ width: Int
    ) throws(AggregationError) {
        for row in 0..<count {
            switch unsafe fates[row] {
            case Fate.counts:
                tallies.read += 1
                tallies.used += 1
            case Fate.filtered:
                tallies.read += 1
                tallies.filtered += 1
            default:
                unsafe cursor.pass(to: Int(starts[row * width]), dialect)
                _ = try countNext(&cursor, binding)
            }
        }
    }

    /// The text of a field, without its quotes or the CR before a line end.
    @inline(__always)
    private static func text(
        _ base: UnsafeMutablePointer<UInt8>, _ row: UnsafePointer<UInt32>, _ place: Place, _ isLast: Bool
    ) -> UnsafeBufferPointer<UInt8> {
        let start = unsafe Int(row[place.field])
        var count = unsafe Int(row[place.field &+ 1]) &- start &- 1
        if isLast && count > 0, unsafe base[start &+ count &- 1] == 0x0D { count &-= 1 }
        if let quote = place.quote, count >= 2, unsafe base[start] == quote {
            return unsafe unquoted(base + start + 1, count - 2, place, quote)
        }
        return unsafe UnsafeBufferPointer(start: base + start, count: count)
    }

    /// Makes doubled quotes single where there are some, in memory of their own: the row may yet be read again.
    private static func unquoted(
        _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ place: Place, _ quote: UInt8
    ) -> UnsafeBufferPointer<UInt8> {
        guard unsafe ByteSearch.first(quote, start, 0, count) != nil else {
            return unsafe UnsafeBufferPointer(start: start, count: count)
        }
        let scratch = unsafe place.scratch
        var (from, to) = (0, 0)
        while from < count {
            let byte = unsafe start[from]
            unsafe scratch[to] = byte
            to += 1
            from += byte == quote ? 2 : 1
        }
        return unsafe UnsafeBufferPointer(start: scratch, count: to)
    }

    /// Marks the rows that a filter keeps out; whether there were none.
    private mutating func filterStrip(
        _ base: UnsafeMutablePointer<UInt8>, _ starts: UnsafePointer<UInt32>, _ count: Int, _ place: Place,
        _ filter: Int
    ) -> Bool {
        var isClean = true
        var row = unsafe starts
        let isLast = place.isLast
        for number in 0..<count {
            let text = unsafe AggregationWorker.text(base, row, place, isLast)
            if unsafe !passes(filter, text) {
                unsafe fates[number] = Fate.filtered
                isClean = false
            }
            unsafe row += place.width
        }
        return isClean
    }

    /// Finds the codes of a column; whether all rows still count.
    private mutating func codeStrip(
        _ base: UnsafeMutablePointer<UInt8>, _ starts: UnsafePointer<UInt32>, _ count: Int, _ place: Place,
        _ column: Int, _ wasClean: Bool
    ) throws(AggregationError) -> Bool {
        var isClean = wasClean
        var row = unsafe starts
        let isLast = place.isLast
        let out = unsafe numbers + column * AggregationWorker.strip
        var view = unsafe texts[column].view
        for number in 0..<count {
            let text = unsafe AggregationWorker.text(base, row, place, isLast)
            if let start = text.baseAddress {
                var code = unsafe view.code(start, text.count)
                if code < 0 {
                    code = 0
                    if unsafe isClean || fates[number] == Fate.counts {
                        if let found = try unsafe self.number(column, text) {
                            code = found
                        } else {
                            if isClean { unsafe fates.update(repeating: Fate.counts, count: count) }
                            isClean = false
                            unsafe fates[number] = Fate.wrong
                        }
                        unsafe view = texts[column].view
                    }
                }
                unsafe out[number] = code
            }
            unsafe row += place.width
        }
        return isClean
    }

    /// Where in the cube each row of the strip counts.
    private func placeStrip(_ count: Int) {
        unsafe places.update(repeating: 0, count: count)
        guard counter.isCube else { return }
        for column in 0..<width {
            let stride = unsafe counter.strides[column]
            let from = unsafe numbers + column * AggregationWorker.strip
            for row in 0..<count { unsafe places[row] &+= from[row] &* stride }
        }
    }

    private mutating func countStrip(_ count: Int, _ isClean: Bool) throws(AggregationError) {
        if counter.isCube && isClean {
            unsafe counter.addRows(at: places, count)
            return
        }
        for row in 0..<count where unsafe isClean || fates[row] == Fate.counts {
            if counter.isCube {
                counter.addRow(at: unsafe Int(places[row]))
            } else if !counter.add(1, to: try group(row)) {
                throw .overflow
            }
        }
    }

    /// Adds numbers, or notes units; whether all rows counted.
    private mutating func measureStrip(
        _ base: UnsafeMutablePointer<UInt8>, _ starts: UnsafePointer<UInt32>, _ count: Int, _ place: Place,
        _ wasClean: Bool
    ) throws(AggregationError) -> Bool {
        var isClean = wasClean
        var row = unsafe starts
        let isLast = place.isLast
        for number in 0..<count {
            defer { unsafe row += place.width }
            guard unsafe isClean || fates[number] == Fate.counts else { continue }
            let text = unsafe AggregationWorker.text(base, row, place, isLast)
            var amount: Int64?
            if mode == .distinct {
                if let start = text.baseAddress, text.count > 0 {
                    try unsafe units.add(start, text.count, group: group(number))
                    continue
                }
            } else {
                amount = try? unsafe AggregationWorker.count(in: text).get()
            }
            if let amount {
                guard counter.add(amount, to: try group(number)) else { throw .overflow }
            } else {
                if isClean { unsafe fates.update(repeating: Fate.counts, count: count) }
                isClean = false
                unsafe fates[number] = Fate.wrong
            }
        }
        return isClean
    }
}
