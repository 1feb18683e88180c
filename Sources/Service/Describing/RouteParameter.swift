import HTTPServing
import Statistics

/// Something that a client may say beside the path: in the query, or in a header.
struct RouteParameter: Sendable {
    /// Where it stands.
    enum Place: String, Sendable {
        case query
        case header
    }

    let name: String
    let place: Place
    let schema: Schema
    /// What it is, in words.
    let text: String
    let isRequired: Bool
    /// Whether it may be given several times.
    let repeats: Bool

    /// A parameter of the query unless said otherwise.
    init(
        _ name: String, _ schema: Schema, _ text: String, in place: Place = .query, isRequired: Bool = false,
        repeats: Bool = false
    ) {
        self.name = name
        self.place = place
        self.schema = schema
        self.text = text
        self.isRequired = isRequired
        self.repeats = repeats
    }

    /// Stands for codes by dimension, `STATE=MY-10,MY-14`: any name that no other parameter has.
    static let dimensions = RouteParameter(
        "dimensions", .map(Schemas.codes, names: .named(.identifier)),
        "Codes by dimension, separated by commas: STATE=MY-10,MY-14. Which there are the dataset says.")

    /// Whether it stands for names that are not known beforehand.
    var isOpen: Bool { if case .map = schema { true } else { false } }

    static let startPeriod = RouteParameter("startPeriod", .named(.period), "The first period.")
    static let endPeriod = RouteParameter("endPeriod", .named(.period), "The last period.")
    static let release = RouteParameter(
        "release", .integer(least: 1, most: 1_000_000_000),
        "The number of a vintage; by default the newest that was not withdrawn.")
    static let language = RouteParameter(
        "lang", .choice(Language.allCases.map(\.rawValue)),
        "The language of texts, where the format has but one; by default English.")
    static let reason = RouteParameter(
        "reason", .line(250), "Why, in words for readers; no name of a person.", isRequired: true)
    static let days = RouteParameter(
        "days", .integer(least: 1, most: 3660), "For how many days the token holds; by default 90.")
}

/// The names that stand in paths, each of one shape wherever it stands.
enum PathName: String, CaseIterable {
    case dataset
    case submission
    case number
    case file
    case token

    var schema: Schema {
        switch self {
        case .dataset: .named(.identifier)
        case .submission: .named(.submissionID)
        case .number: .integer(least: 1, most: 1_000_000_000)
        case .file: .text(pattern: "[A-Za-z][A-Za-z0-9_-]{0,63}\\.[a-z0-9.-]{1,20}", example: "helpline-contacts.csv")
        case .token: Schemas.tokenID
        }
    }

    /// What it is, in words.
    var text: String {
        switch self {
        case .dataset: "The name of a dataset."
        case .submission: "The name of a submission, as its receipt says it."
        case .number: "The number of a release."
        case .file: "The name of a file: the dataset, a dot, the format; or a file of its data package."
        case .token: "The id of a token, which is no secret: the second part of its text."
        }
    }
}

extension Schema {
    /// A text of one line, of so many characters at most, which are at most four times as many bytes.
    static func line(_ longest: Int) -> Schema { .text(pattern: "[^\\u0000-\\u001F\\u007F]{1,\(longest)}") }

    /// Whether the text of a parameter is of this shape.
    func takes(_ text: String) -> Bool {
        switch self {
        case .text(let pattern, let longest, _):
            guard longest.map({ text.unicodeScalars.count <= $0 }) ?? true else { return false }
            guard let pattern else { return true }
            // The patterns are those of this program, and tested to be some.
            guard let regex = try? Regex(pattern).matchingSemantics(.unicodeScalar) else { return false }
            return (try? regex.wholeMatch(in: text)) ?? nil != nil
        case .choice(let values): return values.contains(text)
        case .integer(let least, let most):
            guard let number = Int64(text), text.first != "+" else { return false }
            return number >= least ?? .min && number <= most ?? .max
        case .named(let name): return name.schema.takes(text)
        default: return true
        }
    }
}

extension Route {
    /// What is wrong with the parameters of a request; `nil` if nothing is.
    func problem(with target: HTTPTarget) -> Problem? {
        let closed = parameters.filter { $0.place == .query && !$0.isOpen }
        let isOpen = parameters.contains(where: \.isOpen)
        let known = closed.map(\.name).joined(separator: ", ")
        for (name, value) in target.query {
            guard let parameter = closed.first(where: { $0.name == name }) else {
                if isOpen, Schema.named(.identifier).takes(name) {
                    if Schemas.codes.takes(value) { continue }
                    return Problem(.badRequest, "codes are separated by commas: STATE=MY-10,MY-14")
                }
                return Problem(
                    .badRequest,
                    closed.isEmpty ? "there are no parameters here" : "a parameter is not known; there are \(known)")
            }
            guard parameter.schema.takes(value) else {
                return Problem(.badRequest, "\(name) is not as it should be. \(parameter.text)")
            }
        }
        let counts = Dictionary(grouping: target.query, by: \.name).mapValues(\.count)
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) where count > 1 {
            guard closed.first(where: { $0.name == name })?.repeats ?? false else {
                return Problem(.badRequest, "a parameter was given twice; give it once")
            }
        }
        for parameter in closed where parameter.isRequired && counts[parameter.name] == nil {
            return Problem(.badRequest, "\(parameter.name) is missing. \(parameter.text)")
        }
        return nil
    }
}
