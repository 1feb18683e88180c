/// What a file is that was sent in place of a workbook, as far as its bytes tell.
public enum FileKind: String, Sendable, Hashable, CaseIterable {
    /// Nothing at all.
    case empty
    /// A workbook locked with a password.
    case encrypted
    /// A workbook of Excel 97 to 2003 (`.xls`), or another file of that time.
    case legacyExcel
    /// A binary workbook (`.xlsb`).
    case binaryWorkbook
    /// A spreadsheet of OpenDocument (`.ods`).
    case openDocument
    /// A spreadsheet of Apple Numbers.
    case numbers
    /// A text document (`.docx`, `.odt`).
    case textDocument
    /// Slides (`.pptx`, `.odp`).
    case presentation
    /// A zip file of something else.
    case otherArchive
    /// A zip file that cannot be opened: cut off or altered.
    case damagedArchive
    /// A page of the web or other text with tags, whatever its ending says.
    case markup
    /// Anything else.
    case other
}

extension FileKind {
    /// The kind in words, and what to do about it.
    public var advice: String {
        switch self {
        case .empty: "the file is empty; check that the right file was chosen"
        case .encrypted: "this workbook is locked with a password; remove the password and save it again"
        case .legacyExcel: "this is a file of Excel 97 to 2003 (.xls); save it as .xlsx"
        case .binaryWorkbook: "this is a binary workbook (.xlsb); save it as .xlsx"
        case .openDocument: "this is an OpenDocument spreadsheet (.ods); save it as .xlsx"
        case .numbers: "this is a spreadsheet of Numbers; export it as .xlsx"
        case .textDocument: "this is a text document and no spreadsheet; check that the right file was chosen"
        case .presentation: "these are slides and no spreadsheet; check that the right file was chosen"
        case .otherArchive: "this is a zip file and no spreadsheet; check that the right file was chosen"
        case .damagedArchive: "this file is cut off or was altered on its way; get it again"
        case .markup: "this is a web page or other markup and no .xlsx; open it and save it as .xlsx"
        case .other: "this is no spreadsheet; check that the right file was chosen"
        }
    }

    /// Whether bytes begin as those of a workbook do, of Excel or OpenDocument, old or new.
    public static func looksLikeWorkbook(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B]) && bytes.count > 3 && bytes[2] < 9 || bytes.starts(with: compound)
    }

    /// What files of Office 97 to 2003 begin with, and workbooks with a password.
    private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

    /// The kind of what is no zip file.
    init(ofNoArchive bytes: [UInt8]) {
        if bytes.isEmpty {
            self = .empty
        } else if bytes.starts(with: FileKind.compound) {
            // The names of its parts are in UTF-16; one is that of the encrypted workbook.
            let name = "EncryptedPackage".utf8.flatMap { (letter: UInt8) -> [UInt8] in [letter, 0] }
            self = FileKind.contains(bytes, name) ? .encrypted : .legacyExcel
        } else if bytes.starts(with: [0x50, 0x4B]) {
            self = .damagedArchive
        } else {
            let start = bytes.drop { [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
            self = start.first == UInt8(ascii: "<") ? .markup : .other
        }
    }

    /// The kind of a zip file that holds no workbook, by the names in it and what `mimetype` says.
    init(ofArchive names: some Collection<String>, type: String) {
        let hasAny = { (start: String) in names.contains { $0.hasPrefix(start) } }
        if type.contains("opendocument.spreadsheet") {
            self = .openDocument
        } else if type.contains("opendocument.text") || hasAny("word/") {
            self = .textDocument
        } else if type.contains("opendocument.presentation") || hasAny("ppt/") {
            self = .presentation
        } else if names.contains("xl/workbook.bin") {
            self = .binaryWorkbook
        } else if hasAny("index/") && names.contains(where: { $0.hasSuffix(".iwa") }) || names.contains("index.zip") {
            self = .numbers
        } else {
            self = .otherArchive
        }
    }

    private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first, bytes.count >= part.count else { return false }
        return bytes.indices.dropLast(part.count - 1).contains {
            bytes[$0] == first && bytes[$0..<($0 + part.count)].elementsEqual(part)
        }
    }
}
