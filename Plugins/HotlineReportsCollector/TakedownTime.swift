import Collecting

/// How long removal took, as a code of a codelist such as TAKEDOWN_BAND: `H24`, `D3`, `D7`, `D28`, `D_GT28`.
///
/// With times of day: at most 24 hours, 3, 7 and 28 days of 24 hours, and more. With days alone, midnights are
/// counted: none is within 24 hours, 1 to 3 are 1 to 3 days, and so on.
struct TakedownTime: Sendable {
    /// What a pair of times comes to.
    enum Reading: Hashable {
        case code(CodeIndex)
        /// The removal is before the notice.
        case backwards
    }

    /// The bounds in days and their codes; only those that the codelist has.
    private let bands: [(days: Int, code: CodeIndex)]
    /// Removed, but not known how fast.
    let removed: CodeIndex?
    let pending: CodeIndex?
    let unknown: CodeIndex?

    /// `nil` if the codelist has none of the bands, so that they must be given.
    init?(_ codelist: Codelist) {
        let leaf = { (name: String) in
            (try? Code(name)).flatMap { codelist.index(of: $0) }.flatMap { codelist.isLeaf($0) ? $0 : nil }
        }
        guard let day = leaf("H24"), let three = leaf("D3"), let seven = leaf("D7"), let month = leaf("D28"),
            let more = leaf("D_GT28")
        else { return nil }
        bands = [(1, day), (3, three), (7, seven), (28, month), (Int.max, more)]
        removed = leaf("REMOVED_U")
        pending = leaf("PENDING")
        unknown = leaf("_U")
    }

    /// The band of a removal; `nil` if the times are too coarse for one.
    func band(from notice: WrittenTime, to removal: WrittenTime) -> Reading? {
        if let seconds = notice.seconds(until: removal) {
            if seconds < 0 { return .backwards }
            return bands.first { $0.days == .max || seconds <= $0.days * 86_400 }.map { .code($0.code) }
        }
        guard let days = notice.days(until: removal) else {
            return removal.period.days.upperBound < notice.day ? .backwards : nil
        }
        if days < 0 { return .backwards }
        if days == 0 { return .code(bands[0].code) }
        return bands.dropFirst().first { days <= $0.days }.map { .code($0.code) }
    }
}
