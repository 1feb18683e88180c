import Collecting

/// A period as transparency reports write it: `2024Q2`, `Jul-Sep 2023`, `2023-Q4`, `Oct 2023`, `2023`.
func publicPeriod(_ text: String) -> Period? {
    if let period = Period(text) { return period }
    if let quarter = quarters.period(from: text) ?? spacedQuarters.period(from: text) { return quarter }
    guard let (first, length) = MonthNames.leading(text) else { return nil }
    var rest = text.dropFirst(length)
    let isDash = { (character: Character) in character == "-" || character == "\u{2013}" || character == " " }
    let hasDash = rest.prefix { isDash($0) }.contains { $0 != " " }
    rest = rest.drop(while: isDash)
    guard hasDash else { return Int(rest).flatMap { rest.count == 4 ? Period(year: $0, month: first) : nil } }
    guard let (last, more) = MonthNames.leading(rest), last == first + 2, first % 3 == 1 else { return nil }
    rest = rest.dropFirst(more).drop { $0 == " " }
    guard rest.count == 4, let year = Int(rest) else { return nil }
    return Period(year: year, quarter: first / 3 + 1)
}

private let quarters = known(PeriodPattern("yyyy'Q'Q"))
private let spacedQuarters = known(PeriodPattern("'Q'Q yyyy"))

private func known(_ pattern: PeriodPattern?) -> PeriodPattern {
    guard let pattern else { preconditionFailure("a pattern of a quarter is one") }
    return pattern
}
