public import Spreadsheets

// The words of the findings about forms that are workbooks, in English and Bahasa Malaysia.

extension Finding {
    /// A workbook that cannot be read.
    public static func unreadableWorkbook(_ error: SpreadsheetError, file: String) -> Finding {
        let whole = Location(file: file)
        switch error {
        case .notAWorkbook(let kind):
            return Finding(.error, .notAForm, at: whole, LocalizedText(kind.advice, malay: kind.malayAdvice))
        case .encryptedPart:
            let kind = FileKind.encrypted
            return Finding(.error, .notAForm, at: whole, LocalizedText(kind.advice, malay: kind.malayAdvice))
        case .tooLarge:
            return Finding(
                .error, .notAForm, at: whole,
                LocalizedText(
                    "this workbook is larger than any form; check that the right file was chosen",
                    malay: "buku kerja ini lebih besar daripada mana-mana borang; semak pilihan fail"))
        case .malformedCell(let sheet, let place):
            return Finding(
                .error, .damagedFile, at: Location(file: file, sheet: sheet, row: place.row, column: place.column),
                damage)
        default: return Finding(.error, .damagedFile, at: whole, damage)
        }
    }

    private static let damage = LocalizedText(
        "the file is cut off, was altered, or is not as spreadsheet programs write it; open it, save it again as .xlsx and send that",
        malay:
            "fail ini terpotong, telah diubah, atau tidak seperti ditulis oleh program hamparan; buka, simpan semula sebagai .xlsx dan hantar"
    )

    /// A workbook that is no form.
    public static func workbookWithoutForm(at location: Location) -> Finding {
        Finding(
            .error, .notAForm, at: location,
            LocalizedText(
                "this workbook is no form of Lindung, or its hidden first rows were deleted; fill in the form that you were given",
                malay:
                    "buku kerja ini bukan borang Lindung, atau baris pertamanya yang tersembunyi telah dipadam; isi borang yang diberikan"
            ))
    }

    /// A sheet that the form does not have.
    public static func foreignSheet(at location: Location) -> Finding {
        Finding(
            .error, .strayText, at: location,
            LocalizedText(
                "this sheet is none of the form's; delete it, or send the form without it: only counts are taken, never lists or notes",
                malay:
                    "helaian ini bukan sebahagian borang; padamkannya, atau hantar borang tanpanya: hanya bilangan diterima, bukan senarai atau catatan"
            ))
    }

    /// A workbook that keeps copies of the cells of another, or comments.
    public static func foreignContent(at location: Location) -> Finding {
        Finding(
            .error, .strayText, at: location,
            LocalizedText(
                "this workbook has comments, or copies of another workbook's cells that its formulas refer to; copy the counts into a new form as plain numbers",
                malay:
                    "buku kerja ini mengandungi komen, atau salinan sel buku kerja lain yang dirujuk oleh formulanya; salin bilangan ke borang baharu sebagai nombor biasa"
            ))
    }

    /// Macros came along.
    public static func macrosIgnored(at location: Location) -> Finding {
        Finding(
            .note, .macros, at: location,
            LocalizedText(
                "this workbook brings macros; they were not run, and the form needs none",
                malay: "buku kerja ini membawa makro; ia tidak dijalankan, dan borang ini tidak memerlukannya"))
    }

    /// The row that says which column is which is not in a sheet.
    public static func missingFormColumns(at location: Location) -> Finding {
        Finding(
            .error, .missingColumn, at: location,
            LocalizedText(
                "the hidden row with CODE and COUNT is missing, or names a column twice; copy the counts into a new form",
                malay:
                    "baris tersembunyi dengan CODE dan COUNT tiada, atau menamakan satu lajur dua kali; salin bilangan ke borang baharu"
            ))
    }

    /// A cell of a count that a spreadsheet program has made a date of.
    public static func dateForCount(at location: Location) -> Finding {
        Finding(
            .error, .malformedNumber, at: location,
            LocalizedText(
                "this cell holds a date; set its format to a number and write the count again, such as 12",
                malay:
                    "sel ini mengandungi tarikh; tetapkan formatnya kepada nombor dan tulis semula bilangan, seperti 12"
            ))
    }

    /// A cell of a count that shows an error such as `#REF!`.
    public static func errorForCount(at location: Location) -> Finding {
        Finding(
            .error, .malformedNumber, at: location,
            LocalizedText(
                "the formula in this cell comes to an error; write the count itself, such as 12",
                malay: "formula dalam sel ini menghasilkan ralat; tulis bilangan itu sendiri, seperti 12"))
    }

    /// A formula that no program has computed.
    public static func uncomputedCount(at location: Location) -> Finding {
        Finding(
            .error, .malformedNumber, at: location,
            LocalizedText(
                "the formula in this cell has no result yet; open the form in a spreadsheet program and save it, or write the count itself",
                malay:
                    "formula dalam sel ini belum ada hasil; buka borang dalam program hamparan dan simpan, atau tulis bilangan itu sendiri"
            ))
    }

    /// A label that belongs to another row than the code beside it does.
    public static func exchangedLabel(_ label: LocalizedText, at location: Location) -> Finding {
        Finding(
            .error, .differentLabel, at: location,
            LocalizedText(
                "this label is that of another row; the hidden code here stands for: \(label.english). Put the labels back as they were, or copy the counts into a new form",
                malay:
                    "label ini milik baris lain; kod tersembunyi di sini bermaksud: \(label[.malay]). Kembalikan label asal, atau salin bilangan ke borang baharu"
            ))
    }

    /// Labels that were written anew.
    public static func changedLabel(_ label: LocalizedText, at location: Location) -> Finding {
        Finding(
            .warning, .differentLabel, at: location,
            LocalizedText(
                "the label of this row was changed; its count is taken for: \(label.english)",
                malay: "label baris ini telah diubah; bilangannya diambil untuk: \(label[.malay])"))
    }

    /// A row of a form that stands in another sheet already.
    public static func doubledFormRow(sheet: String, first: Int, at location: Location) -> Finding {
        let shown = Excerpt.quoting(sheet)
        return Finding(
            .error, .doubledRow, at: location,
            LocalizedText(
                "this row stands in sheet \(shown ?? "another"), row \(first) already; keep one of the two",
                malay: "baris ini sudah ada di helaian \(shown ?? "lain"), baris \(first); simpan satu sahaja"))
    }
}

extension FileKind {
    /// The kind in words in Bahasa Malaysia, and what to do about it.
    fileprivate var malayAdvice: String {
        switch self {
        case .empty: "fail ini kosong; semak pilihan fail"
        case .encrypted: "buku kerja ini dikunci dengan kata laluan; buang kata laluan dan simpan semula"
        case .legacyExcel: "ini fail Excel 97 hingga 2003 (.xls); simpan sebagai .xlsx"
        case .binaryWorkbook: "ini buku kerja binari (.xlsb); simpan sebagai .xlsx"
        case .openDocument: "ini hamparan OpenDocument (.ods); simpan sebagai .xlsx"
        case .numbers: "ini hamparan Numbers; eksport sebagai .xlsx"
        case .textDocument: "ini dokumen teks dan bukan hamparan; semak pilihan fail"
        case .presentation: "ini persembahan dan bukan hamparan; semak pilihan fail"
        case .otherArchive: "ini fail zip dan bukan hamparan; semak pilihan fail"
        case .damagedArchive: "fail ini terpotong atau telah diubah dalam perjalanan; dapatkannya semula"
        case .markup: "ini laman web atau markup lain dan bukan .xlsx; buka dan simpan sebagai .xlsx"
        case .other: "ini bukan hamparan; semak pilihan fail"
        }
    }
}
