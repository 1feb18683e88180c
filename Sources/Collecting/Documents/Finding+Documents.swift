// The words of the findings about documents, published figures and completeness, in English and Bahasa Malaysia.

extension Finding {
    /// A document that cannot be read further: what is wrong, at which line and character.
    public init(_ fault: DocumentFault, file: String) {
        let words = fault.kind.words
        self.init(
            .error, .malformedDocument, at: Location(file: file, row: fault.line),
            LocalizedText(
                "the document cannot be read from character \(fault.column) on: \(words.english)",
                malay: "dokumen tidak dapat dibaca mulai aksara \(fault.column): \(words[.malay])"))
    }

    /// A file in none of the shapes that are read; what these are called.
    public static func unknownShape(_ known: String, at location: Location) -> Finding {
        Finding(
            .error, .unknownShape, at: location,
            LocalizedText(
                "this is none of the files that are read here (\(known)); check that the right file was chosen",
                malay: "ini bukan fail yang dibaca di sini (\(known)); semak sama ada fail yang betul telah dipilih"))
    }

    /// A name that the mapping says nothing about; `kind` is what it is the name of, as the file calls it.
    public static func unmappedName(
        _ name: String, kind: String, nearest: String?, at location: Location
    ) -> Finding {
        guard let shown = Excerpt.quoting(name) else { return personalData(at: location) }
        let (hint, petunjuk) = hint(nearest)
        return Finding(
            .error, .unmappedName, at: location,
            LocalizedText(
                "the mapping has no \(kind) \(shown)\(hint); say what it stands for, or list it under ignore",
                malay:
                    "fail pemetaan tiada \(kind) \(shown)\(petunjuk); nyatakan maksudnya, atau senaraikan di bawah ignore"
            ))
    }

    /// A file with figures of both sides of a break in how they are counted.
    public static func spansBreak(_ period: Period, reason: LocalizedText, at location: Location) -> Finding {
        Finding(
            .note, .seriesBreak, at: location,
            LocalizedText(
                "figures before and from \(period) on are not counted alike: \(reason.english)",
                malay: "angka sebelum dan mulai \(period) tidak dikira dengan cara yang sama: \(reason[.malay])"))
    }

    /// Periods that nothing declares complete, so that what is absent may be zero or missing.
    public static func notComplete(_ periods: [Period], at location: Location) -> Finding {
        let names = periods.prefix(6).map(\.description).joined(separator: ", ") + (periods.count > 6 ? ", …" : "")
        return Finding(
            .warning, .notComplete, at: location,
            LocalizedText(
                "\(names): not declared complete, so what is absent may be zero or missing",
                malay: "\(names): tidak diisytiharkan lengkap, jadi yang tiada mungkin sifar atau hilang"))
    }
}
