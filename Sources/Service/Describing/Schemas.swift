import Collecting
import Statistics
import Storage

/// The shapes of the answers, to the last member: what writes an answer and what stands here change together, which the
/// tests see to, since they hold every answer that they get against its shape.
enum Schemas {
    private typealias Member = SchemaMember

    static let problem = Schema.object(
        [
            Member(
                "type", .choice(Problem.Kind.allCases.map { "/problems/\($0.rawValue)" }),
                "Which problem; the same word in every version."),
            Member("title", .text(), "What is wrong, in general."),
            Member("status", .integer(least: 400, most: 599), "The status of the answer."),
            Member("detail", .text(), "What is wrong in this case, and how to mend it."),
        ] + findings(areRequired: false))

    static let finding = Schema.object([
        Member("severity", .choice(Finding.Severity.allCases.map(\.rawValue))),
        Member(
            "kind", .choice(Finding.Kind.allCases.map(\.rawValue)),
            "What kind of finding; the same word in every version."),
        Member("file", .optional(.text())),
        Member("sheet", .text(), "The sheet of a workbook.", isRequired: false),
        Member("row", .optional(.integer(least: 1)), "The row of the file, from 1."),
        Member("column", .optional(.integer(least: 1)), "The column, from 1."),
        Member("heading", .optional(.text()), "What stands at the head of the column."),
        Member("message", .named(.text), "What is wrong, and what would be right."),
    ])

    private static func findings(areRequired: Bool) -> [SchemaMember] {
        [
            Member("errors", .integer(least: 0), "How many errors there are.", isRequired: areRequired),
            Member("warnings", .integer(least: 0), "How many warnings there are.", isRequired: areRequired),
            Member("notes", .integer(least: 0), "How many notes there are.", isRequired: areRequired),
            Member(
                "findings", .list(.named(.finding)), "The first of them, for the submitter alone.",
                isRequired: areRequired),
        ]
    }

    static let receipt = Schema.object(
        [
            Member("id", .named(.submissionID), "The name of the submission."),
            Member("received", .named(.time)),
            Member("provider", .named(.identifier)),
            Member("branch", .optional(.named(.identifier))),
            Member("dataset", .named(.identifier)),
            Member("collector", .named(.identifier)),
            Member("file", .text()),
            Member("bytes", .integer(least: 0), "How many bytes were received."),
            Member("sha256", .text(pattern: "[0-9a-f]{64}"), "The SHA-256 of what was received."),
            Member("rowsAccepted", .integer(least: 0)),
            Member("rowsRefused", .integer(least: 0)),
            Member("repeat", .flag, "Whether the same was received before: this is the receipt of then."),
            Member(
                "periods",
                .list(
                    .object([
                        Member("period", .named(.period)),
                        Member("daysLate", .optional(.integer(least: 0))),
                        Member("nil", .flag, "Whether it was said that there was nothing."),
                        Member(
                            "replaces", .optional(.named(.submissionID)), "What counted for this period before."),
                        Member("farLess", .flag, "Whether it holds less than half of what it replaces."),
                    ]))),
        ] + findings(areRequired: true))

    static let checked = Schema.object(
        [
            Member("dataset", .named(.identifier)),
            Member("observations", .integer(least: 0), "How many could be taken."),
            Member("nil", .flag, "Whether it says that there was nothing to report."),
        ] + findings(areRequired: true))

    static let submissions = Schema.object([
        Member(
            "submissions",
            .list(
                .object([
                    Member("id", .named(.submissionID)),
                    Member("received", .named(.time)),
                    Member("provider", .named(.identifier)),
                    Member("branch", .optional(.named(.identifier))),
                    Member("dataset", .named(.identifier)),
                    Member(
                        "periods",
                        .list(
                            .object([
                                Member("period", .named(.period)),
                                Member("counts", .flag, "Whether its figures count now for this period."),
                            ]))),
                    Member("withdrawn", .flag),
                ])))
    ])

    static let completeness = Schema.object([
        Member("dataset", .named(.identifier)),
        Member(
            "senders",
            .list(
                .object([
                    Member("provider", .named(.identifier)),
                    Member("branch", .optional(.named(.identifier))),
                    Member("expected", .flag),
                    Member("periods", .list(.either([received, overdue, awaited]))),
                ]))),
        Member("coverage", coverage, "How many of those expected had reported; for curators.", isRequired: false),
    ])

    private static let received = Schema.object([
        Member("period", .named(.period)), Member("state", .choice(["received"])),
        Member("submission", .named(.submissionID)), Member("daysLate", .integer(least: 0)), Member("nil", .flag),
    ])
    private static let overdue = Schema.object([
        Member("period", .named(.period)), Member("state", .choice(["overdue"])),
        Member("daysLate", .integer(least: 0)),
    ])
    private static let awaited = Schema.object([
        Member("period", .named(.period)), Member("state", .choice(["awaited"])),
        Member("due", .optional(.text(pattern: "[0-9]{4}-[0-9]{2}-[0-9]{2}"))),
    ])
    private static let coverage = Schema.list(
        .object([
            Member("period", .named(.period)), Member("expected", .integer(least: 0)),
            Member("reported", .integer(least: 0)),
        ]))

    static let ownCounts = Schema.object([
        Member("forPublication", .flag, "False: these are exact counts, for the provider alone."),
        Member("dataset", .named(.identifier)),
        Member("provider", .named(.identifier)),
        Member("branch", .optional(.named(.identifier))),
        Member("periods", .list(.named(.period)), "Those for which something of the provider is in force."),
        Member(
            "tables",
            .list(
                .object([
                    Member("id", .named(.identifier)),
                    Member(
                        "series",
                        .list(
                            .object([
                                Member("key", .map(.text()), "A code for each dimension."),
                                Member(
                                    "observations",
                                    .list(
                                        .object([
                                            Member("period", .named(.period)),
                                            Member("value", .integer(least: 0)),
                                            Member("fromPrevious", .optional(.integer())),
                                            Member("fromYearBefore", .optional(.integer())),
                                        ]))),
                            ]))),
                ]))),
    ])

    static let withdrawnSubmission = Schema.object([
        Member("withdrawn", .named(.submissionID)),
        Member("dataset", .named(.identifier)),
        Member(
            "periods",
            .list(
                .object([
                    Member("period", .named(.period)),
                    Member(
                        "nowCounts", .optional(.named(.submissionID)), "The earlier submission that counts again."),
                ]))),
        Member("releases", .list(.integer(least: 1)), "The vintages counted from it that are still published."),
    ])

    static let token = Schema.object([
        Member("id", tokenID),
        Member("token", .text(pattern: "lindung-[0-9a-f]{8}-[0-9a-f]{64}"), "The token; shown this once."),
        Member("expires", .optional(.named(.time))),
    ])

    static let tokenID = Schema.text(pattern: "[0-9a-f]{8}")

    static let tokens = Schema.object([
        Member(
            "tokens",
            .list(
                .object([
                    Member("id", tokenID),
                    Member("provider", .named(.identifier)),
                    Member("scope", .choice(TokenScope.allCases.map(\.rawValue))),
                    Member("issued", .named(.time)),
                    Member("expires", .optional(.named(.time))),
                    Member("revoked", .optional(.named(.time))),
                ])))
    ])
}
