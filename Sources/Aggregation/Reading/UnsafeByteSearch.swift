import Glibc

/// Searches in raw bytes that the readers share.
enum ByteSearch {
    /// Where `byte` first stands in `start ..< end`, or `nil`.
    @inline(__always)
    static func first(
        _ byte: UInt8, _ base: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int
    ) -> Int? {
        guard start < end, let found = unsafe memchr(base + start, Int32(byte), end - start) else { return nil }
        return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Where `byte` last stands in `0 ..< end`, or `nil`.
    static func last(_ byte: UInt8, _ base: UnsafeMutablePointer<UInt8>, _ end: Int) -> Int? {
        var index = end - 1
        while index >= 0 {
            if unsafe base[index] == byte { return index }
            index -= 1
        }
        return nil
    }

    /// How many lines end in `0 ..< end`, and how many of those are blank (nothing, or only CR, before LF).
    ///
    /// Reads up to two guard bytes before `base`, which are line ends.
    static func lines(_ base: UnsafeMutablePointer<UInt8>, _ end: Int) -> (all: Int, blank: Int) {
        typealias Vector = SIMD16<UInt8>
        let lineFeed = Vector(repeating: 0x0A)
        let carriageReturn = Vector(repeating: 0x0D)
        var all = 0
        var blank = 0
        var index = 0
        while index + 16 <= end {
            var allLanes = Vector()
            var blankLanes = Vector()
            // A lane counts to 255 before it must be emptied.
            let stop = min(end - 15, index + 255 * 16)
            while index < stop {
                let raw = unsafe UnsafeRawPointer(base + index)
                let here = unsafe raw.loadUnaligned(as: Vector.self) .== lineFeed
                let before = unsafe (raw - 1).loadUnaligned(as: Vector.self)
                let twoBefore = unsafe (raw - 2).loadUnaligned(as: Vector.self)
                let empty = here .& ((before .== lineFeed) .| ((before .== carriageReturn) .& (twoBefore .== lineFeed)))
                allLanes &-= unsafe unsafeBitCast(here, to: Vector.self)
                blankLanes &-= unsafe unsafeBitCast(empty, to: Vector.self)
                index += 16
            }
            for lane in 0..<16 {
                all += Int(allLanes[lane])
                blank += Int(blankLanes[lane])
            }
        }
        while index < end {
            if unsafe base[index] == 0x0A {
                all += 1
                let before = unsafe base[index - 1]
                if unsafe before == 0x0A || (before == 0x0D && base[index - 2] == 0x0A) { blank += 1 }
            }
            index += 1
        }
        return (all, blank)
    }

    /// Whether two runs of bytes are the same.
    @inline(__always)
    static func equal(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        guard let first = left.baseAddress, let second = right.baseAddress else { return true }
        return unsafe memcmp(first, second, left.count) == 0
    }

    /// How many characters begin in `start ..< end` of UTF-8.
    static func characters(_ base: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var count = 0
        for index in start..<max(start, end) where unsafe base[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// The first byte in `start ..< end` that is not valid UTF-8 (Unicode 16, table 3-7), or `nil`.
    static func invalidUTF8(_ base: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var index = start
        while index < end {
            while index + 8 <= end,
                unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            { index += 8 }
            guard index < end else { return nil }
            let lead = unsafe base[index]
            if lead < 0x80 {
                index += 1
                continue
            }
            var (low, high, more): (UInt8, UInt8, Int)
            switch lead {
            case 0xC2...0xDF: (low, high, more) = (0x80, 0xBF, 1)
            case 0xE0: (low, high, more) = (0xA0, 0xBF, 2)
            case 0xED: (low, high, more) = (0x80, 0x9F, 2)
            case 0xE1...0xEF: (low, high, more) = (0x80, 0xBF, 2)
            case 0xF0: (low, high, more) = (0x90, 0xBF, 3)
            case 0xF4: (low, high, more) = (0x80, 0x8F, 3)
            case 0xF1...0xF3: (low, high, more) = (0x80, 0xBF, 3)
            default: return index
            }
            guard index + more < end else { return index }
            for step in 1...more {
                let byte = unsafe base[index + step]
                guard low <= byte, byte <= high else { return index }
                (low, high) = (0x80, 0xBF)
            }
            index += more + 1
        }
        return nil
    }
}
