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
        guard let type = registry.collector(named: arguments[id]) else {
            let known = registry.collectors.map { $0.description.id.description }
            let meant = nearest(to: arguments[id], among: known).map { "; did you mean \($0)?" } ?? ""
            throw .usage("there is no collector \(arguments[id])\(meant)")
        }
        let description = type.description
        let hasForm = type is any FormCollector.Type
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
                json.member("needsMapping", description.needsMapping)
                json.member("hasForm", hasForm)
                json.endObject()
            }
            return 0
        }
        try console.print([
            "\(description.id) \(description.version): \(description.summary[console.language])",
            "  media types   \(description.mediaTypes.joined(separator: ", "))",
            "  file endings  \(description.fileEndings.joined(separator: ", "))",
            "  size limit    \(description.sizeLimit) bytes",
            "  mapping file  \(description.needsMapping ? "needed: --mapping FILE" : "none")",
            "  form          \(hasForm ? "lindung template \(description.id) --dataset D --period P --out F.csv" : "none")",
        ])
        return 0
    }
}
