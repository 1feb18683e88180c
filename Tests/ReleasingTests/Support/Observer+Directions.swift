import Rationals
import Statistics

@testable import Releasing

extension Observer {
    /// An observer of a release of neighbouring data who knows both, the noise, and all but whether the unit is there.
    ///
    /// The directions: the likelihood ratio of the noise; the sum of the figures that the unit enters; how many of them
    /// are shown; and the first figure, the total.
    init(
        _ neighbours: Neighbours, _ release: Release, curve: [(epsilon: Double, delta: Double)]
    ) throws {
        self.curve = curve
        let (without, with) = (try neighbours.truth(withUnit: false), try neighbours.truth(withUnit: true))
        let entered = without.indices.filter { without[$0] != with[$0] }
        func linear(_ weights: [Double]) -> ((Published) -> Double) {
            let used = weights.indices.filter { weights[$0] != 0 }
            return { published in used.reduce(0) { $0 + weights[$1] * Double(published[$1] ?? 0) } }
        }
        func score(_ values: @escaping (Published) -> Double) -> (values: (Published) -> Double, thresholds: [Double]) {
            let (low, high) = (values(without.map(Int64.init)), values(with.map(Int64.init)))
            // From one step below the first to one above the second, in quarters; ties cannot fall on a threshold.
            let thresholds = (-4...8).map { low + (high - low) * (Double($0) / 4 + 0.001) }
            return (values, thresholds)
        }
        var indicator = [Double](repeating: 0, count: without.count)
        for cell in entered { indicator[cell] = 1 }
        var total = [Double](repeating: 0, count: without.count)
        total[0] = 1
        let shown: (Published) -> Double = { published in Double(entered.count { published[$0] != nil }) }
        scores = [
            score(Observer.likelihood(neighbours, release, without, with)), score(linear(indicator)),
            score(linear(total)), (shown, entered.indices.map { Double($0) + 0.5 }),
        ]
    }

    /// The logarithm of the likelihood ratio, from the noise that the release states; what is hidden says nothing.
    ///
    /// Of discrete Gaussian noise on residuals Σ (C·Δq)·q/σ_T² over all figures; of discrete Laplace noise on tables
    /// Σ (|q − q₀| − |q − q₁|)/b over the figures measured.
    private static func likelihood(
        _ neighbours: Neighbours, _ release: Release, _ without: [Double], _ with: [Double]
    ) -> (Published) -> Double {
        guard let noise = release.draws.first?.noise else { return { _ in 0 } }
        let variances = Dictionary(uniqueKeysWithValues: noise.measurements.map { ($0.levels, $0.variance) })
        var (weights, scales): ([Double], [Double]) = ([], [])
        var seen: Set<[CodeIndex]> = []
        for block in release.tables.flatMap(\.blocks) {
            let start = weights.count
            var changes: [[CodeIndex]: Double] = [:]
            for series in 0..<block.seriesCount {
                changes[block.key(ofSeries: series)] = with[start + series] - without[start + series]
            }
            let variance = variances[block.levels]?.approximateValue
            for series in 0..<block.seriesCount {
                let key = block.key(ofSeries: series)
                let isFirst = seen.insert(key).inserted
                let centred = centred(changes, at: key, of: block, neighbours.structure)
                weights.append(isFirst ? variance.map { centred / $0 } ?? 0 : 0)
                scales.append(isFirst ? variance.map { ($0 / 2).squareRoot() } ?? 0 : 0)
            }
        }
        let span = neighbours.structure.unit.maxPeriods
        let (all, wide) = ((0..<span).flatMap { _ in weights }, (0..<span).flatMap { _ in scales })
        guard noise.arrangement == .tables else {
            let used = all.indices.filter { all[$0] != 0 }
            return { published in used.reduce(0) { $0 + all[$1] * Double(published[$1] ?? 0) } }
        }
        let used = wide.indices.filter { wide[$0] > 0 && with[$0] != without[$0] }
        return { published in
            used.reduce(0) { sum, cell in
                guard let value = published[cell].map(Double.init) else { return sum }
                return sum + ((value - without[cell]).magnitude - (value - with[cell]).magnitude) / wide[cell]
            }
        }
    }

    /// A change less its means over siblings, dimension by dimension: what the residual of its cell changes by.
    private static func centred(
        _ changes: [[CodeIndex]: Double], at key: [CodeIndex], of block: ProtectedBlock, _ structure: DatasetStructure
    ) -> Double {
        var parts: [(key: [CodeIndex], factor: Double)] = [(key, 1)]
        for (place, dimension) in structure.dimensions.enumerated() {
            let level = block.levels.levels[place]
            // Mentions do not add up to their total, so that nothing is subtracted from those of the first level.
            guard level > (dimension.isMultiValued ? 1 : 0) else { continue }
            let codelist = dimension.codelist
            let parent = codelist.ancestor(of: key[place], atLevel: level - 1)
            let siblings = codelist.codes(atLevel: level).filter {
                codelist.ancestor(of: $0, atLevel: level - 1) == parent
            }
            parts = parts.flatMap { part in
                [part]
                    + siblings.map { sibling in
                        var other = part.key
                        other[place] = sibling
                        return (other, -part.factor / Double(siblings.count))
                    }
            }
        }
        return parts.reduce(0) { $0 + (changes[$1.key] ?? 0) * $1.factor }
    }
}
