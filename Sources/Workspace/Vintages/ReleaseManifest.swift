import Cryptography
import Statistics
import Storage

/// What a release published: each file with its SHA-256, and the manifest before. It is text that people and OpenSSL read;
/// docs/verifying.md says how.
struct ReleaseManifest: Hashable {
    /// A file and its hash.
    struct Line: Hashable {
        let name: String
        let digest: Digest
    }

    /// The number of the release.
    let release: Int
    /// Its dataset.
    let dataset: Identifier
    /// When it was made.
    let made: Timestamp
    /// The manifest before, of whatever dataset; `nil` for the first.
    let previous: (release: Int, digest: Digest)?
    /// The files.
    let files: [Line]

    private static let head = "Lindung manifest 1"

    /// The text, as it is signed.
    var text: [UInt8] {
        let before = previous.map { "\($0.release) \($0.digest)" } ?? "none"
        var lines = [
            ReleaseManifest.head, "release: \(release)", "dataset: \(dataset)", "made: \(made)", "previous: \(before)",
            "",
        ]
        lines += files.map { "\($0.digest)  \($0.name)" }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    init(
        release: Int, dataset: Identifier, made: Timestamp, previous: (release: Int, digest: Digest)?, files: [Line]
    ) {
        self.release = release
        self.dataset = dataset
        self.made = made
        self.previous = previous
        self.files = files
    }

    /// Reads a text; `nil` if it is not one that is written so.
    init?(_ text: [UInt8]) {
        guard let whole = String(validating: text, as: UTF8.self) else { return nil }
        let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 7, lines[0] == ReleaseManifest.head,
            let release = ReleaseManifest.value("release", lines[1]).flatMap({ Int($0) }),
            let dataset = ReleaseManifest.value("dataset", lines[2]).flatMap({ try? Identifier(String($0)) }),
            let made = ReleaseManifest.value("made", lines[3]).flatMap({ Timestamp(String($0)) }),
            let before = ReleaseManifest.value("previous", lines[4])
        else { return nil }
        var files: [Line] = []
        for line in lines[6...].dropLast() {
            guard let digest = Digest(hexadecimal: line.prefix(64)), line.dropFirst(64).hasPrefix("  ") else {
                return nil
            }
            files.append(Line(name: String(line.dropFirst(66)), digest: digest))
        }
        let parts = before.split(separator: " ")
        let previous =
            parts.count == 2
            ? Int(parts[0]).flatMap { number in Digest(hexadecimal: parts[1]).map { (number, $0) } } : nil
        self.init(release: release, dataset: dataset, made: made, previous: previous, files: files)
        // What is read must be what would be written: nothing stands in it that was not understood.
        guard self.text == text else { return nil }
    }

    private static func value(_ name: String, _ line: Substring) -> Substring? {
        line.hasPrefix("\(name): ") ? line.dropFirst(name.utf8.count + 2) : nil
    }

    static func == (left: Self, right: Self) -> Bool { left.text == right.text }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
