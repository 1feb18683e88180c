public import Bytes
public import YAML

/// Why a structure, codelist or population could not be had.
public enum CatalogueError: Error, Hashable, Sendable {
    /// A file could not be read.
    case unreadable(BytesError)
    /// Files were read but hold mistakes: all of them, each with its place.
    case mistakes([YAMLProblem])
}

extension CatalogueError: CustomStringConvertible {
    /// One line a mistake.
    public var description: String {
        switch self {
        case .unreadable(let error): error.description
        case .mistakes(let problems): problems.map(\.description).joined(separator: "\n")
        }
    }
}
