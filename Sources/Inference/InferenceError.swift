public import Statistics

/// Why a question to a release has no answer.
public enum InferenceError: Error, Hashable, Sendable {
    /// The dataset has no such dimension.
    case unknownDimension(Identifier, known: [Identifier])
    /// The codelist of the dimension has no such code.
    case unknownCode(Code, of: Identifier)
    /// A dimension is named twice.
    case doubledDimension(Identifier)
    /// No published table breaks the figures down this far; by which levels the dimensions named are published, in words.
    case notPublished(levels: [String])
    /// The periods lie outside those of the release, or are of another frequency.
    case outsidePeriods(PeriodRange, published: PeriodRange)
    /// A share must be of a whole that contains it.
    case notAPart
    /// What is to be divided by is no exact reference data.
    case noReference(Identifier)
}

extension InferenceError: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .unknownDimension(let id, let known):
            "there is no dimension \(id) (there are: \(known.map(\.description).joined(separator: ", ")))"
        case .unknownCode(let code, let dimension): "the dimension \(dimension) has no code \(code)"
        case .doubledDimension(let id): "\(id) is named twice; list its codes once, separated by commas"
        case .notPublished(let levels):
            "no published table breaks the figures down this far, so that this sum cannot be told"
                + (levels.isEmpty ? "" : " (published: \(levels.joined(separator: "; ")))")
        case .outsidePeriods(let asked, let published):
            asked.first.frequency == published.first.frequency
                ? "\(asked) does not lie within \(published), which is published"
                : "\(asked) is of another frequency than \(published), which is published; name the periods as these are"
        case .notAPart: "a share is of a whole that contains it; the whole asked for does not"
        case .noReference(let id): "\(id) has no exact reference figures to divide by"
        }
    }
}
