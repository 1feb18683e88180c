/// One code of a codelist, as SDMX writes them: letters, digits, `_`, `-`, `@` and `$`, at most 64 characters.
public struct Code: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The code as written.
    public let description: String

    /// Takes a code.
    ///
    /// - Throws: `StatisticsError.malformedCode` if the text is empty, too long or has other characters.
    public init(_ text: String) throws(StatisticsError) {
        guard (1...64).contains(text.utf8.count),
            text.utf8.allSatisfy({
                $0.isASCIILetter || $0.isASCIIDigit || [0x5F, 0x2D, 0x40, 0x24].contains($0)
            })
        else { throw .malformedCode(text) }
        description = text
    }

    private init(known text: String) { description = text }

    /// `_T`: the total over a dimension.
    public static let total = Code(known: "_T")
    /// `_U`: unknown, or not broken down.
    public static let unknown = Code(known: "_U")
    /// `_O`: other.
    public static let other = Code(known: "_O")
    /// `_Z`: not applicable.
    public static let notApplicable = Code(known: "_Z")

    /// Alphabetical by bytes.
    public static func < (left: Code, right: Code) -> Bool { left.description < right.description }
}
