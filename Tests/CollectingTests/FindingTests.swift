import Collecting
import Rationals
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
    let first = try Identifier("state")
    let (one, two) = (
        LocalizedText("By state", malay: "Mengikut negeri"), LocalizedText("By type", malay: "Mengikut jenis")
    )
    let period = try #require(Period("2024-07"))
    return [
        .notAForm(at: place), .tooLargeForAForm(limit: 9, at: place), .tooManyRowsForAForm(limit: 9, at: place),
        .wrongDataset(value, expected: first, at: place), .wrongVersion(expected: 1, at: place),
        .unreadableFormPeriod(at: place), .unknownRow(value, nearest: value, at: place),
        .missingRow("state STATE=KDH", label: LocalizedText("Kedah"), at: place), .missingSection(one, at: place),
        .missingEnd(at: place), .doubledFormRow(first: 2, at: place), .strayText(at: place),
        .malformedCount(value, at: place), .malformedAnswer(at: place), .contradiction(at: place),
        .emptyForm(at: place), .differentTotals(one, 118, two, 120, at: place),
        .aboveTotal(LocalizedText("Abuse", malay: "Penderaan"), 7, total: 6, at: place), .personalInForm(at: place),
        .differentParts(LocalizedText("Johor"), one, 3, two, 2, at: place),
        .otherFormPeriod(period, sheet: "Start", at: place),
    ] + Frequency.allCases.map { .wrongFormFrequency(period, expected: $0, at: place) }
        + (try sums(value))
}

