import Collecting
import TestSupport
import Testing

@Suite struct GivenCellsTests {
    @Test func theFirstLineOfACellIsKept() throws {
        var dice = Dice(state: 7)
        var given = GivenCells()
        var expected: [Period: [Int: Int]] = [:]
        let periods = try ["1900-01-01", "2024", "2024-03", "2199-12-31"].map { try #require(Period($0)) }
        for line in 1...5_000 {
            let period = try #require(periods.randomElement(using: &dice))
            let cell = Bool.random(using: &dice) ? Int.random(in: 0..<500, using: &dice) : (1 << 40) - 1 - line % 50
            #expect(given.line(of: period, cell: cell) == expected[period]?[cell])
            given.note(period, cell: cell, line: line)
            if expected[period]?[cell] == nil { expected[period, default: [:]][cell] = line }
        }
        for (period, cells) in expected {
            for (cell, line) in cells { #expect(given.line(of: period, cell: cell) == line) }
        }
    }
}
