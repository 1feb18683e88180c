// The words of the findings that collectors share, in English and Bahasa Malaysia. Values are quoted only
// through `Excerpt`.

extension Finding {
    /// Nothing but an empty file arrived.
    public static func emptyFile(at location: Location) -> Finding {
        Finding(
            .error, .emptyFile, at: location,
            LocalizedText(
                "the file is empty; check that the right file was chosen",
                malay: "fail ini kosong; semak sama ada fail yang betul telah dipilih"))
    }

    /// There are headings but no row that could be used.
    public static func noRows(at location: Location) -> Finding {
        Finding(
            .error, .noRows, at: location,
            LocalizedText(
                "no row of the file could be used; check that there are rows below the headings",
                malay:
                    "tiada baris dalam fail ini yang boleh digunakan; semak sama ada terdapat baris di bawah tajuk"))
    }

    /// The last line does not end as a line does, so what follows may be lost.
    public static func unfinishedFile(at location: Location) -> Finding {
        Finding(
            .warning, .unfinishedFile, at: location,
            LocalizedText(
                "the file ends in the middle of its last line; check that this row is whole",
                malay: "fail ini tamat di tengah baris terakhir; semak sama ada baris ini lengkap"))
    }

    /// A column that the mapping names is not in the file.
    public static func missingColumn(_ name: String, nearest: String?, at location: Location) -> Finding {
        let (hint, petunjuk) = hint(nearest)
        return Finding(
            .error, .missingColumn, at: location,
            LocalizedText(
                "there is no column \"\(name)\"\(hint)",
                malay: "tiada lajur \"\(name)\"\(petunjuk)"))
    }

    /// The line of the headings is one field that holds another separator.
    public static func otherSeparator(_ mark: String, at location: Location) -> Finding {
        Finding(
            .error, .missingColumn, at: location,
            LocalizedText(
                "the columns of this file seem to be separated by \(mark); write separator: \(mark) in the mapping",
                malay:
                    "lajur dalam fail ini nampaknya dipisahkan dengan \(mark); tulis separator: \(mark) dalam fail pemetaan"
            ))
    }

    /// No heading is a period, where the mapping says that the periods stand in the headings.
    public static func missingPeriodColumns(pattern: String, at location: Location) -> Finding {
        Finding(
            .error, .missingColumn, at: location,
            LocalizedText(
                "no heading of this row is a period written as \(pattern); check the line of the headings",
                malay: "tiada tajuk dalam baris ini yang berbentuk tempoh \(pattern); semak baris tajuk"))
    }

    /// A heading stands over two columns.
    public static func doubledColumn(at location: Location) -> Finding {
        Finding(
            .error, .doubledColumn, at: location,
            LocalizedText(
                "this heading stands over another column too; give each column a heading of its own",
                malay: "tajuk ini digunakan pada lajur lain juga; beri setiap lajur tajuk tersendiri"))
    }

    /// Columns that nothing asked for.
    public static func unusedColumns(_ headings: [String], at location: Location) -> Finding {
        let names = headings.prefix(20).compactMap { Excerpt.quoting($0) }.joined(separator: ", ")
        let more = headings.count > 20 ? ", …" : ""
        return Finding(
            .note, .unusedColumn, at: location,
            LocalizedText(
                "\(headings.count == 1 ? "1 column is not used and was" : "\(headings.count) columns are not used and were") not read: \(names)\(more)",
                malay: "\(headings.count) lajur tidak digunakan dan tidak dibaca: \(names)\(more)"))
    }

    /// A row with another number of fields than there are headings.
    public static func raggedRow(
        found: Int, expected: Int, hasHeadings: Bool = true, at location: Location
    ) -> Finding {
        Finding(
            .error, .raggedRow, at: location,
            LocalizedText(
                "the row has \(found) fields where \(hasHeadings ? "there are \(expected) headings" : "the first row has \(expected)"); look for a missing or extra separator, and put a number with commas in quotation marks",
                malay:
                    "baris ini ada \(found) medan sedangkan \(hasHeadings ? "ada \(expected) tajuk" : "baris pertama ada \(expected)"); cari pemisah yang hilang atau berlebihan, dan letakkan nombor berkoma di dalam tanda petikan"
            ))
    }

