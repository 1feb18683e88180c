public import Arguments
public import YAML

/// The settings in force, each with where it came from: the command line, else the environment, else a file, else what it
/// is by default.
///
/// A setting is an option of the command line, declared once; its key in the file is the option's name without dashes.
///
/// ```swift
/// let configuration = try Configuration(settings, arguments: arguments, file: file)
/// configuration[workers]              // an Int
/// configuration.origin(of: workers)   // .file("lindung.yaml", 3:1)
/// ```
public struct Configuration: Sendable {
    /// What can be set, in the order of declaration.
    let settings: [ArgumentSpec]
    private var values: [String: [String]] = [:]
    private(set) var origins: [String: Origin] = [:]

    /// Puts together what the command line and the environment say with what a file says.
    ///
    /// - Parameters:
    ///   - settings: what can be set: options with a value.
    ///   - arguments: the command line and the environment, read; they come before the file.
    ///   - file: a file, where there is one.
    ///   - rules: what must hold between the settings, wherever they come from.
    /// - Throws: `ConfigurationError` with every mistake of the file, or the first rule that is broken.
    public init(
        _ settings: [any ArgumentDeclaration], arguments: ParsedArguments, file: ConfigurationFile? = nil,
        rules: [Rule] = []
    ) throws(ConfigurationError) {
        self.settings = settings.map(\.spec)
        precondition(self.settings.allSatisfy { $0.kind == .option }, "a setting has a value")
        if let file {
            do throws(YAMLError) {
                for (name, written) in try file.values(of: self.settings) {
                    values[name] = written.value
                    origins[name] = .file(file.name, written.position)
                }
            } catch { throw .file(error) }
        }
        for spec in self.settings {
            guard let (texts, isFromCommandLine) = arguments.texts(spec) else { continue }
            values[spec.name] = texts
            origins[spec.name] =
                isFromCommandLine ? .commandLine : .environment(variable: spec.environment ?? spec.name)
        }
        let given = Set(values.keys)
        for rule in rules {
            if let problem = rule.problem(given: given) { throw .rule(problem) }
        }
    }

    /// The value of a setting.
    ///
    /// - Precondition: the setting is one of those that the configuration was made with.
    public subscript<Result>(_ setting: Argument<Result>) -> Result {
        precondition(settings.contains { $0.name == setting.spec.name }, "\(setting.spec.name) is no setting")
        guard let result = setting.read(values[setting.spec.name] ?? []) else {
            preconditionFailure("\(setting.spec.name) is declared in two ways")
        }
        return result
    }

    /// Where the value of a setting came from.
    public func origin(of setting: any ArgumentDeclaration) -> Origin { origins[setting.spec.name] ?? .standard }

    /// Gives a setting that nobody has set another value than its default, which follows from something else.
    public mutating func replaceDefault(of setting: any ArgumentDeclaration, by text: String, because reason: String) {
        guard values[setting.spec.name] == nil else { return }
        values[setting.spec.name] = [text]
        origins[setting.spec.name] = .following(reason)
    }

    /// The texts of a setting as they are written; its default where it has one; empty if it is not set.
    func texts(of spec: ArgumentSpec) -> [String] {
        values[spec.name] ?? spec.defaultText.map { [$0] } ?? []
    }
}

extension Configuration {
    /// Where a value came from.
    public enum Origin: Hashable, Sendable {
        /// An option.
        case commandLine
        /// A variable of the environment.
        case environment(variable: String)
        /// A file, and the place in it.
        case file(String, YAMLPosition)
        /// What it is where nobody says otherwise.
        case standard
        /// What it is because of another setting.
        case following(String)
    }
}

extension Configuration.Origin: CustomStringConvertible {
    /// The origin in words.
    public var description: String {
        switch self {
        case .commandLine: "the command line"
        case .environment(let variable): variable
        case .file(let name, let position): "\(name):\(position)"
        case .standard: "the default"
        case .following(let reason): reason
        }
    }
}
