import Spelling

/// What is known about an argument without knowing its type: all that parsing and help need.
public struct ArgumentSpec: Sendable {
    enum Kind {
        case flag
        case option
        case positional
    }

    let kind: Kind
    /// `--k`, or `FILE` for a positional argument.
    let name: String
    /// `-k`, if there is a short form.
    var short: String?
    /// `N` in `--k N`.
    var valueName = ""
    let help: String
    var isRequired = false
    var isRepeated = false
    /// Whether one value may hold several, separated by commas.
    var splitsAtCommas = false
    var defaultText: String?
    /// The environment variable that stands in where the option is not given.
    var environment: String?
    var note: String?
    var expected = ""
    var choices: [String] = []
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
    func problem(with text: String) -> (message: String, hint: String?)? {
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