    /// A row that stands for the same as an earlier one.
    public static func doubledRow(first: Int, at location: Location) -> Finding {
        Finding(
            .error, .doubledRow, at: location,
            LocalizedText(
                "the row has the same period and codes as row \(first); leave one out, or say \"duplicates: add\" in the mapping",
                malay:
                    "baris ini mempunyai tempoh dan kod yang sama dengan baris \(first); buang satu, atau tulis \"duplicates: add\" dalam fail pemetaan"
            ))
    }

    /// Rows that the mapping leaves out.
    public static func skippedRows(_ count: Int, at location: Location) -> Finding {
        Finding(
            .note, .skippedRows, at: location,
            LocalizedText(
                "\(count == 1 ? "1 row was" : "\(count) rows were") left out, as the mapping says",
                malay: "\(count) baris diketepikan, seperti yang dinyatakan dalam fail pemetaan"))
    }

    /// A value that is no code.
    public static func unknownCode(
        _ value: String, dimension: Dimension, nearest: String?, at location: Location
    ) -> Finding {
        guard let shown = Excerpt.quoting(value) else { return personalData(at: location) }
        let (hint, petunjuk) = hint(nearest)
        return Finding(
            .error, .unknownCode, at: location,
            LocalizedText(
                "\(shown) is no code of \(dimension.id) (\(dimension.title.english))\(hint)",
                malay: "\(shown) bukan kod \(dimension.id) (\(dimension.title[.malay]))\(petunjuk)"))
    }

    /// A code whose parts should be given instead.
    public static func subtotalCode(_ code: Code, dimension: Dimension, at location: Location) -> Finding {
        Finding(
            .error, .subtotalCode, at: location,
            LocalizedText(
                "\(code) is the sum of other codes of \(dimension.id); give its parts, or leave the row out in the mapping",
                malay:
                    "\(code) ialah jumlah kod lain dalam \(dimension.id); beri pecahannya, atau ketepikan baris ini dalam fail pemetaan"
            ))
    }

    /// A value that must be there is not.
    public static func missingValue(at location: Location) -> Finding {
        Finding(
            .error, .missingValue, at: location,
            LocalizedText(
                "a value is missing here; fill it in", malay: "tiada nilai di sini; sila isikan"))
    }

    /// Nothing says which period the submission is for.
    public static func missingPeriod(at location: Location) -> Finding {
        Finding(
            .error, .missingValue, at: location,
            LocalizedText(
                "nothing says which period this is for; give it with --period",
                malay: "tempoh tidak dinyatakan; berikan dengan --period"))
    }

    /// Values that are marked as missing: not zero, and not counted.
    public static func missingCounts(_ count: Int, at location: Location) -> Finding {
        Finding(
            .note, .missingValue, at: location,
            LocalizedText(
                "\(count == 1 ? "1 count is missing; it is" : "\(count) counts are missing; they are") not taken as zero",
                malay: "\(count) bilangan tiada; ia tidak dianggap sifar"))
    }

    /// A value that is no period.
    public static func malformedPeriod(_ value: String, pattern: String, at location: Location) -> Finding {
        guard let shown = Excerpt.quoting(value) else { return personalData(at: location) }
        return Finding(
            .error, .malformedPeriod, at: location,
            LocalizedText(
                "\(shown) is no date or period written as \(pattern)",
                malay: "\(shown) bukan tarikh atau tempoh dalam bentuk \(pattern)"))
    }

