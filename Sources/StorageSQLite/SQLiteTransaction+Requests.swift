import Cryptography
import Statistics
import Storage

// The keys under which requests were done.
extension SQLiteTransaction {
    func requestKey(_ key: Digest) throws(StoreError) -> RequestKeyRecord? {
        try first(
            """
            SELECT k.key, k.request, s.id, k.expires FROM requestKey k JOIN submission s ON s.sequence = k.submission
            WHERE k.key = ?
            """, [.of(key)]
        ) { row throws(StoreError) in
            RequestKeyRecord(
                key: try row.digest(), request: try row.digest(), submission: try row.submissionID(),
                expires: try row.timestamp())
        }
    }

    func insert(_ key: RequestKeyRecord) throws(StoreError) {
        let sequence = try first("SELECT sequence FROM submission WHERE id = ?", [.of(key.submission)]) {
            row throws(StoreError) in try row.int()
        }
        guard let sequence else { throw .notThere("submission \(key.submission)") }
        guard try !isThere("SELECT 1 FROM requestKey WHERE key = ?", [.of(key.key)]) else {
            throw .alreadyThere("the key of this request")
        }
        try run(
            "INSERT INTO requestKey (key, request, submission, expires) VALUES (?, ?, ?, ?)",
            [.of(key.key), .of(key.request), .of(sequence), .of(key.expires)])
    }

    func dropRequestKeys(expiredAt time: Timestamp) throws(StoreError) -> Int {
        try rows("DELETE FROM requestKey WHERE expires <= ? RETURNING 1", [.of(time)]) { _ throws(StoreError) in
            true
        }.count
    }
}
