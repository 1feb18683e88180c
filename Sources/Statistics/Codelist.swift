/// The place of a code in its codelist, from 0; `CodeIndex.total` stands for `_T`.
public typealias CodeIndex = Int32

extension CodeIndex {
    /// The total over all codes of a dimension.
    public static let total: CodeIndex = -1
}

/// The codes that a dimension may take, as a tree with named levels.
///
/// Level 0 is the total, `_T`, which is implied and not listed. A code without a parent stands at level 1,
/// its children at level 2, and so on. The tree may be *ragged*: a code without children above the deepest
/// level (such as `_U`) counts as standing at every level below its own too, so that each level covers
/// everything once.
public struct Codelist: Sendable, Hashable {
    /// One code with its texts.
    public struct Item: Sendable, Hashable {
        /// The code.
        public let code: Code
        /// The name that people read.
        public let label: LocalizedText
        /// The code above it; none for a code of level 1.
        public let parent: Code?
        /// What sources call it, by the name of the source's scheme (`chi`, `iso`, `act792`).
        public let terms: [String: String]

        /// Takes a code and its texts.
        public init(code: Code, label: LocalizedText, parent: Code? = nil, terms: [String: String] = [:]) {
            self.code = code
            self.label = label
            self.parent = parent
            self.terms = terms
        }
    }

    /// The name of the codelist.
    public let id: Identifier
    /// Its title.
    public let title: LocalizedText
    /// The names of levels 1, 2, …; at least as many as the tree is deep.
    public let levels: [Identifier]
    /// The codes in the order in which they are shown; an index into this array is a `CodeIndex`.
    public let items: [Item]

    /// For each code its parent's index, `CodeIndex.total` for those of level 1.
    let parents: [CodeIndex]
    /// For each code its level, 1 … `depth`.
    let ownLevels: [Int]
    /// For each code whether it has children.
    let isParent: [Bool]
    private let indices: [Code: CodeIndex]

    /// Checks and takes the codes. `levels` names level 1 and below; if it is empty there is one level, `code`.
    ///
    /// - Throws: `StatisticsError` for no codes, a doubled or reserved code, an unknown parent, a cycle, a
    ///   level without a name or two levels of the same name.
    public init(
        id: Identifier, title: LocalizedText, levels: [Identifier] = [], items: [Item]
    ) throws(StatisticsError) {
        guard !items.isEmpty else { throw .emptyCodelist(id) }
        var indices: [Code: CodeIndex] = [:]
        for (index, item) in items.enumerated() {
            guard item.code != .total else { throw .reservedCode(item.code) }
            guard indices.updateValue(CodeIndex(index), forKey: item.code) == nil else {
                throw .doubledCode(item.code)
            }
        }
        var parents: [CodeIndex] = []
        for item in items {
            guard let parent = item.parent, parent != .total else {
                parents.append(.total)
                continue
            }
            guard let index = indices[parent] else { throw .unknownParent(item.code, parent: parent) }
            parents.append(index)
        }
        // Each code's level is found once: the way up stops where one is known already.
        var ownLevels = [Int](repeating: 0, count: items.count)
        for index in items.indices {
            var path: [Int] = []
            var above = CodeIndex(index)
            while above != .total, ownLevels[Int(above)] == 0 {
                guard path.count < items.count else { throw .cycle(items[index].code) }
                path.append(Int(above))
                above = parents[Int(above)]
            }
            var level = above == .total ? 0 : ownLevels[Int(above)]
            for place in path.reversed() {
                level += 1
                ownLevels[place] = level
            }
        }
        let names = levels.isEmpty ? [try Identifier("code")] : levels
        if let doubled = names.firstDoubled { throw .doubledIdentifier(doubled) }
        let depth = ownLevels.max() ?? 1
        guard depth <= names.count else { throw .unnamedLevel(id, depth: depth) }
        var isParent = [Bool](repeating: false, count: items.count)
        for parent in parents where parent != .total { isParent[Int(parent)] = true }

        self.id = id
        self.title = title
        self.levels = names
        self.items = items
        self.parents = parents
        self.ownLevels = ownLevels
        self.isParent = isParent
        self.indices = indices
    }

    /// Where a code stands; `CodeIndex.total` for `_T`, `nil` if it is not in the list.
    public func index(of code: Code) -> CodeIndex? {
        code == .total ? .total : indices[code]
    }

    /// The code at an index of this codelist, `_T` for the total.
    public func code(at index: CodeIndex) -> Code {
        index == .total ? .total : items[Int(index)].code
    }
}

extension Array where Element: Hashable {
    /// The first element that stands in the array for a second time.
    var firstDoubled: Element? {
        var seen: Set<Element> = []
        return first { !seen.insert($0).inserted }
    }
}
