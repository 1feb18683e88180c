import Collecting

extension TabularMappingFile {
    /// Reads the maps of the file: tables of words and codes.
    func readMaps(_ node: YAMLNode) -> [CodeMap]? {
        guard let pairs = reader.read(node, .dictionary(of: .node)) else { return nil }
        let maps = pairs.map { pair in
            reader.mapping(pair.value, "a map") { readMap(pair.key, $0) }
        }
        return maps.compactMap(\.self)
    }

    private func readMap(_ name: String, _ map: YAMLMapping) -> CodeMap? {
        let columns = map.required("columns", .oneOrList(of: TabularMappingFile.column))
        let gives = map.required("gives", .oneOrList(of: .located(.text)))
        let rows = map.required("rows", .list(of: .located(.list(of: .located(.possiblyEmptyText))), least: 1))
        let others = map.optional("others", .oneOrList(of: .located(.text)))
        let ignoresCase = map.optional("ignoreCase", .bool) ?? false
        guard let columns, let gives, let rows else { return nil }
        guard !columns.isEmpty, !gives.isEmpty else {
            map.report("a map has at least one column and gives codes of at least one dimension", at: "columns")
            return nil
        }
        let dimensions = gives.compactMap(dimension(named:))
        guard dimensions.count == gives.count else { return nil }
        var seen: [[String]: YAMLPosition] = [:]
        let read = rows.compactMap { row -> (words: [String], codes: [CodeIndex])? in
            guard row.value.count == columns.count + dimensions.count else {
                reader.report(
                    "a row has \(columns.count) \(columns.count == 1 ? "word" : "words") and \(dimensions.count) "
                        + "\(dimensions.count == 1 ? "code" : "codes"), but this one has \(row.value.count) entries",
                    at: row.position)
                return nil
            }
            let words = row.value.prefix(columns.count).map(\.value)
            if let first = seen[CodeMap.key(words, ignoresCase: ignoresCase)] {
                reader.report("\(CodeMap.shown(words)) stands in line \(first.line) already", at: row.position)
                return nil
            }
            seen[CodeMap.key(words, ignoresCase: ignoresCase)] = row.position
            return codes(Array(row.value.dropFirst(columns.count)), dimensions).map { (words, $0) }
        }
        if let others, others.count != dimensions.count {
            map.report("others has one code for each dimension that the map gives", at: "others")
            return nil
        }
        return CodeMap(
            name: name, columns: columns, dimensions: dimensions, rows: read,
            others: others.flatMap { codes($0, dimensions) }, ignoresCase: ignoresCase)
    }

    private func codes(_ texts: [YAMLLocated<String>], _ dimensions: [Int]) -> [CodeIndex]? {
        let codes = zip(texts, dimensions).map { anyCode($0, structure.dimensions[$1]) }
        let found = codes.compactMap(\.self)
        return found.count == codes.count ? found : nil
    }

    private func dimension(named name: YAMLLocated<String>) -> Int? {
        let names = structure.dimensions.map(\.id.description)
        if let place = names.firstIndex(of: name.value) { return place }
        let meant = nearest(to: name.value, among: names)
        reader.report(
            "\(structure.id) has no dimension \(name.value)", at: name.position,
            hint: meant.map { "did you mean \"\($0)\"?" })
        return nil
    }
}
