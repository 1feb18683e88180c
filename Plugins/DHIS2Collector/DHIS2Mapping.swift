import Collecting

/// What a mapping file says: what the names of a DHIS2 stand for.
struct DHIS2Mapping: Sendable {
    /// A code of a dimension.
    struct Assignment: Sendable, Hashable {
        let dimension: Int
        let code: CodeIndex
    }

    /// What a name stands for.
    enum Meaning: Sendable, Hashable {
        /// Codes of some dimensions, perhaps none; the number tells names of a kind apart.
        case codes(number: Int32, [Assignment])
        /// Values of this name are left out.
        case ignored
    }

    /// The kinds of names.
    enum Kind: String, Sendable, CaseIterable {
        case dataElement, orgUnit, categoryOptionCombo, attributeOptionCombo, category, categoryOption
    }

    /// The data sets that are taken; empty for any.
    var dataSets: Set<String> = []
    /// The meanings of data elements, organisation units and combinations.
    var names: [Kind: [String: Meaning]] = [:]
    /// The meanings of options by category.
    var options: [String: [String: Meaning]] = [:]
    /// The code of each dimension where nothing else gives one.
    var others: [CodeIndex?] = []
    /// By which kind of name things are called, as a document's header may say.
    var schemes: [Kind: String] = [:]
    /// The organisation units that must have completed a period.
    var expected: [String] = []

    /// The names that stand for the combination of those who use none.
    static let defaultCombinations: Set<String> = ["default", "HllvX50cXC0", "bRowv6yZOF2"]

    /// The combinations of attributes that are counted, of which each must be complete; empty where any will do.
    var expectedAttributes: Set<String> {
        let counted = (names[.attributeOptionCombo] ?? [:]).filter { $0.value != .ignored }.keys
        return Set(counted.map(DHIS2Mapping.plain))
    }

    /// A combination's name, one for all names of the default.
    static func plain(_ name: String) -> String {
        name.isEmpty || defaultCombinations.contains(name) ? "default" : name
    }

    /// What a name stands for; `nil` where the mapping does not say.
    func meaning(of name: String, _ kind: Kind) -> Meaning? {
        if let found = names[kind]?[name] { return found }
        guard kind == .categoryOptionCombo || kind == .attributeOptionCombo else { return nil }
        guard name.isEmpty || DHIS2Mapping.defaultCombinations.contains(name) else { return nil }
        return names[kind]?["default"] ?? .codes(number: -1, [])
    }
}
