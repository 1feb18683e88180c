/// What the main part of a workbook says: its sheets and names.
struct WorkbookOutline: MarkupHandler {
    struct Sheet {
        let name: String
        let isHidden: Bool
        /// What the part's relationships know the sheet by.
        let relationship: String?
    }

    private(set) var isWorkbook = false
    private(set) var sheets: [Sheet] = []
    private(set) var names: [String: String] = [:]
    /// Whether days are counted from 1904, as Excel on the Macintosh used to.
    private(set) var isFrom1904 = false
    private var name: String?
    private var text = ""
    private var depth = 0
    private let limits: ReadingLimits

    init(_ limits: ReadingLimits) { self.limits = limits }

    mutating func begin(_ element: String, _ attributes: MarkupAttributes) throws(SpreadsheetError) {
        if depth == 0 { isWorkbook = element == "workbook" }
        depth += 1
        switch element {
        case "workbookPr": isFrom1904 = attributes.isTrue("date1904")
        case "sheet":
            guard sheets.count < limits.sheets else { throw .tooLarge(.sheets, limit: limits.sheets) }
            let name = EscapedText.plain(attributes["name"] ?? "")
            let isHidden = ["hidden", "veryHidden"].contains(attributes["state"] ?? "")
            sheets.append(Sheet(name: name, isHidden: isHidden, relationship: attributes["id"]))
        case "definedName":
            name = attributes["name"]
            text = ""
        default: break
        }
    }

    mutating func text(_ part: String) throws(SpreadsheetError) {
        guard name != nil else { return }
        text += part
        guard text.utf8.count <= ReadingLimits.cellTextBytes else {
            throw .tooLarge(.text, limit: ReadingLimits.cellTextBytes)
        }
    }

    mutating func end(_ element: String) {
        depth -= 1
        guard element == "definedName", let name else { return }
        // There are no more names than a part has bytes for.
        if names[name] == nil { names[name] = text }
        self.name = nil
    }
}

/// What a part refers to, by the name that the part knows it by.
struct Relationships: MarkupHandler {
    struct Target {
        /// The last word of its type: `worksheet`, `styles`.
        let kind: String
        let target: String
    }

    private(set) var targets: [String: Target] = [:]
    private let part: String

    init(_ part: String) { self.part = part }

    mutating func begin(_ element: String, _ attributes: MarkupAttributes) {
        // What lies outside the file is never asked for.
        guard element == "Relationship", attributes["TargetMode"]?.lowercased() != "external",
            let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"]
        else { return }
        let kind = type.split(separator: "/").last.map(String.init) ?? ""
        targets[id] = Target(kind: kind, target: PartName.resolving(target, from: part))
    }

    func text(_ text: String) {}
    func end(_ element: String) {}
}
