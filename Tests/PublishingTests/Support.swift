import Bytes
import Rationals
@_spi(Releasing) import Statistics
import TestSupport
import Testing

@testable import Publishing

extension Dice {
    /// A text of up to a dozen characters, among them every kind that needs care.
    mutating func text() -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0...0x7F, 0x20...0x7E, 0x22...0x2C, 0x80...0x7FF, 0x2028...0x2029, 0x1F300...0x1FAFF, 0xE000...0xFFFF,
            0x10_0000...0x10_FFFF,
        ]
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &self) {
            let range = ranges.randomElement(using: &self) ?? 0...0x7F
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &self)) { scalars.append(scalar) }
        }
        return String(scalars)
    }
}

/// A sink that notes how much it gets at a time.
final class ChunkSink: ByteSink {
    let name = "chunks"
    private let memory = MemorySink()
    private let largest = MemorySink()

    func write(_ bytes: Span<UInt8>) throws(BytesError) {
        if bytes.count > largest.bytes.count {
            try largest.write([UInt8](repeating: 0, count: bytes.count - largest.bytes.count))
        }
        try memory.write(bytes)
    }

    func commit() throws(BytesError) {}

    var bytes: [UInt8] { memory.bytes }
    var largestWrite: Int { largest.bytes.count }
}

