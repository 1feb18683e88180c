import Arguments
import Collecting
import FoundationEssentials
import Publishing
import Statistics
import Workspace

/// `collectors new`: a collector to begin with, in the source tree or as a package of one's own.
struct CollectorsNewCommand: RunnableCommand {
    private let name = Argument<String>.positional(
        "NAME", "Its name, in capital and small letters: Desk for a DeskCollector.", .text)
    private let dataset = Argument<Identifier?>.option(
        "--dataset", "D", "A dataset of the workspace whose dimensions it needs and is tried with.", .identifier)
    private let out = Argument<String?>.option(
        "--out", "DIR", "Where to write it: Lindung's source tree, or the folder of a package to be made.", .text)
    private let lindung = Argument<String?>.option(
        "--lindung", "DIR", "Where Lindung's source tree is: for a package of one's own.", .text)

    var declaration: Command {
        Command(
            "collectors new",
            "Writes a small collector with samples and tests: a module inside the source tree, a package elsewhere.",
            arguments: [name, dataset, out, lindung],
            examples: [
                Command.Example("lindung collectors new Desk", "Begin a collector of one's own."),
                Command.Example("lindung collectors new Desk --out ../desk --lindung .", "As a package of one's own."),
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        var structure: DatasetStructure?
        if let dataset = arguments[dataset] {
            structure = try CataloguedStructure.find(dataset, workspace: arguments[Common.workspace])
        }
        guard let template = CollectorTemplate(arguments[name], dataset: structure) else {
            throw .usage(
                "\(arguments[name]) is no name for a collector; write letters and digits, a capital first: Desk")
        }
        let here = Environment.place(of: arguments[out] ?? ".") ?? arguments[out] ?? "."
        // Who says where Lindung is wants a package, even one inside the tree.
        if arguments[lindung] == nil, let tree = SourceTree(around: here) {
            let paths = try tree.add(template)
            return try tell(
                paths.map { "\(tree.root)/\($0)" },
                "next: make format; swift test --filter \(template.module)Tests", template, console)
        }
        let root = arguments[out] ?? template.program
        let present = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        guard present.isEmpty else { throw .usage("\(root) is not empty; choose another folder with --out") }
        let (dependency, package) = try requirement(arguments[lindung])
        let paths = try Scaffold(root: root).write(template.package(dependency: dependency, named: package))
        return try tell(paths.map { "\(root)/\($0)" }, "next: cd \(root); swift test", template, console)
    }

    /// How a manifest asks for Lindung: by the source tree that is named, or that this program was built in.
    private func requirement(_ named: String?) throws(WorkspaceError) -> (text: String, package: String) {
        if let named, let place = Environment.place(of: named) {
            guard let tree = SourceTree(around: place) else { throw .usage("\(named) is not Lindung's source tree") }
            return requirement(of: tree)
        }
        if let folder = Environment.programFolder, let tree = SourceTree(around: folder) {
            return requirement(of: tree)
        }
        return (
            "// Write here where Lindung is: .package(path: \"../lindung\") for a folder beside this one.\n"
                + "        .package(url: \"https://example.org/lindung.git\", branch: \"main\")", "lindung"
        )
    }

    private func requirement(of tree: SourceTree) -> (text: String, package: String) {
        let package = tree.root.split(separator: "/").last.map(String.init) ?? "lindung"
        return (".package(path: \"\(tree.root)\")", package)
    }

    private func tell(
        _ paths: [String], _ next: String, _ template: CollectorTemplate, _ console: Console
    ) throws(WorkspaceError) -> Int32 {
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.member("collector", template.id)
                json.member("module", template.module)
                json.key("files")
                json.beginArray()
                for path in paths { json.value(path) }
                json.endArray()
                json.endObject()
            }
        } else {
            try console.print(paths)
            console.say(next)
        }
        return 0
    }
}
