import Collecting

/// Mistakes as people and machines make them, chosen by a seed.
enum Mutation {
    /// The sample with one to three mistakes, and what they are. `words` are ones that a field may be changed to.
    static func of(_ sample: ConformanceSample, seed: UInt64, words: [String]) -> (bytes: [UInt8], what: String) {
        var dice = ConformanceDice(seed)
        var bytes = sample.bytes
        var names: [String] = []
        if sample.isText, Bool.random(using: &dice), let word = words.randomElement(using: &dice),
            let field = Fields.places(in: bytes).randomElement(using: &dice)
        {
            bytes.replaceSubrange(field, with: Array(word.utf8))
            return (bytes, "\(word) instead of a field")
        }
        for _ in 0..<Int.random(in: 1...3, using: &dice) {
            names.append(spoil(&bytes, isText: sample.isText, using: &dice))
        }
        return (bytes, names.joined(separator: ", "))
    }

    private static func spoil(_ bytes: inout [UInt8], isText: Bool, using dice: inout ConformanceDice) -> String {
        guard !bytes.isEmpty else { return "nothing" }
        let place = Int.random(in: bytes.indices, using: &dice)
        switch Int.random(in: 0..<(isText ? 11 : 4), using: &dice) {
        case 0:
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
            return "a bit flipped"
        case 1:
            bytes.remove(at: place)
            return "a byte lost"
        case 2:
            bytes.insert(0, at: place)
            return "a NUL"
        case 3:
            bytes.insert(contentsOf: [UInt8](repeating: UInt8(ascii: "x"), count: 9000), at: place)
            return "a very long field"
        case 4:
            bytes.insert(UInt8(ascii: "\""), at: place)
            return "a quotation mark"
        case 5:
            bytes.insert(Array(",;\t\n\r-.".utf8).randomElement(using: &dice) ?? 0, at: place)
            return "a mark too many"
        case 6:
            bytes.insert(contentsOf: [0xFF, 0xC3], at: place)
            return "no UTF-8"
        case 7:
            bytes[place] = Array("0123456789-_TZ".utf8).randomElement(using: &dice) ?? 0
            return "another character"
        default: return spoilLines(&bytes, using: &dice)
        }
    }

    private static func spoilLines(_ bytes: inout [UInt8], using dice: inout ConformanceDice) -> String {
        var lines = ConformanceSample.lines(of: bytes)
        guard lines.count > 1 else { return "nothing" }
        let (one, other) = (
            Int.random(in: lines.indices, using: &dice), Int.random(in: lines.indices, using: &dice)
        )
        let what: String
        switch Int.random(in: 0..<3, using: &dice) {
        case 0:
            lines.swapAt(one, other)
            what = "two lines swapped"
        case 1:
            lines.insert(lines[one], at: other)
            what = "a line doubled"
        default:
            lines.remove(at: one)
            what = "a line lost"
        }
        bytes = Array(lines.joined())
        return what
    }
}

extension CollectorConformance {
    /// Words that are wrong, or right in one place alone: sums of codes, periods too coarse or too late, odd numbers.
    var oddWords: [String] {
        var words = ["-1", "-0", "0", "1.5", "1000000001", "9223372036854775808", "1e3", "_T", "_U", "", "2199-12"]
        for dimension in structure.dimensions {
            let sums = dimension.codelist.items.indices.filter { !dimension.codelist.isLeaf(CodeIndex($0)) }
            words += sums.prefix(8).map { dimension.codelist.items[$0].code.description }
            words += dimension.codelist.items.prefix(4).map(\.code.description)
        }
        for frequency in Frequency.allCases {
            for day in [context.today, Day.last, Day.first] {
                if let period = Period(frequency, containing: day) { words.append("\(period)") }
            }
        }
        if let coverage = context.coverage {
            words += [coverage.first.advanced(by: -1), coverage.last.advanced(by: 1)].compactMap { $0?.description }
        }
        return words
    }
}

/// The fields of a text, whatever separates them.
enum Fields {
    /// Where the fields stand that are not empty, without quotation marks around them.
    static func places(in bytes: [UInt8]) -> [Range<Int>] {
        let marks = Set(",;\t\n\r\"|{}[]:".utf8)
        var places: [Range<Int>] = []
        var start = 0
        for (place, byte) in bytes.enumerated() where marks.contains(byte) {
            if place > start { places.append(start..<place) }
            start = place + 1
        }
        if start < bytes.count { places.append(start..<bytes.count) }
        return places
    }
}

/// Puts recognisable keys in the place of those that a sample has.
enum KeyPlanting {
    /// What every planted key begins with.
    static let sign = "QZX7K"

    /// The bytes with each key replaced wherever it stands as a word, and where the new keys stand.
    static func plant(_ keys: Set<[UInt8]>, in bytes: [UInt8]) -> (bytes: [UInt8], places: [Range<Int>]) {
        let sorted = keys.sorted { ($0.count, $1) > ($1.count, $0) }
        var names: [[UInt8]: [UInt8]] = [:]
        for (number, key) in sorted.enumerated() {
            var name = Array((sign + String(number, radix: 36)).utf8)
            while name.count < key.count { name.append(UInt8(ascii: "Q")) }
            names[key] = name
        }
        var result: [UInt8] = []
        var places: [Range<Int>] = []
        var place = 0
        let lengths = Set(sorted.map(\.count)).sorted(by: >)
        outer: while place < bytes.count {
            if place == 0 || !isWord(bytes[place - 1]) {
                for length in lengths where place + length <= bytes.count {
                    guard place + length == bytes.count || !isWord(bytes[place + length]) else { continue }
                    guard let name = names[Array(bytes[place..<(place + length)])] else { continue }
                    places.append(result.count..<(result.count + name.count))
                    result += name
                    place += length
                    continue outer
                }
            }
            result.append(bytes[place])
            place += 1
        }
        return (result, places)
    }

    /// The bytes with some letters and digits changed below the first line and outside the keys, doubled lines, or
    /// the end cut off: mistakes that move no key into another column.
    static func spoil(
        _ bytes: [UInt8], sparing places: [Range<Int>], using dice: inout ConformanceDice
    ) -> [UInt8] {
        var bytes = bytes
        let top = (bytes.firstIndex(of: UInt8(ascii: "\n")) ?? 0) + 1
        guard top < bytes.count else { return bytes }
        for _ in 0..<Int.random(in: 1...12, using: &dice) {
            let place = Int.random(in: top..<bytes.count, using: &dice)
            guard isWord(bytes[place]), !places.contains(where: { $0.contains(place) }) else { continue }
            bytes[place] = Array("09AZ-~".utf8).randomElement(using: &dice) ?? 0
        }
        if Bool.random(using: &dice) {
            var lines = ConformanceSample.lines(of: bytes)
            let place = Int.random(in: lines.indices, using: &dice)
            if place > 0 { lines.insert(lines[place], at: place) }
            bytes = Array(lines.joined())
        }
        if Int.random(in: 0..<4, using: &dice) == 0 {
            bytes.removeLast(Int.random(in: 0..<(bytes.count - top), using: &dice))
        }
        return bytes
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...:
            true
        default: false
        }
    }
}

private func > (left: (Int, [UInt8]), right: (Int, [UInt8])) -> Bool {
    left.0 == right.0 ? right.1.lexicographicallyPrecedes(left.1) : left.0 > right.0
}
