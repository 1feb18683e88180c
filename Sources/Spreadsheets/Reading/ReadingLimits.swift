/// How much of a workbook is read, so that a small file cannot fill the memory of whoever opens it.
public struct ReadingLimits: Sendable, Hashable {
    /// Parts of the file; a workbook has a handful, and two or three a sheet.
    public var parts: Int
    /// Bytes of one part once unpacked.
    public var partBytes: Int
    /// Bytes of all parts together that are unpacked for one reader, again for each time.
    public var totalBytes: Int
    /// Bytes unpacked out of one packed byte, beyond the first `ratioFrom` of a part. What people write is packed to a
    /// tenth or a fiftieth; the most that the format can do is 1,032.
    public var ratio: Int
    /// Sheets.
    public var sheets: Int
    /// Cells with something in them, of one sheet.
    public var cells: Int
    /// Bytes of text of all shared texts together; those of one cell are at most ``cellTextBytes``.
    public var textBytes: Int

    /// Where ``ratio`` begins to count, in bytes of a part once unpacked.
    public static let ratioFrom = 4 << 20
    /// The most bytes of one cell's text: four for each of the 32,767 characters that it may have.
    public static let cellTextBytes = 131_068
    /// The most formats of cells: those that Excel takes.
    public static let formats = 65_490

    /// Takes limits; without any, those that fit every workbook that people make by hand.
    public init(
        parts: Int = 4_096, partBytes: Int = 256 << 20, totalBytes: Int = 512 << 20, ratio: Int = 400,
        sheets: Int = 1_024, cells: Int = 5_000_000, textBytes: Int = 64 << 20
    ) {
        self.parts = parts
        self.partBytes = partBytes
        self.totalBytes = totalBytes
        self.ratio = ratio
        self.sheets = sheets
        self.cells = cells
        self.textBytes = textBytes
    }
}
