import Publishing

/// The shapes that the document names, each used in several places or large.
enum SchemaName: String, Sendable, CaseIterable {
    case period = "Period"
    case identifier = "Identifier"
    case submissionID = "SubmissionID"
    case time = "Time"
    case text = "LocalizedText"
    case problem = "Problem"
    case finding = "Finding"
    case receipt = "Receipt"
    case checked = "Checked"
    case submissions = "Submissions"
    case completeness = "Completeness"
    case ownCounts = "OwnCounts"
    case withdrawnSubmission = "WithdrawnSubmission"
    case withdrawnRelease = "WithdrawnRelease"
    case madeRelease = "MadeRelease"
    case release = "Release"
    case datasets = "Datasets"
    case structure = "Structure"
    case releases = "Releases"
    case sum = "Sum"
    case dashboard = "Dashboard"
    case jsonStat = "JSONStat"
    case token = "Token"
    case tokens = "Tokens"

    /// What stands under the name.
    var schema: Schema {
        switch self {
        case .period:
            .text(
                pattern: "(19|2[01])[0-9]{2}(-Q[1-4]|-W[0-5][0-9]|-[01][0-9](-[0-3][0-9])?)?", example: "2026-03")
        case .identifier: .text(pattern: "[A-Za-z][A-Za-z0-9_-]{0,63}", example: "helpline-contacts")
        case .submissionID: .text(pattern: "S-[0-9A-HJKMNP-TV-Z]{10}", example: "S-0123456789")
        case .time: .text(pattern: "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
        case .text: .object([SchemaMember("en", .text()), SchemaMember("ms", .text())])
        case .problem: Schemas.problem
        case .finding: Schemas.finding
        case .receipt: Schemas.receipt
        case .checked: Schemas.checked
        case .submissions: Schemas.submissions
        case .completeness: Schemas.completeness
        case .ownCounts: Schemas.ownCounts
        case .withdrawnSubmission: Schemas.withdrawnSubmission
        case .withdrawnRelease: Schemas.withdrawnRelease
        case .madeRelease: Schemas.madeRelease
        case .release: Schemas.release
        case .datasets: Schemas.datasets
        case .structure: Schemas.structure
        case .releases: Schemas.releases
        case .sum: Schemas.sum
        case .dashboard:
            // Its own definitions stand where the document has it.
            .written(
                String(decoding: DashboardJSON.schema, as: UTF8.self).replacing(
                    "\"#/$defs/", with: "\"#/components/schemas/\(rawValue)/$defs/"))
        case .jsonStat: Schemas.jsonStat
        case .token: Schemas.token
        case .tokens: Schemas.tokens
        }
    }
}
