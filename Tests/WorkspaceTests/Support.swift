import Aggregation
import Bytes
import Collecting
import Publishing
import Rationals
import Registry
import Statistics
import TestSupport
import Testing
import Workspace

extension AggregateRequest {
    /// A request to count some files by some columns.
    init(_ inputs: [String], by: [String]) {
        self.init()
        self.inputs = inputs
        self.by = by
    }

    /// Runs the request on a fixed day.
    func run() throws -> AggregateOutcome {
        let today = try #require(Day(year: 2026, month: 1, day: 15))
        return try run(
            in: AggregateEnvironment(registry: .shipped, today: today) { path throws(BytesError) in
                try FileSource(path)
            })
    }

    /// The raw counts, by their codes.
    func exact() throws -> [[String]: Int64] {
        guard case .exact(let table) = try run().figures else { throw Unexpected() }
        #expect(Set(table.rows.map(\.codes)).count == table.rows.count, "every combination stands once")
        return Dictionary(table.rows.map { ($0.codes, $0.count) }, uniquingKeysWith: +)
    }

    /// The bytes of a sealed partial aggregate.
    func sealed() throws -> [UInt8] {
        guard case .partial(let partial) = try run().figures else { throw Unexpected() }
        let sink = MemorySink()
        try partial.write(to: sink)
        return sink.bytes
    }

    /// The lines of the protected table, split at commas, without the header.
    func protected() throws -> [[String]] {
        guard case .columns(let release, let columns) = try run().figures else { throw Unexpected() }
        return try lines { sink throws(BytesError) in try ExtractCSV(release, columns: columns).write(to: sink) }
    }

    /// Why the request is not carried out.
    func failure() throws -> WorkspaceError {
        do {
            _ = try run()
        } catch let error as WorkspaceError { return error }
        throw Unexpected()
    }
}

/// Something came out that the test does not expect.
struct Unexpected: Error {}

/// The lines that a writer writes, without the first.
func lines(_ write: (MemorySink) throws -> Void) throws -> [[String]] {
    let sink = MemorySink()
    try write(sink)
    return String(decoding: sink.bytes, as: UTF8.self).split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}

extension WorkspaceError {
    /// What is said about it.
    var words: String {
        switch self {
        case .findings(let log): log.kept.map { "\($0.location): \($0.message.english)" }.joined(separator: "\n")
        case .mistakes(let text), .usage(let text), .refused(let text), .machine(let text), .damaged(let text): text
        case .outputClosed: ""
        }
    }
}

/// With ρ = 100 noise other than 0 has a probability below 2·exp(−100) a cell: figures can be compared exactly.
func noiseless(k: Int = 0) throws -> AggregateRequest.Protection {
    var noise = NoiseRequest()
    noise.rho = Rational(100)
    noise.k = k
    return .noise(noise)
}

/// With ρ = 40, a tenth of it for selection, noise other than 0 has a probability below 1e-15 a cell.
func nearlyNoiseless(delta: String) throws -> AggregateRequest.Protection {
    var noise = NoiseRequest()
    noise.rho = Rational(40)
    noise.delta = try rational(delta)
    noise.k = 0
    return .noise(noise)
}

/// Noise of an ε with a δ.
func noise(epsilon: String, delta: String? = nil, k: Int? = nil) throws -> AggregateRequest.Protection {
    var noise = NoiseRequest()
    noise.epsilon = try rational(epsilon)
    noise.delta = try delta.map(rational)
    noise.k = k
    return .noise(noise)
}

extension Folder {
    /// A key file.
    func key(_ name: String = "key", digit: Character = "7") throws -> String {
        try file(name, String(repeating: digit, count: 64) + "\n")
    }

    /// A structure `cases` by month, with three states, one of them in two districts, and two forms.
    func structure(
        unit: String = "{name: case}", protection: String = "{method: noise, mechanism: discrete-gaussian, k: 10}",
        epsilon: String = "2"
    ) throws -> String {
        try file(
            "codelists/STATE.yaml",
            """
            id: STATE
            title: {en: State, ms: Negeri}
            levels: [state, district]
            codes:
              - {code: A, label: {en: Alor, ms: Alor}}
              - {code: B, label: {en: Batu, ms: Batu}}
              - {code: C, label: {en: Cahaya, ms: Cahaya}}
              - {code: C1, parent: C, label: {en: Cahaya One, ms: Cahaya Satu}}
              - {code: C2, parent: C, label: {en: Cahaya Two, ms: Cahaya Dua}}

            """)
        try file(
            "codelists/FORM.yaml",
            """
            id: FORM
            title: {en: Form, ms: Bentuk}
            codes:
              - {code: X, label: {en: Ex, ms: Eks}}
              - {code: Y, label: {en: Why, ms: Wai}}

            """)
        try file(
            "populations/people.yaml",
            """
            id: people
            title: {en: People, ms: Orang}
            unit: case
            epsilon: \(epsilon)
            delta: 1e-6
            shares: {cases: 0.8}
            reserve: 0.2

            """)
        return try file(
            "structures/cases.yaml",
            """
            id: cases
            version: "1.0"
            agency: TEST
            title: {en: Cases, ms: Kes}
            frequency: M
            population: people
            measure: {unit: cases, title: {en: Cases, ms: Kes}}
            dimensions:
              - {id: STATE, codelist: STATE}
              - {id: FORM, codelist: FORM}
            unit: \(unit)
            tables:
              - {id: national, title: {en: All, ms: Semua}, dimensions: {}}
              - {id: state, title: {en: By state, ms: Mengikut negeri}, dimensions: {STATE: all}}
            protection: \(protection)

            """)
    }

    /// A mapping for `cases`.
    func mapping() throws -> String {
        try file(
            "mappings/cases.yaml",
            """
            mapping: 1
            dataset: cases
            dimensions:
              STATE: {column: where}
              FORM: {column: what}
            period: {column: when, format: yyyy-MM}
            count: {column: number}
            duplicates: add

            """)
    }
}
