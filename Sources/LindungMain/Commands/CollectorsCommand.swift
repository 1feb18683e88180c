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
        if console.isJSON {
            try console.writeJSON { json in
                json.beginArray()
                for collector in registry.collectors {
                    let description = collector.description
                    json.beginObject()
                    json.member("isExternal", collector.isExternal)
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
            for collector in registry.collectors {
                let description = collector.description
                let external =
                    collector.isExternal ? console.text(" (a program of its own)", " (program tersendiri)") : ""
                try sink.write(
                    "\(description.id) \(description.version): \(description.summary[console.language])\(external)\n")
            }
        }
        return 0
    }
}
