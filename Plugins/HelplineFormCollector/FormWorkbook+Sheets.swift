import Collecting

extension FormWorkbook {
    /// The sheet to begin with: what the form is for, how it is filled in, and whether its totals agree.
    func startSheet() throws(SpreadsheetError) -> Sheet {
        var sheet = try emptySheet(language == .malay ? "Mula" : "Start")
        sheet.tabColor = 0x12466B
        say(FormText.remark, layout.structure.title, in: 3, of: &sheet, style: CellStyle.title.with { $0.wraps = true })
        say(FormText.remark, FormWords.period(period), in: 4, of: &sheet, style: CellStyle.note.with { $0.size = 12 })
        guard !layout.isTooLarge else {
            say(FormText.remark, FormWords.tooLarge, in: 6, of: &sheet, style: .warning.with { $0.wraps = true })
            return sheet
        }
        say(
            FormText.nilRow, FormWords.nothing, in: 6, of: &sheet, style: CellStyle.label.with { $0.isBold = true })
        sheet.set(6, columns.count, .blank, style: CellStyle.input.with { ($0.alignment, $0.indent) = (.center, 0) })
        if let cell = CellReference(row: 6, column: columns.count) {
            sheet.validations.append(answerRule(cell))
            sheet.selected = cell
        }
        say(FormText.remark, FormWords.howTo, in: 8, of: &sheet, style: .heading)
        var row = 9
        for step in FormWords.steps(layout.structure) {
            say(
                FormText.remark, step, in: row, of: &sheet,
                style: CellStyle.note.with { ($0.border, $0.isAtTop) = (0xE4E7EB, false) })
            row += 1
        }
        sheet.isLandscape = true
        addChecks(from: row + 1, to: &sheet)
        return sheet
    }

    /// One row a section: its title, its total, and whether that is the total of the others.
    private func addChecks(from first: Int, to sheet: inout Sheet) {
        say(FormText.remark, FormWords.sheets, in: first, of: &sheet, style: .heading)
        sheet.set(first, columns.count, .text(FormWords.total), style: CellStyle.heading.with { $0.alignment = .right })
        sheet.set(first, columns.check, .text(FormWords.check), style: .heading)
        for section in layout.sections.indices {
            let row = first + 1 + section
            let table = layout.sections[section].table
            let title = table.title ?? LocalizedText(table.id.description)
            let numbered = LocalizedText(
                "\(section + 1)  \(title.english)", malay: "\(section + 1)  \(title[.malay])")
            say(FormWorkbook.totalRow, numbered, in: row, of: &sheet, style: .label)
            sheet.set(row, columns.count, .formula("=\(total(ofSection: section))", value: 0), style: .figure)
            addCheck(ofSection: section, in: row, to: &sheet)
        }
    }

    /// The sheet of a section: a row for each combination of codes.
    func sheet(ofSection section: Int) throws(SpreadsheetError) -> Sheet {
        var sheet = try emptySheet(sheetNames[section])
        let last = lastRow(ofSection: section)
        let table = layout.sections[section].table
        let title = table.title ?? LocalizedText(table.id.description)
        say(FormText.remark, title, in: 3, of: &sheet, style: CellStyle.title.with { ($0.size, $0.wraps) = (14, true) })
        let isOfMentions = layout.countsMentions(section)
        let note = FormWords.sheetNote(layout.structure, period, isOfMentions: isOfMentions)
        say(FormText.remark, note, in: 4, of: &sheet)
        let sum = isOfMentions ? FormWords.sumOfMentions : FormWords.sum
        say(FormWorkbook.totalRow, sum, in: 6, of: &sheet, style: CellStyle.label.with { $0.isBold = true })
        sheet.set(
            6, columns.count, .formula("=SUM($D$\(FormWorkbook.firstRow):$D$\(last))", value: 0), style: .figure)
        addCheck(ofSection: section, in: 6, to: &sheet)
        say(FormText.remark, LocalizedText("English", malay: "Bahasa Malaysia"), in: 7, of: &sheet, style: .heading)
        sheet.set(
            7, columns.count, .text(FormWords.count), style: CellStyle.heading.with { $0.alignment = .right })
        addRows(ofSection: section, to: &sheet)
        if let range = cells(FormWorkbook.firstRow, last) { sheet.validations.append(countRule(range)) }
        (sheet.frozenRows, sheet.repeatedRows) = (7, 7)
        sheet.selected = CellReference(row: FormWorkbook.firstRow, column: columns.count)
        return sheet
    }

    private func addRows(ofSection section: Int, to sheet: inout Sheet) {
        var row = FormWorkbook.firstRow
        var (group, isShaded): (String?, Bool) = (nil, false)
        let shown = layout.sections[section].levels.levels.count { $0 > 0 }
        for entry in layout.rows where entry.section == section {
            // Where two things are crossed, the rows of each first one stand out together.
            let first = entry.key.prefix { $0 != ";" }
            if shown > 1, let group, group != first { isShaded.toggle() }
            group = String(first)
            let style = CellStyle.label.with { $0.fill = isShaded ? 0xF3F6F9 : nil }
            say("\(entry.table) \(entry.key)", entry.label, in: row, of: &sheet, style: style)
            sheet.set(row, columns.count, .blank, style: CellStyle.input.with { $0.numberFormat = "#,##0" })
            row += 1
        }
    }

    private func addCheck(ofSection section: Int, in row: Int, to sheet: inout Sheet) {
        guard let check = check(ofSection: section), let cell = CellReference(row: row, column: columns.check) else {
            return
        }
        sheet.set(row, columns.check, check, style: CellStyle.note.with { $0.isAtTop = false })
        sheet.conditions += conditions(at: CellRange(cell))
    }

    private func cells(_ first: Int, _ last: Int) -> CellRange? {
        guard let top = CellReference(row: first, column: columns.count),
            let bottom = CellReference(row: last, column: columns.count)
        else { return nil }
        return CellRange(top, bottom)
    }
}

extension CellStyle {
    /// A sum that the workbook computes.
    fileprivate static let figure = CellStyle.locked.with { $0.numberFormat = "#,##0" }
}
