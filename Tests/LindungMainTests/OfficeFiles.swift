import Foundation
import TestSupport
import Testing

/// A small catalogue and files for it: the datasets `cases` and `more` of one population, by month.
struct OfficeFiles {
    let folder: Folder

    init(_ folder: Folder) throws {
        self.folder = folder
        try folder.file(
            "catalogue/codelists/STATE.yaml",
            """
            id: STATE
            title: {en: State, ms: Negeri}
            codes:
              - {code: A, label: {en: Alor, ms: Alor}}
              - {code: B, label: {en: Batu, ms: Batu}}
              - {code: _U, label: {en: Not known, ms: Tidak diketahui}}

            """)
        try folder.file(
            "catalogue/populations/people.yaml",
            """
            id: people
            title: {en: People, ms: Orang}
            unit: case
            epsilon: 2
            delta: 1e-6
            shares: {cases: 0.4, more: 0.4}
            reserve: 0.2

            """)
        for dataset in ["cases", "more"] {
            try folder.file(
                "catalogue/structures/\(dataset).yaml",
                """
                id: \(dataset)
                version: "1.0"
                agency: TEST
                title: {en: Cases, ms: Kes}
                frequency: M
                population: people
                measure: {unit: cases, title: {en: Cases, ms: Kes}}
                dimensions:
                  - {id: STATE, codelist: STATE}
                unit: {name: case}
                tables:
                  - {id: national, title: {en: All, ms: Semua}, dimensions: {}}
                  - {id: state, title: {en: By state, ms: Mengikut negeri}, dimensions: {STATE: all}}
                protection: {method: noise, mechanism: discrete-gaussian, k: 10, threshold: noisy}
                providers: {expected: [PA], due: P15D}
                retention: P400D

                """)
            try folder.file(
                "\(dataset).yaml",
                """
                mapping: 1
                dataset: \(dataset)
                dimensions:
                  STATE: {column: state}
                period: {column: month, format: yyyy-MM}
                count: {column: number}

                """)
        }
    }

    /// Makes a workspace with the provider PA.
    func make(_ workspace: String) throws {
        #expect(lindung("init", "--catalogue", folder("catalogue"), "--workspace", workspace).status == 0)
        let added = lindung("provider", "add", "PA", "--name", "First", "--kind", "helpline", "--workspace", workspace)
        #expect(added.status == 0, "\(added.errors)")
    }

    /// The words that submit a count for January 2026.
    func submit(_ dataset: String, _ count: Int, to workspace: String) throws -> [String] {
        let file = try folder.file("\(dataset).csv", "state,month,number\nA,2026-01,\(count)\nB,2026-01,7\n")
        return [
            "submit", file, "--collector", "tabular", "--provider", "PA", "--dataset", dataset, "--mapping",
            folder("\(dataset).yaml"), "--workspace", workspace,
        ]
    }
}

/// A hand that reaches past the program into a store.
enum SQL {
    static func run(_ statements: String, on path: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit()"
        process.arguments = ["python3", "-c", script, path, statements]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}
