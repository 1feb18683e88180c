public import Collecting

/// Reads the form that a helpline fills in: the counts of the published tables of one period, in a spreadsheet.
///
/// A form is taken whole or not at all: as soon as one thing in it must be mended, nothing is observed.
public struct HelplineFormCollector: FormCollector {
    /// What the collector is and takes.
    public static let description: CollectorDescription = {
        guard let id = try? Identifier("helpline-form") else {
            preconditionFailure("helpline-form is an identifier")
        }
        return CollectorDescription(
            id: id, version: "1.1", sourceKind: .helpline,
            summary: LocalizedText(
                "the form of a dataset, made with its period and filled in with a spreadsheet program",
                malay: "borang set data bagi satu tempoh, diisi dengan program hamparan"),
            mediaTypes: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"],
            fileEndings: ["xlsx", "csv", "tsv", "txt"], sizeLimit: 16 << 20)
    }()

    let layout: FormLayout

    /// Makes the collector of a dataset.
    ///
    public init(structure: DatasetStructure, settings: CollectorSettings) throws(CollectorOptionsError) {
        layout = FormLayout(structure)
    }

    /// A workbook, or CSV for whoever has a program that makes none.
    public static var formats: [FormFormat] { [.xlsx, .csv] }

    /// The empty form of a dataset for a period: a workbook with a sheet a section, or CSV in UTF-8 of five columns; in
    /// both one row a combination of codes.
    ///
    /// - Throws: `FormError.notWritten` for a workbook that cannot be made.
    public static func form(
        structure: DatasetStructure, period: Period, format: FormFormat, language: Language
    ) throws(FormError) -> [UInt8] {
        let layout = FormLayout(structure)
        switch format {
        case .csv: return FormText(layout, period: period).bytes
        case .xlsx:
            do throws(SpreadsheetError) {
                return try FormWorkbook(layout, period: period, language: language).workbook().bytes()
            } catch { throw .notWritten(error.description) }
        }
    }

    /// What a filled form says that it is for, whatever its version.
    public static func target(of bytes: [UInt8]) -> FormTarget? {
        if FileKind.looksLikeWorkbook(bytes) {
            return (try? FormBook(bytes)).flatMap { book in
                book.dataset.map { FormTarget(dataset: $0, period: book.period) }
            }
        }
        guard let records = try? FormRecords(bytes),
            let dataset = try? records.records.first.map({ try Identifier($0[2]) })
        else { return nil }
        return FormTarget(dataset: dataset, period: records.period)
    }

    /// Reads a filled form to its end.
    ///
    /// - Throws: `BytesError` where the source fails.
    public func collect(
        from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError) {
        let limit = HelplineFormCollector.description.sizeLimit
        let bytes = try source.readAll(limit: Int(limit) + 1)
        let whole = Finding.Location(file: source.name)
        guard !bytes.isEmpty else { return sink.report(.emptyFile(at: whole)) }
        guard bytes.count <= limit else { return sink.report(.tooLargeForAForm(limit: limit, at: whole)) }
        if FileKind.looksLikeWorkbook(bytes) {
            return collect(fromWorkbook: bytes, context: context, file: source.name, into: &sink)
        }
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]),
            let finding = Finding(encodingOf: .utf16(name: source.name), file: source.name)
        {
            return sink.report(finding)
        }
        if let place = bytes.firstIndex(of: 0) {
            let line = bytes[..<place].count { $0 == 0x0A } + 1
            return sink.report(Finding(.binary, line: line, column: 1, file: source.name))
        }
        guard !layout.isTooLarge else {
            return sink.report(.tooManyRowsForAForm(limit: FormLayout.largest, at: whole))
        }
        guard let form = try FormRecords(bytes), let head = form.records.first else {
            let screened = ScreenedSource(MemorySource(bytes, name: source.name))
            _ = try screened.readAll()
            screened.report(into: &sink)
            return sink.report(.notAForm(at: Finding.Location(file: source.name, row: 1)))
        }
        read(form, head, context: context, file: source.name, into: &sink)
    }

    private func read(
        _ form: FormRecords, _ head: FormRecords.Record, context: CollectingContext, file: String,
        into sink: inout some CollectingSink
    ) {
        let structure = layout.structure
        let at = { (column: Int) in Finding.Location(file: file, row: head.line, column: head.column(column)) }
        // Before what its version and dataset are is found wrong.
        for column in 0..<3 where Excerpt.looksPersonal(head[column]) { sink.report(.personalInForm(at: at(column))) }
        guard head[1] == "\(FormText.version)" else {
            return sink.report(.wrongVersion(expected: FormText.version, at: at(1)))
        }
        guard head[2] == structure.id.description else {
            return sink.report(.wrongDataset(head[2], expected: structure.id, at: at(2)))
        }
        // What the form wrote itself is told from what was typed; for that any period will do.
        let text = FormText(layout, period: form.period ?? context.period ?? Period(day: context.today))
        var reading = FormReading(layout, own: text.rows.joined(), file: file)
        reading.readHead(head, into: &sink)
        let period = period(form.period, context: context, at: at(3), reading: &reading, into: &sink)
        for problem in form.problems { reading.report(Finding(problem, file: file), into: &sink) }
        for record in form.records.dropFirst() { reading.read(record, into: &sink) }
        give(&reading, period, file: file, into: &sink)
    }

    /// Finishes a reading, and gives what it holds if nothing in it must be mended.
    func give(
        _ reading: inout FormReading, _ period: Period?, file: String, into sink: inout some CollectingSink
    ) {
        reading.finish(layout, file: file, into: &sink)
        guard reading.isSound, let period else { return }
        sink.cover(period, isNil: reading.saysNil)
        for (row, filled) in zip(layout.rows, reading.filled) {
            guard let count = filled?.count, count > 0 else { continue }
            sink.observe(
                period: period, section: layout.sections[row.section].levels, codes: row.codes, count: count)
        }
    }

    /// The period of the form, if it is one of the dataset's, has begun and is the one that was declared.
    func period(
        _ stated: Period?, context: CollectingContext, at location: Finding.Location,
        reading: inout FormReading, into sink: inout some CollectingSink
    ) -> Period? {
        let frequency = layout.structure.frequency
        guard let stated else {
            reading.report(.unreadableFormPeriod(at: location), into: &sink)
            return nil
        }
        guard stated.frequency == frequency else {
            reading.report(.wrongFormFrequency(stated, expected: frequency, at: location), into: &sink)
            return nil
        }
        if let declared = context.period, declared != stated, let only = PeriodRange(declared, declared) {
            reading.report(.outsideCoverage(stated, coverage: only, at: location), into: &sink)
            return nil
        }
        // What `place` reports need not be noted: without a period nothing is observed.
        return context.place(stated, frequency: frequency, at: location, into: &sink)
    }
}
