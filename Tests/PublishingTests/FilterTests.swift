import Bytes
import Publishing
import Statistics
import Testing

@Suite struct FilterTests {
    @Test func aFilterLeavesWhatItNames() throws {
        let release = try smallRelease()
        let all = try lines(release, ReleaseFilter())
        #expect(ReleaseFilter().isAll)
        let period = release.periods.first
        var filter = ReleaseFilter()
        filter.end = period
        #expect(!filter.isAll)
        #expect(try lines(release, filter) == all.filter { $0.contains(",\(period),") || $0.hasPrefix("DATASET") })
        filter = ReleaseFilter()
        filter.start = period.advanced(by: 1)
        #expect(try lines(release, filter) == all.filter { !$0.contains(",\(period),") })
        let dimension = release.structure.dimensions[1]
        filter = ReleaseFilter()
        filter.codes = [dimension.id: [.total]]
        let totals = try lines(release, filter)
        #expect(totals.count < all.count && totals.count > 1)
        #expect(Set(totals).isSubset(of: all))
    }

    private func lines(_ release: Release, _ filter: ReleaseFilter) throws -> [String] {
        let sink = MemorySink()
        try ReleaseCSV(release).write(to: sink, filter)
        return String(decoding: sink.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
