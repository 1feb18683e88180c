import Aggregation
import Bytes
import Collecting
import FoundationEssentials
import Statistics

/// The folder that the demonstration writes: `catalogue`, `submissions`, `workspace`, `exports`.
struct DemonstrationFolder: Sendable {
    let resources: String
    let catalogue: String
    let out: String

    var ownCatalogue: String { "\(out)/catalogue" }
    var submissions: String { "\(out)/submissions" }

    /// What a changed structure says of itself.
    private static let mark = "# Changed for the demonstration: who is expected to report.\n"
    /// The file by which a folder is known to be a demonstration's, so that only such a one is replaced.
    private static let markFile = ".lindung-demonstration"

    /// Copies what goes in, names in the structures who is expected to report, and removes what an earlier demonstration
    /// left.
    func prepare(_ script: DemonstrationScript) throws(WorkspaceError) {
        try removeEarlier()
        let files = FileManager.default
        do {
            try files.createDirectory(atPath: out, withIntermediateDirectories: true)
            try Self.mark.write(toFile: "\(out)/\(Self.markFile)", atomically: true, encoding: .utf8)
            try files.createDirectory(atPath: "\(out)/exports", withIntermediateDirectories: true)
            for (source, target) in [(catalogue, ownCatalogue), (resources, submissions)] {
                if files.fileExists(atPath: target) { try files.removeItem(atPath: target) }
                try FolderCopy.copy(source, to: target)
            }
        } catch { throw failure }
        var expected: [Identifier: Set<Identifier>] = [:]
        for submission in script.submissions { expected[submission.dataset, default: []].insert(submission.provider) }
        for (dataset, providers) in expected { try name(providers.sorted(), in: dataset) }
    }

    /// Fills the form of a period with the counts of the demonstration, and gives its path.
    func fill(
        _ form: any FormCollector.Type, structure: DatasetStructure, period: Period
    ) throws(WorkspaceError) -> String {
        let counts = try counts(of: structure.id, period)
        let empty: [UInt8]
        do throws(FormError) {
            empty = try form.form(structure: structure, period: period, format: .csv, language: .english)
        } catch { throw .machine(error.description) }
        let text = String(decoding: empty, as: UTF8.self)
        var lines: [String] = []
        for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
            let fields = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
            if counts.values.allSatisfy({ $0 == "0" }), fields.first == "NIL" {
                lines.append("\(line)YES")
            } else if fields.count == 3, let count = counts["\(fields[0]),\(fields[1].filter { $0 != "\"" })"] {
                lines.append("\(line)\(count)")
            } else {
                lines.append(String(line))
            }
        }
        let path = "\(submissions)/helpline/form-\(structure.id)-\(period).csv"
        try withBytes { () throws(BytesError) in
            let sink = try FileSink(path, access: .everyone)
            try sink.write(lines.joined(separator: "\r\n"))
            try sink.commit()
        }
        return path
    }

    /// The counts for a form, by table and key.
    private func counts(of dataset: Identifier, _ period: Period) throws(WorkspaceError) -> [String: String] {
        let source: FileSource
        do throws(BytesError) {
            source = try FileSource("\(submissions)/helpline/forms.csv")
        } catch { throw WorkspaceError(error) }
        let bytes = try withBytes { () throws(BytesError) in try source.readAll() }
        var counts: [String: String] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count == 5, fields[0] == dataset.description, fields[1] == period.description else { continue }
            counts["\(fields[2]),\(fields[3])"] = String(fields[4])
        }
        return counts
    }

    /// Nothing is removed from a folder that has something in it and is not a demonstration's.
    private func removeEarlier() throws(WorkspaceError) {
        let files = FileManager.default
        guard files.fileExists(atPath: out) else { return }
        let names: [String]
        do { names = try files.contentsOfDirectory(atPath: out) } catch { throw failure }
        guard names.isEmpty || names.contains(Self.markFile) else {
            throw .usage("\(out) has files in it and is not of a demonstration; choose another folder with --out")
        }
        guard names.contains("workspace") else { return }
        do { try files.removeItem(atPath: "\(out)/workspace") } catch { throw failure }
    }

    private func name(_ providers: [Identifier], in dataset: Identifier) throws(WorkspaceError) {
        let path = "\(ownCatalogue)/structures/\(dataset).yaml"
        let names = providers.map(\.description).joined(separator: ", ")
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let changed = text.replacing(
                "providers: {due:", with: "providers: {expected: [\(names)], due:", maxReplacements: 1)
            guard changed != text else {
                throw WorkspaceError.machine("\(path) names no time by which reports are due")
            }
            try (Self.mark + changed).write(toFile: path, atomically: true, encoding: .utf8)
        } catch let error as WorkspaceError {
            throw error
        } catch { throw failure }
    }

    private var failure: WorkspaceError {
        .machine("\(out): cannot be written to; check its name, its mode and the space left")
    }
}
