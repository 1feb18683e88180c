extension Schema {
    /// Version 3: what each release published, signed, and the files themselves.
    static let thirdVersion: [String] =
        [
            """
            CREATE TABLE manifest (
                release INTEGER NOT NULL PRIMARY KEY REFERENCES release, text BLOB NOT NULL,
                signature BLOB NOT NULL CHECK (length(signature) = 64)
            ) STRICT
            """,
            """
            CREATE TABLE publishedFile (
                release INTEGER NOT NULL REFERENCES manifest, name TEXT NOT NULL, mediaType TEXT NOT NULL,
                bytes BLOB NOT NULL, PRIMARY KEY (release, name)
            ) STRICT
            """,
        ]
        + ["manifest", "publishedFile"].flatMap { [refusal(of: "UPDATE", on: $0), refusal(of: "DELETE", on: $0)] }
}
