import Collecting

/// What was chosen about a file.
struct PlatformOptions: Sendable {
    let shape: FileShape?
    /// The category of NCMEC's contents; empty for what fits the dataset.
    let category: String
    /// The metric of a transparency report; empty for the usual one.
    let metric: String
    /// The policies that are counted; empty for those about children.
    let policies: [String]
    let country: String
    /// Whether statements of reasons are placed by the day when they were entered.
    let usesCreation: Bool
    let times: TimeReader
    let scope: KeyScope
    let encoding: TextEncoding

    init(_ settings: CollectorSettings) {
        shape = FileShape(rawValue: settings[PlatformOptions.shape])
        category = settings[PlatformOptions.category]
        metric = settings[PlatformOptions.metric]
        policies = settings[PlatformOptions.policy].split(separator: ";").map { Folding.words($0) }
        country = settings[PlatformOptions.country]
        usesCreation = settings[PlatformOptions.date] == "created_at"
        times = RecordOptions.times(of: settings)
        scope = RecordOptions.scope(of: settings)
        encoding = RecordOptions.encoding(of: settings)
    }

    /// Whether a policy is one of those counted.
    func takes(policy: String) -> Bool {
        let name = Folding.words(policy)
        if !policies.isEmpty { return policies.contains("any") || policies.contains(name) }
        return PlatformOptions.aboutChildren.contains { name.hasPrefix($0) }
    }

    /// Whether a place is the country asked for.
    func takes(country name: String, code: String = "") -> Bool {
        let wanted = Folding.words(country)
        let names = [name, code].map { Folding.words($0) }.filter { !$0.isEmpty }
        if names.contains(wanted) { return true }
        let malaysia: Set<String> = ["mys", "my", "malaysia"]
        return malaysia.contains(wanted) && names.contains(where: malaysia.contains)
    }

    /// What the policies about children begin with.
    private static let aboutChildren = [
        "child endangerment sexual exploitation", "child nudity sexual exploitation", "child safety", "minor safety",
        "youth safety well being youth exploitation", "youth exploitation", "csam",
    ]

    static let shape = option(
        "shape", .choice(["auto"] + FileShape.allCases.map(\.rawValue)), "auto",
        "the shape of the file; auto goes by its first line", "bentuk fail; auto mengikut baris pertamanya")
    static let category = option(
        "category", .text(limit: 100), "", "ncmec-contents: which of its breakdowns is counted",
        "ncmec-contents: pecahan yang dikira")
    static let metric = option(
        "metric", .text(limit: 100), "", "meta, tiktok, discord: which metric is counted",
        "meta, tiktok, discord: metrik yang dikira")
    static let policy = option(
        "policy", .text(limit: 400), "",
        "meta, tiktok, discord: which policies are counted, separated by semicolons, or any; else those about children",
        "meta, tiktok, discord: dasar yang dikira, dipisahkan dengan koma bertitik, atau any; jika tidak, tentang kanak-kanak"
    )
    static let country = option(
        "country", .text(limit: 60), "MYS",
        "ncmec-countries, tiktok: which country is counted; all for the world's own figure (tiktok)",
        "ncmec-countries, tiktok: negara yang dikira; all untuk angka dunia (tiktok)")
    static let date = option(
        "date", .choice(["application_date", "created_at"]), "application_date",
        "dsa: the day by which a statement is placed", "dsa: hari yang menentukan tempoh pernyataan")
    static let all = [
        shape, category, metric, policy, country, date, RecordOptions.dates, RecordOptions.keys, RecordOptions.encoding,
    ]

    private static func option(
        _ name: String, _ kind: CollectorOption.Kind, _ value: String, _ english: String, _ malay: String
    ) -> CollectorOption {
        RecordOptions.known(CollectorOption(name, kind, default: value, LocalizedText(english, malay: malay)))
    }
}
