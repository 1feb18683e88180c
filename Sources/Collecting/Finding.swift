import Spreadsheets

/// One thing wrong with or noteworthy in a submission, located to file, sheet, row and column.
///
/// A finding goes back to the submitter alone. It may quote a value of a coded, date or number column, cut
/// at 40 characters and never one that looks like a person's number or address (`Excerpt`).
public struct Finding: Sendable, Hashable {
    /// How much a finding weighs.
    public enum Severity: String, Sendable, CaseIterable {
        /// What it stands at cannot be taken.
        case error
        /// It can be taken, but someone should look.
        case warning
        /// Something left out on purpose, or worth knowing.
        case note
    }

    /// Where in a submission something stands.
    public struct Location: Sendable, Hashable {
        /// The name of the file.
        public let file: String
        /// The sheet of a workbook, where it has a name that may be shown (`Excerpt`).
        public let sheet: String?
        /// The line of the file or the row of the sheet, from 1; none for a finding about the whole file.
        public let row: Int?
        /// The column, from 1; none for a finding about a whole row.
        public let column: Int?
        /// The column's heading, where it has one that may be shown (`Excerpt`): what stands in the line of the
        /// headings may be a row of data.
        public let heading: String?

        /// Takes a place.
        public init(
            file: String, sheet: String? = nil, row: Int? = nil, column: Int? = nil, heading: String? = nil
        ) {
            self.file = file
            self.sheet = sheet.flatMap(Excerpt.cutting)
            self.row = row
            self.column = column
            self.heading = heading.flatMap(Excerpt.cutting)
        }

        /// Takes a place with a heading that was cut already: a table has few headings and many places.
        init(file: String, row: Int, column: Int, shownHeading: String?) {
            self.file = file
            sheet = nil
            self.row = row
            self.column = column
            heading = shownHeading
        }
    }

    /// How much it weighs.
    public let severity: Severity
    /// What kind of finding it is: the same word in every language and version.
    public let kind: Kind
    /// Where it stands.
    public let location: Location
    /// What is wrong, what was expected and how to mend it.
    public let message: LocalizedText

    /// Takes a finding.
    public init(_ severity: Severity, _ kind: Kind, at location: Location, _ message: LocalizedText) {
        self.severity = severity
        self.kind = kind
        self.location = location
        self.message = message
    }
}

extension Finding.Location: CustomStringConvertible {
    /// `file.csv, row 12, column 3 (state)`.
    public var description: String { self[.english] }

    /// The place in words: `file.csv, row 12, column 3 (state)`, or as spreadsheet programs name it,
    /// `form.xlsx, sheet By state, cell C12 (state)`.
    public subscript(language: Language) -> String {
        let (rowWord, columnWord) = language == .malay ? ("baris", "lajur") : ("row", "column")
        var text = file
        if let sheet { text += ", \(language == .malay ? "helaian" : "sheet") \(sheet)" }
        if sheet != nil, let cell = CellReference(row: row ?? 0, column: column ?? 0) {
            text += ", \(language == .malay ? "sel" : "cell") \(cell)"
        } else {
            if let row { text += ", \(rowWord) \(row)" }
            if let column { text += ", \(columnWord) \(column)" }
        }
        if let heading { text += " (\(heading))" }
        return text
    }
}
