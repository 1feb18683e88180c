public import Bytes
import Spreadsheets
public import Statistics

/// A release as a workbook (XLSX): a sheet of notes, then one sheet a table with a row for each figure.
///
/// A dimension that a table does not break down is left out, and stands at its total. Each that is shown has its codes
/// and, beside them, its labels. Where there is no figure the cell is empty and the status says why.
public struct ReleaseWorkbook: Sendable {
    /// The most rows of a sheet.
    private static let mostRows = 1_048_576

    private let release: Release
    private let language: Language
    private var structure: DatasetStructure { release.structure }

    /// Takes what is to be written, and the language of its texts.
    public init(_ release: Release, language: Language) {
        self.release = release
        self.language = language
    }

    /// Writes the workbook to a sink, without committing it; of the figures those that a filter leaves.
    ///
    /// - Throws: `PublishingError.notWritten` where a table has more rows than a sheet, or a figure is too large for one.
    public func write(to sink: any ByteSink, _ filter: ReleaseFilter = ReleaseFilter()) throws(PublishingError) {
        var book = Workbook()
        book.properties.title = structure.title[language]
        book.properties.author = structure.agency.description
        let bytes: [UInt8]
        do throws(SpreadsheetError) {
            let tables = release.tables.filter { filter.takes($0.definition) }
            var names: Set<String> = [notesName.lowercased()]
            book.sheets = [try notes(tables)]
            for table in tables {
                let box = TableBox(table, of: release, filter)
                guard box.seriesCount * box.periods.count < ReleaseWorkbook.mostRows else {
                    throw .notWritten(
                        "the table \(table.definition.id) has more figures than a sheet has rows; take another format")
                }
                book.sheets.append(try sheet(of: table, box, &names))
            }
            bytes = try book.bytes()
        } catch { throw .notWritten(error.description) }
        do throws(BytesError) { try sink.write(bytes) } catch { throw .bytes(error) }
    }

    // MARK: - Figures

    private func sheet(
        of table: ProtectedTable, _ box: TableBox, _ names: inout Set<String>
    ) throws(SpreadsheetError) -> Sheet {
        // Sheets are told apart without regard to case; tables are not.
        let fitting = Sheet.name(fitting: table.definition.id.description)
        var name = fitting
        var number = 1
        while !names.insert(name.lowercased()).inserted {
            number += 1
            name = "\(fitting.prefix(31 - "-\(number)".count))-\(number)"
        }
        var sheet = try Sheet(name)
        let dimensions = box.axes.map { structure.dimensions[$0.dimension] }
        var headings = ["TIME_PERIOD"]
        for dimension in dimensions { headings += ["\(dimension.id)", "\(dimension.id)_LABEL"] }
        headings += FigureColumn.allCases.map(\.rawValue)
        for (column, heading) in headings.enumerated() {
            sheet.set(1, column + 1, .text(heading), style: .heading)
            sheet.columns.append(Sheet.Column(width: heading.hasSuffix("_LABEL") ? 32 : 15))
        }
        sheet.frozenRows = 1
        sheet.repeatedRows = 1
        sheet.isLandscape = true
        var row = 1
        for series in 0..<box.seriesCount {
            let key = zip(dimensions, box.codes(ofSeries: series)).flatMap { dimension, code in
                [
                    Sheet.Content.text(dimension.codelist.code(at: code).description),
                    .text(dimension.codelist.label(at: code)[language]),
                ]
            }
            for (period, cell) in zip(box.periods, box.figures(ofSeries: series)) {
                row += 1
                sheet.set(row, 1, .text(period.description))
                for (place, content) in key.enumerated() { sheet.set(row, place + 2, content) }
                let isProvisional = release.provisional.contains(period)
                for (place, column) in FigureColumn.allCases.enumerated() {
                    switch column.content(cell, isProvisional: isProvisional) {
                    case .number(let number?): sheet.set(row, key.count + 2 + place, .number(number))
                    case .number(nil): break
                    case .text(let text): sheet.set(row, key.count + 2 + place, .text(text))
                    }
                }
            }
        }
        return sheet
    }

    // MARK: - Notes

    private var notesName: String { LocalizedText("Notes", malay: "Nota")[language] }

    private func notes(_ tables: [ProtectedTable]) throws(SpreadsheetError) -> Sheet {
        var sheet = try Sheet(notesName)
        sheet.columns = [Sheet.Column(width: 24), Sheet.Column(width: 100)]
        sheet.showsGrid = false
        var row = 1
        sheet.set(row, 1, .text(structure.title[language]), style: .title)
        func line(_ left: String, _ right: String) {
            row += 1
            if !left.isEmpty { sheet.set(row, 1, .text(left), style: .label) }
            sheet.set(row, 2, .text(right), style: .note)
        }
        func heading(_ text: LocalizedText) {
            row += 2
            sheet.set(row, 1, .text(text[language]), style: .heading)
        }
        line(LocalizedText("Dataset", malay: "Set data")[language], "\(structure.id) (\(structure.agency))")
        line(LocalizedText("Release", malay: "Terbitan")[language], "\(release.number)")
        line(LocalizedText("Periods", malay: "Tempoh")[language], "\(release.periods)")
        heading(LocalizedText("Sheets", malay: "Helaian"))
        for table in tables {
            line(table.definition.id.description, (table.definition.title ?? structure.title)[language])
        }
        heading(LocalizedText("Columns", malay: "Lajur"))
        line("TIME_PERIOD", LocalizedText.period[language])
        for dimension in structure.dimensions { line(dimension.id.description, dimension.title[language]) }
        for column in FigureColumn.allCases {
            line(column.rawValue, "\(column.title(structure)[language]). \(column.explanation[language])")
        }
        for list in [MarkList.observation, .confidentiality] {
            heading(list.title)
            for mark in list.marks { line(mark.code, mark.meaning[language]) }
        }
        heading(LocalizedText("Notes", malay: "Nota"))
        for note in release.notes { line("", note[language]) }
        for seriesBreak in structure.seriesBreaks {
            line(seriesBreak.period.description, seriesBreak.reason[language])
        }
        let coverage = release.coverage.filter { $0.expected > 0 }
        if !coverage.isEmpty {
            heading(LocalizedText("Who had reported", malay: "Yang telah melapor"))
            for count in coverage {
                let text = LocalizedText(
                    "\(count.reported) of \(count.expected) providers",
                    malay: "\(count.reported) daripada \(count.expected) penyedia")
                line(count.period.description, text[language])
            }
        }
        return sheet
    }
}
