import Collecting

/// Looks columns up by heading or number.
struct ColumnFinder {
    let headings: [String]
    let width: Int
    let place: Finding.Location
    var used: Set<Int> = []
    var isSound = true
    var reported: Set<TabularMapping.Column> = []

    init(headings: [String], width: Int, place: Finding.Location) {
        self.headings = headings
        self.width = width
        self.place = place
    }

    /// The place of a column from 0; 0 after reporting that it is not there, which ends the reading.
    mutating func find(_ column: TabularMapping.Column, into sink: inout some CollectingSink) -> Int {
        switch column {
        case .number(let number):
            used.insert(number - 1)
            guard number <= width else {
                refuse(.missingColumn("\(number)", nearest: nil, at: place), column, into: &sink)
                return 0
            }
            return number - 1
        case .heading(let name):
            let places = headings.indices.filter { headings[$0] == name }
            guard let first = places.first else {
                refuse(
                    .missingColumn(name, nearest: nearest(to: name, among: headings), at: place), column, into: &sink)
                return 0
            }
            used.insert(first)
            if places.count > 1 {
                let double = Finding.Location(
                    file: place.file, row: place.row, column: places[1] + 1, heading: name)
                refuse(.doubledColumn(at: double), column, into: &sink)
            }
            return first
        }
    }

    private mutating func refuse(
        _ finding: Finding, _ column: TabularMapping.Column, into sink: inout some CollectingSink
    ) {
        isSound = false
        if reported.insert(column).inserted { sink.report(finding) }
    }
}
