import Bytes
import Catalogue
import Collecting
import Registry
import Statistics
import Storage
import StorageSQLite
import TestSupport
import Testing

@testable import Workspace

extension StoreEngine {
    /// The engine that ships.
    static let sqlite = StoreEngine(
        create: { path, check, at throws(StoreError) in _ = try SQLiteStore.create(path: path, keyCheck: check, at: at)
        },
        open: { path throws(StoreError) in try SQLiteStore(path: path) },
        check: { path throws(StoreError) in try SQLiteStore(path: path).checkIntegrity() },
        copy: { path, target throws(StoreError) in try SQLiteStore(path: path).copy(to: target) })
}

/// A workspace of a test's own: the dataset `cases` by month and `cases-q` by quarter over one population, sent by PA
/// and by the branches X and Y of PB.
struct Office {
    let folder: Folder
    let workspace: Workspace

    init(
        shares: String = "{cases: 0.5, cases-q: 0.25}", reserve: String = "0.25", due: String = "P15D",
        protection: String = "{method: noise, mechanism: discrete-gaussian, k: 10, threshold: none}",
        rules: String = ""
    ) throws {
        folder = try Folder()
        let structure = try folder.structure(protection: protection)
        let text = try folder.text("structures/cases.yaml") + "providers: {expected: [PA, PB], due: \(due)}\n" + rules
        _ = structure
        try folder.file("structures/cases.yaml", text)
        try folder.file(
            "structures/cases-q.yaml",
            text.replacing("id: cases\n", with: "id: cases-q\n").replacing("frequency: M", with: "frequency: Q"))
        try folder.file(
            "populations/people.yaml",
            """
            id: people
            title: {en: People, ms: Orang}
            unit: case
            epsilon: 2
            delta: 1e-6
            shares: \(shares)
            reserve: \(reserve)

            """)
        for dataset in ["cases", "cases-q"] {
            let mapping = try folder.mapping()
            let text = try folder.text("mappings/cases.yaml").replacing("dataset: cases", with: "dataset: \(dataset)")
            _ = mapping
            try folder.file("mappings/\(dataset).yaml", text)
        }
        _ = try Workspace.create(
            at: folder("office"), catalogue: folder.path, engine: .sqlite, moment: try moment("2024-01-01"))
        workspace = try Workspace(path: folder("office"), engine: .sqlite)
        let begin = try moment("2024-01-01")
        try workspace.addProvider(
            try Identifier("PA"), name: "First", kind: .helpline, branches: [], moment: begin, actor: "test")
        try workspace.addProvider(
            try Identifier("PB"), name: "Second", kind: .police, branches: [try Identifier("X"), try Identifier("Y")],
            moment: begin, actor: "test")
    }

    /// The environment in which files are read.
    static let intake = IntakeEnvironment(registry: .shipped) { path throws(BytesError) in try FileSource(path) }

    /// Submits rows `where,what,when,number`.
    @discardableResult
    func submit(
        _ rows: [String], to dataset: String = "cases", from provider: String = "PA", branch: String? = nil,
        periods: String? = nil, on day: String = "2026-01-15", named name: String = "sent.csv", keeping: Bool = false
    ) throws -> Receipt {
        var request = SubmitRequest(collector: "tabular", provider: try Identifier(provider))
        request.branch = try branch.map { try Identifier($0) }
        request.dataset = try Identifier(dataset)
        request.mappingFile = folder("mappings/\(dataset).yaml")
        request.periods = try periods.map { try #require(PeriodRange($0)) }
        request.files = [
            try folder.file(name, "where,what,when,number\n" + rows.map { $0 + "\n" }.joined())
        ]
        request.keepsGoodRows = keeping
        let receipts = try workspace.submit(request, Office.intake, moment: try moment(day), actor: "test")
        return try #require(receipts.first)
    }

    /// Releases periods.
    @discardableResult
    func release(
        _ periods: String, of dataset: String = "cases", spend: String? = nil, on day: String = "2026-01-15"
    ) throws -> Workspace.Made {
        try workspace.release(
            try Identifier(dataset), periods: try #require(PeriodRange(periods)), note: nil,
            spend: try spend.map(rational), moment: try moment(day), actor: "test")
    }

    /// The raw counts of a period that count now.
    func counts(_ period: Period, of dataset: String = "cases") throws -> [Int64] {
        let structure = try workspace.dataset(try Identifier(dataset)).structure
        return try workspace.store.read { reading throws(WorkspaceError) in
            let parts = try stored { () throws(StoreError) in try reading.parts(ofDataset: structure.id) }
            let cube = try workspace.cube(
                of: CurrentParts(parts).parts(of: period), structure: structure, reading)
            let levels = LevelTuple([2, 1])
            let codes = zip(structure.dimensions, levels.levels).map { $0.codelist.codes(atLevel: $1) }
            return cube.saturatedSums(of: period, levels: levels, codes: codes, releasingRaw: .sealedStorage)
        }
    }
}

/// Noon of a day, which is also the day at the office.
func moment(_ day: String) throws -> Moment {
    let period = try #require(Period(day))
    let at = try #require(Timestamp("\(day)T12:00:00Z"))
    return Moment(at: at, today: period.days.lowerBound)
}

/// Why something was not done.
func failure<Result>(_ body: () throws -> Result) throws -> WorkspaceError {
    do {
        _ = try body()
    } catch let error as WorkspaceError { return error }
    throw Unexpected()
}