/// The wordings about what counts come to.
private func sums(_ unit: String) throws -> [Finding] {
    let period = try #require(Period("2024-07"))
    let (one, other) = (Finding.Counted("FORM=A", 12), Finding.Counted("FORM=B", 10))
    let title = LocalizedText("Why", malay: "Sebab")
    let share = try ValidationRule.Share(of: .whole, most: try #require(.init("1/3")))
    let rules = try ValidationRule.Severity.allCases.map { severity in
        try ValidationRule(id: try Identifier("r"), title: title, severity: severity, test: .share(share))
    }
    return rules.flatMap { rule -> [Finding] in
        ValidationRule.Relation.allCases.map { .brokenComparison(rule, $0, one, other, in: period, at: place) }
            + ValidationRule.Pair.Kind.allCases.map { .brokenPair(rule, $0, one, other, in: period, at: place) }
            + [(0, 0), (0, 9), (1, nil), (1, 9)].map { (least: Int64, most: Int64?) in
                .outsideRange(rule, one, least: least, most: most, in: period, at: place)
            }
            + [
                .brokenNeed(rule, one, only: "AGE=C", elsewhere: 3, in: period, at: place),
                .outsideShare(rule, share, one, of: other, in: period, at: place),
                .jump(rule, one, before: 3...5, periods: 6, in: period, at: place),
                .jump(rule, one, before: 3...3, periods: 6, in: period, at: place),
            ]
    } + [
        .impossibleCombination(one, in: period, at: place), .wrongUnit(unit, expected: "contacts", at: place),
        .tooManyMentions(one, units: other, most: 1, isWhole: true, in: period, at: place),
        .tooManyMentions(one, units: other, most: 2, isWhole: false, in: period, at: place),
        .missingUnits(one, units: "FORM=_T", in: period, at: place),
        .fewMentions(one, units: other, in: period, others: 0, at: place),
        .fewMentions(one, units: other, in: period, others: 3, at: place),
    ]
}

/// What there is to say about workbooks.
private func workbooks() throws -> [Finding] {
    let cell = try #require(CellReference("C7"))
    let label = LocalizedText("Kedah", malay: "Negeri Kedah")
    let errors: [SpreadsheetError] = [
        .encryptedPart("a"), .tooLarge(.cells, limit: 9), .malformedCell(sheet: "One", at: cell), .doubledPart("a"),
        .missingPart("a"), .damagedPart("a"), .refusedPart("a"),
    ]
    return (FileKind.allCases.map { .notAWorkbook($0) } + errors).map { .unreadableWorkbook($0, file: "f.csv") } + [
        .workbookWithoutForm(at: place), .foreignSheet(at: place), .foreignContent(at: place),
        .macrosIgnored(at: place), .missingFormColumns(at: place), .dateForCount(at: place), .errorForCount(at: place),
        .uncomputedCount(at: place), .exchangedLabel(label, at: place), .changedLabel(label, at: place),
        .doubledFormRow(sheet: "One", first: 3, at: place),
    ]
}

/// The wordings about tables and totals, those that quote a value with this one.
private func tables(_ value: String) throws -> [Finding] {
    let dimension = try Identifier("STATE")
    var parts = PartsOfATotal(count: 5, line: 9)
    let one = parts
    parts.add(PartsOfATotal(count: 2, line: 4))
    return [
        .missingTable(value, hasHeadings: false, nearest: value, at: place),
        .missingTable(value, hasHeadings: true, nearest: nil, at: place), .doubledTable(value, first: 2, at: place),
        .outsideTables(1, lines: [3...3], at: place), .outsideTables(3, lines: [3...4, 9...9], at: place),
        .unusedMapRows([value, "note"], map: "m", at: place), .unknownUnit(value, nearest: value, at: place),
        .mentionsBeyondBound(3, most: 2, at: place),
        .unequalTotal(6, parts, along: dimension, severity: .warning, at: place),
        .unequalTotal(6, one, along: nil, severity: .error, at: place),
        .totalWithoutParts(4, severity: .warning, at: place),
        .unequalTotals(4, first: 5, line: 2, severity: .warning, at: place), .uncheckedTotals(most: 9, at: place),
        .leftOutTotals(2, checked: true, at: place), .leftOutTotals(1, checked: false, at: place),
        .unequalRowTotal(4, 5, severity: .warning, at: place),
    ]
}

/// The wordings about tables of records, those that quote a value with this one.
private func recordTables(_ value: String) throws -> [Finding] {
    let text = LocalizedText("the reports, in English", malay: "laporan, dalam bahasa Melayu")
    return [
        Finding(inTable: .invalidUTF8(offset: 3), line: 3, column: 2, file: "f.csv"),
        Finding(inTable: .binary, line: 3, column: 2, file: "f.csv"),
        .missingColumn(RecordColumn("date", "tarikh"), nearest: value, at: place), .noHeadings(["date"], at: place),
        .ambiguousDate(value, at: place), .malformedDate(value, at: place), .missingKey(at: place),
        .tooManyUnits(limit: 9, at: place), .contradictoryRows(text, first: 2, at: place),
        .rowsNotCounted(2, because: text, at: place), .dimensionNotGiven(try dimension(["A"]), at: place),
        .implausibleOrder(text, at: place),
    ]
}

/// The wordings about documents and published figures, those that quote a value with this one.
private func documents(_ value: String) throws -> [Finding] {
    let text = LocalizedText("reports are bundled", malay: "laporan digabungkan")
    let period = try #require(Period("2024-07"))
    return [
        .unknownShape("first, second", at: place), .unmappedName(value, kind: "orgUnit", nearest: value, at: place),
        .spansBreak(period, reason: text, at: place), .notComplete([period], at: place),
    ] + DocumentFault.Kind.allCases.map { Finding(DocumentFault($0, line: 3, column: 2), file: "f.csv") }
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
        let findings =
            try plain() + quoting("value") + forms("value") + workbooks() + tables("value") + recordTables("value")
            + documents("value")
        #expect(findings.count == 19 + 5 + 7 + 3 + 6 + 21 + 5 + 39 + 12 + 7 + 11 + 16 + 12 + 4 + 13)
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
            for finding in try quoting(text) + forms(text) + tables(text) + documents(text) {
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
        // Which units come before the limit depends on all of them.
        var crowded = FindingLog()
        crowded.add(.tooManyUnits(limit: 9, at: place))
        #expect(crowded.refusesWhole)
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
        for finding in try plain() + quoting("value") + forms("value") + workbooks() {
            var log = FindingLog()
            log.add(finding)
            let kinds: Set<Finding.Kind> = [
                .doubledRow, .absurdCount, .contradiction, .emptyForm, .differentTotals, .aboveTotal, .brokenRule,
                .impossibleCombination, .unequalTotal, .malformedRow, .rowTooLong,
            ]
            // What is taken with a warning is taken.
            #expect(log.refusesProtection == (finding.severity == .error && kinds.contains(finding.kind)))
        }
    }

    @Test func aLogKeepsPersonalDataInMindBeyondWhatItKeeps() {
        var log = FindingLog()
        for _ in 0...FindingLog.keptOfAKind { log.add(.personalData(at: place)) }
        #expect(log.refusesWhole)
        #expect(log.left.first?.count == 1)
    }

    @Test func aPlaceInAWorkbookIsNamedAsProgramsNameIt() {
        let cell = Finding.Location(file: "f.xlsx", sheet: "By state", row: 12, column: 28, heading: "COUNT")
        #expect(cell[.english] == "f.xlsx, sheet By state, cell AB12 (COUNT)")
        #expect(cell[.malay] == "f.xlsx, helaian By state, sel AB12 (COUNT)")
        #expect("\(Finding.Location(file: "f.xlsx", sheet: "A", row: 3))" == "f.xlsx, sheet A, row 3")
        #expect("\(Finding.Location(file: "f.xlsx", sheet: "012-345 6789"))" == "f.xlsx")
    }
}
