import Collecting

/// Reads a mapping file against the structure that it is for.
struct TabularMappingFile {
    let reader: YAMLReader
    let structure: DatasetStructure

    func read(_ node: YAMLNode) -> TabularFile? {
        reader.mapping(node, "a mapping file") { map in
            _ = map.required("mapping", .int(in: 1...1))
            checkDataset(map)
            map.checkUnit(structure)
            let encoding = map.optional("encoding", TabularMappingFile.encoding) ?? .utf8
            let separator = map.optional("separator", TabularMappingFile.separator) ?? UInt8(ascii: ",")
            let quote = map.optional("quote", .oneOf(["\"", "'", "none"])) ?? "\""
            let maps = map.optional("maps", .node).flatMap(readMaps) ?? []
            let tables = map.optional("tables", .node)
            var arrangement: TabularFile.Arrangement?
            if let tables {
                arrangement = readTables(tables, map, maps).map { .stacked($0) }
            } else {
                arrangement = readTable(LayeredKeys(map), maps).map { .one($0) }
            }
            let mark = quote == "none" ? nil : quote.utf8.first
            guard let dialect = CSVDialect(separator: separator, quote: mark) else {
                map.report("separator and quote are the same character", at: "separator")
                return nil
            }
            return arrangement.map {
                TabularFile(format: .csv(dialect), encoding: encoding, maps: maps, arrangement: $0)
            }
        }
    }

    private func checkDataset(_ map: YAMLMapping) {
        guard let dataset = map.optional("dataset", .text), dataset != structure.id.description else { return }
        map.report("the mapping is for the dataset \(dataset), not for \(structure.id)", at: "dataset")
    }

    // MARK: - One table

    /// Reads the keys that describe one table.
    func readTable(_ map: LayeredKeys, _ maps: [CodeMap]) -> TabularMapping? {
        let headerLine = map.optional("header", .int(in: 0...10_000)) ?? 1
        let numbers = map.optional("numbers", TabularMappingFile.numbers) ?? .plain
        let missing = map.optional("missing", .list(of: .possiblyEmptyText)) ?? []
        let rows = map.optional("rows", TabularMappingFile.rows)
        let unit = map.optional("unitColumn", TabularMappingFile.unitColumn)
        let check = map.optional("totals", TabularMappingFile.totalsCheck)
        let period = map.optional("period", TabularMappingFile.period) ?? TabularMappingFile.noPeriod
        let written = map.optional("count", TabularMappingFile.count)
        let addsDuplicates = map.optional("duplicates", .oneOf(["refuse", "add"])) == "add"
        let hasPeriodColumns = period.source.hasPeriodColumns

        var counts = written?.source
        if hasPeriodColumns {
            if counts != nil {
                map.report("the counts stand in the period columns, so there is no count to name", at: "count")
            }
            counts = .periodColumns
        } else if map.lacks("count") {
            map.report(
                "the key \"count\" is missing", at: "count", hint: "write count: rows if every row is one unit")
        } else if let written, written.source == nil {
            map.report("name the column of the counts", at: "count")
        }
        let isRecords = if let counts { counts.readsRecords } else { false }
        let dimensions = readDimensions(map, maps, isRecords: isRecords, knowsCount: counts != nil)
        if isRecords {
            if unit != nil { map.report("rows that are one unit each have no unit column", at: "unitColumn") }
            if check != nil { map.report("rows that are one unit each hold no totals", at: "totals") }
        }
        guard let dimensions, let counts else { return nil }
        return TabularMapping(
            headerLine: headerLine, numbers: numbers, missing: Set(missing).union([""]), keep: rows?.keep ?? [],
            skip: rows?.skip ?? [], codes: dimensions.map(\.source), period: period.source, count: counts,
            addsDuplicates: addsDuplicates, scale: written?.scale ?? .plain, unit: unit,
            totals: dimensions.map(\.totals), totalColumn: period.total, check: check ?? .warn)
    }

    // MARK: - Stacked tables

    private func readTables(_ node: YAMLNode, _ base: YAMLMapping, _ maps: [CodeMap]) -> [StackedTable]? {
        // What stands beside them holds for every table that does not say otherwise.
        for key in LayeredKeys.ofATable { _ = base.node(key) }
        guard let nodes = reader.read(node, .list(of: .node, least: 1)) else { return nil }
        let read = nodes.map { node in
            reader.mapping(node, "a table") { readStacked($0, base, maps) }
        }
        let tables = read.compactMap(\.self)
        guard tables.count == read.count else { return nil }
        var seen: Set<StackedTable.Sign> = []
        for table in tables where !seen.insert(table.sign).inserted {
            reader.report(
                "two tables are found by \"\(table.name)\"", at: node.position,
                hint: "say more of their titles, or give the headings that each has")
        }
        return tables
    }

    private func readStacked(_ own: YAMLMapping, _ base: YAMLMapping, _ maps: [CodeMap]) -> StackedTable? {
        let sign = TabularMappingFile.sign(own)
        let map = LayeredKeys(own, base: base)
        let header = map.optional("header", .int(in: 0...10_000))
        let mapping = readTable(map, maps)
        guard let sign, let mapping else { return nil }
        if case .headings = sign, header != nil {
            map.report("the headings are what the table is found by; leave header out", at: "header")
        }
        return StackedTable(sign: sign, header: header, mapping: mapping)
    }

    private static func sign(_ map: YAMLMapping) -> StackedTable.Sign? {
        let start = YAMLShape<StackedTable.Sign>.mapping("a title") { map in
            map.required("startsWith", .text).map { .titleStart($0) }
        }
        let title = map.optional(
            "title", .either(scalar: .reading(.text, as: "a title") { .title($0) }, mapping: start))
        let headings = map.optional("headings", .list(of: .text, least: 1))
        guard map.has("title") != map.has("headings") else {
            if ["title", "headings"].allSatisfy({ map.has($0) || lacks($0, map) }) {
                map.report("name the title line of the table, or headings that it has", at: "title")
            }
            return nil
        }
        return title ?? headings.map { .headings($0) }
    }
}

/// The keys of one table: its own, and where it has none those that stand beside all tables.
struct LayeredKeys {
    /// The keys that describe a table.
    static let ofATable = [
        "header", "numbers", "missing", "rows", "unitColumn", "totals", "period", "count", "duplicates", "dimensions",
    ]

    let own: YAMLMapping
    let base: YAMLMapping?

    init(_ own: YAMLMapping, base: YAMLMapping? = nil) {
        self.own = own
        self.base = base
    }

    func optional<Value>(_ key: String, _ shape: YAMLShape<Value>) -> Value? {
        // Asking makes the key known.
        let node = own.node(key) ?? base?.node(key)
        return node.flatMap { own.reader.read($0, shape) }
    }

    func has(_ key: String) -> Bool { own.has(key) || base?.has(key) == true }

    /// Whether the key is not there, nor one that was meant to be it.
    func lacks(_ key: String) -> Bool {
        TabularMappingFile.lacks(key, own) && (base.map { TabularMappingFile.lacks(key, $0) } ?? true)
    }

    func report(_ message: String, at key: String, hint: String? = nil) {
        (own.has(key) ? own : base?.has(key) == true ? base ?? own : own).report(message, at: key, hint: hint)
    }
}
