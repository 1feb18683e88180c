public import Publishing
import Statistics

/// What a submission would be, for programs.
public struct CheckedJSON: Sendable {
    private let checked: CheckedSubmission

    /// Takes what was checked.
    public init(_ checked: CheckedSubmission) { self.checked = checked }

    /// Writes an object: the dataset, how much could be taken, whether there was nothing, and what was found.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("dataset", checked.dataset.description)
        json.member("observations", checked.observations)
        json.member("nil", checked.isNil)
        FindingsJSON(checked.findings).write(to: &json)
        json.endObject()
    }
}
