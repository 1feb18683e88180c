import Collecting

/// Reads what a row says of each dimension, and what it says of stages.
struct PoliceDimensions: Sendable {
    let structure: DatasetStructure
    let rules: PoliceRules
    let columns: PoliceColumns
    private let codes: [CodeColumn]
    private let laws: LawSections?
    private let lawDimension: Int?
    private let online: CodeColumn?

    init(structure: DatasetStructure, rules: PoliceRules, columns: PoliceColumns) {
        self.structure = structure
        self.rules = rules
        self.columns = columns
        codes = structure.dimensions.map { CodeColumn($0, words: PoliceWords.words(of: $0.id)) }
        lawDimension = structure.dimensions.firstIndex { $0.id.description == "LAW" }
        laws = lawDimension.map { LawSections(structure.dimensions[$0].codelist) }
        online = PoliceDimensions.yesNo
    }

    /// Says which dimensions the file has no column for.
    func begin(_ table: borrowing RecordTable, into sink: inout some CollectingSink) {
        guard table.hasHeadings else { return }
        for (place, dimension) in structure.dimensions.enumerated() where !table.has(columns.dimensions[place]) {
            if place == rules.stageDimension, columns.stages.contains(where: { table.has($0) }) { continue }
            sink.report(.dimensionNotGiven(dimension, at: table.filePlace))
        }
    }

    /// The codes of a row, the stage left at the total, and what it mentions; `nil` after reporting what is wrong.
    func read(
        _ table: borrowing RecordTable, into sink: inout some CollectingSink
    ) -> (codes: [CodeIndex], mentions: [[CodeIndex]])? {
        var found: [CodeIndex] = []
        var mentions: [[CodeIndex]] = []
        var isSound = true
        for (place, dimension) in structure.dimensions.enumerated() {
            let column = columns.dimensions[place]
            var mentioned: [CodeIndex] = []
            var code = CodeIndex.total
            if place == rules.stageDimension {
                code = .total
            } else if dimension.isMultiValued {
                let several = codes[place].several(table.text(column), at: table.place(column), into: &sink)
                mentioned = several.codes
                isSound = isSound && several.isRead
            } else if place == lawDimension, let law = law(place, table.text(column)) {
                code = law
            } else if case .code(let own) = codes[place].read(column, of: table, into: &sink) {
                code = own
            } else {
                isSound = false
            }
            found.append(code)
            mentions.append(mentioned)
        }
        return isSound ? (found, mentions) : nil
    }

    private func law(_ place: Int, _ text: String) -> CodeIndex? {
        text.isEmpty || codes[place].code(of: text) != nil ? nil : laws?.code(of: text)
    }

    /// The stage that a row names, as a place among the stages; `nil` where it names none. `isSound` becomes false
    /// after a finding.
    func stage(_ table: borrowing RecordTable, isSound: inout Bool, into sink: inout some CollectingSink) -> Int? {
        let text = table.text(columns.stage)
        guard let reader = rules.stages.reader, !text.isEmpty else { return nil }
        guard case .code(let code) = reader.read(text, at: table.place(columns.stage), into: &sink) else {
            isSound = false
            return nil
        }
        return rules.stages.codes.firstIndex(of: code)
    }

    /// Whether a row says that it was online; `nil` where it does not say.
    func isOnline(_ table: borrowing RecordTable, isSound: inout Bool, into sink: inout some CollectingSink) -> Bool? {
        guard let online, !table.text(columns.online).isEmpty else { return nil }
        guard case .code(let code) = online.read(columns.online, of: table, into: &sink) else {
            isSound = false
            return nil
        }
        return code == 0 ? true : code == 1 ? false : nil
    }

    /// Whether only online cases of a table count.
    func countsOnlineOnly(_ table: borrowing RecordTable) -> Bool { rules.onlineOnly ?? table.has(columns.online) }

    private static let yesNo: CodeColumn? = {
        let items = ["YES", "NO", "_U"].compactMap { name in
            (try? Code(name)).map { Codelist.Item(code: $0, label: LocalizedText(name)) }
        }
        guard let id = try? Identifier("ONLINE"),
            let list = try? Codelist(id: id, title: LocalizedText("Online", malay: "Dalam talian"), items: items)
        else { return nil }
        return CodeColumn(Dimension(id: id, title: list.title, codelist: list), words: PoliceWords.yesNo)
    }()
}
