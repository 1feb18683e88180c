/// Something about a collector that whoever submits may choose, given as `--option NAME=VALUE`.
public struct CollectorOption: Sendable, Hashable {
    /// What values an option takes.
    public enum Kind: Sendable, Hashable {
        /// `yes` or `no`.
        case flag
        /// One of some words.
        case choice([String])
        /// A whole number.
        case number(ClosedRange<Int64>)
        /// A text of at most so many bytes.
        case text(limit: Int)
    }

    /// The name, in lower case with hyphens.
    public let name: String
    /// What values it takes.
    public let kind: Kind
    /// The value where none is given, written as it would be given.
    public let defaultValue: String
    /// What it does, in one line.
    public let summary: LocalizedText

    /// Takes an option. `nil` if the default is a value that it does not take, or the name is no name.
    public init?(_ name: String, _ kind: Kind, default defaultValue: String, _ summary: LocalizedText) {
        let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
        guard !name.isEmpty, name.allSatisfy(letters.contains), kind.takes(defaultValue) else { return nil }
        self.name = name
        self.kind = kind
        self.defaultValue = defaultValue
        self.summary = summary
    }
}

extension CollectorOption.Kind: CustomStringConvertible {
    /// Whether a value is one of these.
    public func takes(_ value: String) -> Bool {
        switch self {
        case .flag: value == "yes" || value == "no"
        case .choice(let words): words.contains(value)
        case .number(let range): Int64(value).map(range.contains) ?? false
        case .text(let limit): value.utf8.count <= limit
        }
    }

    /// What values these are, in words: `yes or no`.
    public var description: String {
        switch self {
        case .flag: "yes or no"
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .text(let limit): "a text of at most \(limit) bytes"
        }
    }
}

/// The mapping and the options that a collector is made with, checked against its description.
public struct CollectorSettings: Sendable, Hashable {
    /// The mapping file, where one was given.
    public let mapping: MappingFile?
    private let values: [String: String]

    /// Settings without mapping, every option at its default.
    public static let none = CollectorSettings(unchecked: nil, [:])

    /// Takes a mapping and options given as names and values.
    ///
    /// - Throws: `CollectorOptionsError` for a mapping that is missing or not taken, an option that is not known or
    ///   doubled, or a value that an option does not take.
    public init(
        for description: CollectorDescription, mapping: MappingFile? = nil,
        options: [(name: String, value: String)] = []
    ) throws(CollectorOptionsError) {
        switch description.mapping {
        case .none where mapping != nil: throw .mappingNotTaken(collector: description.id)
        case .needed where mapping == nil: throw .mappingMissing(collector: description.id)
        default: break
        }
        var values: [String: String] = [:]
        for (name, value) in options {
            guard let option = description.options.first(where: { $0.name == name }) else {
                throw .optionUnknown(name, collector: description.id, known: description.options.map(\.name))
            }
            guard option.kind.takes(value) else { throw .optionValue(value, option: option) }
            guard values.updateValue(value, forKey: name) == nil else { throw .optionDoubled(name) }
        }
        self.init(unchecked: mapping, values)
    }

    private init(unchecked mapping: MappingFile?, _ values: [String: String]) {
        self.mapping = mapping
        self.values = values
    }

    /// The value of an option as it is written, its default where none was given.
    public subscript(option: CollectorOption) -> String { values[option.name] ?? option.defaultValue }

    /// Whether an option of kind `flag` is `yes`.
    public func isOn(_ option: CollectorOption) -> Bool { self[option] == "yes" }

    /// The value of an option of kind `number`; 0 for an option of another kind.
    public func number(_ option: CollectorOption) -> Int64 { Int64(self[option]) ?? 0 }

    /// The options that were given, by name: what a repeat of a submission is known by.
    public var given: [(name: String, value: String)] {
        values.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    }
}
