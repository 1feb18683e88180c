/// What can be wrong with a workbook.
///
/// Nothing of what its cells hold is in it: names of parts and sheets, and places.
public enum SpreadsheetError: Error, Hashable, Sendable {
    /// The file is something else.
    case notAWorkbook(FileKind)
    /// A part of the file stands in it twice, so that two programs may see two different workbooks.
    case doubledPart(String)
    /// A part of the file is locked.
    case encryptedPart(String)
    /// A part that the workbook names is not in the file.
    case missingPart(String)
    /// A part is cut off, was altered, or is not what it should be.
    case damagedPart(String)
    /// A part has a document type, or says that it is not in UTF-8: no spreadsheet program writes such files.
    case refusedPart(String)
    /// The workbook is larger than what is read.
    case tooLarge(Bound, limit: Int)
    /// A cell that is not as any program writes it.
    case malformedCell(sheet: String, at: CellReference)
    /// The workbook could not be written.
    case notWritten(String)

    /// What there is too much of.
    public enum Bound: String, Sendable, Hashable, CaseIterable {
        /// Parts of the file.
        case parts
        /// Bytes of a part once unpacked, or of all parts together.
        case bytes
        /// Bytes unpacked out of one byte, in a part of some size: no workbook, but made to fill memory.
        case ratio
        /// Sheets.
        case sheets
        /// Cells with something in them, of one sheet.
        case cells
        /// Bytes of text of one cell, or of all shared texts.
        case text
        /// Formats of cells.
        case formats
    }
}

extension SpreadsheetError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .notAWorkbook(let kind): kind.advice
        case .doubledPart(let name): "the file holds \(name) twice; save the workbook again under a new name"
        case .encryptedPart: FileKind.encrypted.advice
        case .missingPart(let name): "\(name) is missing in the file; save the workbook again, or get it again"
        case .damagedPart(let name): "\(name) in the file is cut off or was altered; get the file again"
        case .refusedPart(let name):
            "\(name) in the file is not as spreadsheet programs write it; save the workbook again"
        case .tooLarge(let bound, let limit): "the workbook is too large to be read: more than \(limit) \(bound.noun)"
        case .malformedCell(let sheet, let place):
            "sheet \(sheet), cell \(place): not as spreadsheet programs write it; save the workbook again"
        case .notWritten(let reason): "the workbook cannot be written: \(reason)"
        }
    }
}

extension SpreadsheetError.Bound {
    fileprivate var noun: String {
        switch self {
        case .parts: "parts"
        case .bytes: "bytes unpacked"
        case .ratio: "bytes unpacked out of each one"
        case .sheets: "sheets"
        case .cells: "cells in a sheet"
        case .text: "bytes of text"
        case .formats: "formats"
        }
    }
}
