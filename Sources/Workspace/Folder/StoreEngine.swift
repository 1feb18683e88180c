public import Storage

/// How the store of a workspace is made and opened: the one thing that a program decides about its database.
public struct StoreEngine: Sendable {
    /// Makes a new store in a file, and closes it.
    let create: @Sendable (_ path: String, _ keyCheck: [UInt8], _ at: Timestamp) throws(StoreError) -> Void
    /// Opens an existing one.
    let open: @Sendable (_ path: String) throws(StoreError) -> any Store
    /// Looks through the whole file; `damaged` where it is not as it was written.
    let check: @Sendable (_ path: String) throws(StoreError) -> Void

    /// Writes all that a store holds at this moment to a new file.
    let copy: @Sendable (_ path: String, _ target: String) throws(StoreError) -> Void

    /// Takes the four ways.
    public init(
        create: @escaping @Sendable (_ path: String, _ keyCheck: [UInt8], _ at: Timestamp) throws(StoreError) -> Void,
        open: @escaping @Sendable (_ path: String) throws(StoreError) -> any Store,
        check: @escaping @Sendable (_ path: String) throws(StoreError) -> Void,
        copy: @escaping @Sendable (_ path: String, _ target: String) throws(StoreError) -> Void
    ) {
        self.create = create
        self.open = open
        self.check = check
        self.copy = copy
    }
}
