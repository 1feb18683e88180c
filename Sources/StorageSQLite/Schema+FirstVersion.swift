extension Schema {
    /// Version 1.
    ///
    /// What happens to a thing later (withdrawal, purge) stands in a table of its own, so that whatever tells of the
    /// past is only ever added to; triggers hold that against mistakes of later versions.
    static let firstVersion: [String] =
        [
            """
            CREATE TABLE identity (
                only INTEGER PRIMARY KEY CHECK (only = 1), keyCheck BLOB NOT NULL, created INTEGER NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE provider (
                id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL,
                kind TEXT CHECK (kind IN ('helpline', 'hotline', 'police', 'platform')),
                isDisabled INTEGER NOT NULL CHECK (isDisabled IN (0, 1)), added INTEGER NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE branch (
                provider TEXT NOT NULL REFERENCES provider, branch TEXT NOT NULL,
                place INTEGER NOT NULL CHECK (place >= 0), PRIMARY KEY (provider, branch), UNIQUE (provider, place)
            ) STRICT
            """,
            """
            CREATE TABLE token (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 8), provider TEXT NOT NULL REFERENCES provider,
                scope TEXT NOT NULL CHECK (scope IN ('submit', 'curate')),
                hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
                issued INTEGER NOT NULL, expires INTEGER, revoked INTEGER
            ) STRICT
            """,
            """
            CREATE TABLE submission (
                sequence INTEGER PRIMARY KEY CHECK (sequence >= 1), id TEXT NOT NULL UNIQUE CHECK (length(id) = 12),
                provider TEXT NOT NULL REFERENCES provider, branch TEXT, dataset TEXT NOT NULL,
                structureVersion TEXT NOT NULL, collector TEXT NOT NULL, collectorVersion TEXT NOT NULL,
                fileName TEXT NOT NULL, received INTEGER NOT NULL, day INTEGER NOT NULL, byteCount INTEGER NOT NULL,
                digest BLOB NOT NULL CHECK (length(digest) = 32),
                contentKey BLOB NOT NULL CHECK (length(contentKey) = 32), rowsAccepted INTEGER NOT NULL,
                rowsRefused INTEGER NOT NULL, isNil INTEGER NOT NULL CHECK (isNil IN (0, 1)),
                sealedReceipt BLOB NOT NULL, FOREIGN KEY (provider, branch) REFERENCES branch (provider, branch)
            ) STRICT
            """,
            "CREATE INDEX submissionByDataset ON submission (dataset, provider)",
            "CREATE INDEX submissionByProvider ON submission (provider)",
            "CREATE INDEX submissionByContent ON submission (contentKey)",
            """
            CREATE TABLE withdrawal (
                submission INTEGER PRIMARY KEY REFERENCES submission, at INTEGER NOT NULL, reason TEXT NOT NULL
            ) STRICT
            """,
            "CREATE TABLE purge (submission INTEGER PRIMARY KEY REFERENCES submission, at INTEGER NOT NULL) STRICT",
            """
            CREATE TABLE part (
                submission INTEGER NOT NULL REFERENCES submission, period TEXT NOT NULL, sealedCounts BLOB NOT NULL,
                UNIQUE (submission, period)
            ) STRICT
            """,
            """
            CREATE TABLE chunk (
                submission INTEGER NOT NULL REFERENCES submission, place INTEGER NOT NULL CHECK (place >= 0),
                bytes BLOB NOT NULL, UNIQUE (submission, place)
            ) STRICT
            """,
            """
            CREATE TABLE release (
                number INTEGER PRIMARY KEY CHECK (number >= 1), dataset TEXT NOT NULL, made INTEGER NOT NULL,
                day INTEGER NOT NULL, note TEXT, periods TEXT NOT NULL,
                digest BLOB NOT NULL CHECK (length(digest) = 32)
            ) STRICT
            """,
            "CREATE INDEX releaseByDataset ON release (dataset)",
            "CREATE TABLE payload (release INTEGER PRIMARY KEY REFERENCES release, bytes BLOB NOT NULL) STRICT",
            """
            CREATE TABLE draw (
                release INTEGER NOT NULL REFERENCES release, place INTEGER NOT NULL CHECK (place >= 0),
                periods TEXT NOT NULL, drawnBy INTEGER NOT NULL REFERENCES release CHECK (drawnBy <= release),
                PRIMARY KEY (release, place)
            ) STRICT
            """,
            "CREATE INDEX drawByDrawer ON draw (drawnBy)",
            """
            CREATE TABLE input (
                release INTEGER NOT NULL REFERENCES release, place INTEGER NOT NULL CHECK (place >= 0),
                period TEXT NOT NULL, submission INTEGER NOT NULL REFERENCES submission, PRIMARY KEY (release, place)
            ) STRICT
            """,
            "CREATE INDEX inputBySubmission ON input (submission)",
            """
            CREATE TABLE releaseWithdrawal (
                release INTEGER PRIMARY KEY REFERENCES release, at INTEGER NOT NULL, reason TEXT NOT NULL,
                becauseOf INTEGER REFERENCES release
            ) STRICT
            """,
            """
            CREATE TABLE ledger (
                entry INTEGER PRIMARY KEY, population TEXT NOT NULL,
                share TEXT, dataset TEXT NOT NULL, release INTEGER NOT NULL REFERENCES release,
                firstDay INTEGER NOT NULL, lastDay INTEGER NOT NULL CHECK (lastDay >= firstDay), rho TEXT NOT NULL,
                delta TEXT NOT NULL, pureEpsilon TEXT, isExact INTEGER NOT NULL CHECK (isExact IN (0, 1))
            ) STRICT
            """,
            "CREATE INDEX ledgerByPopulation ON ledger (population)",
            "CREATE INDEX ledgerByRelease ON ledger (release)",
            """
            CREATE TABLE audit (
                sequence INTEGER PRIMARY KEY CHECK (sequence >= 1), at INTEGER NOT NULL, actor TEXT NOT NULL,
                action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL,
                previous BLOB NOT NULL CHECK (length(previous) = 32),
                hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
            ) STRICT
            """,
            """
            CREATE TABLE export (
                entry INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
                release INTEGER NOT NULL REFERENCES release, format TEXT NOT NULL, made INTEGER NOT NULL, tableID TEXT
            ) STRICT
            """,
            "CREATE INDEX exportByRelease ON export (release)",
        ] + triggers

    /// What tells of the past is not changed and not dropped.
    private static let triggers: [String] =
        [
            "identity", "submission", "withdrawal", "purge", "part", "release", "payload", "draw", "input",
            "releaseWithdrawal", "ledger", "audit", "export",
        ].flatMap { [refusal(of: "UPDATE", on: $0), refusal(of: "DELETE", on: $0)] } + [
            refusal(of: "UPDATE", on: "chunk"),
            refusal(
                of: "DELETE", on: "chunk",
                when: "NOT EXISTS (SELECT 1 FROM purge WHERE purge.submission = OLD.submission)"),
            refusal(of: "DELETE", on: "provider"),
            refusal(of: "UPDATE", on: "branch"), refusal(of: "DELETE", on: "branch"),
            refusal(of: "DELETE", on: "token"),
            refusal(
                of: "UPDATE", on: "token",
                when: """
                    OLD.revoked IS NOT NULL OR NEW.id <> OLD.id OR NEW.provider <> OLD.provider
                    OR NEW.scope <> OLD.scope OR NEW.hash <> OLD.hash OR NEW.issued <> OLD.issued
                    OR NEW.expires IS NOT OLD.expires
                    """),
        ]

    static func refusal(of change: String, on table: String, when condition: String = "1") -> String {
        """
        CREATE TRIGGER \(table)Refuses\(change) BEFORE \(change) ON \(table) WHEN \(condition)
        BEGIN SELECT RAISE(ABORT, 'kept for good'); END
        """
    }
}
