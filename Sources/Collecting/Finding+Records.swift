extension Finding {
    /// The finding about a record that could not be read.
    public init(_ problem: RecordProblem, file: String) {
        self.init(problem.kind, line: problem.line, column: problem.column, file: file)
    }

    /// The finding about a record that could not be read: what is wrong, and at which line and character.
    public init(_ kind: RecordProblem.Kind, line: Int, column: Int, file: String) {
        let location = Location(file: file, row: line)
        switch kind {
        case .unterminatedQuote:
            self.init(
                .error, .malformedRow, at: location,
                LocalizedText(
                    "a quotation mark at character \(column) is opened and never closed",
                    malay: "tanda petikan pada aksara \(column) dibuka tetapi tidak ditutup"))
        case .textAfterQuote:
            self.init(
                .error, .malformedRow, at: location,
                LocalizedText(
                    "text follows a closing quotation mark at character \(column); double the marks inside a quoted field",
                    malay:
                        "ada teks selepas tanda petikan penutup pada aksara \(column); gandakan tanda petikan di dalam medan"
                ))
        case .recordTooLong(let limit):
            self.init(
                .error, .rowTooLong, at: location,
                LocalizedText(
                    "the row is longer than \(limit) bytes; is this the right file and separator?",
                    malay: "baris ini melebihi \(limit) bait; adakah fail dan pemisahnya betul?"))
        case .tooManyFields(let limit):
            self.init(
                .error, .raggedRow, at: location,
                LocalizedText(
                    "the row has more than \(limit) fields; is this the right separator?",
                    malay: "baris ini mempunyai lebih daripada \(limit) medan; adakah pemisahnya betul?"))
        case .binary:
            self.init(
                .error, .binaryFile, at: location,
                LocalizedText(
                    "this is no text file (a zero byte stands here); save the sheet as CSV UTF-8",
                    malay: "ini bukan fail teks (terdapat bait sifar di sini); simpan helaian sebagai CSV UTF-8"))
        case .invalidUTF8:
            self.init(
                .error, .wrongEncoding, at: location,
                LocalizedText(
                    "character \(column) is not in UTF-8; save the file as CSV UTF-8, or declare its encoding (windows-1252, latin-1) in the mapping",
                    malay:
                        "aksara \(column) bukan dalam UTF-8; simpan fail sebagai CSV UTF-8, atau nyatakan pengekodannya (windows-1252, latin-1) dalam fail pemetaan"
                ))
        case .malformedJSON(let fault):
            self.init(
                .error, .malformedRow, at: location,
                LocalizedText(
                    "the line is no flat JSON object at character \(column): \(fault.rawValue)",
                    malay: "baris ini bukan objek JSON yang rata pada aksara \(column): \(fault.rawValue)"))
        }
    }

    /// The finding about bytes in another encoding than was declared; `nil` for an error that is not of that
    /// kind.
    public init?(encodingOf error: BytesError, file: String) {
        switch error {
        case .utf16:
            self.init(
                .error, .wrongEncoding, at: Location(file: file),
                LocalizedText(
                    "the file is in UTF-16; save it as CSV UTF-8",
                    malay: "fail ini dalam UTF-16; simpan sebagai CSV UTF-8"))
        case .markedAsUTF8(_, let declared):
            self.init(
                .error, .wrongEncoding, at: Location(file: file),
                LocalizedText(
                    "the file is in UTF-8, but the mapping says \(declared.rawValue); write encoding: utf-8",
                    malay:
                        "fail ini dalam UTF-8, tetapi fail pemetaan menyatakan \(declared.rawValue); tulis encoding: utf-8"
                ))
        case .undefinedByte(_, let encoding, _, let line, _):
            self.init(
                .error, .wrongEncoding, at: Location(file: file, row: line),
                LocalizedText(
                    "a byte here does not exist in \(encoding.rawValue); declare the encoding in which the file was saved",
                    malay:
                        "satu bait di sini tidak wujud dalam \(encoding.rawValue); nyatakan pengekodan sebenar fail ini"
                ))
        default: return nil
        }
    }
}
