/// The name of a thing that Lindung keeps: a dataset, dimension, codelist, population, table or provider.
///
/// A letter followed by letters, digits, `_` or `-`, at most 64 characters, as SDMX allows for a
/// dimension and as is safe in a file name, a URL and a column heading.
public struct Identifier: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The name as written.
    public let description: String

    /// Takes a name.
    ///
    /// - Throws: `StatisticsError.malformedIdentifier` if the text is not such a name.
    public init(_ text: String) throws(StatisticsError) {
        guard let first = text.utf8.first, first.isASCIILetter, text.utf8.count <= 64,
            text.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x5F || $0 == 0x2D })
        else { throw .malformedIdentifier(text) }
        description = text
    }

    /// Alphabetical by bytes.
    public static func < (left: Identifier, right: Identifier) -> Bool { left.description < right.description }
}

extension UInt8 {
    /// `A`–`Z` or `a`–`z`.
    var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    /// `0`–`9`.
    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
}
