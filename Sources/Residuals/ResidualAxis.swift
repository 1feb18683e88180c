import Statistics

/// One dimension as a tree whose levels refine each other: what residuals are taken along.
///
/// A level that refines nothing is a *root*: the lowest that is published of the dimension. What stands above it need not
/// be measured: where units lie in one cell each, its codes are problems apart that share the budget in parallel, and
/// where a unit lies in several, measuring sums of them would cost more. Of a dimension along which a unit may stand at
/// several codes the total is a root of its own, for its mentions do not add up to its units.
struct ResidualAxis: Sendable {
    /// One level.
    struct Level: Sendable {
        /// How many codes cover it.
        let count: Int
        /// The place of each code's parent among the codes of the level above; empty for a root.
        let parents: [Int]
        /// n: how many siblings each code has, counting itself; 1 for a code of a root.
        let siblings: [Int]
        /// The most siblings that a code has.
        let mostSiblings: Int
        /// For each code, which of the paths of `siblings` from its root down to it leads to it.
        let paths: [Int]
        /// Each path: n at every level from the root on.
        let pathSiblings: [[Int]]

        var isRoot: Bool { parents.isEmpty }
    }

    /// By number, 0 … depth.
    let levels: [Level]
    /// The lowest level that is published, other than the total of a multi-valued dimension.
    private let lowest: Int

    init(_ dimension: Dimension, lowest: Int) {
        let codelist = dimension.codelist
        self.lowest = lowest
        var levels: [Level] = []
        for number in 0...codelist.depth {
            let codes = codelist.codes(atLevel: number)
            guard number > lowest, let above = levels.last else {
                levels.append(
                    Level(
                        count: codes.count, parents: [], siblings: codes.map { _ in 1 }, mostSiblings: 1,
                        paths: codes.map { _ in 0 }, pathSiblings: [[1]]))
                continue
            }
            let places = Dictionary(
                uniqueKeysWithValues: codelist.codes(atLevel: number - 1).enumerated().map { ($1, $0) })
            let parents = codes.map { places[codelist.ancestor(of: $0, atLevel: number - 1)] ?? 0 }
            var family = [Int](repeating: 0, count: above.count)
            for parent in parents { family[parent] += 1 }
            var known: [[Int]: Int] = [:]
            var pathSiblings: [[Int]] = []
            let paths = parents.map { parent in
                let path = above.pathSiblings[above.paths[parent]] + [family[parent]]
                if let number = known[path] { return number }
                known[path] = pathSiblings.count
                pathSiblings.append(path)
                return pathSiblings.count - 1
            }
            levels.append(
                Level(
                    count: codes.count, parents: parents, siblings: parents.map { family[$0] },
                    mostSiblings: family.max() ?? 1, paths: paths, pathSiblings: pathSiblings))
        }
        self.levels = levels
    }

    /// The root below which a level stands.
    func root(of level: Int) -> Int { min(level, lowest) }

    /// The levels from a level's root down to it.
    func chain(to level: Int) -> ClosedRange<Int> { root(of: level)...level }

    /// λ: the part of σ² of a measurement at level `measured` in the variance of a figure at level `shown`, reached by a
    /// path: 1 − 1/n at the measured level, unless it is a root, and 1/n² for each level below it.
    func factor(measured: Int, shown: Int, path: Int) -> Double {
        let root = root(of: shown)
        let siblings = levels[shown].pathSiblings[path]
        var factor = measured > root ? 1 - 1 / Double(siblings[measured - root]) : 1
        for level in measured..<shown { factor /= Double(siblings[level + 1 - root] * siblings[level + 1 - root]) }
        return factor
    }
}
