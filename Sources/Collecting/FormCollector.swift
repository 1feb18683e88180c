/// A collector whose files are forms: made for one dataset and period, filled in by hand, sent back.
///
/// A form states in itself what it is for, so that whoever sends it back need not say it again. What it
/// states is held against what was declared, if anything was: a difference is a finding and never overruled.
public protocol FormCollector: Collector {
    /// In which formats the form is made, the one that people are given first.
    static var formats: [FormFormat] { get }

    /// The empty form of a dataset for a period of its frequency: the same bytes every time.
    ///
    /// `language` stands first, where the form has both.
    ///
    /// - Throws: `FormError` in a format that it is not made in, or where it cannot be made.
    static func form(
        structure: DatasetStructure, period: Period, format: FormFormat, language: Language
    ) throws(FormError) -> [UInt8]

    /// What a filled form says that it is for; `nil` if the bytes are no such form.
    ///
    /// `bytes` are the whole file, up to the collector's `sizeLimit`. Nothing else is checked.
    static func target(of bytes: [UInt8]) -> FormTarget?
}

/// In what a form is filled in.
public enum FormFormat: String, Sendable, CaseIterable {
    /// A workbook.
    case xlsx
    /// Text with commas.
    case csv
}

/// Why a form cannot be made.
public enum FormError: Error, Hashable, Sendable {
    /// The form is made in other formats.
    case formatNotMade(FormFormat)
    /// The machine, or what goes into the form, does not let it be written; the reason in words.
    case notWritten(String)
}

extension FormError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .formatNotMade(let format): "this form is not made as .\(format.rawValue)"
        case .notWritten(let reason): "the form cannot be made: \(reason)"
        }
    }
}

/// The dataset and period that a form states to be for.
public struct FormTarget: Sendable, Hashable {
    /// The dataset.
    public let dataset: Identifier
    /// The period; `nil` where the form does not say it, or not clearly.
    public let period: Period?

    /// Takes both.
    public init(dataset: Identifier, period: Period?) {
        self.dataset = dataset
        self.period = period
    }
}
