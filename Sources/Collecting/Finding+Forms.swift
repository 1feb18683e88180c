// The words of the findings about forms, in English and Bahasa Malaysia. Values are quoted only through
// `Excerpt`. Counts that are named are those of the form at hand, and go back to its sender alone.

extension Finding {
    /// The file does not begin as a form does.
    public static func notAForm(at location: Location) -> Finding {
        Finding(
            .error, .notAForm, at: location,
            LocalizedText(
                "this is no form of Lindung: its first line must begin with LINDUNG-FORM; fill in the form that you were given and save it as CSV",
                malay:
                    "ini bukan borang Lindung: baris pertama mesti bermula dengan LINDUNG-FORM; isi borang yang diberikan dan simpan sebagai CSV"
            ))
    }

    /// The file is larger than any form.
    public static func tooLargeForAForm(limit: Int64, at location: Location) -> Finding {
        Finding(
            .error, .notAForm, at: location,
            LocalizedText(
                "the file is larger than \(limit) bytes, more than any form; check that the right file was chosen",
                malay: "fail ini melebihi \(limit) bait, lebih besar daripada mana-mana borang; semak pilihan fail"))
    }

    /// The tables of the dataset have more cells than anyone fills in.
    public static func tooManyRowsForAForm(limit: Int, at location: Location) -> Finding {
        Finding(
            .error, .notAForm, at: location,
            LocalizedText(
                "the tables of this dataset have more than \(limit) cells, too many for a form; send records instead",
                malay: "jadual set data ini melebihi \(limit) sel, terlalu banyak untuk borang; hantar rekod sebaliknya"
            ))
    }

    /// A form of another dataset.
    public static func wrongDataset(_ found: String, expected: Identifier, at location: Location) -> Finding {
        let shown = Excerpt.quoting(found)
        return Finding(
            .error, .wrongDataset, at: location,
            LocalizedText(
                "this form is for \(shown ?? "another dataset"), and the submission is for \(expected); send it for its own dataset",
                malay:
                    "borang ini untuk \(shown ?? "set data lain"), sedangkan penghantaran ini untuk \(expected); hantar untuk set datanya sendiri"
            ))
    }

    /// A form of a version that is not known.
    public static func wrongVersion(expected: Int, at location: Location) -> Finding {
        Finding(
            .error, .wrongVersion, at: location,
            LocalizedText(
                "this form is not of version \(expected), which is read here; ask for a new form and copy the counts over",
                malay:
                    "borang ini bukan versi \(expected) yang dibaca di sini; minta borang baharu dan salin bilangannya"
            ))
    }

    /// The period that the form states cannot be read, or is stated in two ways that differ.
    public static func unreadableFormPeriod(at location: Location) -> Finding {
        Finding(
            .error, .malformedPeriod, at: location,
            LocalizedText(
                "the form does not say clearly which period it is for; ask for a new form and copy the counts over",
                malay: "borang ini tidak menyatakan tempohnya dengan jelas; minta borang baharu dan salin bilangannya"))
    }

    /// A sheet of a form for another period than the first sheet's.
    public static func otherFormPeriod(_ first: Period, sheet: String, at location: Location) -> Finding {
        let shown = Excerpt.quoting(sheet) ?? "1"
        return Finding(
            .error, .malformedPeriod, at: location,
            LocalizedText(
                "this sheet is not of the form for \(first), as the sheet \(shown) is; put back the sheet of that form, or copy the counts into a new one",
                malay:
                    "helaian ini bukan daripada borang bagi \(first), seperti helaian \(shown); letakkan semula helaian borang itu, atau salin bilangannya ke borang baharu"
            ))
    }

    /// The period that the form states is none of the dataset's.
    public static func wrongFormFrequency(_ period: Period, expected: Frequency, at location: Location) -> Finding {
        Finding(
            .error, .coarsePeriod, at: location,
            LocalizedText(
                "the form is for \(period), but this dataset counts by the \(expected.noun.english); ask for a new form",
                malay:
                    "borang ini untuk \(period), tetapi set data ini dikira mengikut \(expected.noun.malay); minta borang baharu"
            ))
    }

    /// A row of a table or key that the form does not have.
    public static func unknownRow(_ value: String, nearest: String?, at location: Location) -> Finding {
        guard let shown = Excerpt.quoting(value) else { return personalInForm(at: location) }
        let (hint, petunjuk) = hint(nearest)
        return Finding(
            .error, .unknownRow, at: location,
            LocalizedText(
                "the form has no row \(shown)\(hint)", malay: "borang ini tiada baris \(shown)\(petunjuk)"))
    }

    /// A row of the form that is not there; the label says what it counts.
    public static func missingRow(_ row: String, label: LocalizedText, at location: Location) -> Finding {
        Finding(
            .error, .missingRow, at: location,
            LocalizedText(
                "the row \(row) (\(label.english)) is missing; put it back as it was in the form",
                malay: "baris \(row) (\(label[.malay])) tiada; letakkan semula seperti dalam borang asal"))
    }

    /// All rows of a section that are not there.
    public static func missingSection(_ title: LocalizedText, at location: Location) -> Finding {
        Finding(
            .error, .missingRow, at: location,
            LocalizedText(
                "all rows of “\(title.english)” are missing; put them back as they were in the form",
                malay: "semua baris “\(title[.malay])” tiada; letakkan semula seperti dalam borang asal"))
    }

