import Collecting

// What is tried on samples with mistakes: cut off, mutated, with long values and with what looks personal.

extension CollectorConformance {
    func checkPrefixes(_ reader: any SubmissionReader, _ log: inout FailureLog) {
        for sample in samples {
            log.possible += sample.bytes.count
            for length in effort.choice(of: sample.bytes.count, size: sample.bytes.count / 2, seed: seed) {
                let bytes = Array(sample.bytes[..<length])
                let reading = read(bytes, sample.name, with: reader, log: &log)
                judge(reading, bytes, sample.name, "cut behind byte \(length)", &log)
                if length == 0, reading.sink.events.isEmpty {
                    log.fail(.prefixes, sample.name, "an empty file is taken without a word")
                }
            }
        }
    }

    func checkMutations(_ reader: any SubmissionReader, _ property: ConformanceProperty, _ log: inout FailureLog) {
        // The same mistakes show all of what findings and observations must keep to; other seeds show more of them.
        let places = ConformanceProperty.allCases.firstIndex(of: property) ?? 0
        let words = oddWords
        for sample in samples where !sample.bytes.isEmpty {
            let most = min(effort.runs, max(8, effort.bytes / sample.bytes.count), 400)
            for number in 0..<most {
                let start = seed &+ UInt64(places * 100_000 + number)
                let (bytes, what) = Mutation.of(sample, seed: start, words: words)
                let reading = read(bytes, sample.name, with: reader, log: &log)
                judge(reading, bytes, sample.name, "mutation \(start) (\(what))", &log)
                if number % 8 == 0 {
                    let cut = read(bytes, sample.name, with: reader, pieces: .every(3 + number % 11), log: &log)
                    if !isSame(reading, cut) {
                        log.fail(
                            .chunking, sample.name,
                            "mutation \(start) (\(what)), cut every \(3 + number % 11) bytes: \(difference(reading, cut))"
                        )
                    }
                }
            }
        }
    }

    /// Puts long values, and what looks like a number or address of a person, into each field.
    func checkExcerpts(_ reader: any SubmissionReader, _ log: inout FailureLog) {
        let long = Array(String(repeating: "Wxyz", count: 75).utf8)
        let planted: [(bytes: [UInt8], shown: String, what: String)] = [
            (long, String(repeating: "Wxyz", count: 11), "a value of 300 letters"),
            (Array("000000-00-0000".utf8), "000000-00-0000", "what looks like an identity number"),
            (Array("nobody@example.org".utf8), "nobody@example.org", "what looks like an address for mail"),
        ]
        var hasText = false
        for sample in samples where sample.isText {
            hasText = true
            let fields = Fields.places(in: sample.bytes)
            log.possible += fields.count * planted.count
            for number in effort.choice(of: fields.count, size: sample.bytes.count * planted.count, seed: seed) {
                for plant in planted {
                    let field = fields[number]
                    let bytes = sample.bytes[..<field.lowerBound] + plant.bytes + sample.bytes[field.upperBound...]
                    let reading = read(Array(bytes), sample.name, with: reader, log: &log)
                    let how = "\(plant.what) as field \(number + 1)"
                    judge(reading, Array(bytes), sample.name, how, &log)
                    for finding in reading.sink.findings where finding.shows(plant.shown) {
                        log.fail(
                            .excerpts, sample.name,
                            "\(how): \(finding.kind.rawValue) at \(finding.location.file), row "
                                + "\(finding.location.row.map(String.init) ?? "-") repeats it")
                    }
                }
            }
        }
        if !hasText { log.untried = "no sample is text" }
    }

    // MARK: - Keys

    /// Puts recognisable keys where the samples have keys, spoils what stands around them, and looks for them in
    /// all that is said.
    func checkKeys(_ reader: any SubmissionReader, _ log: inout FailureLog) {
        var hasPlanted = false
        var hasKeys = false
        for sample in samples {
            let plain = read(sample.bytes, sample.name, with: reader, log: &log)
            let keys = Set(plain.sink.keys.filter { $0.count >= 4 })
            hasKeys = hasKeys || !plain.sink.keys.isEmpty
            search(
                plain, for: keys.filter { $0.count >= 6 }.map { String(decoding: $0, as: UTF8.self) }, sample,
                "as it is", &log)
            let (bytes, places) = KeyPlanting.plant(keys, in: sample.bytes)
            guard !places.isEmpty else { continue }
            hasPlanted = true
            var dice = ConformanceDice(seed)
            for number in 0..<min(effort.runs, max(16, effort.bytes / max(bytes.count, 1)), 300) {
                let spoilt = number == 0 ? bytes : KeyPlanting.spoil(bytes, sparing: places, using: &dice)
                let reading = read(spoilt, sample.name, with: reader, log: &log)
                search(reading, for: [KeyPlanting.sign], sample, "keys planted, spoiling \(number)", &log)
            }
        }
        if !hasKeys {
            log.untried = "it asks for no marks"
        } else if !hasPlanted {
            log.untried = "no key of the samples could be replaced"
        }
    }

    private func search(
        _ reading: Reading, for words: [String], _ sample: ConformanceSample, _ how: String, _ log: inout FailureLog
    ) {
        for finding in reading.sink.findings where words.contains(where: finding.shows) {
            log.fail(
                .keys, sample.name,
                "\(how): the finding \(finding.kind.rawValue) of row "
                    + "\(finding.location.row.map(String.init) ?? "-") shows a key")
        }
        if let error = reading.error, words.contains(where: { "\(error)".contains($0) }) {
            log.fail(.keys, sample.name, "\(how): the error that it ended with shows a key")
        }
    }
}

extension Finding {
    /// Whether a text stands in the words, in any language, or in the heading.
    func shows(_ text: String) -> Bool {
        let texts = [message.english, message.malay ?? "", location.heading ?? ""]
        return texts.contains { $0.contains(text) }
    }
}
