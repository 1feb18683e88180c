extension Codelist {
    /// How many levels lie below the total, at least 1.
    public var depth: Int { ownLevels.max() ?? 1 }

    /// The level at which a code stands: 0 for the total.
    public func level(of index: CodeIndex) -> Int {
        index == .total ? 0 : ownLevels[Int(index)]
    }

    /// The code above; the total for a code of level 1 and for the total itself.
    public func parent(of index: CodeIndex) -> CodeIndex {
        index == .total ? .total : parents[Int(index)]
    }

    /// Whether no code stands below this one.
    public func isLeaf(_ index: CodeIndex) -> Bool {
        index != .total && !isParent[Int(index)]
    }

    /// The codes below a code, in order.
    ///
    /// - Complexity: O(codes).
    public func children(of index: CodeIndex) -> [CodeIndex] {
        items.indices.lazy.map(CodeIndex.init).filter { parents[Int($0)] == index }
    }

    /// The codes without children, in order. Every observation is counted at one of these.
    ///
    /// - Complexity: O(codes).
    public var leaves: [CodeIndex] {
        items.indices.lazy.map(CodeIndex.init).filter(isLeaf)
    }

    /// The codes that together cover everything once at a level: those that stand there, and the leaves
    /// that stand above it. Level 0 is the total alone; `depth` and below are the leaves.
    ///
    /// - Complexity: O(codes).
    public func codes(atLevel level: Int) -> [CodeIndex] {
        guard level > 0 else { return [.total] }
        return items.indices.lazy.map(CodeIndex.init).filter {
            ownLevels[Int($0)] == level || (ownLevels[Int($0)] < level && isLeaf($0))
        }
    }

    /// The code at or above `index` that covers it at a level: itself if it stands at or above that level.
    ///
    /// - Complexity: O(depth).
    public func ancestor(of index: CodeIndex, atLevel level: Int) -> CodeIndex {
        guard level > 0 else { return .total }
        var current = index
        while current != .total && ownLevels[Int(current)] > level { current = parents[Int(current)] }
        return current
    }

    /// The number of a named level, from 1; `nil` if no level has that name.
    public func level(named name: Identifier) -> Int? {
        levels.firstIndex(of: name).map { $0 + 1 }
    }
}
