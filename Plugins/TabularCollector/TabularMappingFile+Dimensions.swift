import Collecting

extension TabularMappingFile {
    /// Where the codes of a dimension come from, and which rows are totals in it.
    struct WrittenDimension {
        let source: TabularMapping.CodeSource
        let totals: TabularMapping.TotalWords?
    }

    /// What the sources of all dimensions depend on.
    private struct Surroundings {
        let maps: [CodeMap]
        /// Whether rows are sightings of units, so that one may have several codes.
        let isRecords: Bool
        let knowsCount: Bool
    }

    func readDimensions(
        _ keys: LayeredKeys, _ maps: [CodeMap], isRecords: Bool, knowsCount: Bool
    ) -> [WrittenDimension]? {
        let around = Surroundings(maps: maps, isRecords: isRecords, knowsCount: knowsCount)
        let nodes = [keys.own.node("dimensions"), keys.base?.node("dimensions")].compactMap(\.self)
        guard let first = nodes.first else {
            // Reported as every key that is missing or misspelt.
            _ = keys.own.required("dimensions", .node)
            return nil
        }
        return reader.mapping(first, "the dimensions") { own in
            guard nodes.count == 2 else { return readDimensions(own, nil, around) }
            return reader.mapping(nodes[1], "the dimensions") { readDimensions(own, $0, around) }
        }
    }

    private func readDimensions(
        _ own: YAMLMapping, _ base: YAMLMapping?, _ around: Surroundings
    ) -> [WrittenDimension]? {
        let sources = structure.dimensions.enumerated().map { place, dimension in
            let key = dimension.id.description
            let inherited = base?.node(key)
            let node = own.has(key) || inherited == nil ? own.required(key, .node) : inherited
            if inherited != nil { _ = own.node(key) }
            return node.flatMap { readSource($0, dimension, place, around) }
        }
        let found = sources.compactMap(\.self)
        guard found.count == sources.count else { return nil }
        checkMaps(found, around.maps, own)
        return found
    }

    /// A map that gives codes of two dimensions and is asked for one leaves the other to be said again, perhaps otherwise.
    private func checkMaps(_ found: [WrittenDimension], _ maps: [CodeMap], _ keys: YAMLMapping) {
        for (number, map) in maps.enumerated() {
            let asked = found.indices.filter {
                if case .map(_, number, _) = found[$0].source { true } else { false }
            }
            guard !asked.isEmpty else { continue }
            for dimension in map.dimensions where !asked.contains(dimension) {
                let id = structure.dimensions[dimension].id
                keys.report(
                    "the map \(map.name) gives \(id) too", at: id.description, hint: "write \(id): {map: \(map.name)}")
            }
        }
    }

