import Statistics

/// The marks that stand beside figures, with what they mean: one list for every format.
struct MarkList: Sendable {
    /// One mark.
    struct Mark: Sendable {
        /// As SDMX writes it.
        let code: String
        /// What it means.
        let meaning: LocalizedText
    }

    /// The name of the codelist in SDMX.
    let id: String
    /// What the list is about.
    let title: LocalizedText
    /// The marks that Lindung writes.
    let marks: [Mark]

    /// Why a figure is there, or is not.
    static let observation = MarkList(
        id: "CL_OBS_STATUS", title: LocalizedText("Observation status", malay: "Status cerapan"),
        marks: [
            Mark(
                code: "E", meaning: LocalizedText("Estimated: carries noise", malay: "Anggaran: mengandungi hingar")),
            Mark(code: "A", meaning: LocalizedText("Exact: reference data", malay: "Tepat: data rujukan")),
            Mark(
                code: "Q",
                meaning: LocalizedText(
                    "Hidden to protect people; not zero", malay: "Disembunyikan untuk melindungi orang; bukan sifar")),
            Mark(
                code: "M",
                meaning: LocalizedText("Not applicable: cannot occur", malay: "Tidak berkenaan: tidak mungkin berlaku")
            ),
            Mark(
                code: "O",
                meaning: LocalizedText(
                    "Missing: not released for this period", malay: "Tiada: tidak diterbitkan bagi tempoh ini")),
        ])

    /// Who may know a figure.
    static let confidentiality = MarkList(
        id: "CL_CONF_STATUS", title: LocalizedText("Confidentiality", malay: "Kerahsiaan"),
        marks: [
            Mark(code: "F", meaning: LocalizedText("Free", malay: "Bebas")),
            Mark(code: "C", meaning: LocalizedText("Confidential: hidden", malay: "Sulit: disembunyikan")),
        ])

    /// How often a dataset has a value.
    static func frequency(_ frequency: Frequency) -> MarkList {
        let meaning =
            switch frequency {
            case .annual: LocalizedText("Annual", malay: "Tahunan")
            case .quarterly: LocalizedText("Quarterly", malay: "Suku tahunan")
            case .monthly: LocalizedText("Monthly", malay: "Bulanan")
            case .weekly: LocalizedText("Weekly", malay: "Mingguan")
            case .daily: LocalizedText("Daily", malay: "Harian")
            }
        return MarkList(
            id: "CL_FREQ", title: LocalizedText("Frequency", malay: "Kekerapan"),
            marks: [Mark(code: frequency.rawValue, meaning: meaning)])
    }

    /// What is said of periods whose figures may still change.
    static let provisional = LocalizedText(
        "Provisional: submissions were not all due, or not all there",
        malay: "Sementara: belum semua laporan cukup tempoh atau diterima")
}

extension LocalizedText {
    /// What `_T` means.
    static let total = LocalizedText("Total", malay: "Jumlah")
    /// What a period is.
    static let period = LocalizedText("Period", malay: "Tempoh")
}

extension Codelist {
    /// What people read for a code; *Total* for the total.
    func label(at index: CodeIndex) -> LocalizedText { index == .total ? .total : items[Int(index)].label }
}
