import Collecting

extension HelplineFormCollector {
    /// Reads a form that is a workbook.
    func collect(
        fromWorkbook bytes: [UInt8], context: CollectingContext, file: String, into sink: inout some CollectingSink
    ) {
        let book: FormBook
        do throws(SpreadsheetError) {
            book = try FormBook(bytes)
        } catch { return sink.report(.unreadableWorkbook(error, file: file)) }
        let whole = Finding.Location(file: file)
        guard !layout.isTooLarge else {
            return sink.report(.tooManyRowsForAForm(limit: FormLayout.largest, at: whole))
        }
        guard let first = book.marks.first else { return sink.report(.workbookWithoutForm(at: whole)) }
        guard isOfThisForm(book, file: file, into: &sink) else { return }
        let stated = book.period ?? context.period ?? Period(day: context.today)
        let texts = Language.allCases.flatMap { FormWorkbook(layout, period: stated, language: $0).texts }
        let own = FormText(layout, period: stated).rows.joined() + texts + FormWorkbook.answers
        var reading = FormReading(layout, own: own, file: file, isWorkbook: true)
        if book.hasMacros { reading.report(.macrosIgnored(at: whole), into: &sink) }
        if book.hasForeignContent { reading.report(.foreignContent(at: whole), into: &sink) }
        let at = FormBook.location(of: first, file: file)
        var period: Period?
        if let (first, stated, other) = book.otherPeriod {
            let at = FormBook.location(of: other, file: file)
            reading.report(.otherFormPeriod(stated, sheet: first.sheet, at: at), into: &sink)
        } else {
            period = self.period(book.period, context: context, at: at, reading: &reading, into: &sink)
        }
        for page in book.pages { read(page, file: file, reading: &reading, into: &sink) }
        give(&reading, period, file: file, into: &sink)
    }

    /// Whether every sheet is of the version and dataset that are read; a sheet may have been copied from another form.
    private func isOfThisForm(_ book: FormBook, file: String, into sink: inout some CollectingSink) -> Bool {
        let dataset = layout.structure.id
        for mark in book.marks {
            let at = FormBook.location(of: mark, file: file)
            if mark.version != "\(FormText.version)" {
                sink.report(.wrongVersion(expected: FormText.version, at: at))
                return false
            }
            if mark.dataset != dataset.description {
                sink.report(.wrongDataset(mark.dataset, expected: dataset, at: at))
                return false
            }
        }
        return true
    }

    private func read(
        _ page: FormBook.Page, file: String, reading: inout FormReading, into sink: inout some CollectingSink
    ) {
        let at = Finding.Location(file: file, sheet: page.name)
        if page.columns == nil {
            reading.refusePersons(page, into: &sink)
            reading.report(page.mark == nil ? .foreignSheet(at: at) : .missingFormColumns(at: at), into: &sink)
        }
        for record in page.records(reading.isOwn) { reading.read(record, into: &sink) }
    }
}

extension FormBook {
    /// Where a mark stands.
    static func location(of mark: Mark, file: String) -> Finding.Location {
        Finding.Location(file: file, sheet: mark.sheet, row: mark.row, column: mark.column)
    }
}

extension FormReading {
    /// Says which cells of a sheet that is not read look like someone's numbers or address, without repeating them.
    mutating func refusePersons(_ page: FormBook.Page, into sink: inout some CollectingSink) {
        for row in page.rows {
            let record = FormRecords.Record(
                sheet: page.name, line: row.number, cells: row.cells.map(\.value.text),
                columns: row.cells.map(\.column))
            _ = isFreeOfPersons(record, into: &sink)
        }
    }
}
