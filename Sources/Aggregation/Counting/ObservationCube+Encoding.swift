public import Statistics

// The counts of one period in bytes, for storage that seals them. Codes are written as texts, in a dictionary a
// dimension, and dimensions by name, so that a codelist may be reordered or extended between writing and reading.
//
// Magic, version, dataset, period; for each dimension its name and the codes used, ascending; the cells of
// records; for each section with counts the level of each dimension and its cells; the units that were observed,
// ascending, each as 32 bytes of its mark and its cells; 8 bytes of checksum. Version 1 had no units. Cells are the places of their codes in the dictionaries, ascending, each followed by its count. Numbers are LEB128.
extension ObservationCube {
    static let magic = Array("LNDGCUBE".utf8)
    static let version = 2

    /// Writes all counts of a period, the same bytes for equal counts.
    ///
    /// The checksum at the end tells accidents. It is no seal: whoever keeps the bytes has to seal them.
    public func encoded(period: Period, releasingRaw reason: RawRelease) -> [UInt8] {
        let all = ([joint] + sections).map { cells in
            (cells.counts[period] ?? [:]).map { cell, count in
                KeptCell(codes: texts(cells.domain.key(ofCell: cell)), count: count)
            }
        }
        let met = units.units(of: period).map { unit, cells in
            (unit: unit, cells: cells.map { KeptCell(codes: texts(domain.key(ofCell: $0)), count: 1) })
        }
        let dictionaries = domain.structure.dimensions.indices.map { dimension in
            Set(all.joined().map { $0.codes[dimension] })
                .union(met.lazy.flatMap(\.cells).map { $0.codes[dimension] }).sorted()
        }
        let places = dictionaries.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1, $0) }) }

        var out = PartialWriter()
        out.bytes += ObservationCube.magic
        out.append(ObservationCube.version)
        out.append(domain.structure.id.description)
        out.append(period.description)
        out.append(dictionaries.count)
        for (dimension, dictionary) in zip(domain.structure.dimensions, dictionaries) {
            out.append(dimension.id.description)
            out.append(dictionary.count)
            for text in dictionary { out.append(text) }
        }
        out.append(all[0], places)
        let written = sections.indices.filter { !all[$0 + 1].isEmpty }
        out.append(written.count)
        for section in written {
            for level in form.sections[section].levels.levels { out.append(level) }
            out.append(all[section + 1], places)
        }
        out.append(met.count)
        for (unit, cells) in met {
            for number in unit.numbers { out.append(word: number) }
            let coded = cells.map { cell in zip(places, cell.codes).map { $0[$1] ?? 0 } }
            out.append(coded.count)
            for place in coded.sorted(by: { $0.lexicographicallyPrecedes($1) }).joined() { out.append(place) }
        }
        out.append(word: ObservationCube.checksum(out.bytes))
        return out.bytes
    }

    /// Adds the counts that `encoded` wrote.
    ///
    /// - Throws: `AggregationError.notKeptCounts`, `unknownKeptVersion` or `damagedKeptCounts` for other bytes,
    ///   `mismatch` for those of another dataset or other dimensions, `codeNotCounted` or `unknownSection` where
    ///   the structure has changed, or `overflow`; the cube is then as it was.
    public mutating func add(encoded bytes: [UInt8]) throws(AggregationError) {
        var (input, version) = try ObservationCube.opened(bytes)
        var read = self
        try read.add(&input, version: version)
        self = read
    }

    /// What `encoded` wrote, behind the version, once it is seen to be whole.
    private static func opened(_ bytes: [UInt8]) throws(AggregationError) -> (PartialReader, version: Int) {
        guard bytes.starts(with: magic) else { throw .notKeptCounts }
        let end = bytes.count - 8
        guard end > magic.count else { throw .damagedKeptCounts(offset: bytes.count) }
        var input = PartialReader(
            bytes: bytes[..<end], position: magic.count, fault: AggregationError.damagedKeptCounts(offset:))
        let version = try input.number()
        guard (1...ObservationCube.version).contains(version) else { throw .unknownKeptVersion(version) }
        var tail = PartialReader(bytes: bytes[...], position: end)
        guard try tail.word() == checksum(Array(bytes[..<end])) else { throw .damagedKeptCounts(offset: end) }
        return (input, version)
    }

    /// The units that kept counts hold, ascending, whatever codes the structure has now.
    static func units(encoded bytes: [UInt8]) throws(AggregationError) -> [UnitMark] {
        var (input, version) = try opened(bytes)
        guard version > 1 else { return [] }
        _ = try input.text()
        _ = try input.text()
        let dimensions = try input.length()
        for _ in 0..<dimensions {
            _ = try input.text()
            for _ in 0..<(try input.length()) { _ = try input.text() }
        }
        try input.skip(cells: try input.length(), numbers: dimensions + 1)
        for _ in 0..<(try input.length()) {
            for _ in 0..<dimensions { _ = try input.number() }
            try input.skip(cells: try input.length(), numbers: dimensions + 1)
        }
        var units: [UnitMark] = []
        for _ in 0..<(try input.length()) {
            units.append(UnitMark(try input.word(), try input.word(), try input.word(), try input.word()))
            try input.skip(cells: try input.length(), numbers: dimensions)
        }
        return units
    }

    /// A hash of the bytes, under no secret.
    static func checksum(_ bytes: [UInt8]) -> UInt64 {
        SipHash.hash(bytes, HashSeed(low: 0x6B65_7074_2063_6F75, high: 0x6E74_7321_6C69_6E64))
    }

    // MARK: - Reading

    private mutating func add(_ input: inout PartialReader, version: Int) throws(AggregationError) {
        let structure = domain.structure
        let id = try input.text()
        guard id == structure.id.description else {
            throw .mismatch("they are kept for \(id), not for \(structure.id)")
        }
        let written = try input.text()
        guard let period = Period(written), period.frequency == structure.frequency else {
            throw .mismatch("they are kept for \(written), which is no period of \(structure.id)")
        }
        let dictionaries = try input.dictionaries(structure)
        joint = try joint.adding(period, &input, dictionaries)
        var seen: Set<Int> = []
        for _ in 0..<(try input.length()) {
            var levels = [Int](repeating: 0, count: dictionaries.count)
            for dictionary in dictionaries { levels[dictionary.dimension] = try input.number() }
            guard let section = form.index(of: LevelTuple(levels)) else {
                throw .unknownSection(words(for: LevelTuple(levels)))
            }
            guard seen.insert(section).inserted else { throw input.damage }
            sections[section] = try sections[section].adding(period, &input, dictionaries)
        }
        if version > 1 { try addUnits(of: period, &input, dictionaries) }
        guard input.isAtEnd else { throw input.damage }
    }

    private mutating func addUnits(
        of period: Period, _ input: inout PartialReader, _ dictionaries: [KeptDictionary]
    ) throws(AggregationError) {
        var last: UnitMark?
        for _ in 0..<(try input.length()) {
            let unit = UnitMark(try input.word(), try input.word(), try input.word(), try input.word())
            guard last.map({ $0 < unit }) ?? true else { throw input.damage }
            last = unit
            for cell in try joint.cells(&input, dictionaries) {
                units.add(period: period, cell: cell, unit: unit)
                unitCounts = nil
            }
        }
    }

    private func texts(_ key: [CodeIndex]) -> [String] {
        zip(domain.structure.dimensions, key).map { $0.codelist.code(at: $1).description }
    }
}

