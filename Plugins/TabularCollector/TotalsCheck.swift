import Collecting

/// Holds totals that a table states against the sums of their parts, once all of it is read.
///
/// A row or cell is a *total* where one of its codes stands for the sum of others. Along each dimension in which it is
/// one, its parts are the rows with the same other codes and the nearest stated codes below: of a national figure those
/// of the states where they are stated, of a state's those of the districts. All that is counted below it are its parts
/// too, where those rows do not come to it: some totals between may not be stated.
///
/// Parts above their total are always a contradiction, for counts are not negative. Parts below it are one if neither
/// along a dimension nor all together they come to the total, and none of them is missing or was refused.
///
/// - Complexity: Memory grows with the different cells and totals, of which there are no more than rows and no more
///   than the structure has; time with these times the depth of the codelists.
struct TotalsCheck {
    /// What is done about a total that is not the sum of its parts.
    enum Mode: String, Sendable, CaseIterable {
        case warn, error, off
    }

    /// The most cells and totals that are held.
    static let most = 500_000

    struct Key: Hashable {
        let period: Period
        var codes: [CodeIndex]
    }

    /// Parts, and whether none of them is missing.
    private struct Sum {
        var parts: PartsOfATotal
        var isWhole = true

        mutating func add(_ other: Sum) {
            parts.add(other.parts)
            isWhole = isWhole && other.isWhole
        }
    }

    private let dimensions: [Dimension]
    /// The dimensions that have totals.
    private let summed: [Int]
    private let mode: Mode
    private let addsDuplicates: Bool
    private var parts: [Key: Sum] = [:]
    private var totals: [Key: (sum: Sum, place: Finding.Location)] = [:]
    private var isFull = false
    /// Whether some row was refused, so that what is below a total may be too little.
    var hasRefused = false

    init(_ structure: DatasetStructure, summed: [Int], mode: Mode, addsDuplicates: Bool) {
        dimensions = structure.dimensions
        self.summed = summed
        self.mode = mode
        self.addsDuplicates = addsDuplicates
    }

    /// Takes what is counted; `nil` where it is missing.
    mutating func add(_ count: Int64?, period: Period, codes: [CodeIndex], line: Int) {
        guard mode != .off, hasRoom() else { return }
        let sum = Sum(parts: PartsOfATotal(count: count ?? 0, line: line), isWhole: count != nil)
        if parts[Key(period: period, codes: codes)]?.add(sum) == nil {
            parts[Key(period: period, codes: codes)] = sum
        }
    }

    /// Takes a total; of two of the same codes the later is held against the first.
    mutating func state(
        _ count: Int64, period: Period, codes: [CodeIndex], line: Int, at place: Finding.Location,
        into sink: inout some CollectingSink
    ) {
        guard mode != .off, hasRoom() else { return }
        let key = Key(period: period, codes: codes)
        let sum = Sum(parts: PartsOfATotal(count: count, line: line))
        guard let first = totals[key] else {
            totals[key] = (sum, place)
            return
        }
        if addsDuplicates {
            totals[key]?.sum.add(sum)
        } else if first.sum.parts.count != count {
            sink.report(
                .unequalTotals(
                    count, first: first.sum.parts.count, line: first.sum.parts.lines.lowerBound, severity: severity,
                    at: place))
        }
    }

    private mutating func hasRoom() -> Bool {
        if parts.count + totals.count >= TotalsCheck.most { isFull = true }
        return !isFull
    }

    private var severity: Finding.Severity { mode == .error ? .error : .warning }

    // MARK: - At the end

