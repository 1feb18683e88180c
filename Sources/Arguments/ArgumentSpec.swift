import Spelling

/// What is known about an argument without knowing its type: all that parsing and help need.
public struct ArgumentSpec: Sendable {
    package enum Kind {
        case flag
        case option
        case positional
    }

    package let kind: Kind
    /// `--k`, or `FILE` for a positional argument.
    package let name: String
    /// `-k`, if there is a short form.
    var short: String?
    /// `N` in `--k N`.
    package var valueName = ""
    package let help: String
    var isRequired = false
    package var isRepeated = false
    /// Whether one value may hold several, separated by commas.
    var splitsAtCommas = false
    package var defaultText: String?
    /// The environment variable that stands in where the option is not given.
    package var environment: String?
    var note: String?
    package var expected = ""
    package var choices: [String] = []
    /// Whether a text is a value.
    var accepts: @Sendable (String) -> Bool = { _ in true }

    /// How help shows it at the left: `-o, --out FILE`.
    var label: String {
        switch kind {
        case .positional: return name + (isRepeated ? "…" : "")
        case .flag: return (short.map { "\($0), " } ?? "") + name
        case .option: return (short.map { "\($0), " } ?? "") + invocation
        }
    }

    /// How the usage line shows it: `--out FILE`.
    var invocation: String {
        switch kind {
        case .positional: label
        case .flag: name
        case .option: "\(name) \(valueName)" + (splitsAtCommas ? ",…" : "")
        }
    }

    /// Why a text is no value, and what may have been meant; `nil` if it is one.
    package func problem(with text: String) -> (message: String, hint: String?)? {
        guard !accepts(text) else { return nil }
        let meant = nearest(to: text, among: choices)
        return ("expected \(expected), found \(quoted(text))", meant.map { "did you mean \"\($0)\"?" })
    }
}

/// An argument of any type, for the list of those that a command takes.
public protocol ArgumentDeclaration: Sendable {
    /// What is known about it without its type.
    var spec: ArgumentSpec { get }
}
