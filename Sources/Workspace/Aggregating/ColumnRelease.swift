import Aggregation
import Catalogue
import Collecting
import Cryptography
import DifferentialPrivacy
import Publishing
import Releasing
import Statistics

/// Makes counted columns into a cube of a structure: declared dimensions as they are, undeclared ones with the
/// codes that private selection keeps.
struct ColumnRelease {
    let counting: ColumnCounting
    let budget: NoiseBudget
    let periods: PeriodRange
    let unit: UnitBounds
    let totals: Bool

    /// A cube with its structure, and how its dimensions are shown.
    struct Prepared {
        let structure: DatasetStructure
        let cube: ObservationCube
        let columns: ExtractColumns
    }

    /// One dimension of the release, and for each code of the column the code of the dimension.
    private struct PreparedColumn {
        let dimension: Dimension
        let codes: [CodeIndex]
        let isDeclared: Bool
    }

    /// The structure of the release before it is known which undeclared codes are kept: `_O` stands for all.
    ///
    /// - Throws: `WorkspaceError.usage` if the columns do not go together.
    func outline() throws(WorkspaceError) -> DatasetStructure {
        var dimensions: [Dimension] = []
        for (place, column) in counting.request.by.enumerated() {
            if let dimension = counting.dimension(of: column) {
                dimensions.append(dimension)
            } else {
                dimensions.append(try undeclared(number: place + 1, keeping: []))
            }
        }
        return try structure(dimensions)
    }

    /// Prepares the release: the selection of undeclared codes draws its coins here.
    ///
    /// - Throws: `WorkspaceError` if there are too many codes, the random generator fails or a sum does not fit.
    func prepare(_ counts: GroupedCounts) throws(WorkspaceError) -> Prepared {
        let entries = counts.codes(releasingRaw: .protection)
        let first = counts.hasPeriod ? 1 : 0
        let inside = counts.hasPeriod ? entries[0].map(published) : [periods.first]
        var columns: [PreparedColumn] = []
        for place in entries.indices.dropFirst(first) {
            if let dimension = counting.dimension(of: counts.columns[place]) {
                columns.append(declared(dimension, entries[place]))
            } else {
                var sums = [Int64](repeating: 0, count: entries[place].count)
                counts.forEachRow(releasingRaw: .protection) { row, count in
                    guard inside[first == 0 ? 0 : Int(row[row.startIndex])] != nil else { return }
                    let code = Int(row[row.startIndex + place])
                    let (sum, overflow) = sums[code].addingReportingOverflow(count)
                    sums[code] = overflow ? .max : sum
                }
                columns.append(try selected(entries[place], counted: sums, unit: unit, number: place - first + 1))
            }
        }
        let structure = try structure(columns.map(\.dimension))
        var cube: ObservationCube
        do throws(AggregationError) {
            cube = try ObservationCube(structure: structure)
            let codes = columns.map(\.codes)
            var key = [CodeIndex](repeating: .total, count: codes.count)
            var failure: AggregationError?
            counts.forEachRow(releasingRaw: .protection) { row, count in
                guard let period = inside[first == 0 ? 0 : Int(row[row.startIndex])] else { return }
                for place in key.indices { key[place] = codes[place][Int(row[row.startIndex + place + first])] }
                do throws(AggregationError) {
                    try cube.add(period: period, codes: key, count: count, saturating: true)
                } catch { failure = failure ?? error }
            }
            if let failure { throw failure }
        } catch { throw .mistakes("these columns cannot be counted together (\(error))") }
        let shown = columns.enumerated().map { place, column in
            ExtractColumns.Column(
                dimension: place, heading: counts.columns[place + first], showsLabels: !column.isDeclared)
        }
        return Prepared(
            structure: structure, cube: cube,
            columns: ExtractColumns(periodHeading: counting.request.periodColumn, columns: shown))
    }

    /// The period of a code if it is to be published.
    private func published(_ entry: CodeEntry) -> Period? {
        PeriodCoder.period(of: entry.code).flatMap { periods.index(of: $0) == nil ? nil : $0 }
    }

    private func declared(_ dimension: Dimension, _ entries: [CodeEntry]) -> PreparedColumn {
        let codes = ColumnCounting.codes(of: dimension)
        return PreparedColumn(dimension: dimension, codes: entries.map { codes[Int($0.code)] }, isDeclared: true)
    }

