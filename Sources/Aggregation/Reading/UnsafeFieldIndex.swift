import CByteMasks

/// Where the fields of a regular block begin and end, found 64 bytes at a time.
@safe struct FieldIndex: ~Copyable {
    /// Where each field begins; it ends one byte before the next begins.
    let starts: UnsafeMutablePointer<UInt32>
    /// How many fields there are.
    private(set) var count = 0

    /// Makes room for the fields of a block of so many bytes.
    init(bytes: Int) {
        // One word at a time may be written beyond the last field.
        unsafe starts = .allocate(capacity: bytes + 66)
    }

    deinit { unsafe starts.deallocate() }

    /// Finds the fields from `position`, where a record begins; a last line without an end is given one.
    mutating func find(in block: borrowing RecordBlock, from position: Int, _ dialect: CSVDialect) {
        let end = block.count
        let base = unsafe block.base
        let starts = unsafe starts
        var found = 1
        var index = position
        var inside: UInt64 = 0
        unsafe starts[0] = UInt32(truncatingIfNeeded: position)
        let separator = dialect.separator
        let quote = block.hasQuotes ? dialect.quote : nil
        while index < end {
            var bits = unsafe lindung_either64(base + index, separator, 0x0A)
            if let quote {
                let within = unsafe QuotedScan.parity(lindung_equal64(base + index, quote)) ^ inside
                inside = UInt64(bitPattern: Int64(bitPattern: within) >> 63)
                bits &= ~within
            }
            if end &- index < 64 { bits &= (1 &<< UInt64(end &- index)) &- 1 }
            let number = bits.nonzeroBitCount
            let out = unsafe starts + found
            let next = UInt32(truncatingIfNeeded: index &+ 1)
            var place = 0
            repeat {
                // Eight at a time without asking how many there are: what is too much is written over.
                for step in 0..<8 {
                    unsafe out[place &+ step] = next &+ UInt32(truncatingIfNeeded: bits.trailingZeroBitCount)
                    bits &= bits &- 1
                }
                place &+= 8
            } while place < number
            found &+= number
            index &+= 64
        }
        if unsafe end > position && base[end - 1] != 0x0A {
            unsafe base[end] = 0x0A
            unsafe starts[found] = UInt32(truncatingIfNeeded: end + 1)
            found += 1
        }
        count = found - 1
    }

    /// How many records of `width` fields follow each other from `field`, as far as their last line ends tell.
    func rows(of width: Int, from field: Int, in block: borrowing RecordBlock) -> Int {
        let base = unsafe block.base
        var rows = 0
        var next = field &+ width
        while next <= count, unsafe base[Int(starts[next]) &- 1] == 0x0A {
            rows &+= 1
            next &+= width
        }
        return rows
    }
}
