// The words of the findings about tables and their totals, in English and Bahasa Malaysia. Values are quoted only through
// `Excerpt`; counts that are named are those of the file at hand, and go back to its sender alone.

/// The parts of a total, put together, and where they stand.
public struct PartsOfATotal: Sendable, Hashable {
    /// What they come to.
    public private(set) var count: Int64
    /// In how many rows they stand.
    public private(set) var rows = 1
    /// The first of these rows and the last.
    public private(set) var lines: ClosedRange<Int>

    /// Takes one part.
    public init(count: Int64, line: Int) {
        self.count = count
        lines = line...line
    }

    /// Adds other parts.
    ///
    /// Each row is at most 10⁹, and there are fewer than 2³² lines.
    public mutating func add(_ other: PartsOfATotal) {
        count &+= other.count
        rows += other.rows
        lines = min(lines.lowerBound, other.lines.lowerBound)...max(lines.upperBound, other.lines.upperBound)
    }
}

extension Finding {
    /// A table that the mapping names is not in the file.
    public static func missingTable(_ name: String, hasHeadings: Bool, nearest: String?, at location: Location)
        -> Finding
    {
        let name = Excerpt.quoting(name) ?? "…"
        let (hint, petunjuk) = hint(nearest)
        return Finding(
            .error, .missingTable, at: location,
            LocalizedText(
                hasHeadings
                    ? "no line of the file has the headings \(name)\(hint)"
                    : "no table of the file has the title \(name)\(hint)",
                malay: hasHeadings
                    ? "tiada baris dalam fail ini dengan tajuk lajur \(name)\(petunjuk)"
                    : "tiada jadual dalam fail ini bertajuk \(name)\(petunjuk)"))
    }

    /// A table stands in the file twice.
    public static func doubledTable(_ name: String, first: Int, at location: Location) -> Finding {
        let name = Excerpt.quoting(name) ?? "…"
        return Finding(
            .error, .doubledTable, at: location,
            LocalizedText(
                "the table \(name) begins in row \(first) already; say more of its title in the mapping, or send one of the two",
                malay:
                    "jadual \(name) sudah bermula di baris \(first); tulis tajuknya dengan lebih lengkap dalam fail pemetaan, atau hantar satu sahaja"
            ))
    }

    /// Lines that lie in no table: how many, and which.
    public static func outsideTables(_ count: Int, lines: [ClosedRange<Int>], at location: Location) -> Finding {
        let shown = lines.prefix(20).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
        let list = shown.joined(separator: ", ") + (lines.count > 20 ? ", …" : "")
        return Finding(
            .note, .outsideTables, at: location,
            LocalizedText(
                count == 1
                    ? "1 row lies in no table and was not read: \(list)"
                    : "\(count) rows lie in no table and were not read: \(list)",
                malay: "\(count) baris tidak terletak dalam mana-mana jadual dan tidak dibaca: \(list)"))
    }

    /// Rows of a map that no row of the file asked for.
    public static func unusedMapRows(_ words: [String], map: String, at location: Location) -> Finding {
        let list =
            words.prefix(20).compactMap(Excerpt.quoting).joined(separator: ", ") + (words.count > 20 ? ", …" : "")
        return Finding(
            .note, .unusedMapRow, at: location,
            LocalizedText(
                "\(words.count == 1 ? "1 row" : "\(words.count) rows") of the map \(map) stood for nothing in this file: \(list)",
                malay: "\(words.count) baris peta \(map) tidak digunakan dalam fail ini: \(list)"))
    }

    /// A word of the column of units that the mapping does not know.
    public static func unknownUnit(_ value: String, nearest: String?, at location: Location) -> Finding {
        guard let shown = Excerpt.quoting(value) else { return personalData(at: location) }
        let (hint, petunjuk) = hint(nearest)
        return Finding(
            .error, .unknownUnit, at: location,
            LocalizedText(
                "\(shown) is no unit that unitColumn lists under count or leaveOut\(hint)",
                malay:
                    "\(shown) bukan unit yang disenaraikan di bawah count atau leaveOut bagi unitColumn\(petunjuk)"
            ))
    }

