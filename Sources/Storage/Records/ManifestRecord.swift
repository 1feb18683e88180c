/// What a release published, signed: kept with the files themselves, so that they never change.
public struct ManifestRecord: Hashable, Sendable {
    /// The number of the release.
    public let release: Int
    /// The manifest, as it is published.
    public let text: [UInt8]
    /// Its signature, 64 bytes.
    public let signature: [UInt8]

    /// Takes a manifest.
    public init(release: Int, text: [UInt8], signature: [UInt8]) {
        self.release = release
        self.text = text
        self.signature = signature
    }
}

/// A file of a release as it was published.
public struct PublishedFileRecord: Hashable, Sendable {
    /// Its name, without a folder.
    public let name: String
    /// What it is, as HTTP says it.
    public let mediaType: String
    /// Its bytes, compressed by whoever keeps it.
    public let packed: [UInt8]

    /// Takes a file.
    public init(name: String, mediaType: String, packed: [UInt8]) {
        self.name = name
        self.mediaType = mediaType
        self.packed = packed
    }
}
