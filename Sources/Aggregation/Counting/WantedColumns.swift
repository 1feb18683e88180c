/// The columns that a plan needs, each once, and which of them is for what.
struct WantedColumns: Sendable {
    private(set) var names: [String] = []
    private(set) var columns: [Int] = []
    private(set) var filters: [Int] = []
    private(set) var measure = 0

    init(_ plan: AggregationPlan) {
        columns = plan.columns.map { place($0.name) }
        filters = plan.filters.map { place($0.column) }
        switch plan.measure {
        case .rows: break
        case .sum(let column), .distinct(let column, _): measure = place(column)
        }
    }

    private mutating func place(_ name: String) -> Int {
        if let place = names.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) { return place }
        names.append(name)
        return names.count - 1
    }
}