    /// A unit with more codes than one may be counted at.
    public static func mentionsBeyondBound(_ found: Int, most: Int, at location: Location) -> Finding {
        Finding(
            .error, .tooManyCodes, at: location,
            LocalizedText(
                "the row has \(found) combinations of codes, and a unit may be counted at \(most); say most in the mapping to keep the first, or raise maxCellsPerUnit in the structure",
                malay:
                    "baris ini ada \(found) gabungan kod, sedangkan satu unit boleh dikira pada \(most); tulis most dalam fail pemetaan untuk menyimpan yang pertama, atau naikkan maxCellsPerUnit dalam struktur"
            ))
    }

    /// A total that is not the sum of its parts.
    ///
    /// `dimension` is the one along which the parts stand; `nil` if they are all that is counted below.
    public static func unequalTotal(
        _ total: Int64, _ parts: PartsOfATotal, along dimension: Identifier?, severity: Severity,
        at location: Location
    ) -> Finding {
        let isAbove = parts.count > total
        let difference = isAbove ? parts.count - total : total - parts.count
        let along = dimension.map { " along \($0)" } ?? ""
        let mengikut = dimension.map { " mengikut \($0)" } ?? ""
        let (first, last) = (parts.lines.lowerBound, parts.lines.upperBound)
        let rows =
            parts.rows == 1 ? "1 part, in row \(first)," : "\(parts.rows) parts, in rows \(first) to \(last),"
        let baris = "\(parts.rows) pecahannya (baris \(first) hingga \(last))"
        return Finding(
            severity, .unequalTotal, at: location,
            LocalizedText(
                "the total is \(total), but its \(rows) add up to \(parts.count)\(along): "
                    + "\(difference) \(isAbove ? "more" : "less"); the parts are counted, the total is not",
                malay: "jumlahnya \(total), tetapi \(baris) berjumlah \(parts.count)\(mengikut): "
                    + "\(isAbove ? "lebih" : "kurang") \(difference); pecahan dikira, jumlah tidak"))
    }

    /// A total of which no part stands in the table, so that it is not counted at all.
    public static func totalWithoutParts(_ total: Int64, severity: Severity, at location: Location) -> Finding {
        Finding(
            severity, .unequalTotal, at: location,
            LocalizedText(
                "the total is \(total), but none of its parts stands in this table; a total is not counted",
                malay: "jumlahnya \(total), tetapi tiada pecahannya dalam jadual ini; jumlah tidak dikira"))
    }

    /// A total that is stated twice, with different numbers.
    public static func unequalTotals(
        _ total: Int64, first: Int64, line: Int, severity: Severity, at location: Location
    ) -> Finding {
        Finding(
            severity, .unequalTotal, at: location,
            LocalizedText(
                "the total is \(total) here and \(first) in row \(line)",
                malay: "jumlahnya \(total) di sini dan \(first) di baris \(line)"))
    }

    /// Totals of a table with too many cells to be held against each other.
    public static func uncheckedTotals(most: Int, at location: Location) -> Finding {
        Finding(
            .warning, .unequalTotal, at: location,
            LocalizedText(
                "the table has more than \(most) cells, so its totals were not checked",
                malay: "jadual ini ada lebih daripada \(most) sel, jadi jumlahnya tidak disemak"))
    }

    /// Totals that were left out.
    public static func leftOutTotals(_ count: Int, checked: Bool, at location: Location) -> Finding {
        Finding(
            .note, .skippedRows, at: location,
            LocalizedText(
                "\(count == 1 ? "1 row of totals was" : "\(count) rows of totals were") \(checked ? "held against the parts and " : "")left out",
                malay: "\(count) baris jumlah \(checked ? "dibandingkan dengan pecahannya dan " : "")diketepikan"))
    }

    /// A column of sums that is not the sum of the columns of the periods.
    public static func unequalRowTotal(
        _ total: Int64, _ sum: Int64, severity: Severity, at location: Location
    ) -> Finding {
        let difference = total > sum ? total - sum : sum - total
        return Finding(
            severity, .unequalTotal, at: location,
            LocalizedText(
                "the total is \(total), but the periods of this row add up to \(sum): \(difference) \(sum > total ? "more" : "less")",
                malay:
                    "jumlahnya \(total), tetapi tempoh dalam baris ini berjumlah \(sum): \(sum > total ? "lebih" : "kurang") \(difference)"
            ))
    }
}
