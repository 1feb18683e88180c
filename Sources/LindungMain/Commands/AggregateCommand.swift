import Aggregation
import Arguments
import Bytes
import Collecting
import Rationals
import Statistics
import Workspace

/// `aggregate`: counts any CSV or NDJSON once and protects the counts, without a workspace.
struct AggregateCommand: RunnableCommand {
    let registry: CollectorRegistry
    private let options = AggregateOptions()

    init(registry: CollectorRegistry) { self.registry = registry }

    var declaration: Command {
        Command(
            "aggregate", "Counts files by columns and protects the counts with noise; needs no workspace.",
            discussion: """
                Reads CSV with a header, or NDJSON (.ndjson, .jsonl), compressed or not. Counts rows, the sum of a column, or distinct \
                keys, by the columns of --by. With --mapping and --structure a collector reads the files, --by names \
                dimensions, and without --by the tables of the structure are made.

                Columns whose codes no --structure declares need --delta under noise: which codes occur is itself \
                private, so only those are shown that private selection keeps; the others count as _O.
                """,
            arguments: [options.inputs],
            sections: [
                Command.Section("What to count", options.counting),
                Command.Section("What declares the codes", options.declaring),
                Command.Section("How to protect", options.protecting),
                Command.Section("How to run", options.running),
            ],
            rules: [
                .atMostOne(options.epsilon, options.rho, options.exact, options.partial),
                .atMostOne(options.count, options.distinct), .requires(options.maxCells, oneOf: options.distinct),
                .requires(options.delta, oneOf: options.epsilon, options.rho),
                .atMostOne(options.ledger, options.exact, options.partial),
                .atMostOne(options.k, options.exact, options.partial),
                .atMostOne(options.mechanism, options.exact, options.partial),
                .requires(options.periodFormat, oneOf: options.period),
                .requires(options.frequency, oneOf: options.period),
                .requires(options.periods, oneOf: options.period, options.mapping),
                .requires(options.mapping, oneOf: options.structure),
            ],
            examples: [
                Command.Example(
                    "lindung aggregate cases.csv --by state,form --period month --periods 2024-01..2024-12 "
                        + "--epsilon 1 --delta 1e-6", "Noisy counts by month, state and form."),
                Command.Example(
                    "lindung aggregate cases.csv --by state --exact", "Exact counts, not for publication."),
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        var request = try options.request(arguments)
        request.temporaryFolder = Environment.value("TMPDIR") ?? request.temporaryFolder
        let path = arguments[options.out]
        if case .partial = request.protection, path == nil, console.isJSON {
            throw .usage("a partial aggregate is no JSON; with --json say where it goes: --out FILE")
        }
        try OutputConflict.check(path, request)
        // Opened before anything is charged: a name that cannot be written must not cost budget.
        let sink = try console.sink(path, access: request.isRaw ? .ownerOnly : .everyone)
        let opener = InputOpener(console: console)
        let outcome = try request.run(
            in: AggregateEnvironment(registry: registry, today: console.today) { path throws(BytesError) in
                try opener.open(path)
            })
        FindingsReport(outcome.findings, console: console).say()
        let writer = AggregateOutput(
            outcome: outcome, path: path, sink: sink, format: arguments[options.format], console: console)
        try writer.write()
        return 0
    }
}
