import Statistics

/// How SDMX marks a figure: its observation status and its confidentiality.
struct ObservationStatus {
    /// CL_OBS_STATUS: E estimated (it carries noise), Q suppressed, M cannot exist.
    let observation: String
    /// CL_CONF_STATUS: F free, C confidential.
    let confidentiality: String

    /// The marks of a figure.
    init(_ cell: ProtectedCell) {
        switch cell {
        case .estimate: (observation, confidentiality) = ("E", "F")
        case .hidden: (observation, confidentiality) = ("Q", "C")
        case .notApplicable: (observation, confidentiality) = ("M", "F")
        }
    }
}

extension ProtectedCell {
    /// The value and margin that are shown, if any.
    var shown: (value: Int64, margin: Int64)? {
        if case .estimate(let value, let margin) = self { (value, margin) } else { nil }
    }
}
