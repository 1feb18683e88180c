public import DifferentialPrivacy
public import Statistics

/// Why nothing was released. No payload depends on a count.
public enum ReleasingError: Error, Hashable, Sendable {
    /// The policy asks for something that is not offered yet; the text says what.
    case notOffered(String)
    /// The structure declares no table.
    case noTables(Identifier)
    /// The periods are not of the dataset's frequency.
    case wrongFrequency(PeriodRange, Frequency)
    /// The tables have more cells than one release may have.
    case tooManyCells(count: Int, limit: Int)
    /// A table crosses so many codes that what is measured of it does not fit into 64 bits.
    case tooFine
    /// The budget does not fit the mechanism; the text says how.
    case unsuitableBudget(String)
    /// Every period asked for stands as it was published, and nothing has changed since.
    case nothingToDraw(PeriodRange)
    /// Refused to protect privacy; the text says what was asked, spent and left.
    case refused(String)
    /// An earlier vintage does not hold what is to be carried from it.
    case notCarried(release: Int)
    /// A privacy parameter is outside its bounds.
    case parameter(PrivacyError)
    /// The random generator failed, so that nothing may be released.
    case randomness(RandomnessError)
}

extension ReleasingError: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .notOffered(let what): "\(what) is not offered yet"
        case .noTables(let id): "the dataset \(id) declares no table to publish"
        case .wrongFrequency(let periods, let frequency):
            "\(periods) are not periods of frequency \(frequency.rawValue), which the dataset has"
        case .tooManyCells(let count, let limit):
            "the tables have \(count == .max ? "more cells than 64 bits can count" : "\(count) cells") and a release "
                + "at most \(limit); declare fewer levels or periods"
        case .tooFine:
            "a table crosses too many codes to be measured; declare fewer levels, or fewer dimensions in one table"
        case .unsuitableBudget(let text), .refused(let text): text
        case .nothingToDraw(let periods):
            "nothing to release: \(periods) has been published, and nothing has been submitted or withdrawn since"
        case .notCarried(let release): "release \(release) does not hold the figures that it drew; run lindung verify"
        case .parameter(let error): "a privacy parameter is outside its bounds (\(error))"
        case .randomness(let error): "the random generator failed, so nothing is released (\(error))"
        }
    }
}
