import Collecting
import FoundationEssentials

/// One line that a program says.
private struct SpokenLine: Decodable {
    struct Words: Decodable {
        let en: String
        let ms: String
    }

    let type: String
    let `protocol`: Int?
    let period: String?
    let codes: [String]?
    let count: Int64?
    let key: String?
    let scope: String?
    let levels: [Int]?
    let isNil: Bool?
    let severity: String?
    let kind: String?
    let row: Int?
    let column: Int?
    let heading: String?
    let message: Words?
}

/// Listens to a program: looks at every line, and passes on what may be.
///
/// Nothing of what it says is repeated where it is wrong: a fault names the member, not the value.
struct Hearing {
    private enum Stage {
        case before
        case open
        case over
    }

    private static let longestMessage = 300

    private let structure: DatasetStructure
    private let context: CollectingContext
    private let file: String
    private let sections: Set<LevelTuple>
    private let decoder = JSONDecoder()
    private var stage = Stage.before
    private var lastRow: Int?

    init(structure: DatasetStructure, context: CollectingContext, file: String) {
        self.structure = structure
        self.context = context
        self.file = file
        sections = Set(FormSections(structure).sections.map(\.levels))
    }

    /// Where in the submission the program was, as far as it has said.
    var place: Finding.Location { Finding.Location(file: file, row: lastRow) }

    /// Looks at how it ended.
    func end() -> CollectorFault? {
        switch stage {
        case .before: .notBegun
        case .open: .brokenOff
        case .over: nil
        }
    }

    /// Takes one line; what is wrong with it.
    mutating func take(_ bytes: [UInt8], into sink: inout some CollectingSink) -> CollectorFault? {
        guard let line = try? decoder.decode(SpokenLine.self, from: Data(bytes)) else { return .notALine }
        if case .over = stage { return .afterTheEnd }
        if line.type == "begin" {
            guard line.protocol == ProcessCollectors.protocolVersion else { return .otherProtocol(line.protocol) }
            guard case .before = stage else { return .unknownKind }
            stage = .open
            return nil
        }
        guard case .open = stage else { return .notBegun }
        if let row = line.row {
            guard row >= 1 else { return .missingMember("row") }
            lastRow = row
        }
        switch line.type {
        case "count": return count(line, into: &sink)
        case "unit": return unit(line, into: &sink)
        case "section": return section(line, into: &sink)
        case "cover":
            guard let period = period(line) else { return .wrongPeriod }
            sink.cover(period, isNil: line.isNil ?? false)
            return nil
        case "finding": return finding(line, into: &sink)
        case "end":
            stage = .over
            return nil
        default: return .unknownKind
        }
    }

    private func period(_ line: SpokenLine) -> Period? {
        guard let period = line.period.flatMap({ Period($0) }), period.frequency == structure.frequency,
            period.days.lowerBound <= context.today
        else { return nil }
        if let coverage = context.coverage, coverage.index(of: period) == nil { return nil }
        return period
    }

    /// The codes of an observation: leaves, or the total of a multi-valued dimension.
    private func leaves(_ line: SpokenLine) -> Result<[CodeIndex], HeardFault> {
        guard let names = line.codes, names.count == structure.dimensions.count else {
            return .failure(HeardFault(.missingMember("codes")))
        }
        var codes: [CodeIndex] = []
        for (dimension, name) in zip(structure.dimensions, names) {
            let isTotal = name == Code.total.description && dimension.isMultiValued
            guard let code = isTotal ? .total : index(of: name, in: dimension),
                isTotal || dimension.codelist.isLeaf(code)
            else { return .failure(HeardFault(.unknownCode(dimension: dimension.id.description))) }
            codes.append(code)
        }
        return .success(codes)
    }

    private func index(of name: String, in dimension: Dimension) -> CodeIndex? {
        (try? Code(name)).flatMap { dimension.codelist.index(of: $0) }
    }

    private func isCount(_ count: Int64) -> Bool { (0...CollectingContext.largestCount).contains(count) }

    private func count(_ line: SpokenLine, into sink: inout some CollectingSink) -> CollectorFault? {
        guard let period = period(line) else { return .wrongPeriod }
        guard let count = line.count else { return .missingMember("count") }
        guard isCount(count) else { return .wrongCount }
        switch leaves(line) {
        case .failure(let fault): return fault.fault
        case .success(let codes): sink.observe(period: period, codes: codes, count: count)
        }
        return nil
    }

    private func unit(_ line: SpokenLine, into sink: inout some CollectingSink) -> CollectorFault? {
        guard let period = period(line) else { return .wrongPeriod }
        guard let key = line.key, !key.isEmpty, key.utf8.count <= 4096 else { return .missingMember("key") }
        guard let scope = KeyScope(rawValue: line.scope ?? KeyScope.own.rawValue) else {
            return .missingMember("scope")
        }
        switch leaves(line) {
        case .failure(let fault): return fault.fault
        case .success(let codes):
            sink.observe(period: period, codes: codes, unit: sink.mark(ofKey: Array(key.utf8).span, scope: scope))
        }
        return nil
    }

    private func section(_ line: SpokenLine, into sink: inout some CollectingSink) -> CollectorFault? {
        guard let period = period(line) else { return .wrongPeriod }
        guard let count = line.count else { return .missingMember("count") }
        guard isCount(count) else { return .wrongCount }
        guard let levels = line.levels.map(LevelTuple.init), sections.contains(levels) else { return .wrongSection }
        guard let names = line.codes, names.count == structure.dimensions.count else { return .missingMember("codes") }
        var codes: [CodeIndex] = []
        for (place, dimension) in structure.dimensions.enumerated() {
            let code = names[place] == Code.total.description ? .total : index(of: names[place], in: dimension)
            guard let code, dimension.codelist.codes(atLevel: levels.levels[place]).contains(code) else {
                return .unknownCode(dimension: dimension.id.description)
            }
            codes.append(code)
        }
        sink.observe(period: period, section: levels, codes: codes, count: count)
        return nil
    }

    /// A finding of the program, its words cut and without what looks like a person's number or address.
    private func finding(_ line: SpokenLine, into sink: inout some CollectingSink) -> CollectorFault? {
        guard let severity = line.severity.flatMap(Finding.Severity.init(rawValue:)),
            let kind = line.kind.flatMap(Finding.Kind.init(rawValue:)), kind != .collectorFailed,
            line.column.map({ $0 >= 1 && line.row != nil }) ?? true,
            let message = line.message, !message.en.isEmpty, !message.ms.isEmpty
        else { return .wrongFinding }
        let (english, malay) = (shown(message.en), shown(message.ms))
        let words =
            if let english, let malay { LocalizedText(english, malay: malay) } else {
                LocalizedText(
                    "what the collector said of this looks like a person's number or address and is not shown",
                    malay: "keterangan pengumpul menyerupai nombor atau alamat seseorang dan tidak ditunjukkan")
            }
        sink.report(
            Finding(
                severity, kind,
                at: Finding.Location(file: file, row: line.row, column: line.column, heading: line.heading), words))
        return nil
    }

    private func shown(_ text: String) -> String? {
        guard !Excerpt.looksPersonal(text) else { return nil }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(Hearing.longestMessage) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: scalars.append("\u{FFFD}")
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}

/// A fault as an error.
private struct HeardFault: Error {
    let fault: CollectorFault

    init(_ fault: CollectorFault) { self.fault = fault }
}
