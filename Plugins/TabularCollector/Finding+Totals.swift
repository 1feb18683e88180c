import Collecting

// The words of the findings about totals, in English and Bahasa Malaysia. The counts that they name are those of the
// file at hand, and go back to its sender alone.

extension Finding {
    /// A total that is not the sum of its parts.
    ///
    /// `dimension` is the one along which the parts stand; `nil` if they are all that is counted below.
    static func unequalTotal(
        _ total: Int64, _ parts: TotalsCheck.Sum, along dimension: Dimension?, severity: Severity,
        at location: Location
    ) -> Finding {
        let isAbove = parts.count > total
        let difference = isAbove ? parts.count - total : total - parts.count
        let along = dimension.map { " along \($0.id)" } ?? ""
        let mengikut = dimension.map { " mengikut \($0.id)" } ?? ""
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
    static func totalWithoutParts(_ total: Int64, severity: Severity, at location: Location) -> Finding {
        Finding(
            severity, .unequalTotal, at: location,
            LocalizedText(
                "the total is \(total), but none of its parts stands in this table; a total is not counted",
                malay: "jumlahnya \(total), tetapi tiada pecahannya dalam jadual ini; jumlah tidak dikira"))
    }

    /// A total that is stated twice, with different numbers.
    static func unequalTotals(
        _ total: Int64, first: Int64, line: Int, severity: Severity, at location: Location
    ) -> Finding {
        Finding(
            severity, .unequalTotal, at: location,
            LocalizedText(
                "the total is \(total) here and \(first) in row \(line)",
                malay: "jumlahnya \(total) di sini dan \(first) di baris \(line)"))
    }

    /// Totals of a table with too many cells to be held against each other.
    static func uncheckedTotals(at location: Location) -> Finding {
        Finding(
            .warning, .unequalTotal, at: location,
            LocalizedText(
                "the table has more than \(TotalsCheck.most) cells, so its totals were not checked",
                malay: "jadual ini ada lebih daripada \(TotalsCheck.most) sel, jadi jumlahnya tidak disemak"))
    }

    /// Totals that were left out.
    static func leftOutTotals(_ count: Int, checked: Bool, at location: Location) -> Finding {
        Finding(
            .note, .skippedRows, at: location,
            LocalizedText(
                "\(count == 1 ? "1 row of totals was" : "\(count) rows of totals were") \(checked ? "held against the parts and " : "")left out",
                malay: "\(count) baris jumlah \(checked ? "dibandingkan dengan pecahannya dan " : "")diketepikan"))
    }

    /// A column of sums that is not the sum of the columns of the periods.
    static func unequalRowTotal(
        _ total: Int64, _ sum: Int64, severity: Severity, at location: Location
    ) -> Finding {
        let difference = total > sum ? total - sum : sum - total
        return Finding(
            severity, .unequalTotal, at: location,
            LocalizedText(
                "the total is \(total), but the periods of this row add up to \(sum): \(difference) \(sum > total ? "more" : "less")",
                malay: "jumlahnya \(total), tetapi tempoh dalam baris ini berjumlah \(sum): \(sum > total ? "lebih" : "kurang") \(difference)"))
    }
}
