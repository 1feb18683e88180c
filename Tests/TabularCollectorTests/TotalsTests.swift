import Collecting
import CollectorSupport
import Testing

@testable import TabularCollector

private let mapping = """
    mapping: 1
    dimensions:
      STATE: {column: state, totals: {words: All, codes: true}}
      FORM: {column: form, totals: [all, Jumlah]}
    period: {column: month}
    count: {column: count}
    duplicates: refuse

    """

private func row(_ state: String, _ form: String, _ count: Int?, _ month: String = "2024-01") -> String {
    "\(state),\(form),\(month),\(count.map(String.init) ?? "")\n"
}

private func unequal(_ read: Recording) -> [String] {
    read.findings.filter { $0.kind == .unequalTotal }.map {
        "\($0.severity) \($0.location.row ?? 0): \($0.message.english)"
    }
}

@Suite struct TotalsTests {
    private let parts = row("KDH", "GROOMING", 5) + row("PLS", "GROOMING", 3) + row("JHR", "_O", 2)

    @Test func totalsThatAreTheSumsOfTheirPartsAreLeftOut() throws {
        let read = try collect(
            heading + row("All", "all", 10) + row("All", "GROOMING", 8) + row("NORTH", "all", 8) + parts
                + row("KDH", "Jumlah", 5) + row("NORTH", "GROOMING", 8), mapping)
        #expect(words(read) == ["2024-01 KDH/GROOMING 5", "2024-01 PLS/GROOMING 3", "2024-01 JHR/_O 2"])
        #expect(read.outline == ["note skipped-rows -:-"])
        #expect(
            read.findings.first?.message.english == "5 rows of totals were held against the parts and left out")
    }

    @Test func bothNumbersAndTheirLinesAreTold() throws {
        let read = try collect(heading + row("NORTH", "GROOMING", 7) + parts, mapping)
        #expect(
            unequal(read) == [
                "warning 2: the total is 7, but its 2 parts, in rows 3 to 4, add up to 8 along STATE: 1 more; "
                    + "the parts are counted, the total is not"
            ])
        #expect(read.counts.count == 3)
    }

    /// A national figure is held against the states' where those are stated, theirs against the districts'.
    @Test func aMistakeIsToldWhereItIs() throws {
        let text =
            heading + row("All", "GROOMING", 20) + row("NORTH", "GROOMING", 9) + parts + row("JHR", "GROOMING", 11)
        #expect(unequal(try collect(text, mapping)).map { $0.prefix(10) } == ["warning 3:"])
        let below = text.replacing("JHR,GROOMING,2024-01,11", with: "JHR,GROOMING,2024-01,10")
        #expect(unequal(try collect(below, mapping)).map { $0.prefix(10) } == ["warning 2:", "warning 3:"])
    }

    @Test func aTotalInTwoDimensionsNeedsNoneBetween() throws {
        #expect(unequal(try collect(heading + row("All", "all", 10) + parts, mapping)).isEmpty)
        let read = try collect(heading + row("All", "all", 12) + parts, mapping)
        #expect(
            unequal(read) == [
                "warning 2: the total is 12, but its 3 parts, in rows 3 to 5, add up to 10: 2 less; "
                    + "the parts are counted, the total is not"
            ])
        // Of the totals along one dimension only some are stated: what is less along it is no contradiction.
        let some = row("All", "all", 10) + row("KDH", "all", 5) + row("All", "GROOMING", 8) + row("All", "_O", 2)
        #expect(unequal(try collect(heading + some + parts, mapping)).isEmpty)
    }

    @Test func whatIsMissingOrRefusedMayBeTheDifference() throws {
        let missing = row("NORTH", "GROOMING", 7) + row("KDH", "GROOMING", 5) + row("PLS", "GROOMING", nil)
        #expect(unequal(try collect(heading + missing, mapping)).isEmpty)
        let above = missing.replacing("NORTH,GROOMING,2024-01,7", with: "NORTH,GROOMING,2024-01,4")
        #expect(unequal(try collect(heading + above, mapping)).count == 1)
        let refused = row("NORTH", "GROOMING", 7) + row("KDH", "GROOMING", 5) + "PLS,GROOMING,2024-01,x\n"
        #expect(unequal(try collect(heading + refused, mapping)).isEmpty)
        #expect(unequal(try collect(heading + refused.replacing("x", with: "1"), mapping)).count == 1)
    }

    @Test func aTotalWithoutPartsIsNotLostInSilence() throws {
        let read = try collect(
            heading + parts + row("All", "SEXTORTION", 4) + row("NORTH", "SEXTORTION", 0, "2024-02"), mapping)
        #expect(
            unequal(read) == [
                "warning 5: the total is 4, but none of its parts stands in this table; a total is not counted"
            ])
    }

    @Test func periodsAreHeldApart() throws {
        let text = heading + row("All", "GROOMING", 8) + parts + row("All", "GROOMING", 1, "2024-02")
        #expect(unequal(try collect(text + row("KDH", "GROOMING", 1, "2024-02"), mapping)).isEmpty)
        #expect(unequal(try collect(text + row("KDH", "GROOMING", 2, "2024-02"), mapping)).count == 1)
    }

    @Test func aTotalStatedTwiceIsHeldAgainstItself() throws {
        let text = heading + parts + row("All", "GROOMING", 8)
        #expect(unequal(try collect(text + row("All", "GROOMING", 8), mapping)).isEmpty)
        #expect(
            unequal(try collect(text + row("All", "GROOMING", 9), mapping)) == [
                "warning 6: the total is 9 here and 8 in row 5"
            ])
        let added = mapping.replacing("refuse", with: "add")
        #expect(unequal(try collect(text + row("All", "GROOMING", 0), added)).isEmpty)
    }

    @Test(arguments: [("warn", "warning", false), ("error", "error", true)])
    func theMappingSaysWhatAMismatchIs(check: String, severity: String, refuses: Bool) throws {
        let read = try collect(heading + row("All", "GROOMING", 7) + parts, mapping + "totals: {check: \(check)}\n")
        #expect(unequal(read).map { $0.prefix(severity.count) } == [severity[...]])
        var log = FindingLog()
        for finding in read.findings { log.add(finding) }
        // The file is not to be taken then, and what one unit more does must not depend on which rows are.
        #expect(log.refusesProtection == refuses)
        let off = try collect(heading + row("All", "GROOMING", 7) + parts, mapping + "totals: {check: \"off\"}\n")
        #expect(off.findings.map(\.message.english) == ["1 row of totals was left out"])
    }

    @Test func theWholeOfAWordStandsInAnotherColumn() throws {
        let of = """
            mapping: 1
            dimensions:
              STATE: {column: district, totals: {words: All, of: {column: region, codes: {Malaysia: _T}}}}
              FORM: {value: _O}
            period: {column: month}
            count: {column: n}
            """
        let head = "region,district,month,n\n"
        let good =
            "Malaysia,All,2024-01,12\nNorthern region,All,2024-01,8\nx,Kedah,2024-01,5\nx,Perlis,2024-01,3\n"
            + "x,Johor,2024-01,4\n"
        #expect(unequal(try collect(head + good, of)).isEmpty)
        let read = try collect(head + good.replacing("x,Perlis,2024-01,3", with: "x,Perlis,2024-01,4"), of)
        #expect(unequal(read).map { $0.prefix(10) } == ["warning 3:"])
        #expect(try collect(head + good + "Malaysa,All,2024-02,1\n", of).errors == ["unknown-code 7:1"])
    }

    @Test func aMapMayGiveTotals() throws {
        let map = """
            mapping: 1
            maps:
              areas:
                columns: area
                gives: STATE
                rows: [[Utara, NORTH], [Negara, _T], [Kedah, KDH], [Johor, JHR]]
            dimensions: {STATE: {map: areas, totals: {codes: true}}, FORM: {value: _O}}
            period: {value: 2024-01}
            count: {column: n}
            """
        let read = try collect("area,n\nNegara,5\nUtara,2\nKedah,3\nJohor,2\n", map)
        #expect(words(read) == ["2024-01 KDH/_O 3", "2024-01 JHR/_O 2"])
        #expect(unequal(read).map { $0.prefix(10) } == ["warning 3:"])
    }

    @Test func aColumnOfTotalsIsHeldAgainstThePeriods() throws {
        let wide = """
            mapping: 1
            dimensions: {STATE: {column: state}, FORM: {value: _O}}
            period: {headings: yyyy-MM, total: Jumlah}

            """
        let text = "state,2024-01,2024-02,Jumlah\nKDH,1,2,3\nJHR,1,2,4\nPLS,1,,4\nPNG,1,2,\n"
        let read = try collect(text, wide)
        #expect(read.counts.count == 7)
        #expect(
            unequal(read) == ["warning 3: the total is 4, but the periods of this row add up to 3: 1 less"])
        #expect(read.findings.first?.location.column == 4)
        let strict = try collect(text, wide + "totals: {check: error}\n")
        #expect(strict.counts.count == 5)
        #expect(strict.errors == ["unequal-total 3:4"])
    }

    @Test(arguments: [
        ("totals: [all, Jumlah]", "totals: {of: {column: a}}", "4:32: say how totals are known: words, or codes: true"),
        (
            "totals: [all, Jumlah]", "totals: {words: x, of: {colum: a}}",
            "4:48: unknown key \"colum\" (did you mean \"column\"?)"
        ),
        (
            "duplicates: refuse", "totals: {check: maybe}",
            "7:17: expected one of warn, error or off, found the text \"maybe\""
        ),
        ("count: {column: count}", "count: rows", "3:26: rows that are one unit each hold no totals"),
        (
            "STATE: {column: state, totals: {words: All, codes: true}}", "STATE: {value: KDH, totals: x}",
            "3:11: value stands alone: no other key goes with it"
        ),
    ])
    func eachMistakeIsToldAtItsPlace(old: String, new: String, expected: String) throws {
        let found = try mistakes(mapping.replacing(old, with: new))
        #expect(found.contains(expected), "\(found)")
    }
}
