import Statistics

/// Which periods of a release may be held against each other: those between which nothing changed but what is counted.
struct Comparability {
    private let breaks: [Period]
    /// For each period a number that stands for all who had reported: the same for the same offices. Figures are held against
    /// each other one by one, and long lists would be compared each time.
    private let senders: [Period: Int]
    private let release: Release
    /// For each period the place of the draw that its figures come from.
    let draws: [Period: Int]

    init(_ release: Release) {
        self.release = release
        breaks = release.structure.seriesBreaks.map(\.period)
        var (senders, numbers): ([Period: Int], [Set<String>: Int]) = ([:], [:])
        for coverage in release.coverage {
            senders[coverage.period] = coverage.senders.map { offices in
                if let known = numbers[offices] { return known }
                numbers[offices] = numbers.count
                return numbers.count - 1
            }
        }
        self.senders = senders
        var draws: [Period: Int] = [:]
        for (place, draw) in release.draws.enumerated() { for period in draw.periods { draws[period] = place } }
        self.draws = draws
    }

    /// Whether a change from one period to a later one may be spoken of: no break of the series lies between, the same
    /// offices had reported for both, and a unit was counted by the same bounds.
    ///
    /// Where it is not known who had reported, nothing is claimed.
    func holds(from earlier: Period, to later: Period) -> Bool {
        guard !breaks.contains(where: { $0 > earlier && $0 <= later }),
            let before = senders[earlier], let after = senders[later], before == after,
            let first = draws[earlier], let second = draws[later]
        else { return false }
        return release.draws[first].protection.unit == release.draws[second].protection.unit
    }
}
