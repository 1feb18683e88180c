import Collecting

// The words of the findings of this collector alone, in English and Bahasa Malaysia. Values are quoted only through
// `Excerpt`; counts that are named are those of the file at hand, and go back to its sender alone.

extension Finding {
    // MARK: - Tables of a file

    // MARK: - Maps

    /// Words that a map does not know.
    static func unknownInMap(_ words: String, map: CodeMap, nearest: String?, at location: Location) -> Finding {
        guard let shown = Excerpt.quoting(words) else { return personalData(at: location) }
        let (hint, petunjuk) = meant(nearest)
        return Finding(
            .error, .unknownCode, at: location,
            LocalizedText(
                "\(shown) is not in the map \(map.name)\(hint)",
                malay: "\(shown) tiada dalam peta \(map.name)\(petunjuk)"))
    }

    // MARK: - Periods

    /// A year that is no calendar year.
    static func fiscalYear(_ value: String, at location: Location) -> Finding {
        guard let shown = Excerpt.quoting(value) else { return personalData(at: location) }
        return Finding(
            .error, .malformedPeriod, at: location,
            LocalizedText(
                "\(shown) is a financial year, which lies in two calendar years; give the counts by month, by quarter or by calendar year",
                malay:
                    "\(shown) ialah tahun kewangan yang merangkumi dua tahun kalendar; beri bilangan mengikut bulan, suku tahun atau tahun kalendar"
            ))
    }

    /// A part of a date that is none.
    static func malformedPart(_ value: String, _ source: PeriodParts.Source, at location: Location) -> Finding {
        guard let shown = Excerpt.quoting(value) else { return personalData(at: location) }
        return Finding(
            .error, .malformedPeriod, at: location,
            LocalizedText(
                "\(shown) is no \(source.part.rawValue); expected \(source.part.words(shortYear: source.shortYear))",
                malay: "\(shown) bukan \(source.part.malay)"))
    }

    /// Parts of a date that are none together, as 31 April.
    static func impossibleDate(_ parts: DateParts, at location: Location) -> Finding {
        Finding(
            .error, .malformedPeriod, at: location,
            LocalizedText(
                "there is no such date: \(parts.words)", malay: "tiada tarikh sedemikian: \(parts.words)"))
    }

    /// A part of a date that the lines above the headings do not say, or say in two ways.
    static func unclearPart(_ source: PeriodParts.Source, isTwice: Bool, at location: Location) -> Finding {
        let (part, bahagian) = (source.part.rawValue, source.part.malay)
        return Finding(
            .error, .malformedPeriod, at: location,
            LocalizedText(
                isTwice
                    ? "the lines above this one name more than one \(part); say in the mapping which it is"
                    : "the lines above this one name no \(part); say in the mapping where it stands",
                malay: isTwice
                    ? "baris di atas menyebut lebih daripada satu \(bahagian); nyatakan yang mana dalam fail pemetaan"
                    : "baris di atas tidak menyebut \(bahagian); nyatakan tempatnya dalam fail pemetaan"))
    }

    /// A period that the lines above the headings do not say, or say in two ways.
    static func unclearTitle(pattern: String, isTwice: Bool, at location: Location) -> Finding {
        Finding(
            .error, .malformedPeriod, at: location,
            LocalizedText(
                isTwice
                    ? "the lines above this one name more than one period written as \(pattern)"
                    : "the lines above this one name no period written as \(pattern)",
                malay: isTwice
                    ? "baris di atas menyebut lebih daripada satu tempoh dalam bentuk \(pattern)"
                    : "baris di atas tidak menyebut tempoh dalam bentuk \(pattern)"))
    }

    // MARK: - Numbers

    /// A number whose decimals make no whole number of units.
    static func brokenCount(_ value: String, at location: Location) -> Finding {
        guard let shown = Excerpt.quoting(value) else { return personalData(at: location) }
        return Finding(
            .error, .malformedNumber, at: location,
            LocalizedText(
                "\(shown), multiplied as the mapping says, is no whole number",
                malay: "\(shown), didarab seperti dalam fail pemetaan, bukan nombor bulat"))
    }

    /// Rows that are no counts.
    static func otherUnits(_ count: Int, at location: Location) -> Finding {
        Finding(
            .note, .skippedRows, at: location,
            LocalizedText(
                "\(count == 1 ? "1 row was" : "\(count) rows were") left out for being in a unit that is not counted",
                malay: "\(count) baris diketepikan kerana unitnya tidak dikira"))
    }

    // MARK: - Units with several codes

    /// An answer that is neither yes nor no.
    static func unknownAnswer(_ value: String, at location: Location) -> Finding {
        guard let shown = Excerpt.quoting(value) else { return personalData(at: location) }
        return Finding(
            .error, .unknownCode, at: location,
            LocalizedText(
                "\(shown) is neither yes nor no here; list it under yes or no in the mapping",
                malay: "\(shown) bukan ya atau tidak di sini; senaraikan di bawah yes atau no dalam fail pemetaan"))
    }

    static func meant(_ nearest: String?) -> (english: String, malay: String) {
        guard let nearest, let shown = Excerpt.quoting(nearest) else { return ("", "") }
        return ("; did you mean \(shown)?", "; adakah anda maksudkan \(shown)?")
    }
}

extension DatePart {
    var malay: String {
        switch self {
        case .year: "tahun"
        case .quarter: "suku tahun"
        case .month: "bulan"
        case .week: "minggu"
        case .day: "hari"
        }
    }
}
