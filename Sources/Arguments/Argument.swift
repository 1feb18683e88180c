/// An argument of a command: what it is called, what it means, and the type that looking it up gives.
///
/// ```swift
/// let k = Argument.option("--k", "N", "The least count shown.", .int(in: 1...1000), default: 10)
/// let by = Argument.list("--by", "COL", "The columns to count by.", .text, splitsAtCommas: true)
/// // … parsed[k] is an Int, parsed[by] is a [String]
/// ```
public struct Argument<Result: Sendable>: ArgumentDeclaration {
    /// What is known about the argument without its type.
    public let spec: ArgumentSpec
    /// The result from the accepted texts in the order of the command line; `nil` only if one is missing.
    package let read: @Sendable ([String]) -> Result?

    init(_ spec: ArgumentSpec, read: @escaping @Sendable ([String]) -> Result?) {
        self.spec = spec
        self.read = read
    }
}

extension Argument {
    /// An option without a value, such as `--exact`; `true` if given.
    public static func flag(_ name: String, short: String? = nil, _ help: String) -> Self where Result == Bool {
        Argument(ArgumentSpec(kind: .flag, name: name, short: short, help: help)) { !$0.isEmpty }
    }

    /// An option with a value, which may be left out: `nil` then.
    ///
    /// - Parameters:
    ///   - name: with its dashes: `--workspace`.
    ///   - valueName: what help calls the value: `DIR`.
    ///   - help: one or two sentences.
    ///   - parser: how the value is read.
    ///   - short: a short form with its dash.
    ///   - environment: the variable that stands in where the option is not given.
    /// - Returns: the argument, to declare and to look up.
    public static func option<Value>(
        _ name: String, _ valueName: String, _ help: String, _ parser: ValueParser<Value>,
        short: String? = nil, environment: String? = nil
    ) -> Self where Result == Value? {
        var spec = ArgumentSpec(kind: .option, name: name, short: short, valueName: valueName, help: help, parser)
        spec.environment = environment
        return Argument(spec) { .some($0.first.flatMap(parser.parse)) }
    }

    /// An option with a value that has a default, which help shows.
    ///
    /// - Parameters:
    ///   - name: with its dashes: `--workspace`.
    ///   - valueName: what help calls the value: `DIR`.
    ///   - help: one or two sentences.
    ///   - parser: how the value is read.
    ///   - defaultValue: what the option is where it is not given.
    ///   - short: a short form with its dash.
    ///   - environment: the variable that stands in where the option is not given.
    /// - Returns: the argument, to declare and to look up.
    public static func option(
        _ name: String, _ valueName: String, _ help: String, _ parser: ValueParser<Result>,
        default defaultValue: Result, short: String? = nil, environment: String? = nil
    ) -> Self {
        var spec = ArgumentSpec(kind: .option, name: name, short: short, valueName: valueName, help: help, parser)
        spec.environment = environment
        spec.defaultText = parser.describe(defaultValue)
        return Argument(spec) { texts in
            guard let text = texts.first else { return defaultValue }
            return parser.parse(text)
        }
    }

    /// An option with a value that must be given.
    public static func required(
        _ name: String, _ valueName: String, _ help: String, _ parser: ValueParser<Result>, short: String? = nil
    ) -> Self {
        var spec = ArgumentSpec(kind: .option, name: name, short: short, valueName: valueName, help: help, parser)
        spec.isRequired = true
        return Argument(spec) { $0.first.flatMap(parser.parse) }
    }

    /// An option that may be given several times, as in `--where A=1 --where B=2`; empty if it is not given.
    ///
    /// - Parameters:
    ///   - name: with its dashes.
    ///   - valueName: what help calls one value.
    ///   - help: one or two sentences.
    ///   - parser: how each value is read.
    ///   - short: a short form with its dash.
    ///   - splitsAtCommas: whether `--by A,B` is `--by A --by B`; `\,` is then a comma within a value and
    ///     `\\` a backslash.
    ///   - isRequired: whether at least one must be given.
    ///   - environment: the variable that stands in where the option is not given.
    /// - Returns: the argument, to declare and to look up.
    public static func list<Value>(
        _ name: String, _ valueName: String, _ help: String, _ parser: ValueParser<Value>,
        short: String? = nil, splitsAtCommas: Bool = false, isRequired: Bool = false, environment: String? = nil
    ) -> Self where Result == [Value] {
        var spec = ArgumentSpec(kind: .option, name: name, short: short, valueName: valueName, help: help, parser)
        spec.isRepeated = true
        spec.splitsAtCommas = splitsAtCommas
        spec.environment = environment
        spec.isRequired = isRequired
        return Argument(spec) { $0.compactMap(parser.parse) }
    }
}

extension Argument {
    /// An argument without a name that must be there: `DATASET`.
    public static func positional(_ name: String, _ help: String, _ parser: ValueParser<Result>) -> Self {
        var spec = ArgumentSpec(kind: .positional, name: name, short: nil, valueName: name, help: help, parser)
        spec.isRequired = true
        return Argument(spec) { $0.first.flatMap(parser.parse) }
    }

    /// An argument without a name that may be left out, `nil` then; it comes after those that must be there.
    public static func optionalPositional<Value>(
        _ name: String, _ help: String, _ parser: ValueParser<Value>
    ) -> Self where Result == Value? {
        let spec = ArgumentSpec(kind: .positional, name: name, short: nil, valueName: name, help: help, parser)
        return Argument(spec) { .some($0.first.flatMap(parser.parse)) }
    }

    /// All remaining arguments without a name (`FILE…`); it comes last.
    public static func positionals<Value>(
        _ name: String, _ help: String, _ parser: ValueParser<Value>, isRequired: Bool = true
    ) -> Self where Result == [Value] {
        var spec = ArgumentSpec(kind: .positional, name: name, short: nil, valueName: name, help: help, parser)
        spec.isRepeated = true
        spec.isRequired = isRequired
        return Argument(spec) { $0.compactMap(parser.parse) }
    }
}

extension ArgumentSpec {
    fileprivate init<Value>(
        kind: Kind, name: String, short: String?, valueName: String, help: String, _ parser: ValueParser<Value>
    ) {
        self.init(kind: kind, name: name, short: short, valueName: valueName, help: help)
        note = parser.note
        expected = parser.expected
        choices = parser.choices
        accepts = { parser.parse($0) != nil }
    }
}