    /// Reports every total that is not the sum of its parts, in the order of the file.
    func finish(file: String, into sink: inout some CollectingSink) {
        guard mode != .off, !totals.isEmpty else { return }
        guard !isFull else {
            return sink.report(.uncheckedTotals(most: TotalsCheck.most, at: Finding.Location(file: file)))
        }
        var sums: [Key: [Int: Sum]] = [:]
        for (key, sum) in parts { hand(sum, of: key, to: &sums) }
        for (key, total) in totals { hand(total.sum, of: key, to: &sums) }
        let open = totals.filter { key, total in
            sums[key]?.values.allSatisfy { $0.parts.count < total.sum.parts.count } ?? true
        }
        let wholes = wholes(of: Set(open.keys))
        let inOrder = totals.sorted {
            ($0.value.sum.parts.lines.lowerBound, $0.value.place.column ?? 0)
                < ($1.value.sum.parts.lines.lowerBound, $1.value.place.column ?? 0)
        }
        for (key, total) in inOrder {
            let found = (sums[key] ?? [:]).sorted { $0.key < $1.key }.map { (dimensions[$0.key].id, $0.value) }
            compare(total.sum.parts.count, found, wholes[key], total.place, &sink)
        }
    }

    /// Adds a sum to the nearest stated total above it along each dimension.
    private func hand(_ sum: Sum, of key: Key, to sums: inout [Key: [Int: Sum]]) {
        for dimension in summed {
            var above = key
            while above.codes[dimension] != .total {
                above.codes[dimension] = dimensions[dimension].codelist.parent(of: above.codes[dimension])
                guard totals[above] != nil else { continue }
                if sums[above]?[dimension]?.add(sum) == nil { sums[above, default: [:]][dimension] = sum }
                break
            }
        }
    }

    /// All that is counted below totals that have less, or nothing, along any one dimension.
    private func wholes(of wanted: Set<Key>) -> [Key: Sum] {
        guard !wanted.isEmpty else { return [:] }
        let codes = dimensions.indices.map { dimension in Set(wanted.map { $0.codes[dimension] }) }
        var sums: [Key: Sum] = [:]
        for (key, sum) in parts {
            var above = [key.codes]
            for dimension in summed {
                let codelist = dimensions[dimension].codelist
                var code = key.codes[dimension]
                var chain = [code]
                while code != .total {
                    code = codelist.parent(of: code)
                    chain.append(code)
                }
                chain.removeAll { !codes[dimension].contains($0) }
                above = above.flatMap { codes in
                    chain.map { code in
                        var codes = codes
                        codes[dimension] = code
                        return codes
                    }
                }
            }
            for codes in above {
                let total = Key(period: key.period, codes: codes)
                guard wanted.contains(total) else { continue }
                if sums[total]?.add(sum) == nil { sums[total] = sum }
            }
        }
        return sums
    }

    private func compare(
        _ total: Int64, _ found: [(dimension: Identifier, sum: Sum)], _ whole: Sum?, _ place: Finding.Location,
        _ sink: inout some CollectingSink
    ) {
        let above = found.filter { $0.sum.parts.count > total }
        for (dimension, sum) in above {
            sink.report(.unequalTotal(total, sum.parts, along: dimension, severity: severity, at: place))
        }
        guard above.isEmpty, !found.contains(where: { $0.sum.parts.count == total }) else { return }
        if let whole, whole.parts.count >= total {
            if whole.parts.count > total {
                sink.report(.unequalTotal(total, whole.parts, along: nil, severity: severity, at: place))
            }
            return
        }
        guard !hasRefused, found.allSatisfy(\.sum.isWhole), whole?.isWhole ?? true else { return }
        let nearest = found.max { $0.sum.parts.count < $1.sum.parts.count }
        if let nearest, nearest.sum.parts.count >= whole?.parts.count ?? 0 {
            sink.report(
                .unequalTotal(total, nearest.sum.parts, along: nearest.dimension, severity: severity, at: place))
        } else if let whole {
            sink.report(.unequalTotal(total, whole.parts, along: nil, severity: severity, at: place))
        } else if total > 0 {
            sink.report(.totalWithoutParts(total, severity: severity, at: place))
        }
    }
}
