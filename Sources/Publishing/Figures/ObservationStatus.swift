import Statistics

/// How SDMX marks a figure: its observation status and its confidentiality.
struct ObservationStatus {
    /// CL_OBS_STATUS: E estimated (it carries noise), A normal (exact), Q suppressed, M cannot exist, O missing.
    let observation: String
    /// CL_CONF_STATUS: F free, C confidential.
    let confidentiality: String

    /// The marks of a figure.
    init(_ cell: ProtectedCell) {
        switch cell {
        case .estimate: (observation, confidentiality) = ("E", "F")
        case .hidden: (observation, confidentiality) = ("Q", "C")
        case .exact: (observation, confidentiality) = ("A", "F")
        case .notApplicable: (observation, confidentiality) = ("M", "F")
        case .missing: (observation, confidentiality) = ("O", "F")
        }
    }
}

extension ProtectedCell {
    /// The value and margin that are shown, if any.
    var shown: (value: Int64, margin: Int64)? {
        switch self {
        case .estimate(let value, let margin): (value, margin)
        case .exact(let value): (value, 0)
        case .hidden, .notApplicable, .missing: nil
        }
    }
}