    private func readSource(
        _ node: YAMLNode, _ dimension: Dimension, _ place: Int, _ around: Surroundings
    ) -> WrittenDimension? {
        reader.mapping(node, "the source of a dimension") { map in
            let column = map.optional("column", TabularMappingFile.column)
            let constant = map.optional("value", .located(.text)).flatMap { code($0, dimension) }
            let mapName = map.optional("map", .located(.text))
            let flags = map.optional("flags", .dictionary(of: TabularMappingFile.column)) ?? []
            let yes = map.optional("yes", .oneOrList(of: .text))
            let no = map.optional("no", .oneOrList(of: .possiblyEmptyText))
            let separator = map.optional("separator", TabularMappingFile.wordSeparator)
            let most = map.optional("most", .int(in: 1...1000))
            let words = map.optional("codes", .dictionary(of: .located(.text))) ?? []
            let scheme = map.optional("terms", .text)
            let ranges = map.optional("ranges", .list(of: TabularMappingFile.range)) ?? []
            let empty = map.optional("empty", .located(.text)).flatMap { code($0, dimension) }
            let others = map.optional("others", .located(.text)).flatMap { code($0, dimension) }
            let ignoresCase = map.optional("ignoreCase", .bool) ?? false
            let totals = map.optional("totals", .node).flatMap { readTotals($0, dimension) }

            if map.has("value") {
                if map.entries.count > 1 { map.report("value stands alone: no other key goes with it", at: "value") }
                return constant.map { WrittenDimension(source: .constant($0), totals: nil) }
            }
            checkCombination(map, dimension, around)
            let listedCodes = words.map { pair in
                (pair.key, totals?.takesCodes == true ? anyCode(pair.value, dimension) : code(pair.value, dimension))
            }
            let listed = Dictionary(listedCodes.compactMap { pair in pair.1.map { (pair.0, $0) } }) { first, _ in first
            }
            let numberRanges = ranges.compactMap { range in
                code(range.code, dimension).map { CodeMatcher.NumberRange(range.numbers, code: $0) }
            }
            if map.has("map") {
                return readMapped(mapName, totals, place, around).map { WrittenDimension(source: $0, totals: totals) }
            }
            if map.has("flags") {
                let columns = flags.compactMap { pair in
                    code(YAMLLocated(pair.key, at: pair.keyPosition), dimension).map { (pair.value, $0) }
                }
                let answers = TabularMapping.MentionFlags(
                    columns: columns, yes: Set((yes ?? ["1", "yes", "ya", "true"]).map { $0.lowercased() }),
                    no: Set((no ?? ["0", "no", "tidak", "false"]).map { $0.lowercased() }))
                return WrittenDimension(source: .flags(answers, empty: empty, most: most), totals: nil)
            }
            guard map.has("column") else {
                if ["column", "value", "map", "flags"].allSatisfy({ TabularMappingFile.lacks($0, map) }) {
                    map.report(
                        "name the column of \(dimension.id), or the value that every row has", at: "column")
                }
                return nil
            }
            guard let column else { return nil }
            let matcher = CodeMatcher(
                dimension: dimension, words: listed, termScheme: scheme, ranges: numberRanges, others: others,
                ignoresCase: ignoresCase)
            if let separator {
                return WrittenDimension(
                    source: .words(column, matcher, separator: separator, empty: empty, most: most), totals: nil)
            }
            return WrittenDimension(source: .column(column, matcher, empty: empty), totals: totals)
        }
    }

    /// Reports keys that do not go with each other, or not with the dimension.
    private func checkCombination(_ map: YAMLMapping, _ dimension: Dimension, _ around: Surroundings) {
        let ways = ["column", "map", "flags"].filter { map.has($0) }
        if ways.count > 1 { map.report("name one of column, map and flags", at: ways[1]) }
        if map.has("map") {
            for key in ["codes", "terms", "ranges", "empty", "others", "ignoreCase"] where map.has(key) {
                map.report("what a word stands for is said in the map; \(key) goes with column", at: key)
            }
        }
        for key in ["yes", "no"] where map.has(key) && !map.has("flags") {
            map.report("\(key) goes with flags", at: key)
        }
        let lists = ["separator", "flags"].filter { map.has($0) }
        if map.has("most"), lists.isEmpty { map.report("most goes with separator or flags", at: "most") }
        if let list = lists.first {
            if lists.count > 1 { map.report("separator goes with column", at: "separator") }
            if !dimension.isMultiValued {
                map.report(
                    "\(dimension.id) is not multi-valued: a unit has one code of it", at: list,
                    hint: "say multiValued: true in the structure if it may have several")
            } else if around.knowsCount, !around.isRecords {
                map.report(
                    "several codes a row need rows that are one unit each", at: list,
                    hint: "write count: rows, or count: {distinct: …}")
            }
        }
        guard map.has("totals") else { return }
        if dimension.isMultiValued {
            map.report("\(dimension.id) is multi-valued: its codes do not add up to a total", at: "totals")
        } else if around.isRecords {
            map.report("rows that are one unit each hold no totals", at: "totals")
        }
    }

