public import Storage

extension SQLiteStore {
    /// Writes all that the store holds at this moment to a new file that its owner alone may read, whatever others
    /// write meanwhile. What was deleted is not in it.
    ///
    /// - Parameter target: where; nothing may be there yet.
    /// - Throws: `alreadyThere`, `missing` for its folder, `readOnly`, `noSpace`, `damaged` or `failed`; no file is
    ///   left then.
    public func copy(to target: String) throws(StoreError) {
        try SQLiteStore.copy(path, to: target, busyMilliseconds: busyMilliseconds)
    }

    /// Copies the store in a file.
    static func copy(_ path: String, to target: String, busyMilliseconds: Int32) throws(StoreError) {
        let connection = try connect(path, busyMilliseconds: busyMilliseconds)
        try StoreFile.create(target)
        do throws(StoreError) {
            // The new file is there and empty, so that it has its mode from the first byte on.
            try connection.run("VACUUM INTO ?", [.text(target)])
            try StoreFile.synchronize(target)
        } catch {
            StoreFile.remove(target)
            throw error
        }
    }

    /// Keeps a store as it is beside it, before its form changes; what an earlier attempt left there is replaced.
    static func keepOld(_ path: String, form: Int, busyMilliseconds: Int32) throws(StoreError) {
        let target = "\(path).form-\(form)"
        let partial = "\(target).partial"
        StoreFile.remove(partial)
        try copy(path, to: partial, busyMilliseconds: busyMilliseconds)
        do throws(StoreError) {
            try StoreFile.rename(partial, to: target)
        } catch {
            StoreFile.remove(partial)
            throw error
        }
    }
}
