import FoundationEssentials
import Storage

extension Workspace {
    /// Looks whether the store can be read at this moment, and is the one that the key belongs to.
    ///
    /// - Throws: `WorkspaceError` if not.
    public func checkReadable() throws(WorkspaceError) {
        let identity = try store.read { reading throws(WorkspaceError) in
            try stored { () throws(StoreError) in try reading.identity() }
        }
        guard key.fits(identity.keyCheck) else { throw .machine("the store is another than when this was started") }
    }

    /// Looks whether key and store are for their owner alone.
    ///
    /// - Throws: `WorkspaceError.mistakes` that says which are not, and how to mend it.
    public func checkModes() throws(WorkspaceError) {
        let open = [folder.key, folder.store].filter { path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            // What cannot be told was opened all the same: nobody else is known to.
            // A number, whose type is another where all of Foundation is linked in: its digits are the same.
            guard let mode = attributes?[.posixPermissions], let number = Int("\(mode)") else { return false }
            return number & 0o077 != 0
        }
        guard open.isEmpty else {
            throw .mistakes(
                "others than its owner may read \(open.joined(separator: " and ")): chmod go= it, and ask who has")
        }
    }
}