    /// A period that cannot be placed in one of the dataset's.
    public static func coarsePeriod(_ period: Period, frequency: Frequency, at location: Location) -> Finding {
        Finding(
            .error, .coarsePeriod, at: location,
            LocalizedText(
                "\(period) does not lie within one \(frequency.noun.english), and this dataset counts by the \(frequency.noun.english)",
                malay:
                    "\(period) tidak terletak dalam satu \(frequency.noun.malay), sedangkan set data ini dikira mengikut \(frequency.noun.malay)"
            ))
    }

    /// A period that has not begun.
    public static func futurePeriod(_ period: Period, today: Day, at location: Location) -> Finding {
        Finding(
            .error, .futurePeriod, at: location,
            LocalizedText(
                "\(period) has not begun (today is \(today)); check the date",
                malay: "\(period) belum bermula (hari ini \(today)); semak tarikhnya"))
    }

    /// A period that the submission was not declared for.
    public static func outsideCoverage(
        _ period: Period, coverage: PeriodRange, at location: Location
    ) -> Finding {
        Finding(
            .error, .outsideCoverage, at: location,
            LocalizedText(
                "this \(location.row == nil ? "file" : "row") is for \(period), but the submission was declared for \(coverage); send it under its own period, or mend the period",
                malay:
                    "\(location.row == nil ? "fail" : "baris") ini untuk \(period), tetapi penghantaran dinyatakan untuk \(coverage); hantar di bawah tempohnya sendiri, atau betulkan tempoh"
            ))
    }

    /// A value that is no whole number.
    public static func malformedNumber(_ value: String, format: NumberFormat, at location: Location) -> Finding {
        guard let shown = Excerpt.quoting(value) else { return personalData(at: location) }
        let hasMark = value.contains(",") || value.contains(".")
        let hint = hasMark ? "; say in the mapping which mark separates thousands and which the decimals" : ""
        let petunjuk = hasMark ? "; nyatakan dalam fail pemetaan tanda ribu dan tanda perpuluhan" : ""
        return Finding(
            .error, .malformedNumber, at: location,
            LocalizedText(
                "\(shown) is no whole number\(hint)", malay: "\(shown) bukan nombor bulat\(petunjuk)"))
    }

    /// A count below zero.
    public static func negativeCount(at location: Location) -> Finding {
        Finding(
            .error, .negativeCount, at: location,
            LocalizedText("a count cannot be below zero", malay: "bilangan tidak boleh kurang daripada sifar"))
    }

    /// A count beyond belief.
    public static func absurdCount(limit: Int64, at location: Location) -> Finding {
        Finding(
            .error, .absurdCount, at: location,
            LocalizedText(
                "the count is above \(limit), more than any row may have; check the column and the number format",
                malay: "bilangan melebihi \(limit), lebih daripada yang dibenarkan; semak lajur dan format nombor"))
    }

    /// What looks like a person's number or address: said without repeating it.
    public static func personalData(at location: Location) -> Finding {
        Finding(
            .error, .personalData, at: location,
            LocalizedText(
                "this looks like an identity number, a telephone number or a mail address, which Lindung must not receive; "
                    + "remove the column and send the file again",
                malay:
                    "ini kelihatan seperti nombor pengenalan, nombor telefon atau alamat e-mel, yang tidak boleh diterima oleh Lindung; "
                    + "buang lajur ini dan hantar semula fail"))
    }

    static func hint(_ nearest: String?) -> (english: String, malay: String) {
        guard let nearest, let shown = Excerpt.quoting(nearest) else { return ("", "") }
        return ("; did you mean \(shown)?", "; adakah anda maksudkan \(shown)?")
    }
}

extension Frequency {
    /// What people call one of its periods.
    var noun: (english: String, malay: String) {
        switch self {
        case .annual: ("year", "tahun")
        case .quarterly: ("quarter", "suku tahun")
        case .monthly: ("month", "bulan")
        case .weekly: ("week", "minggu")
        case .daily: ("day", "hari")
        }
    }
}
