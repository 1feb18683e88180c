import Collecting

/// Reports what looks like a person's number or address, in whatever column and row it stands, asked for or not.
///
/// - Parameters:
///   - fields: The fields of one record, as they were written.
///   - key: The column of a key, if there is one.
///   - place: The record.
///   - sink: Where findings go.
/// - Returns: Whether there was any, so that nothing else is to be said of the record.
func reportPersons(
    in fields: [String], key: Int?, at place: Finding.Location, into sink: inout some CollectingSink
) -> Bool {
    var isFound = false
    for (column, field) in fields.enumerated()
    where PersonalData.kind(in: Array(field.utf8).span, of: column == key ? .key : .anything) != nil {
        sink.report(.personalData(at: Finding.Location(file: place.file, row: place.row, column: column + 1)))
        isFound = true
    }
    return isFound
}
