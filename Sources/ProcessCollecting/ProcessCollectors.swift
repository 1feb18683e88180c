public import Collecting
import FoundationEssentials

/// Collectors that are programs of their own, in any language, in a folder: nothing has to be built again for them.
public struct ProcessCollectors: Sendable {
    /// The version of what host and program say to each other.
    public static let protocolVersion = 1
    /// The name of the empty file in the folder that lets its programs run without bubblewrap where there is none.
    public static let trustFile = "run-unconfined"

    /// A file of the folder that is not used, and why.
    public struct Refused: Sendable, Hashable {
        /// The path.
        public let path: String
        /// The reason in words.
        public let reason: String
    }

    /// The collectors that can be used, in the order of their files' names.
    public let collectors: [RegisteredCollector]
    /// The files that cannot.
    public let refused: [Refused]

    /// Asks each program of a folder what it is; where there is no folder there are none.
    ///
    /// A program is a regular file that its owner may execute and that nobody but the owner, who is this user or the
    /// administrator, may write to. Other files are passed over.
    public init(folder: String, taken: Set<String> = [], limits: ProcessLimits = ProcessLimits()) {
        (collectors, refused) = ProcessCollectors.find(in: folder, taken: taken, limits: limits)
    }

    private static func find(
        in folder: String, taken: Set<String>, limits: ProcessLimits
    ) -> ([RegisteredCollector], [Refused]) {
        var (collectors, refused) = ([] as [RegisteredCollector], [] as [Refused])
        guard let kind = FileKind(folder) else { return ([], []) }
        guard kind.isFolder, kind.isOurs else {
            let reason = "is no folder of this user, or others may write to it (chmod go-w)"
            return ([], [Refused(path: folder, reason: reason)])
        }
        let trust = FileKind("\(folder)/\(ProcessCollectors.trustFile)")
        let confinement: Confinement = trust?.isRegular == true && trust?.isOurs == true ? .whereAvailable : .required
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        var known = taken
        for name in names where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            guard let file = FileKind(path), file.isExecutable, !file.isFolder else { continue }
            do throws(Refusal) {
                guard file.isRegular else { throw Refusal("is a link or the like; put the program itself here") }
                guard file.isOurs else {
                    throw Refusal("belongs to another user, or others may write to it (chmod go-w)")
                }
                let program = ConfinedProgram(path: path, limits: limits, confinement: confinement)
                let found = try ProcessManifest.ask(program)
                guard known.insert(found.description.id.description).inserted else {
                    throw Refusal("calls itself \(found.description.id), which another collector is called already")
                }
                collectors.append(
                    RegisteredCollector(found.description, isExternal: true) { structure, settings in
                        ProcessReader(
                            program: program, description: found.description, structure: structure, settings: settings,
                            readsRecords: found.readsRecords)
                    })
            } catch { refused.append(Refused(path: path, reason: error.words)) }
        }
        return (collectors, refused)
    }
}
