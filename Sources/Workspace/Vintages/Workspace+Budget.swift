import Catalogue
public import Rationals
import Releasing
public import Statistics
public import Storage

extension Workspace {
    /// One line of the list of vintages.
    public struct VintageLine: Sendable {
        /// What was recorded.
        public let record: ReleaseRecord
        /// What its own draws were charged, one a draw.
        public let charges: [LedgerRecord]
        /// Whether exact figures for some of its days void its guarantee.
        public let isVoid: Bool
    }

    /// The vintages, by number.
    public func releases(of dataset: Identifier? = nil) throws(WorkspaceError) -> [VintageLine] {
        try store.read { reading throws(WorkspaceError) in
            let records = try stored { () throws(StoreError) in try reading.releases(dataset: dataset) }
            if let dataset, records.isEmpty { _ = try self.dataset(dataset) }
            var lines: [VintageLine] = []
            for record in records {
                let charges = try stored { () throws(StoreError) in try reading.ledger(ofRelease: record.number) }
                var isVoid = false
                for charge in charges where !charge.isExact {
                    let all = try stored { () throws(StoreError) in try reading.ledger(ofPopulation: charge.population)
                    }
                    isVoid = isVoid || all.contains { $0.isExact && $0.days.overlaps(charge.days) }
                }
                lines.append(VintageLine(record: record, charges: charges, isVoid: isVoid))
            }
            return lines
        }
    }

    /// A line for each vintage that says whether it stands, so that two equal answers mean that nothing was published
    /// or withdrawn in between.
    public func publishedState() throws(WorkspaceError) -> [String] {
        try store.read { reading throws(WorkspaceError) in
            try stored { () throws(StoreError) in try reading.releases(dataset: nil) }.map {
                "\($0.number) \($0.withdrawal == nil)"
            }
        }
    }

    /// What is spent and left of a population's budget.
    public struct Budget: Sendable {
        /// One account on days that stand alike.
        public struct Line: Sendable, Hashable {
            /// The dataset that it pays for.
            public let dataset: Identifier
            /// Whether it is what the dataset may take of the reserve, rather than its share.
            public let isReserve: Bool
            /// What was spent of it: ρ, or pure ε.
            public let spent: Rational
            /// The δ′ that the selections of a strict threshold spent of it besides; 0 where there were none.
            public let spentDelta: Rational
            /// What is left of it; of the reserve, after what other datasets have taken.
            public let left: Rational
        }

        /// Consecutive days that stand alike.
        public struct Stretch: Sendable, Hashable {
            /// The days.
            public let days: ClosedRange<Day>
            /// Whether exact figures void every promise for them.
            public let isVoid: Bool
            /// The accounts, the reserve's last.
            public let lines: [Line]
            /// The releases that were charged to these days.
            public let releases: [Int]
        }

        /// The population.
        public let population: Population
        /// Whether spent and left are pure ε rather than ρ.
        public let isPure: Bool
        /// The whole budget of a day, in ρ or pure ε.
        public let whole: Rational?
        /// The days to which anything was charged, in order; on all others everything is left.
        public let stretches: [Stretch]
    }

    /// The budgets of the populations that the catalogue's datasets count.
    ///
    /// - Throws: `WorkspaceError.usage` if none has the name asked for.
    public func budgets(of population: Identifier?) throws(WorkspaceError) -> [Budget] {
        var populations: [Identifier: Population] = [:]
        for id in datasets {
            let found = try dataset(id).population
            populations[found.id] = found
        }
        if let population, populations[population] == nil {
            let names = populations.keys.sorted().map(\.description)
            throw .usage("there is no population \(population) (there are: \(names.joined(separator: ", ")))")
        }
        let wanted = populations.values.filter { population == nil || $0.id == population }
        return try store.read { reading throws(WorkspaceError) in
            try wanted.sorted { $0.id < $1.id }.map { population throws(WorkspaceError) in
                let records = try stored { () throws(StoreError) in try reading.ledger(ofPopulation: population.id) }
                return Self.budget(population, try LedgerArchive.ledger(population, reading), records)
            }
        }
    }

    private static func budget(_ population: Population, _ ledger: Ledger, _ records: [LedgerRecord]) -> Budget {
        let isPure = population.delta == .zero
        // Everything changes only where some entry begins or has ended.
        var edges: Set<Int> = []
        for record in records {
            edges.insert(Int(record.days.lowerBound.number))
            edges.insert(Int(record.days.upperBound.number) + 1)
        }
        let sorted = edges.sorted()
        var stretches: [Budget.Stretch] = []
        let datasets = population.shares.keys.sorted()
        for (start, end) in zip(sorted, sorted.dropFirst()) {
            guard let first = Day(daysSince1970: start), let last = Day(daysSince1970: end - 1) else { continue }
            let days = first...last
            let charged = records.filter { $0.days.overlaps(days) }
            guard !charged.isEmpty else { continue }
            let accounts = datasets.map { Ledger.Account.share($0) } + datasets.map { .reserve(for: $0) }
            let lines = accounts.compactMap { account in
                ledger.state(of: account, on: days, asPure: isPure).map {
                    Budget.Line(
                        dataset: account.dataset, isReserve: account.isReserve, spent: $0.spent,
                        spentDelta: $0.spentDelta, left: $0.left)
                }
            }
            let stretch = Budget.Stretch(
                days: days, isVoid: ledger.isVoid(on: days), lines: lines,
                releases: Set(charged.map(\.release)).sorted())
            if let before = stretches.last, before.lines == stretch.lines, before.isVoid == stretch.isVoid,
                before.releases == stretch.releases, Int(before.days.upperBound.number) + 1 == start
            {
                stretches[stretches.count - 1] = Budget.Stretch(
                    days: before.days.lowerBound...last, isVoid: stretch.isVoid, lines: lines,
                    releases: stretch.releases)
            } else {
                stretches.append(stretch)
            }
        }
        return Budget(
            population: population, isPure: isPure, whole: ledger.wholeBudget(asPure: isPure), stretches: stretches)
    }
}
