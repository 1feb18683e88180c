import Bytes
import Publishing
import Statistics

/// The files that a release publishes: every format, and in Malay what has but one language.
enum PublishedFiles {
    /// A file, rendered.
    struct Rendered {
        let name: String
        let mediaType: String
        let format: ExportFormat
        let bytes: [UInt8]
    }

    /// The name of a file in a language.
    static func name(_ name: String, _ language: Language) -> String {
        language == .english ? name : "\(language.rawValue)-\(name)"
    }

    /// All files, rendered. A format that cannot hold the release is left out, and refuses it where it is asked for.
    static func all(of release: Release) throws(WorkspaceError) -> [Rendered] {
        var all: [Rendered] = []
        for format in ExportFormat.allCases {
            let malay = format.files(of: release, language: .malay)
            for (place, file) in format.files(of: release, language: .english).enumerated() {
                guard let bytes = try rendered(file) else { continue }
                all.append(Rendered(name: file.name, mediaType: file.mediaType, format: format, bytes: bytes))
                guard let other = try rendered(malay[place]), other != bytes else { continue }
                all.append(
                    Rendered(
                        name: name(file.name, .malay), mediaType: file.mediaType, format: format, bytes: other))
            }
        }
        return all
    }

    private static func rendered(_ file: ReleaseFile) throws(WorkspaceError) -> [UInt8]? {
        let sink = MemorySink(name: file.name)
        do throws(PublishingError) { try file.write(to: sink) } catch {
            if case .notWritten = error { return nil }
            throw WorkspaceError(error)
        }
        return sink.bytes
    }

    /// The bytes of what was kept.
    static func unpacked(_ packed: [UInt8], _ name: String) throws(WorkspaceError) -> [UInt8] {
        do throws(BytesError) {
            return try GzipSource(MemorySource(packed, name: name)).readAll()
        } catch { throw altered(name) }
    }

    /// What is kept under a name is not what was published.
    static func altered(_ name: String) -> WorkspaceError {
        .machine("\(name) is not what was published; run lindung verify")
    }
}
