import Collecting

// Persons' numbers and addresses, wherever they stand, refuse a file as a whole.

extension CollectorConformance {
    /// A number and an address as persons have them, of nobody.
    private static let persons = [
        (text: "900101-14-5678", isNumber: true, what: "an identity number"),
        (text: "nobody@example.org", isNumber: false, what: "an address for mail"),
    ]

    /// What says that a file is no longer one of its format, so that nothing is expected of its reading.
    private static let unreadable: Set<Finding.Kind> = [
        .malformedDocument, .malformedRow, .raggedRow, .rowTooLong, .binaryFile, .wrongEncoding,
    ]

    /// Puts what persons are known by behind values, and into a column that nobody asked for.
    func checkPersons(_ reader: any SubmissionReader, _ log: inout FailureLog) {
        var hasText = false
        for sample in samples where sample.isText {
            hasText = true
            let plain = read(sample.bytes, sample.name, with: reader, log: &log)
            // A key may look like anything but an identity number.
            let isKeyed = !plain.sink.keys.isEmpty
            let places = PersonPlanting.places(in: sample.bytes)
            log.possible += places.count * 2
            for number in effort.choice(of: places.count, size: sample.bytes.count * 2, seed: seed) {
                for person in CollectorConformance.persons where person.isNumber || !isKeyed {
                    let planted = { (text: String) in
                        PersonPlanting.insert(" of \(text)", at: places[number], in: sample.bytes)
                    }
                    expectRefusal(
                        planted(person.text), person.text, without: planted("a word"), sample,
                        "\(person.what) behind value \(number + 1)", reader, &log)
                }
            }
            for person in CollectorConformance.persons {
                guard let planted = PersonPlanting.column(of: person.text, in: sample),
                    let harmless = PersonPlanting.column(of: "word", in: sample)
                else { continue }
                // A file that is not read at all with one more column is refused for that.
                guard !read(harmless, sample.name, with: reader, log: &log).sink.observations.isEmpty else { continue }
                expectRefusal(
                    planted, person.text, without: harmless, sample, "\(person.what) in a column that is not asked for",
                    reader, &log)
            }
        }
        if !hasText { log.untried = "no sample is text" }
    }

    private func expectRefusal(
        _ bytes: [UInt8], _ person: String, without harmless: @autoclosure () -> [UInt8], _ sample: ConformanceSample,
        _ how: String, _ reader: any SubmissionReader, _ log: inout FailureLog
    ) {
        let reading = read(bytes, sample.name, with: reader, log: &log)
        for finding in reading.sink.findings where finding.shows(person) {
            log.fail(.persons, sample.name, "\(how): \(finding.kind.rawValue) at \(finding.location) repeats it")
        }
        let isRefused = reading.sink.findings.contains { $0.kind == .personalData && $0.severity == .error }
        guard !isRefused else { return }
        let plain = read(harmless(), sample.name, with: reader, log: &log)
        let kinds = plain.sink.findings.lazy.filter { $0.severity == .error }.map(\.kind)
        if kinds.contains(where: CollectorConformance.unreadable.contains) { return }
        log.fail(.persons, sample.name, "\(how): the file is not refused with \(Finding.Kind.personalData.rawValue)")
    }
}

/// Puts words where persons' numbers and addresses would stand.
enum PersonPlanting {
    /// Where values end: of fields, in a document of its strings alone.
    static func places(in bytes: [UInt8]) -> [Int] {
        let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        let ends = Fields.places(in: bytes).map(\.upperBound)
        let quote = UInt8(ascii: "\"")
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            // A name is followed by a colon.
            return ends.filter { end in
                guard end < bytes.count, bytes[end] == quote else { return false }
                return bytes[(end + 1)...].first { $0 != 0x20 } != UInt8(ascii: ":")
            }
        case UInt8(ascii: "<"):
            // Not within the declaration, which says what the format is.
            let start = bytes.starts(with: Array("<?".utf8)) ? bytes.firstIndex(of: UInt8(ascii: ">")) ?? 0 : 0
            return ends.filter { $0 > start && $0 < bytes.count && bytes[$0] == quote && isValue($0, in: bytes) }
        default: return ends
        }
    }

    /// Whether the quotation mark at a place ends the value of an attribute, and does not begin one.
    private static func isValue(_ place: Int, in bytes: [UInt8]) -> Bool { place > 0 && bytes[place - 1] != 0x3D }

    static func insert(_ text: String, at place: Int, in bytes: [UInt8]) -> [UInt8] {
        Array(bytes[..<place]) + Array(text.utf8) + Array(bytes[place...])
    }

    /// A table with one more column, which holds a text in its last row; `nil` for what is no table.
    static func column(of text: String, in sample: ConformanceSample) -> [UInt8]? {
        let lines = sample.lines
        guard lines.count > 1, let top = lines.first, let first = top.first, ![0x7B, 0x5B, 0x3C].contains(first) else {
            return nil
        }
        let marks = Array(",;\t|".utf8)
        let counts = marks.map { mark in top.count { $0 == mark } }
        guard let most = counts.max(), most > 0, let mark = counts.firstIndex(of: most).map({ marks[$0] }) else {
            return nil
        }
        var bytes: [UInt8] = []
        for (number, line) in lines.enumerated() {
            let end = line.lastIndex { $0 != 0x0A && $0 != 0x0D }.map { $0 + 1 } ?? line.startIndex
            let word = number == 0 ? "unasked" : number == lines.count - 1 ? text : "-"
            bytes += line[..<end] + [mark] + Array(word.utf8) + line[end...]
        }
        return bytes
    }
}
