import Rationals
import Statistics
import YAML

extension StructureFile {
    /// A dimension as written, before its codelist is found.
    struct WrittenDimension: Sendable {
        let id: YAMLLocated<Identifier>
        let codelist: YAMLLocated<Identifier>
        let title: LocalizedText?
        let isMultiValued: Bool
    }

    /// A table as written, before its dimensions are found.
    struct WrittenTable: Sendable {
        let id: YAMLLocated<Identifier>
        let title: LocalizedText?
        let dimensions: [YAMLPair<[YAMLLocated<String>]>]
        let weight: Rational?
    }

    /// A series break with the place of its period.
    struct WrittenBreak: Sendable {
        let period: YAMLLocated<Period>
        let reason: LocalizedText

        var seriesBreak: DatasetStructure.SeriesBreak {
            DatasetStructure.SeriesBreak(period: period.value, reason: reason)
        }
    }

    static let measure = YAMLShape<DatasetStructure.Measure>.mapping("a measure") { map in
        let unit = map.required("unit", .text)
        let title = map.required("title", .localizedText)
        let definition = map.optional("definition", .localizedText)
        let nominal = map.optional("nominal", .int(in: 1...1_000_000_000_000))
        guard let unit, let title else { return nil }
        return DatasetStructure.Measure(unit: unit, title: title, definition: definition, nominal: nominal)
    }

    static let dimension = YAMLShape<WrittenDimension>.mapping("a dimension") { map in
        let id = map.required("id", .located(.identifier))
        let codelist = map.required("codelist", .located(.identifier))
        let title = map.optional("title", .localizedText)
        let isMultiValued = map.optional("multiValued", .bool) ?? false
        guard let id, let codelist else { return nil }
        return WrittenDimension(id: id, codelist: codelist, title: title, isMultiValued: isMultiValued)
    }

    static let unit = YAMLShape<UnitBounds>.mapping("a unit") { map in
        let name = map.required("name", .text)
        let cells = map.optional("maxCellsPerUnit", .int(in: 1...1000)) ?? 1
        let count = map.optional("maxCountPerUnit", .int(in: 1...1_000_000)) ?? 1
        let periods = map.optional("maxPeriodsPerUnit", .int(in: 1...1000)) ?? 1
        guard let name else { return nil }
        return map.reader.attempt(at: map.position) { () throws(StatisticsError) in
            try UnitBounds(name: name, maxCells: cells, maxCount: count, maxPeriods: periods)
        }
    }

    static let table = YAMLShape<WrittenTable>.mapping("a table") { map in
        let id = map.required("id", .located(.identifier))
        let title = map.optional("title", .localizedText)
        let dimensions = map.required("dimensions", .dictionary(of: .oneOrList(of: .located(.text))))
        let weight = map.optional(
            "weight", .reading(.rational, as: "a number above 0") { $0 > .zero ? $0 : nil })
        guard let id, let dimensions else { return nil }
        return WrittenTable(id: id, title: title, dimensions: dimensions, weight: weight)
    }

    static let protection = YAMLShape<ProtectionPolicy>.mapping("a protection") { map in
        let method = map.required("method", .oneOf(ProtectionPolicy.Method.self))
        let mechanism = map.optional("mechanism", .oneOf(ProtectionPolicy.Mechanism.self)) ?? .discreteGaussian
        let k = map.optional("k", .int(in: 1...1_000_000)) ?? 10
        let threshold = map.optional("threshold", .oneOf(ProtectionPolicy.Threshold.self)) ?? .noisy
        let isComplementary = map.optional("complementary", .bool) ?? false
        if isComplementary { map.report("complementary suppression is not offered yet", at: "complementary") }
        guard let method else { return nil }
        return map.reader.attempt(at: map.position) { () throws(StatisticsError) in
            try ProtectionPolicy(
                method: method, mechanism: mechanism, k: k, threshold: threshold, isComplementary: isComplementary)
        }
    }

    static let providers = YAMLShape<DatasetStructure.ExpectedProviders>.mapping("the expected providers") { map in
        let expected = map.optional("expected", .list(of: .identifier)) ?? []
        let due = map.required("due", .days)
        return due.map { DatasetStructure.ExpectedProviders(expected: expected, dueDays: $0) }
    }

    static let seriesBreak = YAMLShape<WrittenBreak>.mapping("a series break") { map in
        let period = map.required("period", .located(.period))
        let reason = map.required("reason", .localizedText)
        guard let period, let reason else { return nil }
        return WrittenBreak(period: period, reason: reason)
    }
}
