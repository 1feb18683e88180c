import Collecting
import Testing

private let place = Finding.Location(file: "f.csv", row: 3, column: 2)

/// Every wording that quotes a value, of one value.
private func quoting(_ value: String) throws -> [Finding] {
    let dimension = try dimension(["A", "B"])
    return [
        .unknownCode(value, dimension: dimension, nearest: value, at: place),
        .unknownCode("A", dimension: dimension, nearest: value, at: place),
        .malformedPeriod(value, pattern: "yyyy", at: place), .malformedNumber(value, format: .plain, at: place),
        .missingColumn("state", nearest: value, at: place), .unusedColumns([value, "note", value], at: place),
    ]
}

/// The wordings about forms, those that quote a value with this one.
private func forms(_ value: String) throws -> [Finding] {
    let (first, second) = (try Identifier("state"), try Identifier("type"))
    let period = try #require(Period("2024-07"))
    return [
        .notAForm(at: place), .tooLargeForAForm(limit: 9, at: place), .tooManyRowsForAForm(limit: 9, at: place),
        .wrongDataset(value, expected: first, at: place), .wrongVersion(expected: 1, at: place),
        .unreadableFormPeriod(at: place), .unknownRow(value, nearest: value, at: place),
        .missingRow("state STATE=KDH", label: LocalizedText("Kedah"), at: place), .missingSection(first, at: place),
        .missingEnd(at: place), .doubledFormRow(first: 2, at: place), .strayText(at: place),
        .malformedCount(value, at: place), .malformedAnswer(at: place), .contradiction(at: place),
        .emptyForm(at: place), .differentTotals(first, 118, second, 120, at: place),
        .aboveTotal("REASON=ABUSE", 7, total: 6, at: place), .personalInForm(at: place),
        .differentParts("STATE=JHR", first, 3, second, 2, at: place),
    ] + Frequency.allCases.map { .wrongFormFrequency(period, expected: $0, at: place) }
}

