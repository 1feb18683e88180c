public import Rationals
public import Statistics

/// What a new vintage of a dataset will draw, what it carries from earlier ones, and from which account each draw is
/// paid: decided from the policy, the published vintages and the register of submissions, never from a count.
///
/// A vintage is whole: it holds every period published so far. A period that was asked for is drawn if it never was
/// (paid from the dataset's share), or if what it was counted from has changed since or its vintage was withdrawn
/// (a correction, paid from the population's reserve). All others are carried, cell by cell, at no cost: nothing is
/// noised a second time without being charged (Dwork, Roth 2014, Proposition 2.1: carrying is post-processing).
public struct VintagePlan: Sendable {
    /// An earlier draw of a period.
    public struct EarlierDraw: Sendable, Hashable {
        /// The release that drew it.
        public let release: Int
        /// The names of the submissions that it was counted from.
        public let inputs: Set<String>
        /// Whether its figures may still be shown: its release was not withdrawn, and its tables are today's.
        public let isCarryable: Bool

        /// Takes the facts of a draw.
        public init(release: Int, inputs: Set<String>, isCarryable: Bool) {
            self.release = release
            self.inputs = inputs
            self.isCarryable = isCarryable
        }
    }

    /// Periods that will be drawn together.
    public struct PlannedDraw: Sendable {
        /// Where it is paid from: the dataset's share the first time, the reserve for a correction.
        public let account: Ledger.Account
        /// What is measured, with which noise, at which price.
        public let plan: ReleasePlan

        /// Whether the periods were drawn before.
        public var isCorrection: Bool { account.isReserve }
    }

    /// What decides a vintage.
    public struct Situation: Sendable {
        /// The earlier draws of each period.
        public var earlier: [Period: [EarlierDraw]]
        /// The names of the submissions that count now, by period.
        public var inputs: [Period: Set<String>]
        /// What was charged to the population.
        public var ledger: Ledger

        /// Takes a situation.
        public init(earlier: [Period: [EarlierDraw]], inputs: [Period: Set<String>], ledger: Ledger) {
            self.earlier = earlier
            self.inputs = inputs
            self.ledger = ledger
        }
    }

    /// The dataset.
    public let structure: DatasetStructure
    /// Every period of the vintage, from the first published to the last.
    public let periods: PeriodRange
    /// What is drawn, in the order of the periods; each is charged by itself.
    public let draws: [PlannedDraw]
    /// For each period that is carried, the release that drew it.
    public let carried: [Period: Int]

    /// Plans a vintage. `spend` is the part of the account that each draw asks for; by default the whole share for a
    /// first draw, and half of what is left of the reserve for a correction, so that something always remains.
    ///
    /// - Throws: `ReleasingError.nothingToDraw` if every period asked for stands as it was published; else as
    ///   `ReleasePlan`.
    public init(
        structure: DatasetStructure, population: Population, requested: PeriodRange, situation: Situation,
        spend: Rational? = nil
    ) throws(ReleasingError) {
        guard requested.frequency == structure.frequency else {
            throw .wrongFrequency(requested, structure.frequency)
        }
        guard structure.population == population.id else {
            throw .unsuitableBudget(
                "the dataset \(structure.id) counts the population \(structure.population), not \(population.id)")
        }
        var firsts: [Period] = []
        var corrections: [Period] = []
        var carried: [Period: Int] = [:]
        for (period, draws) in situation.earlier {
            guard let newest = draws.filter(\.isCarryable).max(by: { $0.release < $1.release }) else { continue }
            carried[period] = newest.release
        }
        for period in requested {
            let earlier = situation.earlier[period] ?? []
            guard let newest = earlier.max(by: { $0.release < $1.release }) else {
                firsts.append(period)
                continue
            }
            if carried[period] == newest.release, newest.inputs == situation.inputs[period] ?? [] { continue }
            carried[period] = nil
            corrections.append(period)
        }
        guard !firsts.isEmpty || !corrections.isEmpty else { throw .nothingToDraw(requested) }
        var draws: [PlannedDraw] = []
        let id = structure.id
        for (account, periods) in [(Ledger.Account.share(id), firsts), (.reserve(for: id), corrections)] {
            for run in VintagePlan.runs(periods) {
                let plan = try AccountBudget(
                    structure: structure, population: population, account: account, ledger: situation.ledger
                ).plan(run, spend: spend)
                draws.append(PlannedDraw(account: account, plan: plan))
            }
        }
        self.structure = structure
        self.draws = draws.sorted { $0.plan.periods.first < $1.plan.periods.first }
        self.carried = carried
        let all = Array(carried.keys) + firsts + corrections
        guard let first = all.min(), let last = all.max(), let range = PeriodRange(first, last) else {
            throw .nothingToDraw(requested)
        }
        periods = range
        try checkSize()
    }

    /// The entries that the ledger is charged with, one a draw.
    public func entries(number: Int) -> [Ledger.Entry] {
        draws.map { draw in
            Ledger.Entry(
                days: draw.plan.periods.days, charge: draw.plan.charge,
                note: "release \(number) of \(structure.id)\(draw.isCorrection ? ", a correction" : "")",
                account: draw.account)
        }
    }

    /// Carried figures count towards the size of a release as drawn ones do.
    private func checkSize() throws(ReleasingError) {
        let series = structure.tables.reduce(0) { sum, table in
            sum
                + structure.levelTuples(of: table).reduce(0) { sum, tuple in
                    sum
                        + zip(structure.dimensions, tuple.levels).reduce(1) {
                            $0 * $1.0.codelist.codes(atLevel: $1.1).count
                        }
                }
        }
        let (cells, overflow) = series.multipliedReportingOverflow(by: periods.count)
        guard !overflow, cells <= ReleasePlan.largestRelease else {
            throw .tooManyCells(count: overflow ? .max : cells, limit: ReleasePlan.largestRelease)
        }
    }

    /// Consecutive periods together.
    private static func runs(_ periods: [Period]) -> [PeriodRange] {
        var runs: [PeriodRange] = []
        for period in periods.sorted() {
            if let last = runs.last, last.last.advanced(by: 1) == period, let longer = PeriodRange(last.first, period) {
                runs[runs.count - 1] = longer
            } else if let single = PeriodRange(period, period) {
                runs.append(single)
            }
        }
        return runs
    }
}

extension DatasetStructure {
    /// Whether figures published under another version of the structure can stand beside those of this one: the same
    /// measure, dimensions, codes in the same places, and tables, and either both exact or both with noise. Labels and
    /// titles may differ.
    public func isComparable(to other: DatasetStructure) -> Bool {
        id == other.id && frequency == other.frequency && unit.name == other.unit.name
            && measure.unit == other.measure.unit && protection.method == other.protection.method
            && dimensions.count == other.dimensions.count
            && zip(dimensions, other.dimensions).allSatisfy { own, theirs in
                own.id == theirs.id && own.isMultiValued == theirs.isMultiValued
                    && own.codelist.levels == theirs.codelist.levels
                    && own.codelist.items.map(\.code) == theirs.codelist.items.map(\.code)
                    && own.codelist.items.map(\.parent) == theirs.codelist.items.map(\.parent)
            }
            && tables.map(\.id) == other.tables.map(\.id)
            && tables.map(\.dimensions) == other.tables.map(\.dimensions)
            && structuralZeros == other.structuralZeros
    }
}
