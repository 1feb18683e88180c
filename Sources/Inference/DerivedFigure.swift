/// A figure that is worked out from published ones.
public struct DerivedFigure<Value: Sendable & Hashable>: Sendable, Hashable {
    /// Why there is a value or none.
    public enum Status: String, Sendable {
        /// Worked out from figures with noise.
        case estimated
        /// Worked out from exact figures.
        case exact
        /// A figure that it needs is hidden.
        case hidden
        /// It cannot occur.
        case notApplicable
        /// Nothing is published for the period.
        case missing
        /// What is divided by is too uncertain, or not there.
        case undefined
    }

    /// The value; `nil` unless there is one.
    public let value: Value?
    /// With probability 95% what it would be without noise is no further away; `nil` without a value.
    public let margin: Value?
    /// Why there is a value or none.
    public let status: Status

    init(value: Value, margin: Value, isExact: Bool) {
        self.value = value
        self.margin = margin
        status = isExact ? .exact : .estimated
    }

    init(_ status: Status) {
        value = nil
        margin = nil
        self.status = status
    }
}
