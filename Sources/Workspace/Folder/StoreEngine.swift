public import Storage

/// How the store of a workspace is made and opened: the one thing that a program decides about its database.
public struct StoreEngine: Sendable {
    /// Makes a new store in a file, and closes it.
    let create: @Sendable (_ path: String, _ keyCheck: [UInt8], _ at: Timestamp) throws(StoreError) -> Void
    /// Opens an existing one.
    let open: @Sendable (_ path: String) throws(StoreError) -> any Store

    /// Takes both ways.
    public init(
        create: @escaping @Sendable (_ path: String, _ keyCheck: [UInt8], _ at: Timestamp) throws(StoreError) -> Void,
        open: @escaping @Sendable (_ path: String) throws(StoreError) -> any Store
    ) {
        self.create = create
        self.open = open
    }
}
