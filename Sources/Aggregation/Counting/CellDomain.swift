public import Statistics

/// The cells at which a dataset's observations are counted, numbered: every combination of leaves, or of the
/// codes of one section of its form.
///
/// Among the leaves a multi-valued dimension has one place more, its total: what is counted there is units, not
/// mentions.
public struct CellDomain: Sendable, Hashable {
    /// The most combinations that a structure may have, 2⁴⁰.
    public static let largest = 1 << 40

    /// The structure.
    public let structure: DatasetStructure
    /// For each dimension the codes at which it is counted.
    public let codes: [[CodeIndex]]
    /// How many combinations there are.
    public let count: Int
    /// For each dimension and code, its place among `codes`; −1 where nothing is counted. The total comes last.
    private let places: [[Int]]

    /// Numbers the combinations of leaves of a structure; `nil` if there are more than 2⁴⁰.
    public init?(_ structure: DatasetStructure) {
        self.init(
            structure, codes: structure.dimensions.map { $0.codelist.leaves + ($0.isMultiValued ? [.total] : []) })
    }

    /// Numbers the combinations of codes that stand at one level of each dimension, leaves above it with them;
    /// `nil` if there are more than 2⁴⁰, or not one level a dimension.
    public init?(_ structure: DatasetStructure, section levels: LevelTuple) {
        guard levels.levels.count == structure.dimensions.count else { return nil }
        self.init(
            structure, codes: zip(structure.dimensions, levels.levels).map { $0.codelist.codes(atLevel: $1) })
    }

    private init?(_ structure: DatasetStructure, codes: [[CodeIndex]]) {
        var count = 1
        var places: [[Int]] = []
        for (dimension, counted) in zip(structure.dimensions, codes) {
            var place = [Int](repeating: -1, count: dimension.codelist.items.count + 1)
            for (number, code) in counted.enumerated() {
                place[code == .total ? place.count - 1 : Int(code)] = number
            }
            let (product, overflow) = count.multipliedReportingOverflow(by: counted.count)
            guard !overflow, product <= CellDomain.largest else { return nil }
            count = product
            places.append(place)
        }
        self.structure = structure
        self.codes = codes
        self.places = places
        self.count = count
    }

    /// The number of a cell; `nil` if nothing is counted at one of the codes.
    public func cell(_ key: [CodeIndex]) -> Int? {
        precondition(key.count == codes.count, "a cell has one code a dimension")
        var cell = 0
        for (dimension, code) in key.enumerated() {
            let last = places[dimension].count - 1
            guard code == .total || (0..<last).contains(Int(code)) else { return nil }
            let place = places[dimension][code == .total ? last : Int(code)]
            guard place >= 0 else { return nil }
            cell = cell * codes[dimension].count + place
        }
        return cell
    }

    /// The codes of a cell, by its number.
    public func key(ofCell cell: Int) -> [CodeIndex] {
        var rest = cell
        var key = [CodeIndex](repeating: .total, count: codes.count)
        for dimension in codes.indices.reversed() {
            key[dimension] = codes[dimension][rest % codes[dimension].count]
            rest /= codes[dimension].count
        }
        return key
    }
}
