import Arguments
import Bytes
import Collecting
import Publishing
import Spelling
import Statistics
import Workspace

/// `template`: the form that a person fills.
struct TemplateCommand: RunnableCommand {
    let registry: CollectorRegistry

    private let collector = Argument<String>.positional("COLLECTOR", "The collector whose form it is.", .text)
    private let dataset = Argument<Identifier>.required("--dataset", "D", "The dataset.", .identifier)
    private let period = Argument<Period>.required(
        "--period", "P", "The period.", .reading("a period such as 2026-03") { Period($0) })
    private let out = Argument<String>.required(
        "--out", "F", "The file to write: .xlsx for a workbook, or .csv.", .text)

    init(registry: CollectorRegistry) { self.registry = registry }

    var declaration: Command {
        Command(
            "template", "Writes the form that a helpline fills for a period.",
            arguments: [collector, dataset, period, out],
            examples: [
                Command.Example(
                    "lindung template helpline-form --dataset helpline-contacts --period 2026-10 --out october.xlsx",
                    "Write the form of October.")
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let path = arguments[out]
        let form = try formCollector(arguments[collector])
        guard let format = form.formats.first(where: { path.lowercased().hasSuffix(".\($0.rawValue)") }) else {
            let endings = form.formats.map { ".\($0.rawValue)" }.joined(separator: " or ")
            throw .usage("give --out a name that ends in \(endings)")
        }
        let structure = try CataloguedStructure.find(arguments[dataset], workspace: arguments[Common.workspace])
        let period = arguments[period]
        guard period.frequency == structure.frequency else {
            throw .usage(
                "\(structure.id) is counted by frequency \(structure.frequency.rawValue); \(period) is none of its periods"
            )
        }
        let bytes: [UInt8]
        do throws(FormError) {
            bytes = try form.form(structure: structure, period: period, format: format, language: console.language)
        } catch { throw .machine(error.description) }
        try refuseToReplace(path, bytes, console)
        let filling =
            format == .xlsx
            ? LocalizedText(
                "Fill the yellow cells in a spreadsheet and save it", malay: "Isi sel kuning dalam hamparan dan simpan")
            : LocalizedText(
                "Fill the last column in a spreadsheet, save it as CSV",
                malay: "Isi lajur terakhir dalam hamparan, simpan sebagai CSV")
        let sink = try console.sink(path, access: .everyone)
        try console.write(to: sink) { sink throws(BytesError) in try sink.write(bytes) }
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.member("file", path)
                json.member("dataset", structure.id.description)
                json.member("period", period.description)
                json.endObject()
            }
        } else {
            console.say(
                console.text(
                    "Wrote \(path). \(filling.english), then: lindung submit \(path) --collector \(arguments[collector]) --provider …",
                    "\(path) telah ditulis. \(filling[.malay]), kemudian: lindung submit \(path) --collector \(arguments[collector]) --provider …"
                ))
        }
        return 0
    }

    /// What stands in a file of this name may be a month of filled-in counts.
    private func refuseToReplace(_ path: String, _ bytes: [UInt8], _ console: Console) throws(WorkspaceError) {
        var isSame = false
        do throws(BytesError) {
            isSame = try FileSource(path).readAll() == bytes
        } catch {
            if case .missing = error { return }
            throw WorkspaceError(error)
        }
        guard isSame else {
            throw .usage(
                console.text(
                    "\(path) is there already and may hold your figures; choose another name with --out",
                    "\(path) sudah ada dan mungkin mengandungi angka anda; pilih nama lain dengan --out"))
        }
    }

    private func formCollector(_ name: String) throws(WorkspaceError) -> any FormCollector.Type {
        let forms = registry.collectors.compactMap(\.form)
        if let form = forms.first(where: { $0.description.id.description == name }) { return form }
        let known = forms.map { $0.description.id.description }
        if registry.collector(named: name) != nil {
            throw .usage("\(name) has no form; these have: \(known.joined(separator: ", "))")
        }
        let meant = nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
        throw .usage("there is no collector \(name)\(meant)")
    }
}
