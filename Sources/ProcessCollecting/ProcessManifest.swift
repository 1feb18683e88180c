import Collecting
import FoundationEssentials

/// What a program says of itself when it is asked to `describe`.
struct ProcessManifest: Decodable {
    struct Words: Decodable {
        let en: String
        let ms: String
    }

    struct Feeds: Decodable {
        let all: [String]?
        let some: [String]?
    }

    struct Choice: Decodable {
        let name: String
        let takes: String
        let words: [String]?
        let from: Int64?
        let to: Int64?
        let limit: Int?
        let `default`: String
        let summary: Words
    }

    let `protocol`: Int
    let id: String
    let version: String
    let apiVersion: Int
    let sourceKind: String?
    let summary: Words
    let mediaTypes: [String]
    let fileEndings: [String]
    let feeds: Feeds?
    let options: [Choice]?
    let sizeLimit: Int64
    let memoryLimit: Int64
    let mapping: String?
    let readsRecords: Bool?

    private struct Version: Decodable { let `protocol`: Int }

    private static let longest = 1 << 18
    /// What describing itself may take, in milliseconds.
    private static let patience: Int64 = 10_000

    /// Asks a program.
    static func ask(
        _ program: ConfinedProgram
    ) throws(Refusal) -> (description: CollectorDescription, readsRecords: Bool) {
        let bytes = try output(of: try program.words("describe", memory: program.limits.memoryBytes).get())
        let decoder = JSONDecoder()
        // The version first: what else there is depends on it.
        guard let version = try? decoder.decode(Version.self, from: Data(bytes)) else {
            throw Refusal("does not answer \u{201C}describe\u{201D} with a JSON document that has a protocol")
        }
        guard version.protocol == ProcessCollectors.protocolVersion else {
            throw Refusal(
                "speaks version \(version.protocol) of the protocol; this program speaks \(ProcessCollectors.protocolVersion)"
            )
        }
        guard let manifest = try? decoder.decode(ProcessManifest.self, from: Data(bytes)) else {
            throw Refusal("leaves something out of its description (docs/collectors/process.md lists the members)")
        }
        return (try manifest.description(limits: program.limits), manifest.readsRecords ?? false)
    }

    private static func output(of words: [String]) throws(Refusal) -> [UInt8] {
        guard var child = Child(words, environment: ConfinedProgram.environment) else {
            throw Refusal("cannot be started on this machine")
        }
        child.closeInput()
        var (bytes, errors) = ([] as [UInt8], [] as [UInt8])
        let deadline = Monotonic.milliseconds + patience
        while true {
            let status = child.ended()
            if status != nil { child.kill() }
            child.wait(forInput: false, output: status == nil, errors: false, milliseconds: status == nil ? 20 : 0)
            _ = child.read(into: &errors, errors: true)
            errors = []
            while case .moved = child.read(into: &bytes), bytes.count <= longest {}
            guard bytes.count <= longest, Monotonic.milliseconds < deadline else {
                child.kill()
                throw Refusal("takes too long to describe itself, or says too much")
            }
            guard let status else { continue }
            guard status == 0 else { throw Refusal("failed when it was asked to describe itself (status \(status))") }
            return bytes
        }
    }

    private func description(limits: ProcessLimits) throws(Refusal) -> CollectorDescription {
        guard apiVersion == CollectorAPI.version else {
            throw Refusal(
                "was written for version \(apiVersion) of the interface; this program has \(CollectorAPI.version)")
        }
        guard let id = try? Identifier(id) else { throw Refusal("has an id that is no identifier") }
        guard let kind = SourceKind(rawValue: sourceKind ?? "any"),
            let mapping = MappingUse(rawValue: mapping ?? "none")
        else { throw Refusal("has a sourceKind or mapping that is not known") }
        guard memoryLimit > 0, memoryLimit <= limits.memoryBytes, sizeLimit > 0 else {
            throw Refusal("asks for limits that are not granted (memoryLimit at most \(limits.memoryBytes) bytes)")
        }
        guard !mediaTypes.isEmpty, !fileEndings.isEmpty, version.utf8.count <= 64, !version.isEmpty else {
            throw Refusal("names no version, media type or file ending")
        }
        return CollectorDescription(
            id: id, version: version, apiVersion: apiVersion, sourceKind: kind,
            summary: LocalizedText(summary.en, malay: summary.ms), mediaTypes: mediaTypes, fileEndings: fileEndings,
            feeds: try needs(), options: try choices(), sizeLimit: sizeLimit, memoryLimit: memoryLimit, mapping: mapping
        )
    }

    private func needs() throws(Refusal) -> DatasetNeeds {
        let ids = { (names: [String]) throws(Refusal) -> [Identifier] in
            let found = names.compactMap { try? Identifier($0) }
            guard found.count == names.count else { throw Refusal("feeds a dimension whose name is no identifier") }
            return found
        }
        if let all = feeds?.all { return .all(try ids(all)) }
        if let some = feeds?.some { return .some(try ids(some)) }
        return .anything
    }

    private func choices() throws(Refusal) -> [CollectorOption] {
        var made: [CollectorOption] = []
        for option in options ?? [] {
            let kind: CollectorOption.Kind? =
                switch option.takes {
                case "flag": .flag
                case "choice": option.words.map { .choice($0) }
                case "number":
                    if let from = option.from, let to = option.to, from <= to { .number(from...to) } else { nil }
                case "text": option.limit.map { .text(limit: $0) }
                default: nil
                }
            let summary = LocalizedText(option.summary.en, malay: option.summary.ms)
            guard let kind, let option = CollectorOption(option.name, kind, default: option.default, summary) else {
                throw Refusal("has an option that makes no sense, or whose default it would not take")
            }
            made.append(option)
        }
        return made
    }
}