/// A cell with its codes as texts.
private struct KeptCell {
    let codes: [String]
    let count: Int64
}

/// The codes of one dimension as they were written.
private struct KeptDictionary {
    /// Where the dimension stands in the structure now.
    let dimension: Int
    let texts: [String]
    /// For each text its place in the codelist; `nil` if the codelist does not have it now.
    let codes: [CodeIndex?]
}

extension PartialWriter {
    fileprivate mutating func append(_ cells: [KeptCell], _ places: [[String: Int]]) {
        let coded = cells.map { cell in (key: zip(places, cell.codes).map { $0[$1] ?? 0 }, count: cell.count) }
        append(coded.count)
        for cell in coded.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            for place in cell.key { append(place) }
            append(Int(cell.count))
        }
    }
}

extension PartialReader {
    /// Passes over cells of so many numbers each.
    fileprivate mutating func skip(cells: Int, numbers: Int) throws(AggregationError) {
        for _ in 0..<cells {
            for _ in 0..<numbers { _ = try number() }
        }
    }

    /// The dictionaries in the order in which they were written.
    fileprivate mutating func dictionaries(_ structure: DatasetStructure) throws(AggregationError) -> [KeptDictionary] {
        var dictionaries: [KeptDictionary] = []
        for _ in 0..<(try length()) {
            let name = try text()
            guard let place = structure.dimensions.firstIndex(where: { $0.id.description == name }) else {
                throw .mismatch("they were kept with the dimension \(name), which \(structure.id) does not have now")
            }
            var texts: [String] = []
            for _ in 0..<(try length()) {
                let text = try text()
                guard texts.last.map({ $0 < text }) ?? true else { throw damage }
                texts.append(text)
            }
            guard !dictionaries.contains(where: { $0.dimension == place }) else { throw damage }
            let codelist = structure.dimensions[place].codelist
            dictionaries.append(
                KeptDictionary(
                    dimension: place, texts: texts,
                    codes: texts.map { (try? Code($0)).flatMap { codelist.index(of: $0) } }))
        }
        if let missing = structure.dimensions.indices.first(where: { place in
            !dictionaries.contains { $0.dimension == place }
        }) {
            throw .mismatch("they were kept without the dimension \(structure.dimensions[missing].id)")
        }
        return dictionaries
    }
}

