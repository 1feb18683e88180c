import Bytes
import FoundationEssentials
import Workspace

/// Writes a set of files: all of them, or none.
struct Scaffold {
    let root: String

    /// Writes new files and changes others; what was done is taken back if something fails.
    ///
    /// - Parameters:
    ///   - files: Paths below the root with their texts; none may be there.
    ///   - changes: Paths below the root with their new texts.
    ///   - originals: The texts of those before.
    /// - Returns: All the paths, in order.
    /// - Throws: `WorkspaceError` if a file is there already, or cannot be written.
    func write(
        _ files: [(path: String, text: String)], changing changes: [(path: String, text: String)] = [],
        originals: [String: String] = [:]
    ) throws(WorkspaceError) -> [String] {
        let manager = FileManager.default
        for file in files where manager.fileExists(atPath: "\(root)/\(file.path)") {
            throw .usage("\(root)/\(file.path) is there already; nothing was changed")
        }
        var written: [String] = []
        var folders: [String] = []
        var changed: [String] = []
        do throws(WorkspaceError) {
            for file in files {
                try makeFolders(above: file.path, &folders)
                try write(file.text, to: file.path)
                written.append(file.path)
            }
            for change in changes.sorted(by: { $0.path < $1.path }) {
                try write(change.text, to: change.path)
                changed.append(change.path)
            }
        } catch {
            for path in changed { try? write(originals[path] ?? "", to: path) }
            for path in written { try? manager.removeItem(atPath: "\(root)/\(path)") }
            for path in folders.reversed() { try? manager.removeItem(atPath: path) }
            throw error
        }
        return written + changed
    }

    private func write(_ text: String, to path: String) throws(WorkspaceError) {
        try withBytesOf { () throws(BytesError) in
            let sink = try FileSink("\(root)/\(path)", access: .everyone)
            try sink.write(text)
            try sink.commit()
        }
    }

    /// Makes the folders above a file that are not there, and notes them.
    private func makeFolders(above path: String, _ made: inout [String]) throws(WorkspaceError) {
        var folder = root
        let parts = [""] + path.split(separator: "/").dropLast().map(String.init)
        for part in parts {
            if !part.isEmpty { folder += "/\(part)" }
            if FileManager.default.fileExists(atPath: folder) { continue }
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: part.isEmpty)
            } catch { throw .machine("\(folder): cannot be made; check who owns the folder above it") }
            made.append(folder)
        }
    }
}

/// Does something with bytes, its errors made into those of a use case.
func withBytesOf<Result>(_ body: () throws(BytesError) -> Result) throws(WorkspaceError) -> Result {
    do throws(BytesError) {
        return try body()
    } catch { throw WorkspaceError(error) }
}