extension MemorySink {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Codes without parents, with labels.
func flat(_ id: String, _ codes: [(String, String)], isMultiValued: Bool = false) throws -> Dimension {
    let name = try Identifier(id)
    let title = id.prefix(1) + id.dropFirst().lowercased()
    return Dimension(
        id: name, title: LocalizedText("\(title)", malay: "\(title) (ms)"),
        codelist: try Codelist(
            id: name, title: LocalizedText(id),
            items: codes.map { Codelist.Item(code: try Code($0.0), label: LocalizedText($0.1)) }),
        isMultiValued: isMultiValued)
}

/// A release with these dimensions and tables; the blocks are given by table.
func release(
    _ dimensions: [Dimension], _ tables: [(id: String, blocks: [ProtectedBlock])], periods: PeriodRange,
    provisional: Set<Period> = [], notes: [LocalizedText] = [], breaks: [DatasetStructure.SeriesBreak] = [],
    title: LocalizedText = LocalizedText("Reported cases", malay: "Kes dilaporkan")
) throws -> Release {
    let definitions = try tables.map {
        try TableDefinition(
            id: try Identifier($0.id), title: LocalizedText("Table \($0.id)"), dimensions: [:])
    }
    let unit = try UnitBounds(name: "case", maxCells: 2)
    let structure = try DatasetStructure(
        id: try Identifier("cases"), version: "1.0", agency: try Identifier("TEST"), title: title,
        frequency: periods.frequency, population: try Identifier("people"),
        measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")), dimensions: dimensions,
        unit: unit, tables: definitions, protection: try ProtectionPolicy(k: 5), seriesBreaks: breaks)
    return Release(
        number: 3, structure: structure, periods: periods, provisional: provisional,
        draws: [
            Draw(
                periods: periods, release: 3,
                protection: ProtectionStatement(
                    mechanism: .discreteGaussian, threshold: .noisy, k: 5, unit: unit,
                    guarantee: PrivacyGuarantee(
                        rho: try #require(Rational("1/8")), epsilon: 2.5, delta: try #require(Rational("1e-6")))),
                noise: nil)
        ],
        tables: zip(definitions, tables).map { ProtectedTable(definition: $0, blocks: $1.blocks) },
        notes: notes)
}

/// A small release with every kind of cell; the total is shown by both tables.
func smallRelease() throws -> Release {
    let periods = try #require(PeriodRange("2024-01..2024-02"))
    let total = ProtectedBlock(
        levels: LevelTuple([0, 0]), codes: [[.total], [.total]], periods: periods,
        cells: [.estimate(value: 42, margin: 7), .estimate(value: -3, margin: 7)])
    let forms = ProtectedBlock(
        levels: LevelTuple([0, 1]), codes: [[.total], [0, 1]], periods: periods,
        cells: [.estimate(value: 30, margin: 9), .hidden, .notApplicable, .notApplicable])
    return try release(
        [flat("STATE", [("MY-10", "Selangor")]), flat("FORM", [("CALL", "Calls"), ("-X@", "=1+1")])],
        [("national", [total]), ("form", [total, forms])], periods: periods,
        provisional: [periods.last], notes: [LocalizedText("A \"note\"", malay: "Nota")],
        breaks: [
            DatasetStructure.SeriesBreak(period: periods.last, reason: LocalizedText("New form"))
        ])
}

/// A release with one block of so many series, each a single code.
func wideRelease(series: Int, periods: PeriodRange) throws -> Release {
    let dimension = try flat("D", (0..<series).map { ("C\($0)", "Code \($0)") })
    let block = ProtectedBlock(
        levels: LevelTuple([1]), codes: [dimension.codelist.leaves], periods: periods,
        cells: (0..<series * periods.count).map { .estimate(value: Int64($0), margin: 5) })
    return try release([dimension], [("all", [block])], periods: periods)
}

/// The members of a JSON object, by names that must be there.
func object(_ value: Any?) throws -> [String: Any] { try #require(value as? [String: Any]) }

/// The objects of a JSON array.
func objects(_ value: Any?) throws -> [[String: Any]] { try #require(value as? [[String: Any]]) }

/// The records of a CSV text (RFC 4180), read by the letter.
func records(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var (fields, field, isQuoted) = ([String](), "", false)
    var rest = text.unicodeScalars.makeIterator()
    var next = rest.next()
    while let scalar = next {
        next = rest.next()
        switch scalar {
        case "\"" where isQuoted && next == "\"":
            field.unicodeScalars.append(scalar)
            next = rest.next()
        case "\"": isQuoted.toggle()
        case "," where !isQuoted:
            fields.append(field)
            field = ""
        case "\n" where !isQuoted:
            records.append(fields + [field])
            (fields, field) = ([], "")
        default: field.unicodeScalars.append(scalar)
        }
    }
    return records
}

/// A release with one block of one table alone.
func only(_ release: Release, table: Int, block: Int) throws -> Release {
    Release(
        number: release.number, structure: release.structure, periods: release.periods,
        provisional: release.provisional, draws: release.draws,
        tables: [
            ProtectedTable(
                definition: release.tables[table].definition, blocks: [release.tables[table].blocks[block]])
        ], notes: release.notes)
}

/// Two tables of two dimensions, with the total in both, and figures of every kind.
func randomRelease(seed: UInt64) throws -> Release {
    var numbers = Dice(state: seed)
    let periods = try #require(PeriodRange("2024-Q1..2024-Q3"))
    func cells(_ count: Int) -> [ProtectedCell] {
        (0..<count).map { _ in
            switch Int.random(in: 0..<4, using: &numbers) {
            case 0: .hidden
            case 1: .notApplicable
            default:
                .estimate(
                    value: Int64.random(in: -(1 << 53)...1 << 53, using: &numbers),
                    margin: Int64.random(in: 0...99, using: &numbers))
            }
        }
    }
    let total = ProtectedBlock(
        levels: LevelTuple([0, 0]), codes: [[.total], [.total]], periods: periods, cells: cells(3))
    let parts = ProtectedBlock(
        levels: LevelTuple([1, 1]), codes: [[0, 1], [0, 1, 2]], periods: periods, cells: cells(18))
    let dimensions = try [
        flat("X", [("A", "a"), ("B", "b")]), flat("Y", [("1", "one"), ("2", "two"), ("3", "three")]),
    ]
    return try release(
        dimensions, [("first", [total]), ("second", [total, parts])], periods: periods, provisional: [periods.last])
}
