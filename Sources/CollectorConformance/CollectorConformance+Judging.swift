import Collecting

// What must hold of every reading, whatever the bytes were.

extension CollectorConformance {
    /// The kinds of findings that are about one row or one value of it.
    private static let aboutRows: Set<Finding.Kind> = [
        .raggedRow, .rowTooLong, .malformedRow, .doubledRow, .unknownCode, .subtotalCode, .malformedPeriod,
        .malformedNumber, .negativeCount, .absurdCount, .unknownRow,
    ]

    /// Looks at all that a reading gave.
    func judge(_ reading: Reading, _ bytes: [UInt8], _ name: String, _ how: String, _ log: inout FailureLog) {
        if reading.probe.readsAtEnd > ProbingSource.mostReadsAtEnd {
            log.fail(.mutations, name, "\(how): went on asking for bytes after the end")
        }
        // A file may be in another encoding than said; nothing else can be wrong with bytes that are in memory.
        if let error = reading.error, !reading.probe.hasFailed, reading.probe.readsAtEnd <= 1000 {
            log.fail(.mutations, name, "\(how): ended with an error that the source did not have: \(error)")
        }
        let extent = Extent(of: bytes)
        for event in reading.sink.events {
            if case .finding(let finding) = event {
                judge(finding, extent, name, how, &log)
            } else if let wrong = fault(of: event) {
                log.fail(.observations, name, "\(how): \(wrong)")
            }
        }
        if reading.sink.left > 0 { log.fail(.mutations, name, "\(how): said more than could be kept") }
    }

    private func judge(
        _ finding: Finding, _ extent: Extent, _ name: String, _ how: String, _ log: inout FailureLog
    ) {
        let location = finding.location
        let what = "\(how): \(finding.kind.rawValue) at \(location)"
        if !location.file.hasPrefix(name) { log.fail(.locations, name, "\(what): not the name of the file") }
        if let row = location.row, row < 1 || row > extent.rows ?? row {
            log.fail(.locations, name, "\(what): the file has no such row")
        }
        if let column = location.column, column < 1 || column > extent.columns ?? column {
            log.fail(.locations, name, "\(what): the file has no such column")
        }
        if location.column != nil, location.row == nil, extent.rows != nil {
            log.fail(.locations, name, "\(what): a column without a row")
        }
        if finding.severity == .error, location.row == nil, CollectorConformance.aboutRows.contains(finding.kind) {
            log.fail(.locations, name, "\(what): an error about a row that does not say which")
        }
        let malay = finding.message.malay ?? ""
        if malay.isEmpty || malay == finding.message.english || finding.message.english.isEmpty {
            log.fail(.languages, name, "\(what): not in both languages")
        }
        for text in [finding.message.english, malay, location.heading ?? ""] where longestQuotation(in: text) > 41 {
            log.fail(.excerpts, name, "\(what): more than 40 characters are quoted")
        }
        if let heading = location.heading, heading.unicodeScalars.count > 41 {
            log.fail(.excerpts, name, "\(what): a heading of more than 40 characters is shown")
        }
    }

    /// The most characters between curved quotation marks.
    private func longestQuotation(in text: String) -> Int {
        var (longest, length) = (0, 0)
        var isInside = false
        for scalar in text.unicodeScalars {
            if scalar == "\u{201C}" {
                (isInside, length) = (true, 0)
            } else if scalar == "\u{201D}" {
                isInside = false
            } else if isInside {
                length += 1
                longest = max(longest, length)
            }
        }
        return longest
    }

    // MARK: - Observations

    private func fault(of event: CollectedEvent) -> String? {
        switch event {
        case .finding: nil
        case .cover(let period, _): fault(of: period)
        case .unit(let period, let codes, _): fault(of: period) ?? fault(ofLeaves: codes)
        case .count(let period, let codes, let count):
            fault(of: period) ?? fault(of: count) ?? fault(ofLeaves: codes)
        case .section(let period, let levels, let codes, let count):
            fault(of: period) ?? fault(of: count) ?? fault(of: codes, at: levels)
        }
    }

    private func fault(of period: Period) -> String? {
        if period.frequency != structure.frequency { return "\(period) is no period of the dataset's frequency" }
        if period.days.lowerBound > context.today { return "\(period) had not begun on the day of submission" }
        if let coverage = context.coverage, coverage.index(of: period) == nil {
            return "\(period) is not one that the submission was declared to cover"
        }
        return nil
    }

    private func fault(of count: Int64) -> String? {
        (0...CollectingContext.largestCount).contains(count)
            ? nil : "a count outside 0 to \(CollectingContext.largestCount)"
    }

    private func fault(ofLeaves codes: [CodeIndex]) -> String? {
        guard codes.count == structure.dimensions.count else {
            return "\(codes.count) codes for as many dimensions as \(structure.dimensions.count)"
        }
        for (dimension, code) in zip(structure.dimensions, codes) {
            if code == .total, dimension.isMultiValued { continue }
            guard dimension.codelist.items.indices.contains(Int(code)), dimension.codelist.isLeaf(code) else {
                return "code number \(code) is no leaf of \(dimension.id)"
            }
        }
        return nil
    }

    private func fault(of codes: [CodeIndex], at levels: LevelTuple) -> String? {
        guard FormSections(structure).index(of: levels) != nil else {
            return "\(levels.levels) is no section of the form"
        }
        guard codes.count == structure.dimensions.count, levels.levels.count == codes.count else {
            return "\(codes.count) codes for as many dimensions as \(structure.dimensions.count)"
        }
        for (place, dimension) in structure.dimensions.enumerated() {
            let code = codes[place]
            let isKnown = code == .total || dimension.codelist.items.indices.contains(Int(code))
            guard isKnown, dimension.codelist.codes(atLevel: levels.levels[place]).contains(code) else {
                return "code number \(code) of \(dimension.id) does not stand at the section's level"
            }
        }
        return nil
    }
}

/// How many rows and columns a file can have; `nil` where it is no text.
struct Extent {
    let rows: Int?
    let columns: Int?

    init(of bytes: [UInt8]) {
        guard !bytes.starts(with: [0x50, 0x4B]), !bytes.starts(with: [0x1F, 0x8B]) else {
            (rows, columns) = (nil, nil)
            return
        }
        var (ends, separators, most, all) = (0, 0, 0, 0)
        var hasQuotes = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                ends += 1
                most = max(most, separators)
                separators = 0
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"):
                separators += 1
                all += 1
            case UInt8(ascii: "\""): hasQuotes = true
            default: break
            }
        }
        rows = ends + 1
        // A field in quotation marks may go over lines.
        columns = 1 + (hasQuotes ? all : max(most, separators))
    }
}
