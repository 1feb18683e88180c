public import YAML

/// Why there is no configuration.
public enum ConfigurationError: Error, Hashable, Sendable {
    /// The file has mistakes.
    case file(YAMLError)
    /// Settings do not go together.
    case rule(String)
}

extension ConfigurationError: CustomStringConvertible {
    /// The mistakes in words, a line each.
    public var description: String {
        switch self {
        case .file(let error): error.description
        case .rule(let problem): problem
        }
    }
}
