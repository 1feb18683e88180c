import Catalogue
public import Statistics
public import Storage

/// Who has reported what of a dataset, and what is missing or late. It tells who reports, never what.
public struct Completeness: Sendable {
    /// An office from which reports come.
    public struct Sender: Sendable, Hashable, Comparable, CustomStringConvertible {
        /// The provider.
        public let provider: Identifier
        /// Its branch, where it has several.
        public let branch: Identifier?

        /// `PROVIDER` or `PROVIDER/BRANCH`.
        public var description: String { provider.description + (branch.map { "/\($0)" } ?? "") }

        /// By provider, then by branch.
        public static func < (left: Sender, right: Sender) -> Bool {
            (left.provider, left.branch?.description ?? "") < (right.provider, right.branch?.description ?? "")
        }
    }

    /// How a period stands with a sender.
    public enum State: Sendable, Hashable {
        /// It has come; `daysLate` is 0 if on time, or if the dataset names no time.
        case received(SubmissionID, daysLate: Int, isNil: Bool)
        /// It has not come and was due so many days ago.
        case overdue(days: Int)
        /// It has not come, and is due on this day; `nil` where the dataset names no time.
        case awaited(due: Day?)
    }

    /// One sender with the state of every period.
    public struct Line: Sendable {
        /// Who.
        public let sender: Sender
        /// Whether the dataset's structure names it as expected.
        public let isExpected: Bool
        /// One state a period.
        public let states: [State]
    }

    /// The dataset.
    public let dataset: Identifier
    /// The periods.
    public let periods: PeriodRange
    /// The senders, those expected first.
    public let lines: [Line]

    /// For each period how many were expected and how many of these had reported; nothing where nobody is named.
    public var coverage: [Coverage] { reporting.filter { $0.expected > 0 } }

    /// For each period who had reported, and how many of those expected.
    public var reporting: [Coverage] {
        periods.enumerated().map { place, period in
            let reported = lines.filter { if case .received = $0.states[place] { true } else { false } }
            return Coverage(
                period: period, expected: lines.count(where: \.isExpected),
                reported: reported.count(where: \.isExpected), senders: Set(reported.map(\.sender.description)))
        }
    }
}

extension Completeness {
    /// Compares the register with what a structure expects.
    init(
        structure: DatasetStructure, providers: [ProviderRecord], current: CurrentParts, periods: PeriodRange,
        today: Day
    ) {
        var lines: [Line] = []
        let expected = Completeness.senders(structure.providers?.expected ?? [], providers)
        let others = Set(
            current.parts.keys.filter { periods.index(of: $0.period) != nil }
                .map { Sender(provider: $0.provider, branch: $0.branch) }
        ).subtracting(expected)
        for (senders, isExpected) in [(expected, true), (others.sorted(), false)] {
            for sender in senders {
                let states = periods.map { period -> State in
                    let key = CurrentParts.Key(provider: sender.provider, branch: sender.branch, period: period)
                    let due = DueDate(structure, period)
                    if let part = current.parts[key] {
                        return .received(
                            part.submission, daysLate: due?.daysLate(on: part.day) ?? 0, isNil: part.isNil)
                    }
                    guard let due, today > due.day else { return .awaited(due: due?.day) }
                    return .overdue(days: due.daysLate(on: today))
                }
                lines.append(Line(sender: sender, isExpected: isExpected, states: states))
            }
        }
        dataset = structure.id
        self.periods = periods
        self.lines = lines
    }

    /// Those who are expected: each branch of a provider that has several, and who is not disabled.
    private static func senders(_ expected: [Identifier], _ providers: [ProviderRecord]) -> [Sender] {
        expected.flatMap { id -> [Sender] in
            guard let known = providers.first(where: { $0.id == id }) else {
                return [Sender(provider: id, branch: nil)]
            }
            guard !known.isDisabled else { return [] }
            return known.branches.isEmpty
                ? [Sender(provider: id, branch: nil)] : known.branches.map { Sender(provider: id, branch: $0) }
        }
    }
}

extension Workspace {
    /// Who has reported what of a dataset.
    ///
    /// - Parameters:
    ///   - id: the dataset.
    ///   - periods: by default from the first period that anyone reported to the last that has ended.
    ///   - today: decides what is late.
    /// - Returns: the state of every sender and period.
    /// - Throws: `WorkspaceError.usage` if there is no such dataset, or the periods are of another frequency.
    public func completeness(
        of id: Identifier, periods: PeriodRange?, today: Day
    ) throws(WorkspaceError) -> Completeness {
        let structure = try dataset(id).structure
        if let periods, periods.frequency != structure.frequency {
            throw .usage(
                "\(periods) are no periods of \(id), which is counted by frequency \(structure.frequency.rawValue)")
        }
        return try store.read { reading throws(WorkspaceError) in
            let current = CurrentParts(try stored { () throws(StoreError) in try reading.parts(ofDataset: id) })
            guard let range = periods ?? current.range(until: today, structure.frequency) else {
                throw .usage("nothing was submitted for \(id) yet; name the periods with --periods")
            }
            let providers = try stored { () throws(StoreError) in try reading.providers() }
            return Completeness(
                structure: structure, providers: providers, current: current, periods: range, today: today)
        }
    }
}

extension CurrentParts {
    /// From the first period with a part to the last that has one or has ended; `nil` without any part.
    func range(until today: Day, _ frequency: Frequency) -> PeriodRange? {
        let all = parts.keys.map(\.period)
        guard let first = all.min(), let last = all.max() else { return nil }
        let ended = Period(frequency, containing: today)?.advanced(by: -1)
        return PeriodRange(first, max(last, ended ?? last))
    }
}
