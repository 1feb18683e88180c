import Spelling

/// Takes the words after a command apart.
struct ArgumentScanner {
    let specs: [ArgumentSpec]
    let helpCommand: String
    private var values: [String: [String]] = [:]

    init(specs: [ArgumentSpec], helpCommand: String) {
        self.specs = specs
        self.helpCommand = helpCommand
    }

    /// All values, checked: by argument, from the words and then from the environment.
    mutating func scan(
        _ words: [String], environment: [String: String], rules: [Rule]
    ) throws(UsageError) -> ParsedArguments {
        var operands: [String] = []
        var index = 0
        while index < words.count {
            let word = words[index]
            index += 1
            if word == "--" {
                operands += words[index...]
                break
            }
            guard looksLikeOption(word) else {
                operands.append(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let spec = try option(parts[0])
            if spec.kind == .flag {
                guard parts.count == 1 else { throw error("\(spec.name) takes no value") }
                values[spec.name] = [""]
            } else if parts.count == 2 {
                try add(parts[1], to: spec)
            } else {
                guard index < words.count, !looksLikeOption(words[index]), words[index] != "--" else {
                    let isLast = index >= words.count
                    throw error(
                        "\(spec.name) needs a value, \(spec.valueName), after it",
                        hint: isLast ? nil : "write \(parts[0])=\(words[index]) if that is the value")
                }
                try add(words[index], to: spec)
                index += 1
            }
        }
        try assign(operands)
        let given = Set(values.keys)
        try fallBack(on: environment)
        try checkRequired()
        for rule in rules {
            if let problem = rule.problem(given: given) { throw error(problem) }
        }
        return ParsedArguments(specs: specs, values: values, given: given)
    }

    /// A lone `-` is standard input, and `-1` and `-.5` are numbers.
    private func looksLikeOption(_ word: String) -> Bool {
        guard word.hasPrefix("-"), word != "-", word != "--" else { return false }
        let next = word.utf8[word.utf8.index(after: word.utf8.startIndex)]
        let isNumber = (0x30...0x39).contains(next) || next == UInt8(ascii: ".")
        return !isNumber
    }

    private func option(_ name: String) throws(UsageError) -> ArgumentSpec {
        let options = specs.filter { $0.kind != .positional }
        if let spec = options.first(where: { $0.name == name || $0.short == name }) { return spec }
        let names = options.map(\.name) + ["--help"]
        let bare = name.drop { $0 == "-" }
        let meant = nearest(to: String(bare), among: names.map { String($0.drop { $0 == "-" }) })
            .flatMap { word in names.first { $0.drop { $0 == "-" } == word[...] } }
        throw error("unknown option \(quoted(name))", hint: meant.map { "did you mean \"\($0)\"?" })
    }

    private mutating func add(_ text: String, to spec: ArgumentSpec) throws(UsageError) {
        if !spec.isRepeated, values[spec.name] != nil { throw error("\(spec.name) is given twice") }
        for part in spec.splitsAtCommas ? CommaList.split(text) : [text] {
            try check(part, spec, called: spec.name)
            values[spec.name, default: []].append(part)
        }
    }

    private func check(_ text: String, _ spec: ArgumentSpec, called name: String) throws(UsageError) {
        guard let problem = spec.problem(with: text) else { return }
        throw error("\(name): \(problem.message)", hint: problem.hint)
    }

    private mutating func assign(_ operands: [String]) throws(UsageError) {
        var rest = operands[...]
        for spec in specs where spec.kind == .positional {
            let taken = spec.isRepeated ? rest : rest.prefix(1)
            rest = rest.dropFirst(taken.count)
            for text in taken { try check(text, spec, called: spec.name) }
            if !taken.isEmpty { values[spec.name] = Array(taken) }
        }
        if let extra = rest.first {
            let takesNone = !specs.contains { $0.kind == .positional }
            throw error("unexpected argument \(quoted(extra))", hint: takesNone ? "only options are taken here" : nil)
        }
    }

    private mutating func fallBack(on environment: [String: String]) throws(UsageError) {
        for spec in specs where values[spec.name] == nil {
            guard let variable = spec.environment, let text = environment[variable], !text.isEmpty else { continue }
            for part in spec.splitsAtCommas ? CommaList.split(text) : [text] {
                try check(part, spec, called: "\(variable) in the environment")
                values[spec.name, default: []].append(part)
            }
        }
    }

    private func checkRequired() throws(UsageError) {
        let missing = specs.filter { $0.isRequired && values[$0.name] == nil }.map(\.invocation)
        guard missing.isEmpty else {
            throw error("\(listed(missing, "and")) \(missing.count == 1 ? "is" : "are") missing")
        }
    }

    private func error(_ message: String, hint: String? = nil) -> UsageError {
        UsageError(message, hint: hint, helpCommand: helpCommand)
    }
}
