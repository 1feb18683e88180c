public import Cryptography
public import Statistics

/// A file that was published of a release, so that it can be recognised later.
public struct ExportRecord: Hashable, Sendable {
    /// SHA-256 of its bytes.
    public let digest: Digest
    /// The number of the release.
    public let release: Int
    /// The format.
    public let format: String
    /// The table, where the file holds one alone.
    public let table: Identifier?
    /// When it was made.
    public let made: Timestamp

    /// Takes the facts.
    public init(digest: Digest, release: Int, format: String, table: Identifier?, made: Timestamp) {
        self.digest = digest
        self.release = release
        self.format = format
        self.table = table
        self.made = made
    }
}
