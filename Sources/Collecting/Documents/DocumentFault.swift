/// Why a JSON or XML document cannot be read further, and where.
public struct DocumentFault: Error, Hashable, Sendable {
    /// What is wrong with a document.
    public enum Kind: String, Sendable, CaseIterable {
        /// The document ends before it is finished.
        case unfinished
        /// Something follows the document.
        case trailing
        /// A character stands where none of its kind may.
        case unexpected
        /// A text holds a control character.
        case control
        /// A text is not UTF-8, or the document declares another encoding.
        case encoding
        /// An escape or a reference that is none, or that is not taken.
        case escape
        /// A number that is none.
        case number
        /// A text, number or name longer than any that is read.
        case tooLong
        /// More levels inside each other than are read.
        case tooDeep
        /// A name that its object or element has already.
        case doubledName
        /// A closing tag of another element than the open one.
        case mismatch
        /// A document type declaration, which is not taken: it can define entities.
        case documentType
        /// More attributes in one element than are read.
        case tooManyAttributes
    }

    /// What is wrong.
    public let kind: Kind
    /// The line, from 1.
    public let line: Int
    /// The character within the line, from 1.
    public let column: Int

    /// Takes a fault.
    public init(_ kind: Kind, line: Int, column: Int) {
        self.kind = kind
        self.line = line
        self.column = column
    }
}

/// What ends the reading of a document early.
public enum DocumentError: Error, Hashable, Sendable {
    /// The bytes cannot be had.
    case source(BytesError)
    /// The bytes are no such document.
    case fault(DocumentFault)
}

extension DocumentFault.Kind {
    /// What is wrong, in words.
    var words: LocalizedText {
        switch self {
        case .unfinished:
            LocalizedText(
                "the document ends before it is finished; send the whole file",
                malay: "dokumen tamat sebelum selesai; hantar fail yang lengkap")
        case .trailing:
            LocalizedText(
                "something follows the end of the document; send one document a file",
                malay: "ada sesuatu selepas penghujung dokumen; hantar satu dokumen bagi setiap fail")
        case .unexpected:
            LocalizedText(
                "a character stands here that may not; look for a missing or extra mark",
                malay: "ada aksara yang tidak dibenarkan di sini; cari tanda yang hilang atau berlebihan")
        case .control:
            LocalizedText(
                "a control character stands within a text", malay: "ada aksara kawalan di dalam teks")
        case .encoding:
            LocalizedText(
                "this is not in UTF-8; save the document as UTF-8",
                malay: "ini bukan dalam UTF-8; simpan dokumen sebagai UTF-8")
        case .escape:
            LocalizedText(
                "an escape or reference stands here that is not taken",
                malay: "ada urutan lepas atau rujukan yang tidak diterima di sini")
        case .number: LocalizedText("this is no number", malay: "ini bukan nombor")
        case .tooLong:
            LocalizedText(
                "a text here is longer than any that is read", malay: "teks di sini melebihi had panjang yang dibaca")
        case .tooDeep:
            LocalizedText(
                "more levels stand inside each other than are read", malay: "terlalu banyak aras yang bersarang")
        case .doubledName:
            LocalizedText("this name stands here twice", malay: "nama ini muncul dua kali di sini")
        case .mismatch:
            LocalizedText(
                "the closing tag is that of another element", malay: "tag penutup ini milik unsur yang lain")
        case .documentType:
            LocalizedText(
                "document type declarations and entities are not taken; remove the DOCTYPE",
                malay: "pengisytiharan jenis dokumen dan entiti tidak diterima; buang DOCTYPE")
        case .tooManyAttributes:
            LocalizedText("an element has too many attributes", malay: "satu unsur mempunyai terlalu banyak atribut")
        }
    }
}
