/// Groups of digits that may be one number: `900101-14-5678`, `+60 12-345 6789`.
struct NumberRun {
    /// Digits without anything between them.
    struct Group {
        /// Each 0 … 9.
        let digits: [UInt8]
        /// The marks that stand right before it.
        let before: [UInt8]
    }

    /// Whether it may stand between the groups of a number: blank, brackets, plus, dash, point, slash, low line.
    static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x28, 0x29, 0x2B, 0x2D...0x2F, 0x5F: true
        default: false
        }
    }

    /// Words that people write right before a number.
    private static let labels: Set<String> = [
        "ic", "kp", "nric", "mykad", "mykid", "nokp", "noic", "no", "tel", "telefon", "notel", "hp", "nohp", "phone",
        "fon", "wa", "whatsapp",
    ]
    /// The most letters of these.
    static let longestWord = 8

    let groups: [Group]
    /// Where it begins in the text.
    let start: Int

    /// Takes the groups of a run with the letters that stand right before and behind it. Where these make it a part of a
    /// word, such as of a hexadecimal key, the group that they touch is nobody's number.
    init(groups: [Group], start: Int, wordBefore: [UInt8], isWordAfter: Bool) {
        let isLabelled = wordBefore.isEmpty || NumberRun.labels.contains(String(decoding: wordBefore, as: UTF8.self))
        var groups = groups[...]
        if !isLabelled { groups = groups.dropFirst() }
        if isWordAfter { groups = groups.dropLast() }
        self.groups = Array(groups)
        self.start = start
    }

    // MARK: - Identity numbers

    /// How the digits may be grouped.
    private static let shapes: [[Int]] = [[12], [6, 2, 4], [6, 6], [2, 2, 2, 2, 4]]

    /// Whether some of the groups are an identity number; of those within the address of a page only what is grouped as
    /// identity numbers are.
    func hasIdentityNumber(inPage: Bool) -> Bool {
        groups.indices.contains { start in
            NumberRun.shapes.contains { shape in
                guard !inPage || shape == [6, 2, 4] else { return false }
                let part = groups[start...].prefix(shape.count)
                guard part.map(\.digits.count) == shape else { return false }
                // Two sixes are a day and a time, unless there is a dash between them.
                if shape == [6, 6], part.last?.before != [0x2D] { return false }
                return NumberRun.isIdentity(part.flatMap(\.digits))
            }
        }
    }

    /// `YYMMDD-PB-###G` of a day that exists in some century and a place code in use.
    private static func isIdentity(_ digits: [UInt8]) -> Bool {
        let pair = { (place: Int) in Int(digits[place]) * 10 + Int(digits[place + 1]) }
        let (month, day, birthplace) = (pair(2), pair(4), pair(6))
        let days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...12).contains(month), (1...days[month - 1]).contains(day) else { return false }
        switch birthplace {
        case 0, 17...20, 69, 70, 73, 80, 81, 94...97: return false
        default: return true
        }
    }

    // MARK: - Telephone numbers

    /// Whether some of the groups are a telephone number.
    var hasTelephoneNumber: Bool {
        var start = 0
        while start < groups.count {
            if let end = dateEnd(start) {
                start = end
                continue
            }
            if isForeign(start) || isMalaysian(start) { return true }
            start += 1
        }
        return false
    }

    /// Behind the date that begins at a group, if one does: its digits are no one's number.
    private func dateEnd(_ start: Int) -> Int? {
        guard start + 3 <= groups.count else { return nil }
        let part = groups[start..<start + 3]
        let (first, last) = (part[start], part[start + 2])
        guard part[start + 1].before == last.before, [[0x2D], [0x2F], [0x2E]].contains(last.before) else { return nil }
        let lengths = part.map(\.digits.count)
        let year = lengths[0] == 4 ? first : last
        guard lengths.sorted().last == 4, lengths[1] <= 2, lengths.reduce(0, +) <= 8, year.digits.count == 4,
            [[1, 9], [2, 0], [2, 1]].contains(Array(year.digits.prefix(2)))
        else { return nil }
        return start + 3
    }

    /// `+` and 9 to 15 digits, the first not 0; a number of Malaysia is looked at by its own plan.
    private func isForeign(_ start: Int) -> Bool {
        guard groups[start].before.last == 0x2B, let first = groups[start].digits.first, first > 0 else { return false }
        var digits: [UInt8] = []
        for (place, group) in groups[start...].enumerated() {
            if place > 0, group.before.contains(0x2B) { break }
            digits += group.digits
            guard digits.count <= 15, !digits.starts(with: [6, 0]) else { return false }
            if digits.count >= 9 { return true }
        }
        return false
    }

    private func isMalaysian(_ start: Int) -> Bool {
        var digits: [UInt8] = []
        var ends: [Int] = []
        for (place, group) in groups[start...].enumerated() {
            if place > 0, group.before.contains(0x2B) { break }
            digits += group.digits
            guard digits.count <= 14 else { break }
            ends.append(digits.count)
            for prefix in NumberRun.countryCodes where digits.starts(with: prefix) {
                let national = (prefix.isEmpty ? [] : [0]) + digits.dropFirst(prefix.count)
                // +60 (0)12: the zero that is dialled at home alone.
                let spare = prefix.isEmpty ? 0 : 1
                for (number, spare) in [(national, 0), (Array(national.dropFirst(spare)), spare)] {
                    guard let area = NumberRun.areaCode(number) else { continue }
                    let offset = digits.count - number.count
                    // Where it is grouped at all, the area code stands by itself, and groups of three or more follow.
                    let breaks = ends.dropLast().filter { $0 > max(offset + spare, prefix.count) }
                    guard breaks.isEmpty || breaks.first == offset + area else { continue }
                    if zip(breaks, breaks.dropFirst() + [digits.count]).allSatisfy({ $1 - $0 >= 3 }) { return true }
                }
            }
        }
        return false
    }

    /// None, `60` and `0060`.
    private static let countryCodes: [[UInt8]] = [[], [6, 0], [0, 0, 6, 0]]

    /// The digits of the area code of a number as it is dialled within Malaysia; `nil` if it is none.
    ///
    /// Mobile: 01x and 7 digits, 011 and 015 and 8. Fixed: 03 and 8; 04 to 07 and 09 and 7; 082 to 089 and 6. No
    /// subscriber's number begins with 0 or 1.
    private static func areaCode(_ number: [UInt8]) -> Int? {
        guard number.count >= 9, number[0] == 0 else { return nil }
        let (area, length) =
            switch (number[1], number[2]) {
            case (1, 1), (1, 5): (3, 11)
            case (1, _): (3, 10)
            case (3, _): (2, 10)
            case (4...7, _), (9, _): (2, 9)
            case (8, 2...9): (3, 9)
            default: (0, 0)
            }
        guard area > 0, number.count == length, number[area] >= 2 || area == 3 && number[1] == 1 && number[2] == 1
        else {
            return nil
        }
        return area
    }
}
