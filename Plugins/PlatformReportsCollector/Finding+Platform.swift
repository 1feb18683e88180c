import Collecting

// The words of findings about platforms' files.

extension Finding {
    /// A file that may be in several of the shapes that are read.
    static func ambiguousShape(_ shapes: [FileShape], at location: Location) -> Finding {
        let names = shapes.map(\.rawValue).joined(separator: ", ")
        return Finding(
            .error, .unknownShape, at: location,
            LocalizedText(
                "the file may be any of \(names); say which with --option shape=…",
                malay: "fail ini mungkin salah satu daripada \(names); nyatakan dengan --option shape=…"))
    }

    /// A file that counts something else than the dataset does.
    static func otherUnit(_ units: [String], dataset: DatasetStructure, at location: Location) -> Finding {
        let words = units.joined(separator: " / ")
        return Finding(
            .error, .wrongDataset, at: location,
            LocalizedText(
                "the file counts \(words), and \(dataset.id) counts \(dataset.measure.unit); these are not the same units",
                malay:
                    "fail ini mengira \(words), sedangkan \(dataset.id) mengira \(dataset.measure.unit); unitnya berbeza"
            ))
    }

    /// A dimension about which the file says nothing and that has no place for that.
    static func dimensionMissing(_ dimension: Dimension, shape: FileShape, at location: Location) -> Finding {
        Finding(
            .error, .wrongDataset, at: location,
            LocalizedText(
                "a file of the shape \(shape.rawValue) says nothing about \(dimension.id), whose codelist has no code _U for that",
                malay:
                    "fail berbentuk \(shape.rawValue) tidak menyatakan \(dimension.id), yang senarai kodnya tiada kod _U untuk itu"
            ))
    }

    /// A metric that is a share or rate.
    static func shareNotCounted(_ metric: String, at location: Location) -> Finding {
        Finding(
            .error, .malformedNumber, at: location,
            LocalizedText(
                "\(Excerpt.quoting(metric) ?? "the metric") is a share, which is never counted; choose a metric that counts with --option metric=…",
                malay:
                    "\(Excerpt.quoting(metric) ?? "metrik ini") ialah kadar, yang tidak dikira; pilih metrik bilangan dengan --option metric=…"
            ))
    }

    /// Nothing was found for what was asked for; what there was.
    static func nothingOf(_ what: String, wanted: String, found: [String], at location: Location) -> Finding {
        let names = found.prefix(8).compactMap(Excerpt.quoting).joined(separator: ", ") + (found.count > 8 ? ", …" : "")
        let shown = Excerpt.quoting(wanted) ?? "…"
        return Finding(
            .error, .noRows, at: location,
            LocalizedText(
                "no row has the \(what) \(shown); there are \(names.isEmpty ? "none" : names) (--option \(what)=…)",
                malay:
                    "tiada baris dengan \(what) \(shown); yang ada ialah \(names.isEmpty ? "tiada" : names) (--option \(what)=…)"
            ))
    }

    /// Words that stand for no code of their own.
    static func countedAsOther(_ count: Int, _ dimension: Dimension, at location: Location) -> Finding {
        Finding(
            .note, .unknownCode, at: location,
            LocalizedText(
                "\(count == 1 ? "1 row has" : "\(count) rows have") a word of \(dimension.id) that has no code of its own: counted at _O",
                malay: "\(count) baris mempunyai perkataan \(dimension.id) tanpa kod sendiri: dikira di _O"))
    }

    /// A row that repeats another.
    static func doubledFigure(first: Int, at location: Location) -> Finding {
        Finding(
            .error, .doubledRow, at: location,
            LocalizedText(
                "this row is for the same as row \(first); leave one out",
                malay: "baris ini untuk perkara yang sama dengan baris \(first); buang satu"))
    }
}
