import Collecting

/// The reading of one file of a hotline: its rows, put together by key.
struct HotlineReading {
    private let structure: DatasetStructure
    private let rules: HotlineRules
    private let columns: HotlineColumns
    private let context: CollectingContext
    private let codes: [CodeColumn]
    /// What was concluded, where the dataset itself does not count by it.
    private let assessment: CodeColumn?
    private let hosting: HostingCodes?
    private var cells: UnitCells
    private var isFirstRow = true
    private var saidAddresses = false
    private var notConfirmed = 0
    private var notRequested = 0

    init(structure: DatasetStructure, rules: HotlineRules, columns: HotlineColumns, context: CollectingContext) {
        self.structure = structure
        self.rules = rules
        self.columns = columns
        self.context = context
        codes = rules.codes
        assessment = rules.onlyConfirmed ? HotlineReading.assessments : nil
        hosting = rules.hosting
        cells = UnitCells(
            structure: structure, rules: rules.merging, weakMentions: Set([try? Code("NONE")].compactMap(\.self)),
            takesEarliest: rules.isByURL)
    }

    /// Takes a row; `false` where nothing that follows can be taken.
    mutating func read(_ table: borrowing RecordTable, into sink: inout some CollectingSink) -> Bool {
        if isFirstRow { begin(table, into: &sink) }
        switch isCounted(table, into: &sink) {
        case .some(true): break
        case .some(false): return true
        case nil: return true
        }
        var isSound = true
        let notice = table.time(columns.notice, rules.times, isMalformed: &isSound.inverted, into: &sink)
        let removalWord = removal(table, isSound: &isSound, into: &sink)
        let period = period(table, notice: notice, removal: removalWord.time, isSound: &isSound, into: &sink)
        if isSound, period == nil, rules.period == .notice {
            notRequested += 1
            return true
        }
        var row: [CodeIndex] = []
        var mentions: [[CodeIndex]] = []
        for place in structure.dimensions.indices {
            var mentioned: [CodeIndex] = []
            var code: CodeIndex? = .total
            if structure.dimensions[place].isMultiValued {
                mentioned = several(place, table, isSound: &isSound, into: &sink)
            } else if place == rules.band, let takedown = rules.takedown {
                code = band(takedown, notice, removalWord, place, table, into: &sink)
            } else if place == hosting?.dimension {
                code = host(place, table, into: &sink)
            } else if case .code(let found) = codes[place].read(columns.dimensions[place], of: table, into: &sink) {
                code = found
            } else {
                code = nil
            }
            isSound = isSound && code != nil
            row.append(code ?? .total)
            mentions.append(mentioned)
        }
        guard let mark = table.withKey(columns.key, { sink.mark(ofKey: $0, scope: rules.scope) }) else {
            sink.report(.missingKey(at: table.place(columns.key)))
            return true
        }
        warnOfAddresses(table, into: &sink)
        guard isSound, let period else { return true }
        let place = table.place()
        return cells.add(
            mark, UnitCells.Row(period: period, codes: row, mentions: mentions), at: place, into: &sink) != nil
    }

    /// Observes what the rows came to.
    func finish(file: String, into sink: inout some CollectingSink) {
        let place = Finding.Location(file: file)
        if notConfirmed > 0 {
            sink.report(
                .rowsNotCounted(
                    notConfirmed,
                    because: LocalizedText(
                        "they were not confirmed as illegal", malay: "tidak disahkan sebagai menyalahi undang-undang"),
                    at: place))
        }
        if notRequested > 0 {
            sink.report(
                .rowsNotCounted(
                    notRequested,
                    because: LocalizedText("no removal was asked for", malay: "tiada pembuangan diminta"), at: place))
        }
        cells.observe(into: &sink)
    }

    // MARK: - Parts of a row

    /// Says once which dimensions the file has no column for.
    private mutating func begin(_ table: borrowing RecordTable, into sink: inout some CollectingSink) {
        isFirstRow = false
        guard table.hasHeadings else { return }
        for (place, dimension) in structure.dimensions.enumerated() where !table.has(columns.dimensions[place]) {
            if place == rules.band, table.has(columns.removal) { continue }
            sink.report(.dimensionNotGiven(dimension, at: table.filePlace))
        }
    }

    /// Whether a row was confirmed, where that matters; `nil` after reporting that it cannot be told.
    private mutating func isCounted(_ table: borrowing RecordTable, into sink: inout some CollectingSink) -> Bool? {
        guard let assessment else { return true }
        guard case .code(let code) = assessment.read(columns.assessment, of: table, into: &sink) else { return nil }
        let name = assessment.dimension.codelist.code(at: code).description
        if ["BASELINE", "NATIONAL", "ILLEGAL"].contains(name) { return true }
        notConfirmed += 1
        return false
    }

