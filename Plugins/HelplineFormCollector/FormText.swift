import Collecting

/// The form as it is written: five columns, the last of them to be filled in.
struct FormText {
    static let mark = "LINDUNG-FORM"
    static let version = 1
    static let headings = ["TABLE", "KEY", "ENGLISH", "BAHASA MALAYSIA", "COUNT"]
    /// The first cell of a row that is for reading alone.
    static let remark = "#"
    static let nilRow = "NIL"
    static let endRow = "END"
    /// What stands before the period in the key of the row `NIL`: a second place for the period, since
    /// spreadsheet programs take the `2024-03` of the first line for a date and save it as `Mar-24`.
    static let periodKey = "PERIOD="

    /// All rows, without counts.
    let rows: [[String]]

    init(_ layout: FormLayout, period: Period) {
        let structure = layout.structure
        var rows = [[FormText.mark, "\(FormText.version)", structure.id.description, period.description, ""]]
        let say = { (english: String, malay: String) in [FormText.remark, "", english, malay, ""] }
        rows.append(
            say(
                "\(structure.title.english), \(period). Write whole numbers in the last column and nothing anywhere else.",
                "\(structure.title[.malay]), \(period). Tulis nombor bulat di lajur terakhir sahaja."))
        if let definition = structure.measure.definition { rows.append(say(definition.english, definition[.malay])) }
        rows.append(
            say(
                "An empty cell counts as 0. Put what is not known in the row that says not recorded.",
                "Sel kosong dikira 0. Letakkan yang tidak diketahui di baris yang menyebut tidak direkodkan."))
        rows.append(
            say(
                "Never write names, identity numbers, telephone numbers or notes. Save as CSV.",
                "Jangan tulis nama, nombor pengenalan, nombor telefon atau catatan. Simpan sebagai CSV."))
        if layout.isTooLarge {
            rows.append(
                say(
                    "The tables of this dataset have too many cells for a form; send records instead.",
                    "Jadual set data ini mempunyai terlalu banyak sel untuk borang; hantar rekod sebaliknya."))
        }
        rows.append([
            FormText.nilRow, "\(FormText.periodKey)\(period)",
            "Nothing to report in this period? Write YES in the last column.",
            "Tiada apa-apa untuk dilaporkan? Tulis YA di lajur terakhir.", "",
        ])
        rows.append(FormText.headings)
        var section = -1
        for row in layout.rows {
            if row.section != section {
                section = row.section
                let (english, malay) = FormText.title(of: section, layout)
                rows.append(say(english, malay))
            }
            rows.append([row.table, row.key, row.label.english, row.label[.malay], ""])
        }
        rows.append([FormText.endRow, "", "End of the form", "Tamat borang", ""])
        self.rows = rows
    }

    /// UTF-8 with a mark, so that spreadsheet programs show every letter; lines end in CRLF.
    var bytes: [UInt8] {
        let lines = rows.map { $0.map(FormText.quoted).joined(separator: ",") + "\r\n" }
        return [0xEF, 0xBB, 0xBF] + Array(lines.joined().utf8)
    }

    /// The title of a section, and in how many of its rows a unit may stand if in more than one.
    private static func title(of section: Int, _ layout: FormLayout) -> (english: String, malay: String) {
        let structure = layout.structure
        let (table, levels) = (layout.sections[section].table, layout.sections[section].levels.levels)
        let title = table.title ?? LocalizedText(table.id.description)
        let several = zip(structure.dimensions, levels).filter { $0.isMultiValued && $1 > 0 }.map(\.0.title)
        guard !several.isEmpty else { return (title.english, title[.malay]) }
        let (names, nama) = (
            several.map(\.english).joined(separator: ", "), several.map { $0[.malay] }.joined(separator: ", ")
        )
        // The guarantee rests on this bound, and whoever counts by hand is the only one who can keep it.
        let most = structure.unit.maxCells
        return (
            "\(title.english) (one \(structure.unit.name) may be counted in several rows, at most \(most): \(names))",
            "\(title[.malay]) (satu rekod boleh dikira dalam beberapa baris, paling banyak \(most): \(nama))"
        )
    }

    private static func quoted(_ field: String) -> String {
        let needsQuotes = field.unicodeScalars.contains { [",", ";", "\"", "\n", "\r", "\t"].contains($0) }
        return needsQuotes
            ? "\"\(field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\"" : field
    }
}
