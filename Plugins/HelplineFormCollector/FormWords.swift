import Collecting

/// What the workbook says to whoever fills it in.
enum FormWords {
    static let nothing = LocalizedText(
        "Nothing to report in this period? Choose YES here and leave all sheets empty.",
        malay: "Tiada yang dilaporkan bagi tempoh ini? Pilih YA di sini dan biarkan semua helaian kosong.")
    static let howTo = LocalizedText("How to fill it in", malay: "Cara mengisi")
    static let sheets = LocalizedText("The sheets and their totals", malay: "Helaian dan jumlahnya")
    static let total = "Total / Jumlah"
    static let check = "Check / Semakan"
    static let count = "Count / Bilangan"
    static let sum = LocalizedText("Total of this sheet", malay: "Jumlah helaian ini")
    static let sumOfMentions = LocalizedText(
        "All rows together (may be more than the total)", malay: "Semua baris (boleh melebihi jumlah)")
    static let agrees = LocalizedText("Agrees", malay: "Sama")
    static let differs = LocalizedText("Differs", malay: "Berbeza")
    static let aboveTotal = LocalizedText("A row is above the total", malay: "Ada baris melebihi jumlah")
    static let wholeNumber = LocalizedText(
        "Write a whole number such as 12; leave the cell empty for 0.",
        malay: "Tulis nombor bulat seperti 12; biarkan sel kosong untuk 0.")
    static let answerHint = LocalizedText(
        "Choose YES if there was nothing to report in this period. Else leave it empty.",
        malay: "Pilih YA jika tiada yang dilaporkan bagi tempoh ini. Jika ada, biarkan kosong.")
    static let tooLarge = LocalizedText(
        "The tables of this dataset have too many cells for a form; send records instead.",
        malay: "Jadual set data ini mempunyai terlalu banyak sel untuk borang; hantar rekod sebaliknya.")

    /// `Period: March 2024`.
    static func period(_ period: Period) -> LocalizedText {
        let written = dated(period)
        return LocalizedText("Period: \(written.english)", malay: "Tempoh: \(written[.malay])")
    }

    /// The steps, one a row.
    static func steps(_ structure: DatasetStructure) -> [LocalizedText] {
        let unit = structure.measure.title
        let definition = structure.measure.definition
        let (isOne, ialah) = (definition.map { " \($0.english)" } ?? "", definition.map { " \($0[.malay])" } ?? "")
        return [
            LocalizedText(
                "1.  What is counted: \(unit.english).\(isOne) Each sheet asks about the same ones in another way; fill in every sheet.",
                malay:
                    "1.  Yang dikira: \(unit[.malay]).\(ialah) Setiap helaian bertanya tentang perkara yang sama dengan cara lain; isi semua helaian."
            ),
            LocalizedText(
                "2.  Write whole numbers in the yellow cells and nothing anywhere else. An empty cell counts as 0.",
                malay: "2.  Tulis nombor bulat dalam sel kuning sahaja. Sel kosong dikira 0."),
            LocalizedText(
                "3.  Put what is not known in the row that says not recorded. Then every sheet comes to the same total: look at the column Check below.",
                malay:
                    "3.  Letakkan yang tidak diketahui di baris yang menyebut tidak direkodkan. Maka setiap helaian sama jumlahnya: lihat lajur Semakan di bawah."
            ),
            LocalizedText(
                "4.  Never write names, identity numbers, telephone numbers or notes: a form with any of these is refused.",
                malay:
                    "4.  Jangan tulis nama, nombor pengenalan, nombor telefon atau catatan: borang yang mengandunginya ditolak."
            ),
            LocalizedText(
                "5.  Save it as .xlsx and send it back the way it came to you. A new form comes for each period; do not reuse this one.",
                malay:
                    "5.  Simpan sebagai .xlsx dan hantar semula melalui cara ia diterima. Borang baharu diberi bagi setiap tempoh; jangan guna semula borang ini."
            ),
            LocalizedText(
                "6.  Questions? Ask whoever sent you this form (\(structure.agency)), and name the sheet and the cell.",
                malay:
                    "6.  Ada soalan? Tanya pihak yang menghantar borang ini (\(structure.agency)), dan sebut helaian serta selnya."
            ),
        ]
    }

    /// The lines below a sheet's title.
    static func sheetNote(
        _ structure: DatasetStructure, _ period: Period, isOfMentions: Bool
    ) -> LocalizedText {
        let written = dated(period)
        let (english, malay) = (
            "\(structure.title.english), \(written.english).", "\(structure.title[.malay]), \(written[.malay])."
        )
        guard isOfMentions else { return LocalizedText(english, malay: malay) }
        let most = structure.unit.maxCells
        return LocalizedText(
            "\(english) One \(structure.unit.name) may be counted in several rows, at most \(most). No row may be above the total of the other sheets.",
            malay:
                "\(malay) Satu rekod boleh dikira dalam beberapa baris, paling banyak \(most). Tiada baris boleh melebihi jumlah helaian lain."
        )
    }

    /// A month by its name, other periods as they are written. Both together would look like somebody's number.
    private static func dated(_ period: Period) -> LocalizedText {
        let parts = period.description.split(separator: "-")
        guard period.frequency == .monthly, parts.count == 2, let month = Int(parts[1]), (1...12).contains(month) else {
            return LocalizedText(period.description)
        }
        let year = parts[0]
        return LocalizedText(
            "\(english[month - 1]) \(year)", malay: "\(malay[month - 1]) \(year)")
    }

    private static let english = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let malay = [
        "Januari", "Februari", "Mac", "April", "Mei", "Jun", "Julai", "Ogos", "September", "Oktober", "November",
        "Disember",
    ]
}
