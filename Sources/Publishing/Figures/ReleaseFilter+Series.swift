import Bytes
import Statistics

/// One series of a release, as a filter leaves it.
struct PublishedSeries {
    /// The block in which it stands.
    let block: ProtectedBlock
    /// Its number there.
    let number: Int
    /// The code of each dimension.
    let key: [CodeIndex]

    /// Its figures, those that a filter leaves.
    func figures(_ filter: ReleaseFilter) -> [(period: Period, cell: ProtectedCell)] {
        zip(block.periods, block.cells(ofSeries: number)).compactMap { period, cell in
            filter.takes(period) ? (period, cell) : nil
        }
    }
}

extension ReleaseFilter {
    /// The series of a release that are wanted, one after the other; each once, however many tables show it.
    ///
    /// - Parameters:
    ///   - release: whose series.
    ///   - body: is given each.
    /// - Throws: what `body` throws.
    func forEachSeries(
        of release: Release, _ body: (PublishedSeries) throws(BytesError) -> Void
    ) throws(BytesError) {
        var seen: Set<[CodeIndex]> = []
        for table in release.tables where takes(table.definition) {
            for block in table.blocks {
                for number in 0..<block.seriesCount {
                    let key = block.key(ofSeries: number)
                    guard takes(key, of: release.structure), seen.insert(key).inserted else { continue }
                    try body(PublishedSeries(block: block, number: number, key: key))
                }
            }
        }
    }
}
