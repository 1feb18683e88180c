import Collecting
import Statistics
import Testing

@Suite struct UnitRowsPrintingTests {
    /// What a unit's rows say is one child's row: a message that prints the table must not hold it.
    @Test func printingAndMirrorsShowNoRow() throws {
        var rows = UnitRows(width: 1)
        let place = rows.place(of: UnitMark(1, 2, 3, 4))
        let unit = try #require(place)
        rows[unit.place, 0] = 918_273_645
        var dumped = ""
        dump([rows], to: &dumped)
        for text in ["\(rows)", String(reflecting: rows), "\(Optional(rows) as Any)", dumped] {
            #expect(!text.contains("918273645") && !text.contains("a unit"))
        }
        #expect(rows.count == 1 && rows[0, 0] == 918_273_645)
    }
}
