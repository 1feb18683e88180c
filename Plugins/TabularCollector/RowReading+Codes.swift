import Collecting

// What a row is counted at.
extension RowReading {
    mutating func readCodes(_ fields: [String], line: Int, into sink: inout some CollectingSink) -> Bool {
        isTotal = false
        mapped.removeAll(keepingCapacity: true)
        mentions.removeAll(keepingCapacity: true)
        var isSound = true
        for dimension in mapping.codes.indices {
            isSound = readCode(fields, dimension, line: line, into: &sink) && isSound
        }
        return isSound
    }

    private mutating func readCode(
        _ fields: [String], _ dimension: Int, line: Int, into sink: inout some CollectingSink
    ) -> Bool {
        switch mapping.codes[dimension] {
        case .constant(let code): codes[dimension] = code
        case .column(_, let matcher, let empty):
            guard let column = layout.codes[dimension] else { return false }
            let totals = mapping.totals[dimension]
            if let totals, totals.words.contains(fields[column]) {
                guard let whole = readWhole(fields, totals, dimension, line: line, into: &sink) else { return false }
                codes[dimension] = whole
                isTotal = true
                return true
            }
            guard let code = code(fields[column], column, dimension, matcher, empty, line: line, into: &sink)
            else { return false }
            codes[dimension] = code
            // A pseudonym's row with one mention is a sighting of the unit without it as well.
            if layout.key != nil, structure.dimensions[dimension].isMultiValued {
                codes[dimension] = .total
                if code != .total { mentions.append((dimension, [code])) }
            }
        case .map(let map, let number, let place):
            guard let code = readMapped(fields, map, number, dimension, line: line, into: &sink)?[place] else {
                return false
            }
            codes[dimension] = code
            if !isCounted(code, dimension) { isTotal = true }
        case .words(_, let matcher, let separator, let empty, let most):
            guard let column = layout.codes[dimension] else { return false }
            codes[dimension] = .total
            let field = fields[column]
            var words = field.split(separator: separator).map { trimmed(String($0)) }.filter { !$0.isEmpty }
            if mapping.missing.contains(field) { words = empty == nil ? [] : [field] }
            var isSound = true
            var found: [CodeIndex] = []
            for word in words {
                guard let code = code(word, column, dimension, matcher, empty, line: line, into: &sink) else {
                    isSound = false
                    continue
                }
                if code != .total, !found.contains(code) { found.append(code) }
            }
            mention(found, dimension, most: most)
            return isSound
        case .flags(let flags, let empty, let most):
            codes[dimension] = .total
            guard let found = readFlags(fields, flags, empty, dimension, line: line, into: &sink) else { return false }
            mention(found, dimension, most: most)
        }
        return true
    }

    private mutating func mention(_ found: [CodeIndex], _ dimension: Int, most: Int?) {
        guard !found.isEmpty else { return }
        mentions.append((dimension, Array(found.prefix(most ?? found.count))))
    }

    /// Whether a code is one that observations may have.
    private func isCounted(_ code: CodeIndex, _ dimension: Int) -> Bool {
        let dimension = structure.dimensions[dimension]
        return code == .total ? dimension.isMultiValued : dimension.codelist.isLeaf(code)
    }

    /// The code that a word stands for; `nil` after reporting that it is none.
    private mutating func code(
        _ word: String, _ column: Int, _ dimension: Int, _ matcher: CodeMatcher, _ empty: CodeIndex?, line: Int,
        into sink: inout some CollectingSink
    ) -> CodeIndex? {
        if mapping.missing.contains(word), let empty { return empty }
        // A place is costly to make, for its heading may be such as must not be shown.
        switch matcher.match(word, suggesting: isSuggesting) {
        case .code(let code): return code
        case .subtotal(let code):
            if mapping.totals[dimension]?.takesCodes == true {
                isTotal = true
                return structure.dimensions[dimension].codelist.index(of: code)
            }
            sink.report(.subtotalCode(code, dimension: structure.dimensions[dimension], at: place(line, column)))
        case .unknown(let nearest):
            unknownWords += 1
            sink.report(
                mapping.missing.contains(word)
                    ? .missingValue(at: place(line, column))
                    : .unknownCode(
                        word, dimension: structure.dimensions[dimension], nearest: nearest, at: place(line, column)))
        }
        return nil
    }

    /// The code whose sum a row is; `nil` after reporting that none is named.
    private mutating func readWhole(
        _ fields: [String], _ totals: TabularMapping.TotalWords, _ dimension: Int, line: Int,
        into sink: inout some CollectingSink
    ) -> CodeIndex? {
        guard let of = totals.of, let column = layout.wholes[dimension] else { return .total }
        switch of.matcher.match(fields[column], suggesting: isSuggesting) {
        case .code(let code): return code
        case .subtotal(let code): return structure.dimensions[dimension].codelist.index(of: code)
        case .unknown(let nearest):
            unknownWords += 1
            let dimension = structure.dimensions[dimension]
            sink.report(
                mapping.missing.contains(fields[column])
                    ? .missingValue(at: place(line, column))
                    : .unknownCode(fields[column], dimension: dimension, nearest: nearest, at: place(line, column)))
            return nil
        }
    }

    private mutating func readMapped(
        _ fields: [String], _ map: CodeMap, _ number: Int, _ dimension: Int, line: Int,
        into sink: inout some CollectingSink
    ) -> [CodeIndex]? {
        // A map that gives several dimensions is asked once a row, and its finding told once.
        if let known = mapped[number] { return known.isEmpty ? nil : known }
        let columns = layout.severalCodes[dimension]
        let words = columns.map { fields[$0] }
        switch map.match(words, suggesting: isSuggesting) {
        case .codes(let codes, let row):
            if let row { usedMapRows[number].insert(row) }
            mapped[number] = codes
            return codes
        case .unknown(let nearest):
            unknownWords += 1
            mapped[number] = []
            sink.report(
                words.allSatisfy(mapping.missing.contains)
                    ? .missingValue(at: place(line, columns.last))
                    : .unknownInMap(CodeMap.shown(words), map: map, nearest: nearest, at: place(line, columns.last)))
            return nil
        }
    }

    private func readFlags(
        _ fields: [String], _ flags: TabularMapping.MentionFlags, _ empty: CodeIndex?, _ dimension: Int, line: Int,
        into sink: inout some CollectingSink
    ) -> [CodeIndex]? {
        var found: [CodeIndex] = []
        var isSound = true
        var answers = 0
        for (column, flag) in zip(layout.severalCodes[dimension], flags.columns) {
            let word = fields[column]
            if mapping.missing.contains(word) { continue }
            guard let isYes = flags.answer(word) else {
                sink.report(.unknownAnswer(word, at: place(line, column)))
                isSound = false
                continue
            }
            answers += 1
            if isYes, flag.code != .total, !found.contains(flag.code) { found.append(flag.code) }
        }
        guard isSound else { return nil }
        if answers == 0, let empty { return [empty] }
        return found
    }
}
