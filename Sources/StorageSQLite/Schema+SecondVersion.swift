extension Schema {
    /// Version 2: the keys under which requests were done. A key is forgotten once it has expired, and never changed.
    static let secondVersion: [String] = [
        """
        CREATE TABLE requestKey (
            key BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 32), request BLOB NOT NULL CHECK (length(request) = 32),
            submission INTEGER NOT NULL REFERENCES submission, expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX requestKeyByEnd ON requestKey (expires)",
        refusal(of: "UPDATE", on: "requestKey"),
    ]
}
