import Aggregation
import Arguments
import Collecting
import Rationals
import Statistics
import Workspace

/// The arguments of `aggregate`, and the request that they make.
struct AggregateOptions: Sendable {
    let inputs = Argument<[String]>.positionals(
        "INPUT", "CSV or NDJSON files, also compressed (gzip), or sealed partial aggregates; - is standard input.",
        .text)
    let by = Argument<[String]>.list(
        "--by", "COL,…", "The columns (or dimensions) to count by.", .text, splitsAtCommas: true)
    let period = Argument<String?>.option("--period", "COL", "The column of periods or dates.", .text)
    let periodFormat = Argument<PeriodPattern?>.option(
        "--period-format", "PATTERN", "How that column is written; as SDMX writes periods if not given.", .pattern)
    let frequency = Argument<Frequency?>.option(
        "--frequency", "A|Q|M|W|D", "Gathers finer periods to this frequency.", .oneOf(Frequency.self))
    let periods = Argument<PeriodRange?>.option("--periods", "A..B", "The periods to give.", .periods)
    let count = Argument<String?>.option("--count", "COL", "Adds up this column instead of counting rows.", .text)
    let distinct = Argument<String?>.option("--distinct", "COL", "Counts different keys in this column.", .text)
    let maxCells = Argument<Int?>.option(
        "--max-cells", "N", "Of each key, keep at most N cells a period.", .int(in: 1...1000))
    let conditions = Argument<[ColumnValue]>.list(
        "--where", "COL=V", "Only rows with this value.", .columnValue)
    let totals = Argument<Bool>.flag("--totals", "Also the totals over every choice of columns, as _T.")

    let structure = Argument<String?>.option("--structure", "FILE", "The structure file that declares codes.", .text)
    let mapping = Argument<String?>.option(
        "--mapping", "FILE", "Reads the files with a collector by this mapping.", .text)
    let collector = Argument<String>.option(
        "--collector", "C", "The collector that goes with --mapping.", .text, default: "tabular")

    let k = Argument<Int?>.option(
        "--k", "N", "Hides figures below N; 0 shows all. The structure's, or 10, if not given.", .int(in: 0...1_000_000)
    )
    let epsilon = Argument<Rational?>.option(
        "--epsilon", "E", "ε of what may be told; pure unless --delta is given.", .positiveRational)
    let delta = Argument<Rational?>.option("--delta", "D", "δ that goes with ε or ρ.", .positiveRational)
    let rho = Argument<Rational?>.option(
        "--rho", "R", "ρ of zero-concentrated privacy instead of ε.", .positiveRational)
    let exact = Argument<Bool>.flag("--exact", "No noise: raw counts, not for publication.")
    let mechanism = Argument<ProtectionPolicy.Mechanism?>.option(
        "--mechanism", "M", "The noise.", .oneOf(ProtectionPolicy.Mechanism.self))
    let ledger = Argument<String?>.option("--ledger", "FILE", "Charges this ledger before any noise is drawn.", .text)
    let partial = Argument<Bool>.flag(
        "--partial", "A mergeable partial aggregate of raw counts, sealed under --key.")
    let key = Argument<String?>.option("--key", "FILE", "The key (64 hexadecimal digits) of partial aggregates.", .text)

    let threads = Argument<Int>.option("--threads", "N", "How many threads count.", .int(in: 1...256), default: 2)
    let memory = Argument<Int?>.option(
        "--memory", "MIB",
        "How much of --distinct may stand in memory, at least 4 a thread; the rest goes to temporary files, hashed. 64, or 4 a "
            + "thread where that is more, if not given.", .int(in: 4...1_000_000))
    let onError = Argument<String>.option(
        "--on-error", "refuse|skip", "Refuse the whole, or leave bad rows out.", .oneOf(["refuse", "skip"]),
        default: "refuse")
    let out = Argument<String?>.option("--out", "FILE", "Where the figures go; standard output if not given.", .text)
    let format = Argument<String>.option(
        "--format", "csv|json", "The format of the figures.", .oneOf(["csv", "json"]), default: "csv")

    var counting: [any ArgumentDeclaration] {
        [by, period, periodFormat, frequency, periods, count, distinct, maxCells, conditions, totals]
    }
    var declaring: [any ArgumentDeclaration] { [structure, mapping, collector] }
    var protecting: [any ArgumentDeclaration] { [epsilon, delta, rho, mechanism, k, ledger, exact, partial, key] }
    var running: [any ArgumentDeclaration] { [threads, memory, onError, out, format] }

    /// The request that the arguments make.
    ///
    /// - Throws: `WorkspaceError.usage` if they say nothing about protection.
    func request(_ arguments: ParsedArguments) throws(WorkspaceError) -> AggregateRequest {
        var request = AggregateRequest()
        request.inputs = arguments[inputs]
        request.by = arguments[by]
        request.periodColumn = arguments[period]
        request.periodPattern = arguments[periodFormat]
        request.frequency = arguments[frequency]
        request.periods = arguments[periods]
        if let column = arguments[count] { request.measure = .sum(column: column) }
        if let column = arguments[distinct] {
            request.measure = .distinct(column: column, maxCells: arguments[maxCells])
        }
        request.filters = arguments[conditions].map { AggregationPlan.Filter(column: $0.column, values: [$0.value]) }
        request.totals = arguments[totals]
        request.structureFile = arguments[structure]
        request.mappingFile = arguments[mapping]
        request.collector = arguments[collector]
        request.threads = arguments[threads]
        request.keyMemory =
            arguments[memory].map { $0 << 20 }
            ?? max(request.keyMemory, request.threads * AggregateRequest.leastKeyMemory)
        request.skipsBadRows = arguments[onError] == "skip"
        request.keyFile = arguments[key]
        request.ledgerFile = arguments[ledger]
        request.protection = protection(arguments)
        return request
    }

    private func protection(_ arguments: ParsedArguments) -> AggregateRequest.Protection {
        if arguments[exact] { return .exact }
        if arguments[partial] { return .partial }
        var noise = NoiseRequest()
        noise.epsilon = arguments[epsilon]
        noise.delta = arguments[delta]
        noise.rho = arguments[rho]
        noise.mechanism = arguments[mechanism]
        noise.k = arguments[k]
        return .noise(noise)
    }
}
