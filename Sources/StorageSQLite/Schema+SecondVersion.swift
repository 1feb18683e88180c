extension Schema {
    /// Version 2: the keys under which requests were done, which are forgotten once they have expired and never changed; and
    /// the way from a period to its last submission.
    static let secondVersion: [String] = [
        """
        CREATE TABLE requestKey (
            key BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 32), request BLOB NOT NULL CHECK (length(request) = 32),
            submission INTEGER NOT NULL REFERENCES submission, expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX requestKeyByEnd ON requestKey (expires)",
        refusal(of: "UPDATE", on: "requestKey"), "CREATE INDEX partByPeriod ON part (period, submission)",
    ]
}
