import Bytes
import Statistics

/// What is said of a release as a package: its tables, their columns and codes. The one model from which Data Package,
/// CSVW and the card of the dataset are written, so that they cannot differ.
struct ReleaseMetadata {
    /// A column of a table.
    struct Column {
        /// What it holds.
        enum Kind {
            case text
            case number
            case flag
        }

        /// Its heading.
        let name: String
        /// The name that people read.
        let title: LocalizedText
        /// What it means, if that needs saying.
        var explanation: LocalizedText?
        /// What it holds.
        var kind = Kind.text
        /// What may stand in it, with what that means; empty if anything may.
        var codes: [(code: String, meaning: LocalizedText)] = []
        /// Whether something always stands in it.
        var isRequired = true
    }

    /// A file of lines.
    struct Table {
        /// What it is called.
        let id: String
        /// Its file.
        let file: ReleaseFile
        /// The title that people read.
        let title: LocalizedText
        /// Its columns, in order.
        let columns: [Column]
        /// The columns that together name a line.
        let key: [String]
    }

    /// The release.
    let release: Release
    /// The tables of figures, then that of codes.
    let tables: [Table]

    /// Takes a release, and which of its tables are wanted.
    init(_ release: Release, _ filter: ReleaseFilter) {
        self.release = release
        let structure = release.structure
        let columns = ReleaseMetadata.columns(of: structure)
        let key = structure.dimensions.map(\.id.description) + ["TIME_PERIOD"]
        let figures = release.tables.filter { filter.takes($0.definition) }.map { table in
            var own = filter
            own.table = table.definition.id
            let file = ReleaseFile(
                "\(table.definition.id).table.csv", ExportFormat.csv.mediaType,
                bytes: { [own] sink throws(BytesError) in try ReleaseCSV(release).write(to: sink, own) })
            return Table(
                id: table.definition.id.description, file: file, title: table.definition.title ?? structure.title,
                columns: columns, key: key)
        }
        let codes = ReleaseFile(
            "\(structure.id).codes.csv", ExportFormat.csv.mediaType,
            bytes: { sink throws(BytesError) in try CodesCSV(structure).write(to: sink) })
        tables =
            figures + [
                Table(
                    id: "\(structure.id).codes", file: codes,
                    title: LocalizedText("Codes and what they mean", malay: "Kod dan maksudnya"),
                    columns: CodesCSV.columns, key: ["DIMENSION", "CODE"])
            ]
    }

    /// The title that people read.
    var title: LocalizedText { release.structure.title }

    /// What is published and how to read it.
    var description: LocalizedText {
        let text = { (language: Language) in
            let measure = release.structure.measure.title[language]
            let number = release.number
            let opening =
                switch language {
                case .english: "\(measure), release \(number), \(release.periods). Hidden is not zero."
                case .malay: "\(measure), terbitan \(number), \(release.periods). Tersembunyi bukan sifar."
                }
            return ([opening] + release.notes.map { $0[language] }).joined(separator: "\n\n")
        }
        return LocalizedText(text(.english), malay: text(.malay))
    }

    /// The first and the last day that the figures cover, as ISO 8601 writes them.
    var days: (first: String, last: String) {
        let days = release.periods.days
        return (days.lowerBound.description, days.upperBound.description)
    }

    /// The columns of figures, which all tables of a dataset share.
    private static func columns(of structure: DatasetStructure) -> [Column] {
        var columns = [
            Column(
                name: "DATASET", title: LocalizedText("Dataset", malay: "Set data"),
                codes: [(structure.id.description, structure.title)]),
            Column(name: "TIME_PERIOD", title: .period),
        ]
        for dimension in structure.dimensions {
            let codes = [(Code.total, LocalizedText.total)] + dimension.codelist.items.map { ($0.code, $0.label) }
            columns.append(
                Column(
                    name: dimension.id.description, title: dimension.title,
                    codes: codes.map { (CSVLine.neutralised($0.description), $1) }))
        }
        for column in FigureColumn.allCases {
            var own = Column(
                name: column.rawValue, title: column.title(structure), explanation: column.explanation)
            switch column.kind {
            case .number: (own.kind, own.isRequired) = (.number, false)
            case .flag: own.kind = .flag
            case .mark(let list): own.codes = list.marks.map { ($0.code, $0.meaning) }
            }
            columns.append(own)
        }
        return columns
    }
}
