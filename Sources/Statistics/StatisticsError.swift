/// What can be wrong with the parts of the vocabulary when they are made.
///
/// The payloads come from structure files that an office writes, never from submitted data.
public enum StatisticsError: Error, Equatable, Sendable {
    /// The text is no identifier.
    case malformedIdentifier(String)
    /// The text is no code.
    case malformedCode(String)
    /// A code stands in a codelist more than once.
    case doubledCode(Code)
    /// A code that Lindung gives a meaning (`_T`) stands in a codelist.
    case reservedCode(Code)
    /// A code names a parent that the codelist does not have.
    case unknownParent(Code, parent: Code)
    /// A code is its own ancestor.
    case cycle(Code)
    /// A codelist has no codes.
    case emptyCodelist(Identifier)
    /// A codelist's tree is deeper than it has names for levels.
    case unnamedLevel(Identifier, depth: Int)
    /// Two things that need names of their own share one.
    case doubledIdentifier(Identifier)
    /// A table, rule or structural zero names a dimension that the structure does not have.
    case unknownDimension(Identifier)
    /// A table or structural zero names a level or code that the codelist does not have.
    case unknownLevelOrCode(Identifier, String)
    /// A number is outside its range; the text says which and what is allowed.
    case outOfRange(String)
}

extension StatisticsError: CustomStringConvertible {
    /// The mistake in words.
    public var description: String {
        switch self {
        case .malformedIdentifier(let text):
            "\"\(text)\" is no identifier: a letter, then letters, digits, _ or -, at most 64"
        case .malformedCode(let text):
            "\"\(text)\" is no code: letters, digits, _, -, @ or $, at most 64"
        case .doubledCode(let code): "the code \(code) stands here twice"
        case .reservedCode(let code): "\(code) is the total over all codes and need not be listed"
        case .unknownParent(let code, let parent): "\(code) names the parent \(parent), which is not in this codelist"
        case .cycle(let code): "\(code) is its own ancestor"
        case .emptyCodelist(let id): "the codelist \(id) has no codes"
        case .unnamedLevel(let id, let depth): "the codelist \(id) is \(depth) levels deep but names fewer levels"
        case .doubledIdentifier(let id): "\(id) is named twice"
        case .unknownDimension(let id): "there is no dimension \(id)"
        case .unknownLevelOrCode(let id, let text): "\(id) has no level or code \"\(text)\""
        case .outOfRange(let text): text
        }
    }
}
