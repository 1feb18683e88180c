import Collecting

/// Reads a mapping file against the structure that it is for.
struct DHIS2MappingFile {
    let reader: YAMLReader
    let structure: DatasetStructure

    private typealias Kind = DHIS2Mapping.Kind

    func read(_ node: YAMLNode) -> DHIS2Mapping? {
        reader.mapping(node, "a mapping file") { map in
            _ = map.required("mapping", .int(in: 1...1))
            checkDataset(map)
            var mapping = DHIS2Mapping()
            mapping.dataSets = Set(map.optional("dataSets", .oneOrList(of: .text)) ?? [])
            mapping.schemes = map.optional("idSchemes", .node).flatMap(readSchemes) ?? [:]
            mapping.others =
                map.optional("dimensions", .node).flatMap(readOthers) ?? structure.dimensions.map { _ in nil }
            for (key, kind) in [
                ("dataElements", Kind.dataElement), ("orgUnits", .orgUnit),
                ("categoryOptionCombos", .categoryOptionCombo), ("attributeOptionCombos", .attributeOptionCombo),
            ] {
                let isNeeded = kind == .dataElement || kind == .orgUnit
                let node = isNeeded ? map.required(key, .node) : map.optional(key, .node)
                mapping.names[kind] = node.flatMap(readNames) ?? [:]
            }
            let categories = map.optional("categories", .dictionary(of: .node)) ?? []
            for category in categories { mapping.options[category.key] = readNames(category.value) ?? [:] }
            if let ignore = map.optional("ignore", .node) { readIgnored(ignore, &mapping) }
            checkDimensions(mapping, map)
            let expected = map.optional("expected", .list(of: .located(.text), least: 1))
            mapping.expected = readExpected(expected, mapping)
            return mapping
        }
    }

    private func checkDataset(_ map: YAMLMapping) {
        guard let dataset = map.optional("dataset", .text), dataset != structure.id.description else { return }
        map.report("the mapping is for the dataset \(dataset), not for \(structure.id)", at: "dataset")
    }

    private func readSchemes(_ node: YAMLNode) -> [Kind: String]? {
        reader.mapping(node, "the kinds of names") { map in
            var schemes: [Kind: String] = [:]
            for kind in Kind.allCases {
                schemes[kind] = map.optional(kind.rawValue, .text)?.lowercased()
            }
            return schemes
        }
    }

    private func readOthers(_ node: YAMLNode) -> [CodeIndex?]? {
        reader.mapping(node, "codes of dimensions") { map in
            structure.dimensions.map { dimension in
                map.optional(dimension.id.description, .located(.text)).flatMap { code($0, dimension) }
            }
        }
    }

    /// Names and the codes that each stands for.
    private func readNames(_ node: YAMLNode) -> [String: DHIS2Mapping.Meaning]? {
        guard let pairs = reader.read(node, .dictionary(of: .node)) else { return nil }
        var names: [String: DHIS2Mapping.Meaning] = [:]
        for (number, pair) in pairs.enumerated() {
            let codes = reader.mapping(pair.value, "codes of dimensions, or {} for none") { map in
                structure.dimensions.enumerated().compactMap { place, dimension -> DHIS2Mapping.Assignment? in
                    map.optional(dimension.id.description, .located(.text)).flatMap { code($0, dimension) }
                        .map { DHIS2Mapping.Assignment(dimension: place, code: $0) }
                }
            }
            names[pair.key] = .codes(number: Int32(number), codes ?? [])
        }
        return names
    }

    private func readIgnored(_ node: YAMLNode, _ mapping: inout DHIS2Mapping) {
        var lists: [(Kind, [YAMLLocated<String>])] = []
        _ = reader.mapping(node, "names to leave out") { map -> Bool? in
            for (key, kind) in [
                ("dataElements", Kind.dataElement), ("orgUnits", .orgUnit),
                ("categoryOptionCombos", .categoryOptionCombo), ("attributeOptionCombos", .attributeOptionCombo),
            ] {
                lists.append((kind, map.optional(key, .list(of: .located(.text))) ?? []))
            }
            return true
        }
        for (kind, list) in lists {
            for name in list {
                guard mapping.names[kind]?[name.value] == nil else {
                    reader.report("\(name.value) is mapped above or left out twice", at: name.position)
                    continue
                }
                mapping.names[kind]?[name.value] = .ignored
            }
        }
    }

    /// Every dimension must be given by something.
    private func checkDimensions(_ mapping: DHIS2Mapping, _ map: YAMLMapping) {
        let meanings = mapping.names.values.flatMap(\.values) + mapping.options.values.flatMap(\.values)
        var given = Set(mapping.others.indices.filter { mapping.others[$0] != nil })
        for case .codes(_, let codes) in meanings { given.formUnion(codes.map(\.dimension)) }
        guard reader.problems.isEmpty else { return }
        for (place, dimension) in structure.dimensions.enumerated() where !given.contains(place) {
            map.report(
                "nothing gives a code of \(dimension.id)", at: "dimensions",
                hint: "write dimensions: {\(dimension.id): CODE} if all values have the same")
        }
    }

    private func readExpected(_ names: [YAMLLocated<String>]?, _ mapping: DHIS2Mapping) -> [String] {
        let units = mapping.names[.orgUnit] ?? [:]
        guard let names else { return units.filter { $0.value != .ignored }.keys.sorted() }
        for name in names where units[name.value] == nil {
            reader.report("\(name.value) is not among orgUnits", at: name.position)
        }
        return names.map(\.value)
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
