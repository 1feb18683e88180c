import Collecting

/// Reads a mapping file against the structure that it is for.
struct TabularMappingFile {
    let reader: YAMLReader
    let structure: DatasetStructure

    func read(_ node: YAMLNode) -> TabularMapping? {
        reader.mapping(node, "a mapping file") { map in
            _ = map.required("mapping", .int(in: 1...1))
            checkDataset(map)
            map.checkUnit(structure)
            let encoding = map.optional("encoding", TabularMappingFile.encoding) ?? .utf8
            let separator = map.optional("separator", TabularMappingFile.separator) ?? UInt8(ascii: ",")
            let quote = map.optional("quote", .oneOf(["\"", "'", "none"])) ?? "\""
            let headerLine = map.optional("header", .int(in: 0...10_000)) ?? 1
            let numbers = map.optional("numbers", TabularMappingFile.numbers) ?? .plain
            let missing = map.optional("missing", .list(of: .possiblyEmptyText)) ?? []
            let rows = map.optional("rows", TabularMappingFile.rows)
            let codes = map.required("dimensions", .node).flatMap(readDimensions)
            let period = map.optional("period", TabularMappingFile.period) ?? .constant(nil)
            let count = map.optional("count", TabularMappingFile.count)
            let addsDuplicates = map.optional("duplicates", .oneOf(["refuse", "add"])) == "add"

            var counts = count
            if case .headings = period {
                if count != nil {
                    map.report("the counts stand in the period columns, so there is no count to name", at: "count")
                }
                counts = .periodColumns
            } else if TabularMappingFile.lacks("count", map) {
                map.report(
                    "the key \"count\" is missing", at: "count", hint: "write count: rows if every row is one unit")
            }
            let mark = quote == "none" ? nil : quote.utf8.first
            guard let dialect = CSVDialect(separator: separator, quote: mark) else {
                map.report("separator and quote are the same character", at: "separator")
                return nil
            }
            guard let codes, let counts else { return nil }
            return TabularMapping(
                format: .csv(dialect), encoding: encoding, headerLine: headerLine, numbers: numbers,
                missing: Set(missing).union([""]), keep: rows?.keep ?? [], skip: rows?.skip ?? [], codes: codes,
                period: period, count: counts, addsDuplicates: addsDuplicates)
        }
    }

    private func checkDataset(_ map: YAMLMapping) {
        guard let dataset = map.optional("dataset", .text), dataset != structure.id.description else { return }
        map.report("the mapping is for the dataset \(dataset), not for \(structure.id)", at: "dataset")
    }

    // MARK: - Dimensions

    private func readDimensions(_ node: YAMLNode) -> [TabularMapping.CodeSource]? {
        reader.mapping(node, "the dimensions") { map in
            let sources = structure.dimensions.map { dimension in
                map.required(dimension.id.description, .node).flatMap { readSource($0, dimension) }
            }
            let found = sources.compactMap(\.self)
            return found.count == sources.count ? found : nil
        }
    }

    private func readSource(_ node: YAMLNode, _ dimension: Dimension) -> TabularMapping.CodeSource? {
        reader.mapping(node, "the source of a dimension") { map in
            let column = map.optional("column", TabularMappingFile.column)
            let constant = map.optional("value", .located(.text)).flatMap { code($0, dimension) }
            let words = map.optional("codes", .dictionary(of: .located(.text))) ?? []
            let scheme = map.optional("terms", .text)
            let ranges = map.optional("ranges", .list(of: TabularMappingFile.range)) ?? []
            let empty = map.optional("empty", .located(.text)).flatMap { code($0, dimension) }
            let others = map.optional("others", .located(.text)).flatMap { code($0, dimension) }
            let ignoresCase = map.optional("ignoreCase", .bool) ?? false

            if map.has("value") {
                if map.entries.count > 1 { map.report("value stands alone: no other key goes with it", at: "value") }
                return constant.map { .constant($0) }
            }
            guard map.has("column") else {
                if ["column", "value"].allSatisfy({ TabularMappingFile.lacks($0, map) }) {
                    map.report(
                        "name the column of \(dimension.id), or the value that every row has", at: "column")
                }
                return nil
            }
            var listed: [String: CodeIndex] = [:]
            for pair in words { listed[pair.key] = code(pair.value, dimension) }
            let numberRanges = ranges.compactMap { range in
                code(range.code, dimension).map { CodeMatcher.NumberRange(range.numbers, code: $0) }
            }
            guard let column else { return nil }
            let matcher = CodeMatcher(
                dimension: dimension, words: listed, termScheme: scheme, ranges: numberRanges, others: others,
                ignoresCase: ignoresCase)
            return .column(column, matcher, empty: empty)
        }
    }

    /// A code that observations may have: a leaf, or the total of a multi-valued dimension.
    private func code(_ text: YAMLLocated<String>, _ dimension: Dimension) -> CodeIndex? {
        let index = (try? Code(text.value)).flatMap { dimension.codelist.index(of: $0) }
        guard let index else {
            let meant = nearest(to: text.value, among: dimension.codelist.items.map(\.code.description))
            reader.report(
                "the codelist \(dimension.codelist.id) has no code \(text.value)", at: text.position,
                hint: meant.map { "did you mean \"\($0)\"?" })
            return nil
        }
        guard index == .total ? dimension.isMultiValued : dimension.codelist.isLeaf(index) else {
            reader.report("\(text.value) is the sum of other codes; name one of its parts", at: text.position)
            return nil
        }
        return index
    }
}