    /// The time of removal, or the word that stands in its place.
    private func removal(
        _ table: borrowing RecordTable, isSound: inout Bool, into sink: inout some CollectingSink
    ) -> (time: WrittenTime?, word: CodeIndex?) {
        let text = table.text(columns.removal)
        if let band = rules.band, rules.takedown != nil, let word = codes[band].code(of: text), !text.isEmpty {
            return (nil, word)
        }
        return (table.time(columns.removal, rules.times, isMalformed: &isSound.inverted, into: &sink), nil)
    }

    private func period(
        _ table: borrowing RecordTable, notice: WrittenTime?, removal: WrittenTime?, isSound: inout Bool,
        into sink: inout some CollectingSink
    ) -> Period? {
        let (column, time): (Int, WrittenTime?) =
            switch rules.period {
            case .report:
                (
                    columns.date,
                    table.time(columns.date, rules.times, isMalformed: &isSound.inverted, into: &sink)
                )
            case .notice: (columns.notice, notice)
            case .removal: (columns.removal, removal)
            }
        guard isSound else { return nil }
        let place = table.place(column)
        let written = time?.period ?? (table.has(column) ? nil : context.period)
        guard let written else {
            // What nobody asked to be removed is no request.
            if rules.period != .notice {
                isSound = false
                sink.report(.missingValue(at: place))
            }
            return nil
        }
        let period = context.place(written, frequency: structure.frequency, at: place, into: &sink)
        isSound = isSound && period != nil
        return period
    }

    /// The codes of a field that may hold several.
    private func several(
        _ place: Int, _ table: borrowing RecordTable, isSound: inout Bool, into sink: inout some CollectingSink
    ) -> [CodeIndex] {
        let column = columns.dimensions[place]
        let (found, isRead) = codes[place].several(table.text(column), at: table.place(column), into: &sink)
        isSound = isSound && isRead
        return found
    }

    private func host(_ place: Int, _ table: borrowing RecordTable, into sink: inout some CollectingSink) -> CodeIndex?
    {
        let column = columns.dimensions[place]
        if let code = hosting?.code(of: table.text(column), codes[place]) { return code }
        guard case .code(let code) = codes[place].read(column, of: table, into: &sink) else { return nil }
        return code
    }

    /// The time until removal: as it is given, or computed.
    private func band(
        _ takedown: TakedownTime, _ notice: WrittenTime?, _ removal: (time: WrittenTime?, word: CodeIndex?),
        _ place: Int,
        _ table: borrowing RecordTable, into sink: inout some CollectingSink
    ) -> CodeIndex? {
        let column = columns.dimensions[place]
        if !table.text(column).isEmpty {
            guard case .code(let code) = codes[place].read(column, of: table, into: &sink) else { return nil }
            return code
        }
        if let word = removal.word { return word }
        guard let time = removal.time else {
            // An empty field of a column that is there says that it is up still.
            let code = table.has(columns.removal) ? takedown.pending ?? takedown.unknown : takedown.unknown
            if code == nil { sink.report(.missingValue(at: table.place(columns.removal))) }
            return code
        }
        guard let notice, let reading = takedown.band(from: notice, to: time) else {
            return takedown.removed ?? takedown.unknown
        }
        switch reading {
        case .code(let code): return code
        case .backwards:
            sink.report(.removedBeforeNotice(at: table.place(columns.removal)))
            return nil
        }
    }

    /// Says once that addresses stand in the file where keys of addresses should.
    private mutating func warnOfAddresses(_ table: borrowing RecordTable, into sink: inout some CollectingSink) {
        guard !saidAddresses, rules.isByURL else { return }
        let text = table.text(columns.key).prefix(8).lowercased()
        guard text.hasPrefix("http:") || text.hasPrefix("https:") || text.hasPrefix("hxxp") else { return }
        saidAddresses = true
        sink.report(.addressesAsKeys(at: table.place(columns.key)))
    }

    /// A codelist of conclusions for datasets that have none of their own.
    private static let assessments: CodeColumn? = {
        let codes = ["BASELINE", "NATIONAL", "ILLEGAL", "NOT_ILLEGAL", "NOT_ASSESSED", "_U"]
        let items = codes.compactMap { name in
            (try? Code(name)).map { Codelist.Item(code: $0, label: LocalizedText(name)) }
        }
        guard let id = try? Identifier("ASSESSMENT"),
            let codelist = try? Codelist(id: id, title: LocalizedText("Assessment", malay: "Penilaian"), items: items)
        else { return nil }
        return CodeColumn(
            Dimension(id: id, title: codelist.title, codelist: codelist), words: HotlineWords.assessment)
    }()
}

extension Bool {
    /// The opposite, as something to be set.
    fileprivate var inverted: Bool {
        get { !self }
        set { self = !newValue }
    }
}
