import Collecting

/// Reads the rows of one table word by word: what a row is counted at, for which periods, and how often, or what is
/// wrong with it.
struct RowReading {
    /// What a row came to.
    enum Outcome {
        /// Something is wrong, and has been reported.
        case refused
        /// It is in a unit that is not counted.
        case leftOut
        /// `codes` and `cells` hold what is counted.
        case counts
        /// `codes` and `cells` hold a sum of what other rows count.
        case total
        /// The row is a sighting of a unit: of the one with a mark, or of one without.
        case unit(UnitMark?)
    }

    /// A count and its period; no count where it is missing.
    struct Cell {
        let period: Period
        let count: Int64?
        let column: Int?
    }

    let structure: DatasetStructure
    let mapping: TabularMapping
    let context: CollectingContext
    let file: String
    let layout: ColumnLayout
    /// The column of the unit's key.
    var keyColumn: Int? { layout.key }
    /// The codes of the row; the total where a unit has several codes or none.
    var codes: [CodeIndex]
    var cells: [Cell] = []
    /// The codes of a unit in the dimensions of which it may have several.
    var mentions: [(dimension: Int, codes: [CodeIndex])] = []
    /// Which rows of each map were asked for.
    var usedMapRows: [Set<Int>]
    var isTotal = false
    var unknownWords = 0
    /// What the map of this number gave for the row at hand.
    var mapped: [Int: [CodeIndex]] = [:]

    init(
        _ layout: ColumnLayout, structure: DatasetStructure, mapping: TabularMapping, context: CollectingContext,
        file: String, maps: Int
    ) {
        self.structure = structure
        self.mapping = mapping
        self.context = context
        self.file = file
        self.layout = layout
        codes = structure.dimensions.map { _ in .total }
        usedMapRows = Array(repeating: [], count: maps)
    }

    /// Whether another nearest word is to be looked for, which takes far longer than finding one that fits.
    var isSuggesting: Bool { unknownWords < FindingLog.keptOfAKind }

    func place(_ line: Int, _ column: Int?) -> Finding.Location { layout.place(file, line: line, column: column) }

    /// Reads a row of as many fields as there are columns, white space around them removed.
    mutating func read(_ fields: [String], line: Int, into sink: inout some CollectingSink) -> Outcome {
        guard let times = readUnit(fields, line: line, into: &sink) else { return .refused }
        guard times > 0 else { return .leftOut }
        let isSound = readCodes(fields, line: line, into: &sink)
        guard readCells(fields, times: times, line: line, into: &sink), isSound else { return .refused }
        if isTotal { return .total }
        guard mapping.readsRecords else { return .counts }
        return readMark(fields, line: line, into: &sink)
    }

    /// What the row's number is to be multiplied by; 0 if it is no count, `nil` after reporting an unknown unit.
    private mutating func readUnit(_ fields: [String], line: Int, into sink: inout some CollectingSink) -> Int64? {
        guard let unit = mapping.unit, let column = layout.unit else { return 1 }
        switch unit.meaning(of: fields[column], suggesting: isSuggesting) {
        case .count(let times): return times
        case .leftOut: return 0
        case .unknown(let nearest):
            unknownWords += 1
            sink.report(.unknownUnit(fields[column], nearest: nearest, at: place(line, column)))
            return nil
        }
    }

    /// The mark of the unit, if the mapping names its key; whether it is within the bounds of one.
    private mutating func readMark(
        _ fields: [String], line: Int, into sink: inout some CollectingSink
    ) -> Outcome {
        let combinations = mentions.reduce(1) { $0 * max(1, $1.codes.count) }
        let most = layout.key == nil ? structure.unit.maxCells : RowReading.mostCombinations
        if combinations > most {
            sink.report(.mentionsBeyondBound(combinations, most: most, at: place(line, nil)))
            return .refused
        }
        guard let column = layout.key, case .units(_, let scope) = mapping.count else { return .unit(nil) }
        let key = fields[column]
        guard !mapping.missing.contains(key) else {
            sink.report(.missingValue(at: place(line, column)))
            return .refused
        }
        return .unit(sink.mark(ofKey: Array(key.utf8).span, scope: scope))
    }

    /// What is counted of a unit of many codes is chosen later; no row may ask for more than this.
    private static let mostCombinations = 1000

    /// The combinations of codes at which a unit is observed: without mention, and at each choice of its mentions.
    var sightings: [[CodeIndex]] {
        var all = [codes]
        for (dimension, mentioned) in mentions {
            all += all.flatMap { codes in
                mentioned.map { code in
                    var codes = codes
                    codes[dimension] = code
                    return codes
                }
            }
        }
        return all
    }
}
