/// What must hold between the options of a command.
public struct Rule: Sendable {
    enum Kind {
        case atMostOne
        case exactlyOne
        case requires
    }

    let kind: Kind
    /// The options' names; for `requires`, the one that needs and then those that it needs one of.
    let names: [String]

    /// No two of these are given together.
    public static func atMostOne(_ arguments: any ArgumentDeclaration...) -> Rule {
        Rule(kind: .atMostOne, names: arguments.map(\.spec.name))
    }

    /// One of these is given, and no other.
    public static func exactlyOne(_ arguments: any ArgumentDeclaration...) -> Rule {
        Rule(kind: .exactlyOne, names: arguments.map(\.spec.name))
    }

    /// The argument is given only together with the other (or with one of the others).
    public static func requires(
        _ argument: any ArgumentDeclaration, oneOf others: any ArgumentDeclaration...
    ) -> Rule {
        Rule(kind: .requires, names: [argument.spec.name] + others.map(\.spec.name))
    }

    /// The rule as help states it.
    var statement: String {
        switch kind {
        case .atMostOne: "At most one of \(listed(names, "and"))."
        case .exactlyOne: "Exactly one of \(listed(names, "and"))."
        case .requires: "\(names.first ?? "") needs \(listed(Array(names.dropFirst()), "or"))."
        }
    }

    /// How the options given break the rule; `nil` if they do not.
    package func problem(given: Set<String>) -> String? {
        let present = names.filter(given.contains)
        switch kind {
        case .atMostOne, .exactlyOne:
            if present.count > 1 { return "\(listed(present, "and")) exclude each other" }
            return present.isEmpty && kind == .exactlyOne ? "one of \(listed(names, "or")) is missing" : nil
        case .requires:
            guard let needy = names.first, present == [needy] else { return nil }
            return "\(needy) needs \(listed(Array(names.dropFirst()), "or"))"
        }
    }
}
