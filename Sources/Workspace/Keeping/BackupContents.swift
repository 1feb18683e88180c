import Bytes
import Cryptography
import FoundationEssentials
import Statistics
import Storage

/// What a backup holds: the files of a workspace, then a list of their SHA-256 that `sha256sum -c` checks too.
enum BackupContents {
    /// The first file, which tells a backup from other archives.
    static let label = "lindung-backup"
    /// The last file.
    static let sums = "SHA256SUMS"
    static let key = "keys/sealing.key"
    static let store = "store/lindung.db"

    private static let firstLine = "lindung backup 1"

    /// The text of the first file.
    static func labelText(at moment: Moment, hasKeys: Bool) -> String {
        "\(firstLine)\nmade \(moment.at)\nkeys \(hasKeys ? "yes" : "no")\n"
    }

    /// Whether this is the text of a first file.
    static func isLabel(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).hasPrefix(firstLine + "\n")
    }

    /// A line of the last file.
    static func line(_ name: String, _ digest: Digest) -> String { "\(digest)  \(name)\n" }

    /// Whether a file may be in a backup: nothing that would lie outside the workspace, and nothing that is none of it.
    static func isKnown(_ name: String) -> Bool {
        if [label, sums, key, store].contains(name) { return true }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count >= 2 && WorkspaceFolder.kept.contains(String(parts[0]))
            && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }
}

/// The files of a workspace that people made.
struct CatalogueFiles {
    /// Their names within the workspace, in order.
    let names: [String]
    /// What is neither file nor folder, such as a link; it is left out.
    let leftOut: [String]

    init(in folder: String) {
        var (names, leftOut) = ([String](), [String]())
        var folders = WorkspaceFolder.kept
        while let next = folders.popLast() {
            for child in (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(next)")) ?? [] {
                let name = "\(next)/\(child)"
                let kind = (try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)"))?[.type]
                switch kind as? FileAttributeType {
                case .typeRegular?: names.append(name)
                case .typeDirectory?: folders.append(name)
                default: leftOut.append(name)
                }
            }
        }
        self.names = names.sorted()
        self.leftOut = leftOut.sorted()
    }
}
