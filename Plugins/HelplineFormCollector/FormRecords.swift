import Collecting

/// The rows of a file that may be a form, whatever separator and encoding it was saved in.
struct FormRecords {
    struct Record {
        /// What keeps the cell of a count from being read as text.
        enum Trouble {
            /// A spreadsheet program has made a date of it.
            case date
            /// Its formula comes to an error.
            case error
            /// Its formula has not been computed.
            case uncomputed
        }

        /// The sheet of a workbook.
        var sheet: String?
        /// From 1.
        let line: Int
        /// Without the white space around them: what the row is, its key, two labels, the count, and whatever stands
        /// beside.
        let cells: [String]
        /// For each cell its column from 1; empty where they stand in this order from the first.
        var columns: [Int] = []
        var trouble: Trouble?

        /// The column of a cell from 0, counted from 1; `nil` where the row of a text ends before it.
        func column(_ cell: Int) -> Int? {
            if columns.indices.contains(cell) { return columns[cell] }
            return columns.isEmpty && cell >= cells.count ? nil : cell + 1
        }

        /// A cell from 0; empty where there is none.
        subscript(column: Int) -> String { column < cells.count ? cells[column] : "" }
    }

    let records: [Record]
    let problems: [RecordProblem]

    /// Reads the rows; `nil` if the first line does not begin as that of a form.
    ///
    /// What is not in UTF-8 is read byte by byte as Latin-1: keys and counts are ASCII in either, and nothing
    /// depends on the labels.
    ///
    /// - Throws: `BytesError` never, as the bytes are there.
    init?(_ bytes: [UInt8]) throws(BytesError) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
        guard let separator = FormRecords.separator(of: bytes), let dialect = CSVDialect(separator: separator) else {
            return nil
        }
        let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
        var reader = RecordReader(
            MemorySource(Array(bytes)), format: .csv(dialect), encoding: isUTF8 ? .utf8 : .latin1)
        var (records, problems): ([Record], [RecordProblem]) = ([], [])
        while let event = try reader.next() {
            switch event {
            case .record:
                records.append(Record(line: reader.lineNumber, cells: reader.texts().map(FormRecords.trimmed)))
            case .problem(let problem): problems.append(problem)
            }
        }
        (self.records, self.problems) = (records, problems)
        guard records.first?[0].uppercased() == FormText.mark else { return nil }
    }

    /// What follows the mark of a form, which may stand in quotation marks.
    private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8? {
        let isQuote = { (byte: UInt8) in byte == UInt8(ascii: "\"") }
        let isBlank = { (byte: UInt8) in [0x20, 0x0D, 0x0A].contains(byte) }
        let start = bytes.drop { isBlank($0) || isQuote($0) }
        let mark = Array(FormText.mark.utf8)
        guard start.prefix(mark.count).map({ $0 & 0x20 != 0 && $0 >= 0x61 ? $0 & 0xDF : $0 }) == mark else {
            return nil
        }
        let next = start.dropFirst(mark.count).drop { $0 == 0x20 || isQuote($0) }.first
        return next.flatMap { [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].contains($0) ? $0 : nil }
    }

    static func trimmed(_ field: String) -> String {
        var rest = field.drop { $0.isWhitespace }
        while let end = rest.last, end.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}

extension FormRecords {
    /// The period that the form states: in its first line or, where a spreadsheet program has made a date of
    /// that, in the key of the row `NIL`; `nil` if in neither, or if they differ.
    var period: Period? {
        let first = records.first.flatMap { Period($0[3]) }
        let second = records.dropFirst()
            .first { $0[0].uppercased() == FormText.nilRow && $0[1].uppercased().hasPrefix(FormText.periodKey) }
            .flatMap { Period($0[1].uppercased().dropFirst(FormText.periodKey.count)) }
        guard let first, let second else { return first ?? second }
        return first == second ? first : nil
    }
}
