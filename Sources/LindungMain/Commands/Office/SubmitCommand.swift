import Arguments
import Collecting
import Publishing
import Statistics
import Storage
import Workspace

/// `submit`: takes what a provider sends.
struct SubmitCommand: RunnableCommand {
    /// What happens to a file in which some rows have errors.
    enum ErrorPolicy: String, CaseIterable, Sendable {
        case refuse
        case keep
    }

    let registry: CollectorRegistry

    private let files = Argument<[String]>.positionals("FILE", "The files to submit; - is standard input.", .text)
    private let collector = Argument<String>.required("--collector", "C", "The collector that reads the files.", .text)
    private let provider = Argument<Identifier>.required("--provider", "P", "Who sends.", .identifier)
    private let branch = Argument<Identifier?>.option("--branch", "B", "The office that sends.", .identifier)
    private let dataset = Argument<Identifier?>.option(
        "--dataset", "D", "The dataset; a filled form says it itself.", .identifier)
    private let period = Argument<PeriodRange?>.option(
        "--period", "P",
        "The periods that the files cover in full, such as 2026-03 or 2026-01..2026-03; needed for records.", .periods)
    private let mapping = Argument<String?>.option("--mapping", "FILE", "The mapping file of the collector.", .text)
    private let option = Argument<[CollectorOptionValue]>.list(
        "--option", "NAME=VALUE", "An option of the collector.", .collectorOption)
    private let onError = Argument<ErrorPolicy>.option(
        "--on-error", "WHAT", "What to do if some rows have errors: refuse the whole, or keep the good rows.",
        .oneOf(ErrorPolicy.self), default: .refuse)

    var declaration: Command {
        Command(
            "submit", "Takes files of counts or records, and gives a receipt.",
            discussion: """
                The last submission of a provider, branch and dataset for a period counts: to correct something, submit \
                the mended file. Several files are taken all or none, and each is a submission of its own.
                """,
            arguments: [files, collector, provider, branch, dataset, period, mapping, option, onError],
            examples: [
                Command.Example(
                    "lindung submit october.csv --collector helpline-form --provider TALIAN", "Send a filled form."),
                Command.Example(
                    "lindung submit log.csv --collector tabular --mapping log.yaml --dataset hotline-reports --period 2026-10 --provider HOTLINE",
                    "Send the records of another system."),
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let office = try OfficeContext(arguments, console)
        var request = SubmitRequest(collector: arguments[collector], provider: arguments[provider])
        request.files = arguments[files]
        request.branch = arguments[branch]
        request.dataset = arguments[dataset]
        request.periods = arguments[period]
        request.mappingFile = arguments[mapping]
        request.options = arguments[option]
        request.keepsGoodRows = arguments[onError] == .keep
        let receipts = try office.workspace.submit(
            request, IntakeEnvironment(registry: registry, console: console), moment: office.moment,
            actor: OfficeContext.actor)
        if console.isJSON {
            try console.writeJSON { json in
                json.beginArray()
                for receipt in receipts { ReceiptJSON(receipt).write(to: &json) }
                json.endArray()
            }
            return 0
        }
        for receipt in receipts { FindingsReport(receipt.findings, console: console).say() }
        try console.print(receipts.flatMap { ReceiptReport(receipt: $0, console: console).lines })
        return 0
    }
}

/// `receipt`: prints a receipt again.
struct ReceiptCommand: RunnableCommand {
    private let id = Argument<SubmissionID>.positional("ID", "The submission, S-….", .submissionID)

    var declaration: Command { Command("receipt", "Prints the receipt of a submission again.", arguments: [id]) }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let report = ReceiptReport(
            receipt: try OfficeContext(arguments, console).workspace.receipt(arguments[id]), console: console)
        if console.isJSON {
            try console.writeJSON { ReceiptJSON(report.receipt).write(to: &$0) }
        } else {
            FindingsReport(report.receipt.findings, console: console).say()
            try console.print(report.lines)
        }
        return 0
    }
}

extension ValueParser<SubmissionID> {
    /// The name of a submission.
    static var submissionID: Self { .reading("a submission such as S-7Q2M9K3D1A") { SubmissionID($0) } }
}
