/// The declared cells of a cube: every combination of the codes of its dimensions.
public struct CubeDomain: Hashable, Sendable {
    /// How many codes each dimension has, at least 1; the last dimension varies fastest.
    public let radices: [Int]
    /// The product of the radices.
    public let cellCount: Int

    /// The cap where none is given: 2²⁶ cells, half a gigabyte of counts.
    public static let standardLimit = 1 << 26

    /// Makes a domain.
    ///
    /// - Parameters:
    ///   - radices: How many codes each dimension has, each at least 1; none at all is one cell.
    ///   - limit: The most cells.
    /// - Throws: ``AggregationError/domainTooLarge(limit:)``, or ``AggregationError/invalidPlan(_:)`` where a
    ///   dimension has no codes.
    public init(radices: [Int], limit: Int = standardLimit) throws(AggregationError) {
        var product = 1
        for radix in radices {
            guard radix > 0 else { throw .invalidPlan("a dimension without codes has no cells") }
            let (next, overflow) = product.multipliedReportingOverflow(by: radix)
            guard !overflow, next <= limit else { throw .domainTooLarge(limit: limit) }
            product = next
        }
        self.radices = radices
        cellCount = product
    }

    /// Where a combination of codes stands; `nil` if it lies outside.
    ///
    /// - Parameter codes: One index a dimension, each in 0 ..< its radix.
    /// - Returns: An index in 0 ..< ``cellCount``.
    public func index(of codes: some Collection<Int>) -> Int? {
        guard codes.count == radices.count else { return nil }
        var index = 0
        for (code, radix) in zip(codes, radices) {
            guard code >= 0, code < radix else { return nil }
            index = index * radix + code
        }
        return index
    }

    /// The combination of codes at an index.
    ///
    /// - Parameter index: In 0 ..< ``cellCount``.
    /// - Returns: One code a dimension.
    public func codes(at index: Int) -> [Int] {
        precondition(index >= 0 && index < cellCount, "no such cell")
        var rest = index
        var codes = [Int](repeating: 0, count: radices.count)
        for dimension in radices.indices.reversed() {
            codes[dimension] = rest % radices[dimension]
            rest /= radices[dimension]
        }
        return codes
    }
}