    /// The row that ends the form is not there.
    public static func missingEnd(at location: Location) -> Finding {
        Finding(
            .error, .missingRow, at: location,
            LocalizedText(
                "the last row of the form, END, is missing, so the file may have been cut; check its last rows",
                malay: "baris terakhir borang, END, tiada, jadi fail ini mungkin terpotong; semak baris-baris akhirnya"
            ))
    }

    /// A row of the form that stands there twice.
    public static func doubledFormRow(first: Int, at location: Location) -> Finding {
        Finding(
            .error, .doubledRow, at: location,
            LocalizedText(
                "this row stands in row \(first) already; keep one of the two",
                malay: "baris ini sudah ada di baris \(first); simpan satu sahaja"))
    }

    /// Something in a cell that the form leaves empty.
    public static func strayText(at location: Location) -> Finding {
        Finding(
            .error, .strayText, at: location,
            LocalizedText(
                "this cell is to stay empty; a count goes into the last column of its own row, and notes are not taken",
                malay:
                    "sel ini perlu dibiarkan kosong; bilangan diisi di lajur terakhir barisnya sendiri, dan catatan tidak diterima"
            ))
    }

    /// A count in a form that is no whole number.
    public static func malformedCount(_ value: String, at location: Location) -> Finding {
        guard let shown = Excerpt.quoting(value) else { return personalInForm(at: location) }
        return Finding(
            .error, .malformedNumber, at: location,
            LocalizedText(
                "\(shown) is no whole number; write digits alone, such as 12, or leave the cell empty for 0",
                malay: "\(shown) bukan nombor bulat; tulis angka sahaja, seperti 12, atau biarkan kosong untuk 0"))
    }

    /// An answer that is neither yes nor no.
    public static func malformedAnswer(at location: Location) -> Finding {
        Finding(
            .error, .missingValue, at: location,
            LocalizedText(
                "write YES here if there was nothing to report, else leave it empty",
                malay: "tulis YA di sini jika tiada apa-apa untuk dilaporkan, jika tidak biarkan kosong"))
    }

    /// Nothing to report, and counts.
    public static func contradiction(at location: Location) -> Finding {
        Finding(
            .error, .contradiction, at: location,
            LocalizedText(
                "the form says that there was nothing to report, yet there are counts; clear this answer, or the counts",
                malay:
                    "borang menyatakan tiada apa-apa untuk dilaporkan, tetapi ada bilangan; kosongkan jawapan ini atau bilangan itu"
            ))
    }

    /// No count, and no word that there was nothing.
    public static func emptyForm(at location: Location) -> Finding {
        Finding(
            .error, .emptyForm, at: location,
            LocalizedText(
                "the form is empty: write YES beside NIL if there was nothing to report, or fill in the counts",
                malay:
                    "borang ini kosong: tulis YA di sebelah NIL jika tiada apa-apa untuk dilaporkan, atau isi bilangan"
            ))
    }

    /// Two sections that count the same units and come to different totals.
    public static func differentTotals(
        _ first: LocalizedText, _ total: Int64, _ second: LocalizedText, _ other: Int64, at location: Location
    ) -> Finding {
        Finding(
            .error, .differentTotals, at: location,
            LocalizedText(
                "the rows of “\(first.english)” add up to \(total), those of “\(second.english)” to \(other); both count the same, so put what is not known in the row that says not recorded (_U)",
                malay:
                    "jumlah baris “\(first[.malay])” ialah \(total), jumlah baris “\(second[.malay])” ialah \(other); kedua-duanya mengira perkara yang sama, jadi letakkan yang tidak diketahui di baris yang menyebut tidak direkodkan (_U)"
            ))
    }

    /// Two sections that agree on the whole and not on a part.
    public static func differentParts(
        _ label: LocalizedText, _ first: LocalizedText, _ sum: Int64, _ second: LocalizedText, _ other: Int64,
        at location: Location
    ) -> Finding {
        Finding(
            .warning, .differentParts, at: location,
            LocalizedText(
                "“\(label.english)” comes to \(sum) in the rows of “\(first.english)” and to \(other) in those of “\(second.english)”; both count the same, so look again",
                malay:
                    "jumlah “\(label[.malay])” ialah \(sum) dalam baris “\(first[.malay])” dan \(other) dalam baris “\(second[.malay])”; kedua-duanya mengira perkara yang sama, jadi semak semula"
            ))
    }

    /// Those at one code are more than there are in all.
    public static func aboveTotal(
        _ label: LocalizedText, _ count: Int64, total: Int64, at location: Location
    ) -> Finding {
        Finding(
            .error, .aboveTotal, at: location,
            LocalizedText(
                "“\(label.english)” has \(count), more than the \(total) that there are in all; check this count and the totals",
                malay:
                    "“\(label[.malay])” ada \(count), melebihi jumlah keseluruhan \(total); semak bilangan ini dan jumlahnya"
            ))
    }

    /// What looks like a person's number or address in a form: said without repeating it.
    public static func personalInForm(at location: Location) -> Finding {
        Finding(
            .error, .personalData, at: location,
            LocalizedText(
                "this looks like an identity number, a telephone number or a mail address, which Lindung must not receive; "
                    + "clear this cell and send the form again",
                malay:
                    "ini kelihatan seperti nombor pengenalan, nombor telefon atau alamat e-mel, yang tidak boleh diterima oleh Lindung; "
                    + "kosongkan sel ini dan hantar semula borang"))
    }
}
