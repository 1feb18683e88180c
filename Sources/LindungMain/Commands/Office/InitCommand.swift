import Arguments
import Catalogue
import Publishing
import Statistics
import Workspace

/// `init`: makes a workspace.
struct InitCommand: RunnableCommand {
    private let catalogue = Argument<String>.option(
        "--catalogue", "NAME|PATH", "A shipped catalogue, or the folder of one of your own.", .text,
        default: ShippedCatalogues.names[0])

    var declaration: Command {
        Command(
            "init", "Makes a workspace: structures, key and store.",
            discussion: """
                The folder must not be there yet, or be empty. What is counted and how lies in its folders structures, \
                codelists and populations, and is yours to change.
                """,
            arguments: [catalogue],
            examples: [Command.Example("lindung init --workspace office", "Begin with the shipped catalogue.")])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let name = arguments[catalogue]
        let path = arguments[Common.workspace]
        let source = ShippedCatalogues.names.contains(name) ? try ShippedResources.catalogue(name) : name
        let datasets = try Workspace.create(at: path, catalogue: source, engine: .sqlite, moment: console.moment)
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.member("workspace", path)
                json.key("datasets")
                json.beginArray()
                for dataset in datasets { json.value(dataset.description) }
                json.endArray()
                json.endObject()
            }
            return 0
        }
        try console.print(
            [
                console.text(
                    "Made the workspace \(path) with \(datasets.count) datasets:",
                    "Ruang kerja \(path) dibuat dengan \(datasets.count) set data:")
            ] + datasets.map { "  \($0)" })
        console.say(
            console.text(
                """
                Keep a copy of \(path)/keys/sealing.key somewhere else: without it nothing that was submitted can be opened.
                Next: say who submits, with lindung provider add ID --name "…"; then
                  lindung template helpline-form --dataset helpline-contacts --period \(lastMonth(console)) --out form.xlsx
                """,
                """
                Simpan salinan \(path)/keys/sealing.key di tempat lain: tanpanya penyerahan tidak boleh dibuka lagi.
                Seterusnya: daftarkan pihak yang menyerah dengan lindung provider add ID --name "…"; kemudian
                  lindung template helpline-form --dataset helpline-contacts --period \(lastMonth(console)) --out borang.xlsx
                """))
        return 0
    }

    private func lastMonth(_ console: Console) -> String {
        Period(.monthly, containing: console.today)?.advanced(by: -1)?.description ?? "2026-01"
    }
}