/// Every other wording.
private func plain() throws -> [Finding] {
    let dimension = try dimension(["A", "B"])
    let months = try #require(PeriodRange("2024-01..2024-03"))
    let (today, period) = (try #require(Day(year: 2024, month: 6, day: 15)), try #require(Period("2024-07")))
    let kinds: [RecordProblem.Kind] = [
        .unterminatedQuote, .textAfterQuote, .recordTooLong(limit: 9), .tooManyFields(limit: 9), .binary,
        .invalidUTF8(offset: 3), .malformedJSON(.noColon),
    ]
    let encodings: [BytesError] = [
        .utf16(name: "f"), .markedAsUTF8(name: "f", declared: .latin1),
        .undefinedByte(name: "f", encoding: .windows1252, byte: 0x81, line: 3, offset: 7),
    ]
    return [
        .emptyFile(at: place), .noRows(at: place), .unfinishedFile(at: place), .doubledColumn(at: place),
        .missingPeriodColumns(pattern: "yyyy", at: place), .raggedRow(found: 2, expected: 3, at: place),
        .raggedRow(found: 2, expected: 3, hasHeadings: false, at: place), .doubledRow(first: 2, at: place),
        .skippedRows(4, at: place), .subtotalCode(try Code("A"), dimension: dimension, at: place),
        .missingValue(at: place), .missingPeriod(at: place), .missingCounts(2, at: place),
        .futurePeriod(period, today: today, at: place), .negativeCount(at: place), .absurdCount(limit: 9, at: place),
        .personalData(at: place), .outsideCoverage(period, coverage: months, at: place),
        .uncovered([period], at: place),
    ] + Frequency.allCases.map { .coarsePeriod(period, frequency: $0, at: place) }
        + kinds.map { Finding($0, line: 3, column: 2, file: "f.csv") }
        + encodings.compactMap { Finding(encodingOf: $0, file: "f.csv") }
}

@Suite struct FindingTests {
    @Test func everyWordingIsThereInBothLanguages() throws {
        let findings = try plain() + quoting("value") + forms("value")
        #expect(findings.count == 19 + 5 + 7 + 3 + 6 + 20 + 5)
        for finding in findings {
            let malay = try #require(finding.message.malay)
            #expect(malay != finding.message.english)
            for text in [finding.message.english, malay] {
                #expect(text.count > 20 && text.count < 220, "\(text)")
                #expect(!text.contains("Optional") && !text.contains("\n") && !text.hasSuffix("."), "\(text)")
            }
            #expect(finding.location.file == "f.csv")
        }
        // Whatever collectors share is said here; that one failed is said by who runs it.
        #expect(Set(findings.map(\.kind)).union([.collectorFailed]) == Set(Finding.Kind.allCases))
    }

    @Test(arguments: secrets)
    func whatIsPersonalIsInNoWording(secret: String) throws {
        for text in [secret, "note \(secret)"] {
            for finding in try quoting(text) + forms(text) {
                let words = "\(finding)"
                #expect(!words.contains(secret), "\(words)")
            }
            let dimension = try dimension(["A", "B"])
            #expect(Finding.unknownCode(text, dimension: dimension, nearest: nil, at: place).kind == .personalData)
            #expect(Finding.malformedPeriod(text, pattern: "yyyy", at: place).kind == .personalData)
            #expect(Finding.malformedNumber(text, format: .plain, at: place).kind == .personalData)
        }
    }

    @Test func otherFaultsOfBytesAreNoFindings() {
        #expect(Finding(encodingOf: .missing(path: "f"), file: "f") == nil)
        #expect(Finding(encodingOf: .changedWhileRead(path: "f", opened: 2, found: 1), file: "f") == nil)
    }

    @Test func oneIsNotMany() {
        #expect(Finding.skippedRows(1, at: place).message.english.hasPrefix("1 row was"))
        #expect(Finding.missingCounts(1, at: place).message.english.hasPrefix("1 count is"))
        #expect(Finding.unusedColumns(["a"], at: place).message.english.hasPrefix("1 column is"))
    }

    @Test func columnsThatAreNotUsedAreNamedUpToTwenty() {
        let headings = (1...30).map { "h\($0)" }
        let text = Finding.unusedColumns(headings, at: place).message.english
        #expect(text.contains("30 columns"))
        #expect(text.contains("h20") && !text.contains("h21"))
        #expect(text.hasSuffix("…"))
    }

    @Test func aMillionFindingsAreCountedAndFewKept() {
        var log = FindingLog()
        for number in 0..<1_000_000 {
            log.add(Finding(number.isMultiple(of: 4) ? .warning : .error, .unknownCode, at: place, LocalizedText("x")))
        }
        log.add(.negativeCount(at: place))
        #expect(log.kept.count == FindingLog.keptOfAKind + 1)
        #expect(log.kept.last?.kind == .negativeCount)
        #expect(log.count(of: .error) == 750_001)
        #expect(log.count(of: .warning) == 250_000)
        #expect(log.count(of: .note) == 0)
        #expect(log.left.map(\.kind) == [.unknownCode])
        #expect(log.left.first?.count == 1_000_000 - FindingLog.keptOfAKind)
        #expect(!log.refusesWhole)
        log.add(.personalData(at: place))
        #expect(log.refusesWhole)
    }

    @Test func rowsWithErrorsAreCountedOnce() {
        var log = FindingLog()
        let at = { (file: String, row: Int?) in Finding.Location(file: file, row: row, column: 1) }
        for row in [2, 2, 3, 3, 3] { log.add(.negativeCount(at: at("a", row))) }
        log.add(.unfinishedFile(at: at("a", 9)))
        log.add(.emptyFile(at: at("a", nil)))
        #expect(log.rowsRefused == 2)
        log.add(.negativeCount(at: at("b", 3)))
        log.add(.missingValue(at: at("b", 3)))
        #expect(log.rowsRefused == 3)
        for row in 4..<4 + 2 * FindingLog.keptOfAKind { log.add(.negativeCount(at: at("b", row))) }
        #expect(log.rowsRefused == 3 + 2 * FindingLog.keptOfAKind)
    }

    @Test func whatOneUnitMoreCouldBringAboutRefusesProtection() throws {
        for finding in try plain() + quoting("value") + forms("value") {
            var log = FindingLog()
            log.add(finding)
            let kinds: Set<Finding.Kind> = [
                .doubledRow, .absurdCount, .contradiction, .emptyForm, .differentTotals, .aboveTotal,
            ]
            #expect(log.refusesProtection == kinds.contains(finding.kind))
        }
    }

    @Test func aLogKeepsPersonalDataInMindBeyondWhatItKeeps() {
        var log = FindingLog()
        for _ in 0...FindingLog.keptOfAKind { log.add(.personalData(at: place)) }
        #expect(log.refusesWhole)
        #expect(log.left.first?.count == 1)
    }
}
