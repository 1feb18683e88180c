import Arguments
import Bytes
import Collecting
import Publishing
import Workspace

/// `collectors`: what can be ingested.
struct CollectorsCommand: RunnableCommand {
    let registry: CollectorRegistry

    var declaration: Command {
        Command("collectors", "Lists the collectors: which kinds of file can be read.", arguments: [])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let descriptions = registry.collectors.map { $0.description }
        if console.isJSON {
            try console.writeJSON { json in
                json.beginArray()
                for description in descriptions {
                    json.beginObject()
                    json.member("id", description.id.description)
                    json.member("version", description.version)
                    json.member("summary", description.summary[console.language])
                    json.member("needsMapping", description.mapping == .needed)
                    json.member("sourceKind", description.sourceKind.rawValue)
                    json.key("fileEndings")
                    json.beginArray()
                    for ending in description.fileEndings { json.value(ending) }
                    json.endArray()
                    json.endObject()
                }
                json.endArray()
            }
            return 0
        }
        try console.write { sink throws(BytesError) in
            for description in descriptions {
                try sink.write("\(description.id) \(description.version): \(description.summary[console.language])\n")
            }
        }
        return 0
    }
}
