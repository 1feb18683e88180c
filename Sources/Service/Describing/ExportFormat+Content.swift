import Publishing

extension ExportFormat {
    /// The same without its parameters.
    var bareMediaType: String { String(mediaType.prefix { $0 != ";" }) }

    /// The types in which figures are served, each once.
    static var content: [(mediaType: String, schema: Schema)] {
        var content: [(mediaType: String, schema: Schema)] = []
        for format in allCases where !content.contains(where: { $0.mediaType == format.bareMediaType }) {
            content.append((format.bareMediaType, format.schema))
        }
        return content
    }

    /// The types of what lies beside the figures: what describes a data package, and what proves a release.
    static let beside: [(mediaType: String, schema: Schema)] = [
        ("application/csvm+json", .map(.bytes)), ("application/ld+json", .map(.bytes)), ("text/plain", .text()),
        ("application/octet-stream", .bytes), ("application/x-pem-file", .bytes),
    ]

    /// The answer where a format is a folder.
    static let elsewhere = RouteAnswer(
        status: 302, text: "Where the data package of the release describes itself.", content: [],
        headers: [("Location", "The address of its datapackage.json.")])

    /// The shape of its files, as far as that is said here.
    private var schema: Schema {
        // Two formats have one type.
        if self == .json || self == .jsonStat { return .either([.named(.dashboard), .named(.jsonStat)]) }
        return bareMediaType.hasSuffix("json") ? .map(.bytes) : .bytes
    }
}
