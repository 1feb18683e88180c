import Bytes
import Workspace

/// Lindung's own source tree, into which a new collector is written and where it is entered at marked places.
struct SourceTree {
    /// The folder that holds `Package.swift`.
    let root: String

    /// The tree in which a folder lies; `nil` if it lies in none.
    init?(around folder: String) {
        var place = folder
        for _ in 0..<64 {
            if SourceTree.isTree(place) {
                root = place
                return
            }
            guard place != "/", let slash = place.lastIndex(of: "/") else { return nil }
            place = slash == place.startIndex ? "/" : String(place[..<slash])
        }
        return nil
    }

    private static func isTree(_ folder: String) -> Bool {
        guard let text = try? text(of: "\(folder)/Package.swift") else { return false }
        return text.contains("let package = Package(\n    name: \"lindung\",")
    }

    private static func text(of path: String) throws(BytesError) -> String {
        String(decoding: try FileSource(path).readAll(limit: 4 << 20), as: UTF8.self)
    }

    /// One line put before the line of a mark.
    private struct Edit {
        let file: String
        let mark: String
        let line: String
    }

    /// Where a collector is entered: its module, its name for the list, its tests, its type.
    private func edits(for template: CollectorTemplate) -> [Edit] {
        let module = template.module
        let mark = "// New collectors above this line:"
        return [
            Edit(
                file: "Package.swift", mark: "\(mark) modules.",
                line: "        module(\"\(module)\", [\"Collecting\"], path: \"Plugins/\(module)\", "
                    + "exclude: [\"Samples\"]),"),
            Edit(file: "Package.swift", mark: "\(mark) names.", line: "                \"\(module)\","),
            Edit(
                file: "Package.swift", mark: "\(mark) tests.",
                line: "        tests(of: \"\(module)\", [\"Collecting\", \"CollectorConformance\"]),"),
            Edit(file: "Plugins/Registry/Registry.swift", mark: "\(mark) types.", line: "        \(module).self,"),
        ]
    }

    /// Writes the files and enters them; nothing of it if anything is in the way.
    ///
    /// - Returns: the paths that were written or changed, relative to the root.
    func add(_ template: CollectorTemplate) throws(WorkspaceError) -> [String] {
        let files = template.files(sources: "Plugins")
        let edits = edits(for: template)
        let originals = try originals(of: Set(edits.map(\.file)).union(["docs/architecture.md"]))
        var texts = originals
        for (file, text) in originals where text.contains("\(template.module)") {
            throw .usage("\(file) knows \(template.module) already; choose another name")
        }
        for edit in edits {
            var lines = (texts[edit.file] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            let places = lines.indices.filter { lines[$0].drop { $0 == " " } == edit.mark }
            guard places.count == 1, let place = places.first else {
                throw .usage(
                    "\(edit.file) does not have the line \"\(edit.mark)\" once; nothing was changed "
                        + "(docs/collectors.md says what to enter by hand)")
            }
            lines.insert(Substring(edit.line), at: place)
            texts[edit.file] = lines.joined(separator: "\n")
        }
        texts["Plugins/Registry/Registry.swift"] = texts["Plugins/Registry/Registry.swift"].map {
            withImport(template.module, in: $0)
        }
        texts["docs/architecture.md"] = texts["docs/architecture.md"].map { withRow(template, in: $0) }
        return try Scaffold(root: root).write(files, changing: texts.map { ($0.key, $0.value) }, originals: originals)
    }

    private func originals(of paths: Set<String>) throws(WorkspaceError) -> [String: String] {
        var found: [String: String] = [:]
        for path in paths {
            found[path] = try withBytesOf { () throws(BytesError) in try SourceTree.text(of: "\(root)/\(path)") }
        }
        return found
    }

    /// The imports with one more, in order.
    private func withImport(_ module: String, in text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let imports = lines.indices.filter { lines[$0].hasPrefix("import ") }
        let place = imports.first { lines[$0] > "import \(module)" } ?? (imports.last.map { $0 + 1 } ?? 1)
        lines.insert("import \(module)", at: place)
        return lines.joined(separator: "\n")
    }

    /// The table of modules with one more.
    private func withRow(_ template: CollectorTemplate, in text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let place = lines.firstIndex(where: { $0.hasPrefix("| `Registry` |") }) else { return text }
        if lines[place].hasSuffix(" |") { lines[place].removeLast(2) }
        lines[place] += ", `\(template.module)` |"
        lines.insert(
            "| `\(template.module)` | CSV whose headings are the dataset's dimensions | `Collecting` |", at: place)
        return lines.joined(separator: "\n")
    }
}
