/// What the texts of some columns were found to mean, remembered by their bytes: a spelling is looked into once.
///
/// Some thousands of texts a column are remembered, each of up to 256 bytes; what has no room is looked into again.
@safe public struct RememberedTexts: ~Copyable {
    private let texts: UnsafeMutablePointer<TextCodes>
    private let columns: Int

    /// Makes room for the texts of `columns` columns, 0 or more.
    public init(columns: Int) {
        self.columns = max(columns, 0)
        unsafe texts = .allocate(capacity: max(columns, 1))
        for column in 0..<self.columns { unsafe (texts + column).initialize(to: TextCodes(.ofProcess)) }
    }

    deinit {
        unsafe texts.deinitialize(count: columns)
        unsafe texts.deallocate()
    }

    /// What the text of a field was found to mean; `nil` where that is not remembered.
    ///
    /// - Parameters:
    ///   - field: In 0 ..< `row.count`.
    ///   - row: The record.
    ///   - column: Whose text it is, in 0 ..< the number of columns.
    /// - Returns: A number of 0 or more.
    public func meaning(of field: Int, in row: borrowing RecordRow, column: Int) -> Int32? {
        precondition(column >= 0 && column < columns, "no such column")
        let bytes = unsafe row.bytes(field)
        guard let start = bytes.baseAddress else { return nil }
        let known = unsafe texts[column].code(start, bytes.count)
        return known < 0 ? nil : known
    }

    /// Remembers what the text of a field means.
    ///
    /// - Parameters:
    ///   - meaning: 0 or more.
    ///   - field: In 0 ..< `row.count`.
    ///   - row: The record.
    ///   - column: Whose text it is, in 0 ..< the number of columns.
    public mutating func remember(_ meaning: Int32, of field: Int, in row: borrowing RecordRow, column: Int) {
        precondition(column >= 0 && column < columns && meaning >= 0, "no such column or meaning")
        let bytes = unsafe row.bytes(field)
        guard let start = bytes.baseAddress, unsafe texts[column].code(start, bytes.count) < 0 else { return }
        unsafe texts[column].remember(start, bytes.count, meaning)
    }
}
