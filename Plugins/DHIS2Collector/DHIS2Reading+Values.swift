import Collecting

extension DHIS2Reading {
    /// Counts a value of a data element that is mapped, or reports why not.
    mutating func count(
        _ value: DHIS2Value, element: Int32, _ elementCodes: [DHIS2Mapping.Assignment],
        into sink: inout some CollectingSink
    ) {
        for place in codes.indices { codes[place] = nil }
        var clash: Int?
        assign(elementCodes, &clash)
        var isSound = true
        var unit: Int32 = 0
        switch mapping.names[.orgUnit]?[value.orgUnit] {
        case .ignored:
            left.ignored += 1
            return
        case .codes(let number, let given):
            unit = number
            assign(given, &clash)
        case nil:
            isSound = false
            reportUnmapped(value.orgUnit, .orgUnit, value.line, into: &sink)
        }
        let combination = number(of: value.combination, .categoryOptionCombo, value.line, &clash, into: &sink)
        let attributes = number(of: value.attributes, .attributeOptionCombo, value.line, &clash, into: &sink)
        if case .ignored = combination {
            left.ignored += 1
            return
        }
        if case .ignored = attributes {
            left.ignored += 1
            return
        }
        guard let text = value.value, !text.isEmpty else {
            left.empty += 1
            return
        }
        let period = period(value.period, value.line, into: &sink)
        let count = count(of: text, value, into: &sink)
        guard isSound, case .number(let first) = combination, case .number(let second) = attributes, let period,
            let count
        else { return }
        guard let given = whole(clash: clash, value.line, into: &sink) else { return }
        let key = ValueKey(
            element: element, orgUnit: unit, combination: first, attributes: second, ordinal: period.written.ordinal,
            frequency: UInt8(Frequency.allCases.firstIndex(of: period.written.frequency) ?? 0))
        if let line = lines[key] {
            return sink.report(.doubledValue(first: Int(line), at: place(value.line)))
        }
        lines[key] = Int32(clamping: value.line)
        observations += 1
        observed.insert(period.placed)
        sink.observe(period: period.placed, codes: given, count: count)
    }

    /// What a combination came to.
    enum CombinationNumber {
        case number(Int32)
        case ignored
        case unknown
    }

    private mutating func number(
        of combination: DHIS2Combination, _ kind: DHIS2Mapping.Kind, _ line: Int, _ clash: inout Int?,
        into sink: inout some CollectingSink
    ) -> CombinationNumber {
        let name: String
        switch combination {
        case .absent: name = ""
        case .name(let text): name = text
        case .options(let options): return number(of: options, line, &clash, into: &sink)
        }
        switch mapping.meaning(of: name, kind) {
        case .ignored: return .ignored
        case .codes(let number, let given):
            assign(given, &clash)
            return .number(number)
        case nil:
            reportUnmapped(name, kind, line, into: &sink)
            return .unknown
        }
    }

    private mutating func number(
        of options: [DHIS2Option], _ line: Int, _ clash: inout Int?, into sink: inout some CollectingSink
    ) -> CombinationNumber {
        var numbers: [Int32] = []
        // The order in which categories stand says nothing.
        for option in options.sorted(by: { ($0.category, $0.option) < ($1.category, $1.option) }) {
            guard let known = mapping.options[option.category] else {
                reportUnmapped(option.category, .category, line, into: &sink)
                return .unknown
            }
            switch known[option.option] {
            case .ignored: return .ignored
            case .codes(let number, let given):
                let categories = mapping.options.keys.sorted()
                numbers += [Int32(categories.firstIndex(of: option.category) ?? 0), number]
                assign(given, &clash)
            case nil:
                reportUnmapped(option.option, .categoryOption, line, into: &sink)
                return .unknown
            }
        }
        let next = -2 - Int32(optionNumbers.count)
        let number = optionNumbers[numbers, default: next]
        optionNumbers[numbers] = number
        return .number(number)
    }

    private mutating func assign(_ given: [DHIS2Mapping.Assignment], _ clash: inout Int?) {
        for assignment in given {
            if let known = codes[assignment.dimension], known != assignment.code { clash = assignment.dimension }
            codes[assignment.dimension] = assignment.code
        }
    }

    /// One code of each dimension; `nil` after reporting what is missing or given in two ways.
    private func whole(clash: Int?, _ line: Int, into sink: inout some CollectingSink) -> [CodeIndex]? {
        if let clash {
            sink.report(.codesDiffer(structure.dimensions[clash], at: place(line)))
            return nil
        }
        var given: [CodeIndex] = []
        for (dimension, code) in codes.enumerated() {
            guard let code = code ?? mapping.others[dimension] else {
                sink.report(.codeMissing(structure.dimensions[dimension], at: place(line)))
                return nil
            }
            given.append(code)
        }
        return given
    }

    private mutating func reportUnmapped(
        _ name: String, _ kind: DHIS2Mapping.Kind, _ line: Int, into sink: inout some CollectingSink
    ) {
        guard !name.isEmpty else { return sink.report(.missingValue(at: place(line, kind.rawValue))) }
        nearestSought += 1
        var meant: String?
        if nearestSought <= FindingLog.keptOfAKind {
            let known: [String] =
                switch kind {
                case .category: mapping.options.keys.sorted()
                case .categoryOption: mapping.options.values.flatMap(\.keys).sorted()
                default: (mapping.names[kind] ?? [:]).keys.sorted()
                }
            meant = nearest(to: name, among: known)
        }
        sink.report(.unmappedName(name, kind: kind.rawValue, nearest: meant, at: place(line, kind.rawValue)))
    }

    /// The period as written and the dataset's in which it lies; `nil` after reporting why there is none.
    func period(
        _ text: String, _ line: Int, into sink: inout some CollectingSink
    ) -> (written: Period, placed: Period)? {
        let location = place(line, "period")
        guard !text.isEmpty else {
            sink.report(.missingValue(at: location))
            return nil
        }
        switch DHIS2Period(text) {
        case nil:
            sink.report(.malformedPeriod(text, pattern: structure.frequency.periodsOfDHIS2, at: location))
            return nil
        case .other(let kind):
            sink.report(.otherPeriod(text, kind, frequency: structure.frequency, at: location))
            return nil
        case .period(let written):
            return context.place(written, frequency: structure.frequency, at: location, into: &sink)
                .map { (written, $0) }
        }
    }

    private func count(of text: String, _ value: DHIS2Value, into sink: inout some CollectingSink) -> Int64? {
        let location = place(value.line, "value")
        if value.isText {
            sink.report(.notACount(LocalizedText("a text", malay: "teks"), at: location))
            return nil
        }
        switch NumberFormat.plain.read(text) {
        case .number(let count) where count < 0: sink.report(.negativeCount(at: location))
        case .number(let count) where count <= CollectingContext.largestCount && !value.isTruth: return count
        case .number where value.isTruth:
            sink.report(.notACount(LocalizedText("a truth value", malay: "nilai benar atau palsu"), at: location))
        case .number, .tooLarge: sink.report(.absurdCount(limit: CollectingContext.largestCount, at: location))
        case .fraction:
            sink.report(.notACount(LocalizedText("no whole number", malay: "bukan nombor bulat"), at: location))
        case .malformed where truthOfDHIS2(text) != nil:
            sink.report(.notACount(LocalizedText("a truth value", malay: "nilai benar atau palsu"), at: location))
        case .malformed where Excerpt.looksPersonal(text): sink.report(.personalData(at: location))
        case .malformed:
            // Not repeated: what is no number may be free text.
            sink.report(.notACount(LocalizedText("a text", malay: "teks"), at: location))
        }
        return nil
    }
}
