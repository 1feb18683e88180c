import Cryptography
import Foundation
import Statistics
import Storage
import Testing

@testable import StorageSQLite

@Suite struct SchemaTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func connection() throws -> Connection {
        try SQLiteStore.connect(folder.database, busyMilliseconds: 100)
    }

    private func version() throws -> Int64? { try connection().number("PRAGMA user_version") }

    @Test func aNewerFormIsRefusedAndLeftAlone() throws {
        _ = try newStore(in: folder)
        try connection().run("PRAGMA user_version = 7")
        #expect(throws: StoreError.newer(found: 7, known: Schema.current.version)) {
            try SQLiteStore(path: folder.database)
        }
        #expect(try version() == 7)
    }

    @Test func anOlderFormIsBroughtForward() throws {
        let store = try newStore(in: folder)
        try store.insert(provider("alpha"))
        let next = Schema(
            steps: Schema.current.steps + [
                ["ALTER TABLE provider ADD COLUMN motto TEXT NOT NULL DEFAULT 'tolong'"],
                ["CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT", "INSERT INTO later VALUES (5)"],
            ])
        for _ in 0..<2 {
            let opened = try SQLiteStore(path: folder.database, schema: next)
            #expect(try opened.names() == ["alpha"])
            #expect(try version() == Int64(next.version))
        }
        let kept = try connection().rows("SELECT motto, id FROM provider JOIN later USING (id)") { _ in true }
        #expect(kept.isEmpty)
        let mottos = try connection().rows("SELECT motto FROM provider") { row throws(StoreError) in try row.text() }
        #expect(mottos == ["tolong"])
    }

    @Test func aStepThatFailsLeavesTheStoreAsItWas() throws {
        let store = try newStore(in: folder)
        try store.insert(provider("alpha"))
        let broken = Schema(
            steps: Schema.current.steps + [
                ["CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT"], ["CREATE TABLE later (id INTEGER) STRICT"],
            ])
        #expect(throws: StoreError.self) { try SQLiteStore(path: folder.database, schema: broken) }
        #expect(try version() == Int64(Schema.current.version))
        #expect(try connection().rows("SELECT 1 FROM sqlite_schema WHERE name = 'later'") { _ in true } == [])
        #expect(try SQLiteStore(path: folder.database).names() == ["alpha"])
    }

    /// A step that has shipped is never changed: stores that were made by it are out there.
    @Test(arguments: [
        (1, "743af46abceae7a3ebf7389d023726db5d0cd373a5b41681f69efce5677537fb"),
        (2, "74bea26395ecb38c3152ff42e21f39ec5d76beba13667e51308bd550c252bf29"),
        (3, "6f0646d113d747cbf3ff8f41c632ed994e74eb8e5c0183791b42fadbca92aae1"),
    ])
    func aVersionIsAsItWas(number: Int, digest: String) throws {
        let text = Schema.current.steps[number - 1].joined(separator: ";\n")
        #expect(try SHA256.digest(of: Array(text.utf8)).description == digest)
    }

    @Test func everyTableIsStrict() throws {
        _ = try newStore(in: folder)
        let loose = try connection().rows(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' AND strict = 0"
        ) { row throws(StoreError) in try row.text() }
        #expect(loose == [])
    }

    @Test(arguments: [
        "identity", "submission", "withdrawal", "purge", "part", "chunk", "release", "payload", "draw", "input",
        "releaseWithdrawal", "ledger", "audit", "export", "manifest", "publishedFile",
    ])
    func whatTellsOfThePastIsNotChanged(table: String) throws {
        try fill()
        let connection = try connection()
        let columns = try connection.rows("SELECT name FROM pragma_table_info('\(table)')") {
            row throws(StoreError) in try row.text()
        }
        #expect(!columns.isEmpty)
        for column in columns {
            #expect(throws: StoreError.conflict("what is kept does not allow this"), "\(table).\(column)") {
                try connection.run("UPDATE \(table) SET \"\(column)\" = \"\(column)\"")
            }
        }
        for change in ["DELETE FROM \(table)", "INSERT OR REPLACE INTO \(table) SELECT * FROM \(table)"] {
            #expect(throws: StoreError.conflict("what is kept does not allow this"), "\(change)") {
                try connection.run(change)
            }
        }
    }

    @Test(arguments: [
        "UPDATE token SET revoked = NULL", "UPDATE token SET hash = zeroblob(32) WHERE revoked IS NULL",
        "UPDATE token SET scope = 'curate' WHERE revoked IS NULL", "DELETE FROM token", "DELETE FROM provider",
        "UPDATE token SET expires = 1 WHERE revoked IS NULL", "DELETE FROM branch", "UPDATE branch SET place = 7",
    ])
    func aTokenIsOnlyRevoked(change: String) throws {
        try fill()
        let connection = try connection()
        #expect(throws: StoreError.self) { try connection.run(change) }
    }

    @Test(arguments: [
        "INSERT INTO withdrawal VALUES (99, 0, '')", "INSERT INTO provider VALUES ('x', '', 'cafe', 0, 0)",
        "INSERT INTO provider VALUES ('x', '', NULL, 2, 0)", "INSERT INTO provider VALUES ('x', '', NULL, 'no', 0)",
        "INSERT INTO identity VALUES (2, x'00', 0)", "INSERT INTO draw VALUES (1, 1, '2026', 2)",
        "INSERT INTO ledger VALUES (9, 'p', NULL, 'd', 1, 5, 4, '0', '0', NULL, 0)",
        "INSERT INTO ledger VALUES (9, 'p', NULL, 'd', 3, 4, 5, '0', '0', NULL, 0)",
    ])
    func whatCannotBeIsRefused(change: String) throws {
        try fill()
        let connection = try connection()
        #expect(throws: StoreError.conflict("what is kept does not allow this")) { try connection.run(change) }
    }

    /// What is asked often is found by an index.
    @Test(arguments: [
        "SELECT * FROM submission s WHERE s.dataset = 'd' AND s.provider = 'p'",
        "SELECT * FROM submission s WHERE s.id = 'x'", "SELECT * FROM submission s WHERE s.contentKey = x'00'",
        "SELECT * FROM token WHERE hash = x'00'", "SELECT * FROM ledger WHERE population = 'p'",
        "SELECT * FROM ledger WHERE release = 1", "SELECT * FROM input WHERE release = 1",
        "SELECT * FROM part WHERE submission = 1", "SELECT * FROM export WHERE digest = x'00'",
        "SELECT * FROM release WHERE dataset = 'd'", "SELECT * FROM requestKey WHERE key = x'00'",
        "SELECT * FROM requestKey WHERE expires <= 5",
        "SELECT * FROM part WHERE period = '2026' ORDER BY submission DESC",
    ])
    func isFoundByAnIndex(query: String) throws {
        _ = try newStore(in: folder)
        let plan = try connection().rows("EXPLAIN QUERY PLAN \(query)") { row throws(StoreError) -> String in
            for _ in 0..<3 { _ = row.next() }
            return try row.text()
        }
        #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
    }

    /// One row at least in every table.
    private func fill() throws {
        _ = try newStore(in: folder)
        let connection = try connection()
        for change in [
            "INSERT INTO provider VALUES ('alpha', 'Alpha', NULL, 0, 0)", "INSERT INTO branch VALUES ('alpha', 'n', 0)",
            "INSERT INTO token VALUES ('00000001', 'alpha', 'submit', randomblob(32), 0, NULL, 5)",
            "INSERT INTO token VALUES ('00000002', 'alpha', 'submit', randomblob(32), 0, NULL, NULL)",
            """
            INSERT INTO submission VALUES (1, 'S-0000000001', 'alpha', 'n', 'd', '1', 'c', '1', 'f', 0, 0, 0,
                randomblob(32), randomblob(32), 0, 0, 0, x'00')
            """,
            """
            INSERT INTO submission VALUES (2, 'S-0000000002', 'alpha', 'n', 'd', '1', 'c', '1', 'f', 0, 0, 0,
                randomblob(32), randomblob(32), 0, 0, 0, x'00')
            """,
            "INSERT INTO withdrawal VALUES (1, 0, '')", "INSERT INTO purge VALUES (1, 0)",
            "INSERT INTO part VALUES (1, '2026', x'00')", "INSERT INTO chunk VALUES (2, 0, x'00')",
            "INSERT INTO release VALUES (1, 'd', 0, 0, NULL, '2026', randomblob(32))",
            "INSERT INTO payload VALUES (1, x'00')", "INSERT INTO draw VALUES (1, 0, '2026', 1)",
            "INSERT INTO input VALUES (1, 0, '2026', 1)", "INSERT INTO releaseWithdrawal VALUES (1, 0, '', NULL)",
            "INSERT INTO ledger VALUES (1, 'p', NULL, 'd', 1, 0, 0, '0', '0', NULL, 0)",
            "INSERT INTO audit VALUES (1, 0, '', '', '', '', zeroblob(32), randomblob(32))",
            "INSERT INTO export VALUES (1, randomblob(32), 1, 'csv', 0, NULL)",
            "INSERT INTO manifest VALUES (1, x'00', zeroblob(64))",
            "INSERT INTO publishedFile VALUES (1, 'f', 't', x'00')",
        ] { try connection.run(change) }
    }
}
