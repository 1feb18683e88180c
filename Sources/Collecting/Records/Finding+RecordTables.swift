public import Aggregation
public import Statistics

// The words of the findings about tables of records, in English and Bahasa Malaysia. A key is never among them.

extension Finding {
    /// The finding about a record of a table that could not be read.
    public init(inTable kind: RecordProblem.Kind, line: Int, column: Int, file: String) {
        guard case .invalidUTF8 = kind else {
            self.init(kind, line: line, column: column, file: file)
            return
        }
        self.init(
            .error, .wrongEncoding, at: Location(file: file, row: line),
            LocalizedText(
                "character \(column) is not in UTF-8; save the file as CSV UTF-8, or say how it was saved with --option encoding=windows-1252 or encoding=latin-1",
                malay:
                    "aksara \(column) bukan dalam UTF-8; simpan fail sebagai CSV UTF-8, atau nyatakan cara ia disimpan dengan --option encoding=windows-1252 atau encoding=latin-1"
            ))
    }

    /// A column that is needed and has none of the headings that it may have.
    public static func missingColumn(_ column: RecordColumn, nearest: String?, at location: Location) -> Finding {
        let (hint, petunjuk) = hint(nearest)
        let words = column.headings.prefix(4).map { "\"\($0)\"" }.joined(separator: ", ")
        return Finding(
            .error, .missingColumn, at: location,
            LocalizedText(
                "there is no column headed \(words)\(hint)", malay: "tiada lajur bertajuk \(words)\(petunjuk)"))
    }

    /// None of the columns that could be used is there.
    public static func noHeadings(_ names: [String], at location: Location) -> Finding {
        let words = names.map { "\"\($0)\"" }.joined(separator: ", ")
        return Finding(
            .error, .missingColumn, at: location,
            LocalizedText(
                "no heading in the first line is known; expected such as \(words)",
                malay: "tiada tajuk yang dikenali dalam baris pertama; dijangka seperti \(words)"))
    }

    /// A date that may be one of two days.
    public static func ambiguousDate(_ value: String, at location: Location) -> Finding {
        guard let shown = Excerpt.quoting(value) else { return personalData(at: location) }
        return Finding(
            .error, .ambiguousDate, at: location,
            LocalizedText(
                "\(shown) may have the day or the month first; say which with --option dates=day-first or dates=month-first",
                malay:
                    "\(shown) mungkin bermula dengan hari atau bulan; nyatakan dengan --option dates=day-first atau dates=month-first"
            ))
    }

    /// What should be a date and is none.
    public static func malformedDate(_ value: String, at location: Location) -> Finding {
        malformedPeriod(value, pattern: "2024-03-15, 15/3/2024, 15 Mac 2024, 2024-03-15 14:30", at: location)
    }

    /// A row that has no key, so that nothing says which unit it is about.
    public static func missingKey(at location: Location) -> Finding {
        Finding(
            .error, .missingValue, at: location,
            LocalizedText(
                "the row has no key, so nothing says what it is about; give the number that your own records know it by",
                malay:
                    "baris ini tiada kunci, jadi tidak jelas perkara yang dimaksudkan; beri nombor yang digunakan dalam rekod anda sendiri"
            ))
    }

    /// More units than are kept apart in one submission.
    public static func tooManyUnits(limit: Int, at location: Location) -> Finding {
        Finding(
            .error, .tooManyUnits, at: location,
            LocalizedText(
                "the file has more than \(limit) different keys, more than one submission may have; divide it by period and send each period by itself",
                malay:
                    "fail ini ada lebih daripada \(limit) kunci berbeza, melebihi had satu penghantaran; bahagikan mengikut tempoh dan hantar setiap tempoh secara berasingan"
            ))
    }

    /// Rows of one key that cannot both be true.
    public static func contradictoryRows(_ dimension: LocalizedText, first: Int, at location: Location) -> Finding {
        Finding(
            .error, .contradictoryRows, at: location,
            LocalizedText(
                "this row and row \(first) have the same key and differ in: \(dimension.english); mend one of them (nothing of this key is counted)",
                malay:
                    "baris ini dan baris \(first) mempunyai kunci yang sama tetapi berbeza pada: \(dimension[.malay]); betulkan salah satu (kunci ini tidak dikira)"
            ))
    }

    /// Rows that are none of what the dataset counts.
    public static func rowsNotCounted(_ count: Int, because reason: LocalizedText, at location: Location) -> Finding {
        Finding(
            .note, .skippedRows, at: location,
            LocalizedText(
                "\(count == 1 ? "1 row was" : "\(count) rows were") not counted: \(reason.english)",
                malay: "\(count) baris tidak dikira: \(reason[.malay])"))
    }

    /// A whole column that has nothing to say about a dimension of the dataset.
    public static func dimensionNotGiven(_ dimension: Dimension, at location: Location) -> Finding {
        Finding(
            .note, .dimensionNotGiven, at: location,
            LocalizedText(
                "the file has no column for \(dimension.id) (\(dimension.title.english)): taken as not recorded",
                malay:
                    "fail ini tiada lajur untuk \(dimension.id) (\(dimension.title[.malay])): dianggap tidak direkodkan"
            ))
    }

    /// What is said to have happened in an order in which it cannot have; it is counted all the same.
    public static func implausibleOrder(_ what: LocalizedText, at location: Location) -> Finding {
        Finding(
            .warning, .implausibleOrder, at: location,
            LocalizedText(
                "\(what.english); check the dates and stages of this row and of others with the same key",
                malay: "\(what[.malay]); semak tarikh dan peringkat baris ini dan baris lain dengan kunci yang sama"))
    }
}
