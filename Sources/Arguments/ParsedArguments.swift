/// The values of a command line, each accepted by its argument.
public struct ParsedArguments: Sendable {
    private let specs: [ArgumentSpec]
    private let values: [String: [String]]
    private let given: Set<String>

    init(specs: [ArgumentSpec], values: [String: [String]], given: Set<String>) {
        self.specs = specs
        self.values = values
        self.given = given
    }

    /// The value of an argument.
    ///
    /// - Precondition: the command, or the program for all commands, declares the argument.
    public subscript<Result>(_ argument: Argument<Result>) -> Result {
        precondition(
            specs.contains { $0.name == argument.spec.name }, "the command does not declare \(argument.spec.name)")
        guard let result = argument.read(values[argument.spec.name] ?? []) else {
            preconditionFailure("\(argument.spec.name) is declared in two ways")
        }
        return result
    }

    /// Whether an argument was given, on the command line or by the environment, rather than left to its default.
    public func has(_ argument: any ArgumentDeclaration) -> Bool { values[argument.spec.name] != nil }

    /// The texts of an argument, and whether they come from the command line rather than from the environment; `nil` if
    /// it was left to its default.
    package func texts(_ spec: ArgumentSpec) -> (texts: [String], isFromCommandLine: Bool)? {
        values[spec.name].map { ($0, given.contains(spec.name)) }
    }

    /// Words that parse to the same values in any environment: for showing how something was made.
    public var words: [String] {
        var words: [String] = []
        for spec in specs where spec.kind != .positional {
            for value in values[spec.name] ?? [] {
                let shown = spec.splitsAtCommas ? CommaList.escape(value) : value
                words.append(spec.kind == .flag ? spec.name : "\(spec.name)=\(shown)")
            }
        }
        let operands = specs.filter { $0.kind == .positional }.flatMap { values[$0.name] ?? [] }
        return words + (operands.contains { $0.hasPrefix("-") } ? ["--"] : []) + operands
    }
}

extension ParsedArguments: Equatable {
    /// Whether both hold the same values.
    public static func == (left: ParsedArguments, right: ParsedArguments) -> Bool { left.values == right.values }
}
