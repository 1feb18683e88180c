/// A collector whose files are forms: made for one dataset and period, filled in by hand, sent back.
///
/// A form states in its first lines what it is for, so that whoever sends it back need not say it again. What it
/// states is held against what was declared, if anything was: a difference is a finding and never overruled.
public protocol FormCollector: Collector {
    /// The empty form of a dataset for a period of its frequency.
    static func form(structure: DatasetStructure, period: Period) -> [UInt8]

    /// What a filled form says that it is for; `nil` if the bytes are no such form.
    ///
    /// `bytes` are the first 4 KiB of the file, or all where there are fewer. Nothing else is checked.
    static func target(ofHead bytes: [UInt8]) -> FormTarget?
}

/// The dataset and period that a form states to be for.
public struct FormTarget: Sendable, Hashable {
    /// The dataset.
    public let dataset: Identifier
    /// The period.
    public let period: Period

    /// Takes both.
    public init(dataset: Identifier, period: Period) {
        self.dataset = dataset
        self.period = period
    }
}