    private func readMapped(
        _ name: YAMLLocated<String>?, _ totals: TabularMapping.TotalWords?, _ dimension: Int, _ around: Surroundings
    ) -> TabularMapping.CodeSource? {
        guard let name else { return nil }
        guard let number = around.maps.firstIndex(where: { $0.name == name.value }) else {
            let meant = nearest(to: name.value, among: around.maps.map(\.name))
            reader.report(
                "there is no map \(name.value)", at: name.position, hint: meant.map { "did you mean \"\($0)\"?" })
            return nil
        }
        let codes = around.maps[number]
        guard let place = codes.dimensions.firstIndex(of: dimension) else {
            let id = structure.dimensions[dimension].id
            reader.report("the map \(name.value) gives no codes of \(id)", at: name.position)
            return nil
        }
        let codelist = structure.dimensions[dimension].codelist
        let isMultiValued = structure.dimensions[dimension].isMultiValued
        if totals?.takesCodes != true,
            let sum = codes.allCodes(at: place).first(where: {
                !codelist.isLeaf($0) && !(isMultiValued && $0 == .total)
            })
        {
            reader.report(
                "the map \(name.value) gives \(codelist.code(at: sum)), the sum of other codes", at: name.position,
                hint: "name one of its parts, or write totals: {codes: true} if these rows are totals")
            return nil
        }
        if let totals, !totals.words.isEmpty {
            reader.report("of a map, codes alone make totals: totals: {codes: true}", at: name.position)
            return nil
        }
        return .map(codes, number: number, place: place)
    }

    // MARK: - Totals

    private func readTotals(_ node: YAMLNode, _ dimension: Dimension) -> TabularMapping.TotalWords? {
        if case .mapping = node.content {
            return reader.mapping(node, "how totals are known") { map in
                let words = map.optional("words", .oneOrList(of: .text)) ?? []
                let takesCodes = map.optional("codes", .bool) ?? false
                let of = map.optional("of", .node).flatMap { readWhole($0, dimension) }
                if !map.has("words"), !map.has("codes"), lacksBoth(map) {
                    map.report("say how totals are known: words, or codes: true", at: "words")
                } else if map.has("of"), !map.has("words") {
                    map.report("of goes with words", at: "of")
                }
                return TabularMapping.TotalWords(words: Set(words), takesCodes: takesCodes, of: of)
            }
        }
        guard let words = reader.read(node, .oneOrList(of: .text)) else { return nil }
        return TabularMapping.TotalWords(words: Set(words), takesCodes: false, of: nil)
    }

    private func lacksBoth(_ map: YAMLMapping) -> Bool {
        ["words", "codes"].allSatisfy { TabularMappingFile.lacks($0, map) }
    }

    /// The column that names the code whose sum a row is.
    private func readWhole(
        _ node: YAMLNode, _ dimension: Dimension
    ) -> (column: TabularMapping.Column, matcher: CodeMatcher)? {
        reader.mapping(node, "the column that names the whole") { map in
            let column = map.required("column", TabularMappingFile.column)
            let words = map.optional("codes", .dictionary(of: .located(.text))) ?? []
            let scheme = map.optional("terms", .text)
            let ignoresCase = map.optional("ignoreCase", .bool) ?? false
            let listed = words.compactMap { pair in anyCode(pair.value, dimension).map { (pair.key, $0) } }
            guard let column else { return nil }
            return (
                column,
                CodeMatcher(
                    dimension: dimension, words: Dictionary(listed) { first, _ in first }, termScheme: scheme,
                    ignoresCase: ignoresCase)
            )
        }
    }

    // MARK: - Codes

    /// A code that observations may have: a leaf, or the total of a multi-valued dimension.
    func code(_ text: YAMLLocated<String>, _ dimension: Dimension) -> CodeIndex? {
        guard let index = anyCode(text, dimension) else { return nil }
        guard index == .total ? dimension.isMultiValued : dimension.codelist.isLeaf(index) else {
            reader.report("\(text.value) is the sum of other codes; name one of its parts", at: text.position)
            return nil
        }
        return index
    }

    /// A code, one that stands for the sum of others too.
    func anyCode(_ text: YAMLLocated<String>, _ dimension: Dimension) -> CodeIndex? {
        if let index = (try? Code(text.value)).flatMap({ dimension.codelist.index(of: $0) }) { return index }
        let meant = nearest(to: text.value, among: dimension.codelist.items.map(\.code.description))
        reader.report(
            "the codelist \(dimension.codelist.id) has no code \(text.value)", at: text.position,
            hint: meant.map { "did you mean \"\($0)\"?" })
        return nil
    }
}
