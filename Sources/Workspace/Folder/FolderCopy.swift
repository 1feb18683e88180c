import FoundationEssentials

/// Copies what is in a folder, and not whose it is: what a program was installed with belongs to root, and whoever begins a
/// workspace may give nothing to root.
enum FolderCopy {
    /// Copies files and folders; what a link leads to is copied in its place.
    ///
    /// - Throws: what the file system says; part of it may be there then.
    static func copy(_ source: String, to target: String) throws {
        let files = FileManager.default
        try files.createDirectory(atPath: target, withIntermediateDirectories: true)
        for name in try files.contentsOfDirectory(atPath: source).sorted() {
            let (from, to) = ("\(source)/\(name)", "\(target)/\(name)")
            if (try? files.contentsOfDirectory(atPath: from)) != nil {
                try copy(from, to: to)
            } else {
                try Data(contentsOf: URL(filePath: from)).write(to: URL(filePath: to))
            }
        }
    }
}
