import Arguments
import Collecting
import Publishing
import Spelling
import Workspace

/// `collectors describe`: all about one collector.
struct CollectorsDescribeCommand: RunnableCommand {
    let registry: CollectorRegistry
    private let id = Argument<String>.positional("ID", "The collector.", .text)

    init(registry: CollectorRegistry) { self.registry = registry }

    var declaration: Command {
        Command("collectors describe", "Shows what a collector takes.", arguments: [id])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        guard let collector = registry.collector(named: arguments[id]) else {
            let known = registry.collectors.map { $0.description.id.description }
            let meant = nearest(to: arguments[id], among: known).map { "; did you mean \($0)?" } ?? ""
            throw .usage("there is no collector \(arguments[id])\(meant)")
        }
        let description = collector.description
        let hasForm = collector.form != nil
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.member("id", description.id.description)
                json.member("version", description.version)
                json.member("summary", description.summary[console.language])
                json.key("mediaTypes")
                json.beginArray()
                for type in description.mediaTypes { json.value(type) }
                json.endArray()
                json.key("fileEndings")
                json.beginArray()
                for ending in description.fileEndings { json.value(ending) }
                json.endArray()
                json.member("sizeLimit", Int(description.sizeLimit))
                json.member("memoryLimit", Int(description.memoryLimit))
                json.member("mapping", description.mapping.rawValue)
                json.member("needsMapping", description.mapping == .needed)
                json.member("hasForm", hasForm)
                json.member("apiVersion", description.apiVersion)
                json.member("sourceKind", description.sourceKind.rawValue)
                json.member("feeds", "\(description.feeds)")
                json.key("options")
                json.beginArray()
                for option in description.options {
                    json.beginObject()
                    json.member("name", option.name)
                    json.member("takes", "\(option.kind)")
                    json.member("default", option.defaultValue)
                    json.member("summary", option.summary[console.language])
                    json.endObject()
                }
                json.endArray()
                json.endObject()
            }
            return 0
        }
        let options = description.options.map { option in
            "  --option \(option.name)=…  \(option.summary[console.language]); \(option.kind); \(option.defaultValue) if not given"
        }
        try console.print(
            [
                "\(description.id) \(description.version): \(description.summary[console.language])",
                "  media types   \(description.mediaTypes.joined(separator: ", "))",
                "  file endings  \(description.fileEndings.joined(separator: ", "))",
                "  size limit    \(description.sizeLimit) bytes",
                "  source kind   \(description.sourceKind.rawValue)",
                "  datasets      \(description.feeds)",
                "  memory limit  \(description.memoryLimit) bytes",
                "  mapping file  \(description.mapping.words)",
                "  form          \(hasForm ? "lindung template \(description.id) --dataset D --period P --out F.csv" : "none")",
            ] + options)
        return 0
    }
}

extension MappingUse {
    /// What to do about a mapping file.
    fileprivate var words: String {
        switch self {
        case .none: "none"
        case .optional: "may be given: --mapping FILE"
        case .needed: "needed: --mapping FILE"
        }
    }
}
