import Bytes
import Statistics

/// The codes of a structure as CSV: one line a code, in every language there is.
struct CodesCSV {
    /// Its columns.
    static let columns = [
        ReleaseMetadata.Column(name: "DIMENSION", title: LocalizedText("Column", malay: "Lajur")),
        ReleaseMetadata.Column(name: "CODE", title: LocalizedText("Code", malay: "Kod")),
        ReleaseMetadata.Column(
            name: "PARENT", title: LocalizedText("Code above", malay: "Kod di atas"), isRequired: false),
        ReleaseMetadata.Column(name: "LEVEL", title: LocalizedText("Level", malay: "Aras"), kind: .number),
        ReleaseMetadata.Column(
            name: "LABEL_EN", title: LocalizedText("Label in English", malay: "Label dalam bahasa Inggeris")),
        ReleaseMetadata.Column(
            name: "LABEL_MS", title: LocalizedText("Label in Malay", malay: "Label dalam bahasa Melayu")),
    ]

    private let structure: DatasetStructure

    init(_ structure: DatasetStructure) { self.structure = structure }

    func write(to sink: any ByteSink) throws(BytesError) {
        var line = CSVLine()
        for column in CodesCSV.columns { line.text(column.name) }
        line.end()
        for dimension in structure.dimensions {
            let codelist = dimension.codelist
            for index in [.total] + codelist.items.indices.map(CodeIndex.init) {
                line.text(dimension.id.description)
                line.text(codelist.code(at: index).description)
                line.text(index == .total ? "" : codelist.code(at: codelist.parent(of: index)).description)
                line.number(Int64(codelist.level(of: index)))
                line.text(codelist.label(at: index).english)
                line.text(codelist.label(at: index)[.malay])
                line.end()
            }
            try line.drain(to: sink)
        }
        for list in [MarkList.observation, .confidentiality] {
            let column = list.id == MarkList.observation.id ? FigureColumn.status : .confidentiality
            for mark in list.marks {
                for text in [column.rawValue, mark.code, ""] { line.text(text) }
                line.number(1)
                line.text(mark.meaning.english)
                line.text(mark.meaning[.malay])
                line.end()
            }
        }
        try line.drain(to: sink, always: true)
    }
}
