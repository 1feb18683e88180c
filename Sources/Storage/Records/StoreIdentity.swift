/// What a store was made with.
public struct StoreIdentity: Hashable, Sendable {
    /// Something sealed under the workspace's key, which tells whether a key is the right one.
    public let keyCheck: [UInt8]
    /// When it was made.
    public let created: Timestamp

    /// Takes the facts.
    public init(keyCheck: [UInt8], created: Timestamp) {
        self.keyCheck = keyCheck
        self.created = created
    }
}