    /// Whether a text of the data may be shown as a code: it is short and plain, no one's number or address, and
    /// means nothing else in results. That depends on the text alone and so costs nothing.
    private static func isShowable(_ text: String) -> Bool {
        text != Code.other.description && text != Code.total.description && Excerpt.cutting(text) == text
    }

    /// Keeps the codes that private selection keeps; the others count as `_O`.
    ///
    /// Selection sees how many units stand at a code, and keeps it by the optimal (ε, δ) rule (Desfontaines,
    /// Voss, Gipson, Mandayam 2022); which codes are shown is then as protected as the figures.
    private func selected(_ entries: [CodeEntry], counted: [Int64], unit: UnitBounds, number: Int)
        throws(WorkspaceError) -> PreparedColumn
    {
        guard let selection = budget.selection?.each else { preconditionFailure("undeclared codes have a budget") }
        // One unit adds at most this to one code, should all its cells in all its periods fall together there.
        // The quotient, rounded down, changes by at most one with it: a lower bound for the number of units.
        let reach = Int64(unit.maxCells) * Int64(unit.maxCount) * Int64(unit.maxPeriods)
        var isKept: [Bool] = []
        do throws(RandomnessError) {
            var source = try SystemRandomBits()
            for (entry, count) in zip(entries, counted) {
                let keeps = try selection.keeps(units: count / reach, using: &source)
                isKept.append(keeps && ColumnRelease.isShowable(entry.text))
            }
        } catch { throw .machine("the random generator failed (\(error))") }
        let kept = zip(entries, isKept).filter(\.1).map(\.0.text)
        var next: CodeIndex = 0
        let codes = isKept.map { keeps -> CodeIndex in
            guard keeps else { return CodeIndex(kept.count) }
            next += 1
            return next - 1
        }
        return PreparedColumn(
            dimension: try undeclared(number: number, keeping: kept), codes: codes, isDeclared: false)
    }

    /// The dimension of an undeclared column: the codes that are kept, and `_O` for the others.
    private func undeclared(number: Int, keeping kept: [String]) throws(WorkspaceError) -> Dimension {
        do throws(StatisticsError) {
            var items: [Codelist.Item] = []
            for (place, text) in kept.enumerated() {
                items.append(Codelist.Item(code: try Code("C\(place + 1)"), label: LocalizedText(text)))
            }
            items.append(Codelist.Item(code: .other, label: LocalizedText(Code.other.description)))
            let id = try Identifier("BY\(number)")
            let codelist = try Codelist(id: id, title: LocalizedText(id.description), items: items)
            return Dimension(id: id, title: codelist.title, codelist: codelist)
        } catch { throw .usage(error.description) }
    }

    /// The structure of a release that stands for itself.
    private func structure(_ dimensions: [Dimension]) throws(WorkspaceError) -> DatasetStructure {
        let declared = counting.structure
        do throws(StatisticsError) {
            let tables = try RequestedTables(dimensions: dimensions.map(\.id), totals: totals)
            if let declared {
                return try DatasetStructure(
                    id: declared.id, version: declared.version, agency: declared.agency, title: declared.title,
                    frequency: periods.frequency, population: declared.population, measure: declared.measure,
                    dimensions: dimensions, unit: unit, tables: tables.definitions, protection: budget.policy,
                    structuralZeros: zeros(dimensions))
            }
            let name = LocalizedText("Counted columns")
            return try DatasetStructure(
                id: try Identifier("columns"), version: "0", agency: try Identifier("none"), title: name,
                frequency: periods.frequency, population: try Identifier("none"),
                measure: DatasetStructure.Measure(unit: unit.name, title: name), dimensions: dimensions, unit: unit,
                tables: tables.definitions, protection: budget.policy)
        } catch { throw .usage(error.description) }
    }

    /// The declared structural zeros of which every dimension is shown.
    private func zeros(_ dimensions: [Dimension]) -> [DatasetStructure.StructuralZero] {
        let shown = Set(dimensions.map(\.id))
        return (counting.structure?.structuralZeros ?? []).filter { $0.codes.keys.allSatisfy(shown.contains) }
    }
}
