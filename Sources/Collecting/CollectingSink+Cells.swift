extension CollectingSink {
    /// Takes an observation by the codes of a cell.
    public mutating func observe(period: Period, cell: Int, of domain: CellDomain, count: Int64) {
        observe(period: period, codes: domain.key(ofCell: cell), count: count)
    }
}
