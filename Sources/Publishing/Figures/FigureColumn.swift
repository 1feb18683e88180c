import Statistics

/// What is said of one figure: the columns behind the dimensions, in the order in which files have them. Every format
/// takes names, titles and explanations from here.
enum FigureColumn: String, Sendable, CaseIterable {
    /// The figure.
    case value = "OBS_VALUE"
    /// How far the count before noise may lie from it.
    case margin = "MARGIN_95"
    /// Why it is there, or is not.
    case status = "OBS_STATUS"
    /// Whether it is hidden.
    case confidentiality = "CONF_STATUS"
    /// Whether it may still change.
    case provisional = "PROVISIONAL"

    /// What a column holds.
    enum Kind: Sendable {
        /// A whole number, or nothing.
        case number
        /// One of a few marks.
        case mark(MarkList)
        /// True or false.
        case flag
    }

    /// What it holds.
    var kind: Kind {
        switch self {
        case .value, .margin: .number
        case .status: .mark(.observation)
        case .confidentiality: .mark(.confidentiality)
        case .provisional: .flag
        }
    }

    /// The name that people read; the measure's own for the figure.
    func title(_ structure: DatasetStructure) -> LocalizedText {
        switch self {
        case .value: structure.measure.title
        case .margin: LocalizedText("Margin (95%)", malay: "Margin (95%)")
        case .status: MarkList.observation.title
        case .confidentiality: MarkList.confidentiality.title
        case .provisional: LocalizedText("Provisional", malay: "Sementara")
        }
    }

    /// What it means.
    var explanation: LocalizedText {
        switch self {
        case .value:
            LocalizedText(
                "The figure; empty where there is none. It may be below zero where nothing is hidden.",
                malay: "Angka; kosong jika tiada. Boleh kurang daripada sifar jika tiada yang disembunyikan.")
        case .margin:
            LocalizedText(
                "With probability 95% the count before noise is no further from the figure than this.",
                malay: "Dengan kebarangkalian 95%, bilangan sebelum hingar tidak berbeza melebihi nilai ini.")
        case .status:
            LocalizedText(
                "Why the figure is there, or is not. Hidden, missing, not applicable and zero are different things.",
                malay: "Sebab angka itu ada atau tiada. Tersembunyi, tiada, tidak berkenaan dan sifar adalah berbeza.")
        case .confidentiality: LocalizedText("Whether the figure is hidden.", malay: "Sama ada angka disembunyikan.")
        case .provisional: MarkList.provisional
        }
    }

    /// A column for the figure of a period.
    ///
    /// - Parameters:
    ///   - cell: the figure.
    ///   - isProvisional: whether figures of the period may still change.
    /// - Returns: what stands in the column.
    func content(_ cell: ProtectedCell, isProvisional: Bool) -> Content {
        switch self {
        case .value: .number(cell.shown?.value)
        case .margin: .number(cell.shown?.margin)
        case .status: .text(ObservationStatus(cell).observation)
        case .confidentiality: .text(ObservationStatus(cell).confidentiality)
        case .provisional: .text(isProvisional ? "true" : "false")
        }
    }

    /// What stands in a column.
    enum Content: Sendable, Hashable {
        /// A whole number, or nothing.
        case number(Int64?)
        /// A mark, `true` or `false`.
        case text(String)
    }
}

extension CSVLine {
    /// All columns of a figure.
    mutating func figure(_ cell: ProtectedCell, isProvisional: Bool) {
        for column in FigureColumn.allCases {
            switch column.content(cell, isProvisional: isProvisional) {
            case .number(let number): self.number(number)
            case .text(let text): self.text(text)
            }
        }
    }
}
