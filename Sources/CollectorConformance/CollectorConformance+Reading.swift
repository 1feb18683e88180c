import Collecting

// What is tried on samples as they are: description, soundness, determinism, chunking, cancellation.

extension CollectorConformance {
    func checkDescription(_ log: inout FailureLog) {
        let description = collector.description
        let fail = { (log: inout FailureLog, text: String) in log.fail(.description, nil, text) }
        if description.apiVersion != CollectorAPI.version {
            fail(
                &log,
                "it was written for version \(description.apiVersion) of the interface, not \(CollectorAPI.version)")
        }
        if description.version.isEmpty || description.version.utf8.count > 64 {
            fail(&log, "its version is empty or longer than 64 bytes")
        }
        if description.fileEndings.isEmpty { fail(&log, "it names no ending of a file") }
        for ending in description.fileEndings
        where ending.isEmpty || ending.hasPrefix(".") || ending.lowercased() != ending {
            fail(&log, "the ending \"\(ending)\" should be in lower case without the dot")
        }
        if description.mediaTypes.isEmpty { fail(&log, "it names no media type") }
        for type in description.mediaTypes where type.split(separator: "/").count != 2 {
            fail(&log, "the media type \"\(type)\" is not of the form type/subtype")
        }
        if description.sizeLimit < 1 { fail(&log, "its limit of size is \(description.sizeLimit) bytes") }
        if description.memoryLimit < 1 { fail(&log, "its limit of memory is \(description.memoryLimit) bytes") }
        checkLanguages(of: description.summary, "its summary", &log)
        var names: Set<String> = []
        for option in description.options {
            if !names.insert(option.name).inserted { fail(&log, "two options are named \(option.name)") }
            if !option.kind.takes(option.defaultValue) {
                fail(&log, "the option \(option.name) does not take its default \"\(option.defaultValue)\"")
            }
            if case .choice(let words) = option.kind, Set(words).count != words.count || words.isEmpty {
                fail(&log, "the option \(option.name) offers no word, or one twice")
            }
            checkLanguages(of: option.summary, "the summary of the option \(option.name)", &log)
        }
        if samples.isEmpty { fail(&log, "there is no sample to try it with") }
    }

    private func checkLanguages(of text: LocalizedText, _ what: String, _ log: inout FailureLog) {
        if text.english.isEmpty { log.fail(.description, nil, "\(what) is empty") }
        if text.malay?.isEmpty ?? true { log.fail(.description, nil, "\(what) is not in Bahasa Malaysia") }
    }

    func checkSamples(_ reader: any SubmissionReader, _ log: inout FailureLog) {
        for sample in samples {
            let reading = read(sample.bytes, sample.name, with: reader, log: &log)
            if let error = reading.error { log.fail(.samples, sample.name, "ended with: \(error)") }
            for finding in reading.sink.findings where finding.severity == .error {
                log.fail(.samples, sample.name, "\(finding.location): \(finding.message.english)")
            }
            if reading.sink.observations.isEmpty { log.fail(.samples, sample.name, "nothing was observed in it") }
            judge(reading, sample.bytes, sample.name, "as it is", &log)
        }
    }

    func checkDeterminism(
        _ reader: any SubmissionReader, _ other: any SubmissionReader, _ log: inout FailureLog
    ) {
        for sample in samples {
            let first = read(sample.bytes, sample.name, with: reader, log: &log)
            // Something else in between, so that what a reader keeps for itself shows.
            _ = read(Array(sample.bytes.prefix(sample.bytes.count / 2)), sample.name, with: reader, log: &log)
            for (again, who) in [(reader, "the same reader"), (other, "another reader")] {
                let second = read(sample.bytes, sample.name, with: again, log: &log)
                if !isSame(first, second) {
                    log.fail(.determinism, sample.name, "read again by \(who): \(difference(first, second))")
                }
            }
        }
    }

    func checkChunking(_ reader: any SubmissionReader, _ log: inout FailureLog) {
        for sample in samples {
            let size = sample.bytes.count
            let whole = read(sample.bytes, sample.name, with: reader, log: &log)
            var pieces: [ProbingSource.Pieces] = [1, 2, 3, 5, 7, 16, 64, 1000, 4096].map { .every($0) }
            if effort.runs < pieces.count { pieces = [.every(1), .every(7), .every(1000)] }
            if size > effort.bytes / 8 { pieces = [.every(1000), .every(4096)] }
            pieces += effort.choice(of: max(size - 1, 0), size: size, seed: seed).map { .at($0 + 1) }
            log.possible += size + 9
            for cut in pieces {
                let reading = read(sample.bytes, sample.name, with: reader, pieces: cut, log: &log)
                if !isSame(whole, reading) {
                    log.fail(.chunking, sample.name, "cut \(cut.words): \(difference(whole, reading))")
                }
            }
        }
    }

    /// A source that is broken off, or fails, at each of its reads.
    func checkCancellation(_ reader: any SubmissionReader, _ log: inout FailureLog) {
        for sample in samples {
            let piece = max(1, sample.bytes.count / min(effort.runs, 48))
            let reads = (sample.bytes.count + piece - 1) / piece + 1
            let failures: [BytesError] = [
                CollectorConformance.cancelled(sample.name),
                .failed(name: sample.name, operation: .read, number: 5),
            ]
            for failure in failures {
                for place in 0..<reads {
                    let reading = read(
                        sample.bytes, sample.name, with: reader, pieces: .every(piece), failingAtRead: place,
                        failure: failure, log: &log)
                    guard reading.probe.hasFailed else { continue }
                    let how = "failing at read \(place) of \(piece) bytes"
                    if reading.error != failure {
                        log.fail(
                            .cancellation, sample.name,
                            "\(how): ended with \(reading.error.map(\.description) ?? "no error"), not with the source's"
                        )
                    }
                    if reading.probe.readsAfterFailure > 0 {
                        log.fail(.cancellation, sample.name, "\(how): read on after the source had failed")
                    }
                    if let events = reading.eventsAfterFailure, events > 0 {
                        log.fail(
                            .cancellation, sample.name, "\(how): \(events) observations and findings came after that")
                    }
                }
            }
        }
    }
}

extension ProbingSource.Pieces {
    /// Where the cuts are.
    var words: String {
        switch self {
        case .whole: "nowhere"
        case .every(let count): "every \(count) byte\(count == 1 ? "" : "s")"
        case .at(let place): "behind byte \(place)"
        }
    }
}
