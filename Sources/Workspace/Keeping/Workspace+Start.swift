import Catalogue
import Cryptography
import Storage

extension Workspace {
    /// Looks, before anything is served, whether the store is as it was written: its file, the newest vintage with its
    /// charges, and the end of the audit log. What takes longer is left to `verify`.
    ///
    /// - Throws: `WorkspaceError.damaged` if it is not.
    public func checkAtStart() throws(WorkspaceError) {
        try stored { () throws(StoreError) in try engine.check(folder.store) }
        let faults = try store.read { reading throws(WorkspaceError) in
            var verification = Verification()
            try verifyNewest(reading, &verification)
            try verifyAuditEnd(reading, &verification)
            return verification.faults
        }
        guard faults.isEmpty else {
            throw .damaged(
                "the store is not as it was written: \(faults.joined(separator: "; ")). Nothing is served; "
                    + "lindung verify tells all, lindung restore puts a backup in place")
        }
    }
}
