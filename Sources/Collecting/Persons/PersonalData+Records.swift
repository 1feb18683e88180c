import Aggregation

extension PersonalData {
    /// Reports what looks like a person's number or address in the current record, in whatever field, asked for or not.
    ///
    /// - Parameters:
    ///   - reader: The record.
    ///   - key: The field of a unit's key, if there is one.
    ///   - place: The record's place.
    ///   - sink: Where findings go.
    /// - Returns: Whether there was any, so that nothing else is to be said of the record.
    public static func report(
        in reader: borrowing RecordReader, key: Int?, at place: Finding.Location, into sink: inout some CollectingSink
    ) -> Bool {
        var isFound = false
        for field in 0..<reader.fieldCount {
            let use = field == key ? Use.key : .anything
            guard reader.withField(field, { kind(in: $0, of: use) }) != nil else { continue }
            sink.report(.personalData(at: Finding.Location(file: place.file, row: place.row, column: field + 1)))
            isFound = true
        }
        return isFound
    }
}
