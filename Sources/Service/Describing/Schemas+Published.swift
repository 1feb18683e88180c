import Statistics

extension Schemas {
    private typealias Member = SchemaMember

    private static let releaseMembers = [
        Member("number", .integer(least: 1)),
        Member("made", .named(.time)),
        Member("startPeriod", .named(.period)),
        Member("endPeriod", .named(.period)),
        Member("note", .optional(.text())),
        Member(
            "withdrawn", .optional(.object([Member("at", .named(.time)), Member("reason", .text())])),
            "When and why it was taken back, if it was."),
    ]

    /// A dataset or a collection of JSON-stat 2.0, as Lindung writes them; json-stat.org says what each member means.
    static let jsonStat = Schema.object([
        Member("version", .choice(["2.0"])), Member("class", .choice(["dataset", "collection"])),
        Member("label", .text()), Member("source", .text(), isRequired: false), Member("note", .list(.text())),
        Member("id", .list(.text()), isRequired: false), Member("size", .list(.integer(least: 0)), isRequired: false),
        Member("role", .map(.list(.text())), isRequired: false),
        Member("dimension", .map(.map(.bytes)), isRequired: false),
        Member("value", .list(.optional(.integer())), "Figures and margins, row by row.", isRequired: false),
        Member("status", .list(.text()), "Why each is there, or is not: extension.marks.", isRequired: false),
        Member("link", .map(.list(.map(.bytes))), "The datasets of a collection, as items.", isRequired: false),
        Member("extension", .map(.bytes)),
    ])

    static let release = Schema.object(
        [Member("dataset", .named(.identifier))] + releaseMembers + [
            Member(
                "draws",
                .list(
                    .object([
                        Member("startPeriod", .named(.period)), Member("endPeriod", .named(.period)),
                        Member("release", .integer(least: 1)),
                    ])), "Which release drew the figures of which periods.")
        ])

    static let datasets = Schema.object([
        Member(
            "datasets",
            .list(
                .object([
                    Member("id", .named(.identifier)),
                    Member("title", .named(.text)),
                    Member("frequency", frequency),
                    Member("unit", .text(), "What is counted, such as cases."),
                    Member("release", .optional(.object(releaseMembers)), "The newest that is published."),
                ])))
    ])

    static let releases = Schema.object([
        Member("dataset", .named(.identifier)), Member("releases", .list(.object(releaseMembers))),
    ])

    private static let frequency = Schema.choice(["A", "Q", "M", "W", "D"])

    static let structure = Schema.object([
        Member("id", .named(.identifier)),
        Member("version", .text()),
        Member("agency", .named(.identifier)),
        Member("title", .named(.text)),
        Member("frequency", frequency),
        Member("population", .named(.identifier)),
        Member(
            "measure",
            .object([
                Member("unit", .text()), Member("title", .named(.text)),
                Member("definition", .named(.text), "What counts as one.", isRequired: false),
            ])),
        Member(
            "dimensions",
            .list(
                .object([
                    Member("id", .named(.identifier)),
                    Member("title", .named(.text)),
                    Member("multiValued", .flag, "Whether one unit may stand at several codes."),
                    Member("levels", .list(.named(.identifier))),
                    Member(
                        "codes",
                        .list(
                            .object([
                                Member("code", code), Member("parent", code), Member("label", .named(.text)),
                            ]))),
                ]))),
        Member(
            "tables",
            .list(
                .object([
                    Member("id", .named(.identifier)),
                    Member("title", .optional(.named(.text))),
                    Member("dimensions", .list(.named(.identifier))),
                ]))),
    ])

    static let code = Schema.text(pattern: "[A-Za-z0-9_@$-]{1,64}", example: "MY-10")

    /// Several, with commas between.
    static let codes = Schema.text(
        pattern: "[A-Za-z0-9_@$-]{1,64}(,[A-Za-z0-9_@$-]{1,64}){0,199}", example: "MY-10,MY-14")

    static let sum = Schema.object([
        Member("dataset", .named(.identifier)),
        Member("release", .integer(least: 1)),
        Member("countsMentions", .flag, "Whether one unit may be counted at several of the codes."),
        Member(
            "periods",
            .list(
                .object(
                    [Member("period", .named(.period))] + figure(of: .integer()) + [
                        Member("share", .object(figure(of: .number)), "Of the whole asked for.", isRequired: false),
                        Member(
                            "rate",
                            .object(
                                figure(of: .number) + [
                                    Member("per", .integer(least: 1)),
                                    Member(
                                        "reference", .optional(.named(.period)),
                                        "The period of the reference figure."),
                                ]), "Of the reference figures asked for.", isRequired: false),
                    ]))),
        Member("total", .object(figure(of: .integer())), "Over all of these periods."),
        Member(
            "reference",
            .optional(.object([Member("dataset", .named(.identifier)), Member("release", .integer(least: 1))]))),
    ])

    private static func figure(of schema: Schema) -> [SchemaMember] {
        [
            Member("value", .optional(schema)),
            Member("margin", .optional(schema), "With probability 95% it is no further off than this."),
            Member("status", .choice(["estimated", "exact", "hidden", "notApplicable", "missing", "undefined"])),
        ]
    }

    static let madeRelease = Schema.object([
        Member("number", .integer(least: 1)),
        Member("dataset", .named(.identifier)),
        Member("periods", periodRange),
        Member("carried", .integer(least: 0), "How many periods it carries from earlier vintages."),
        Member(
            "draws",
            .list(
                .object([
                    Member("periods", periodRange),
                    Member("correction", .flag),
                    Member("rho", .optional(fraction), "What each of their days was charged, in zCDP."),
                    Member("delta", .optional(fraction), "δ′ of a strict threshold."),
                    Member("pureEpsilon", .optional(fraction)),
                    Member("exact", .flag),
                ]))),
        Member("voids", .list(.text()), "The earlier releases whose guarantee it voids."),
        Member("left", .list(.named(.period)), "Published periods that this vintage does not hold."),
    ])

    /// One period, or two with two dots between.
    static let periodRange = Schema.text(pattern: "[0-9QW-]{4,10}(\\.\\.[0-9QW-]{4,10})?", example: "2026-01..2026-03")
    private static let fraction = Schema.text(pattern: "-?[0-9]+(/[0-9]+)?")

    static let withdrawnRelease = Schema.object([
        Member("withdrawn", .integer(least: 1)),
        Member("with", .list(.integer(least: 1)), "The later ones that carried what it drew."),
    ])
}
