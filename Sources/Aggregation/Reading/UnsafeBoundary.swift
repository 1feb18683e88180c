/// Where a record ends: a pure function of the bytes from its start to the limit, so that whoever asks, with
/// whatever blocks, hears the same.
struct Boundary {
    enum Outcome {
        /// A record; `end` is after its content, `next` after its line end.
        case record
        /// More bytes are needed to tell.
        case needMore
        /// Malformed; reading resumes after the first line end at or after `resume`.
        case malformed(RecordProblem.Kind)
    }

    var outcome: Outcome
    var end = 0
    var next = 0
    /// Where the trouble is.
    var at = 0
    var resume = 0
    var sawQuote = false

    private init(_ outcome: Outcome) { self.outcome = outcome }

    /// Finds the end of the record that begins at `start`.
    ///
    /// `closed`: nothing comes after `count`.
    @inline(__always)
    static func find(
        _ base: UnsafeMutablePointer<UInt8>, from start: Int, count: Int, closed: Bool, dialect: CSVDialect, limit: Int
    ) -> Boundary {
        guard let quote = dialect.quote else {
            return unsafe line(base, from: start, count: count, closed: closed, limit: limit)
        }
        let separator = dialect.separator
        // Content of `limit` bytes may be followed by LF, which is therefore looked for one byte further.
        let window = min(count, start + limit + 1)
        let cutShort = window == start + limit + 1
        var index = start
        var atFieldStart = true
        var sawQuote = false
        while index < window {
            let byte = unsafe base[index]
            if byte == 0x0A {
                var found = Boundary(.record)
                found.end = index
                found.next = index + 1
                found.sawQuote = sawQuote
                return found
            }
            if byte != quote || !atFieldStart {
                atFieldStart = byte == separator
                index += 1
                continue
            }
            sawQuote = true
            let open = index
            index += 1
            // To the quote that closes.
            while true {
                guard let found = unsafe ByteSearch.first(quote, base, index, window) else {
                    return unsafe unclosed(base, start, open, window, cutShort, closed, limit)
                }
                guard found + 1 < window else {
                    if closed && !cutShort {
                        index = found + 1
                        break
                    }
                    return unsafe unclosed(base, start, open, window, cutShort, false, limit)
                }
                index = found + 1
                guard unsafe base[index] == quote else { break }
                index += 1
            }
            guard index < window else { break }
            var after = unsafe base[index]
            if after == 0x0D {
                // CR is a line end only before LF or at the very end.
                if index + 1 < window {
                    if unsafe base[index + 1] == 0x0A { after = 0x0A }
                } else if closed && !cutShort {
                    after = 0x0A
                } else {
                    return unsafe unclosed(base, start, open, window, cutShort, false, limit)
                }
            }
            guard after == separator || after == 0x0A else {
                var found = Boundary(.malformed(.textAfterQuote))
                found.at = index
                found.resume = index
                return found
            }
            atFieldStart = after == separator
            if atFieldStart { index += 1 } else if unsafe base[index] == 0x0D { index += 1 }
        }
        if cutShort { return tooLong(start, window, limit) }
        guard closed else { return Boundary(.needMore) }
        var found = Boundary(.record)
        found.end = count
        found.next = count
        found.sawQuote = sawQuote
        return found
    }

    /// The same where quotes mean nothing.
    @inline(__always)
    static func line(
        _ base: UnsafeMutablePointer<UInt8>, from start: Int, count: Int, closed: Bool, limit: Int
    ) -> Boundary {
        let window = min(count, start + limit + 1)
        let lineEnd = unsafe ByteSearch.first(0x0A, base, start, window)
        if lineEnd == nil {
            if window == start + limit + 1 { return tooLong(start, window, limit) }
            guard closed else { return Boundary(.needMore) }
        }
        var found = Boundary(.record)
        found.end = lineEnd ?? count
        found.next = lineEnd.map { $0 + 1 } ?? count
        return found
    }

    private static func tooLong(_ start: Int, _ window: Int, _ limit: Int) -> Boundary {
        var found = Boundary(.malformed(.recordTooLong(limit: limit)))
        found.at = start
        found.resume = window - 1
        return found
    }

    /// What to say of a quote still open where the window ends.
    private static func unclosed(
        _ base: UnsafeMutablePointer<UInt8>, _ start: Int, _ open: Int, _ window: Int, _ cutShort: Bool,
        _ closed: Bool, _ limit: Int
    ) -> Boundary {
        guard cutShort || closed else { return Boundary(.needMore) }
        // A single line that is too long is just that; a quote that swallows lines is left at its own line.
        if cutShort, unsafe ByteSearch.first(0x0A, base, open, window) == nil { return tooLong(start, window, limit) }
        var found = Boundary(.malformed(.unterminatedQuote))
        found.at = open
        found.resume = open
        return found
    }
}
