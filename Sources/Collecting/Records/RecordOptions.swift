public import Bytes
public import Statistics

/// The options that collectors of records share.
public enum RecordOptions {
    /// How the bytes of the file stand for characters.
    public static let encoding = known(
        CollectorOption(
            "encoding", .choice(TextEncoding.allCases.map(\.rawValue)), default: TextEncoding.utf8.rawValue,
            LocalizedText("how the file was saved", malay: "cara fail disimpan")))

    /// Which of day and month comes first in dates such as 3/4/2024.
    public static let dates = known(
        CollectorOption(
            "dates", .choice(TimeReader.Order.allCases.map(\.rawValue)), default: TimeReader.Order.auto.rawValue,
            LocalizedText(
                "which comes first in a date such as 3/4/2024; auto refuses it",
                malay: "bahagian pertama tarikh seperti 3/4/2024; auto menolaknya")))

    /// Whether keys mean the same units in the records of all providers.
    public static let keys = known(
        CollectorOption(
            "keys", .choice(KeyScope.allCases.map(\.rawValue)), default: KeyScope.own.rawValue,
            LocalizedText(
                "own if the keys are those of this provider, shared if all providers use the same ones",
                malay: "own jika kunci milik pemberi data ini, shared jika semua pemberi data menggunakan kunci sama")))

    /// The encoding that was chosen.
    public static func encoding(of settings: CollectorSettings) -> TextEncoding {
        TextEncoding(rawValue: settings[encoding]) ?? .utf8
    }

    /// The reader of dates that was chosen.
    public static func times(of settings: CollectorSettings) -> TimeReader {
        TimeReader(order: TimeReader.Order(rawValue: settings[dates]) ?? .auto)
    }

    /// The scope of keys that was chosen.
    public static func scope(of settings: CollectorSettings) -> KeyScope { KeyScope(rawValue: settings[keys]) ?? .own }

    /// An option that is written in the source and therefore one; it stops the program where it is none.
    public static func known(_ option: CollectorOption?) -> CollectorOption {
        guard let option else { preconditionFailure("an option has a name and a default that it takes") }
        return option
    }
}

extension RecordTable {
    /// A time in a column of the current row.
    ///
    /// - Parameters:
    ///   - column: The column.
    ///   - reader: How dates are written.
    ///   - isMalformed: Set where something stands there that is no time, or may be two.
    ///   - sink: Where that is reported.
    /// - Returns: The time; `nil` where there is none.
    public func time(
        _ column: Int, _ reader: TimeReader, isMalformed: inout Bool, into sink: inout some CollectingSink
    ) -> WrittenTime? {
        let text = text(column)
        if text.isEmpty { return nil }
        switch reader.read(text) {
        case .time(let time): return time
        case .ambiguous: sink.report(.ambiguousDate(text, at: place(column)))
        case .malformed: sink.report(.malformedDate(text, at: place(column)))
        }
        isMalformed = true
        return nil
    }
}