extension CellCounts {
    /// These counts with the cells that follow in the input.
    fileprivate func adding(
        _ period: Period, _ input: inout PartialReader, _ dictionaries: [KeptDictionary]
    ) throws(AggregationError) -> CellCounts {
        var sum = self
        try read(&input, dictionaries) { (cell, input) throws(AggregationError) in
            try sum.add(period: period, cell: cell, count: Int64(try input.number()))
        }
        return sum
    }

    /// The cells that follow in the input, without counts.
    fileprivate func cells(
        _ input: inout PartialReader, _ dictionaries: [KeptDictionary]
    ) throws(AggregationError) -> [Int] {
        var cells: [Int] = []
        try read(&input, dictionaries) { (cell, _) throws(AggregationError) in cells.append(cell) }
        return cells
    }

    /// Reads cells, each followed by what `take` reads.
    private func read(
        _ input: inout PartialReader, _ dictionaries: [KeptDictionary],
        take: (Int, inout PartialReader) throws(AggregationError) -> Void
    ) throws(AggregationError) {
        var last: [Int] = []
        var key = [CodeIndex](repeating: .total, count: dictionaries.count)
        for cell in 0..<(try input.length()) {
            var places: [Int] = []
            for dictionary in dictionaries {
                let place = try input.number()
                guard place < dictionary.codes.count else { throw input.damage }
                guard let code = dictionary.codes[place] else { throw notCounted(place, of: dictionary) }
                places.append(place)
                key[dictionary.dimension] = code
            }
            guard cell == 0 || last.lexicographicallyPrecedes(places) else { throw input.damage }
            last = places
            guard let number = domain.cell(key) else {
                for (place, dictionary) in zip(places, dictionaries)
                where !domain.codes[dictionary.dimension].contains(key[dictionary.dimension]) {
                    throw notCounted(place, of: dictionary)
                }
                throw input.damage
            }
            try take(number, &input)
        }
    }

    private func notCounted(_ place: Int, of dictionary: KeptDictionary) -> AggregationError {
        .codeNotCounted(
            dictionary.texts[place], dimension: domain.structure.dimensions[dictionary.dimension].id.description)
    }
}
