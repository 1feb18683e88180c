import Collecting

/// The shapes of files that are read.
enum FileShape: String, CaseIterable, Sendable {
    /// One CyberTipline report a row.
    case cybertips
    /// NCMEC's reports by country, one column a year.
    case ncmecCountries = "ncmec-countries"
    /// NCMEC's reports by what they hold: several breakdowns of one total.
    case ncmecContents = "ncmec-contents"
    /// Meta's enforcement report.
    case meta
    /// TikTok's enforcement report.
    case tiktok
    /// Discord's transparency report: tables one below the other.
    case discord
    /// Statements of reasons of the European Union's transparency database.
    case dsa

    /// The shapes that a file may have whose first line has these headings.
    static func possible(for headings: [String]) -> [FileShape] {
        let names = Set(headings.map { Folding.heading($0) }.filter { !$0.isEmpty })
        if names.count == 1, headings.count > 1 { return [.discord] }
        return allCases.filter { shape in
            switch shape {
            case .cybertips:
                CybertipReading.keyHeadings.contains { names.contains(Folding.heading($0)) }
                    && CybertipReading.dateHeadings.contains { names.contains(Folding.heading($0)) }
            case .ncmecCountries: names.contains("country") && headings.contains { CountryReading.year($0) != nil }
            case .ncmecContents: names.isSuperset(of: ["category", "label", "year", "quantity"])
            case .meta: names.isSuperset(of: ["app", "policyarea", "metric", "period", "value"])
            case .tiktok: names.isSuperset(of: ["metric", "period", "issuepolicy", "market", "result"])
            case .discord: false
            case .dsa: names.isSuperset(of: ["uuid", "category", "platformname"])
            }
        }
    }

    /// What its figures count, in the words that a dataset's measure may use, for a metric or category; `nil` if any.
    func units(of metric: String) -> [String]? {
        let name = Folding.words(metric)
        switch self {
        case .cybertips, .ncmecCountries: return ["reports"]
        case .ncmecContents: return name == "attachments" ? ["files", "attachments"] : ["reports"]
        case .meta: return ["content", "pieces", "pieces of content"]
        case .tiktok, .discord:
            if self == .discord, name.isEmpty || name.contains("media") || name.contains("escalations") {
                return ["reports"]
            }
            let known = ["videos", "accounts", "comments", "servers", "ads", "appeals", "warnings"]
            if let found = known.first(where: { name.contains($0) }) { return [found] }
            return name == "reports received" ? ["user reports"] : nil
        case .dsa: return ["statements", "statements of reasons"]
        }
    }

    /// What the shapes are called, for people.
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// What a file says about a unit, by the dimension that takes it.
enum Role: String, CaseIterable, Sendable {
    case platform = "PLATFORM"
    case kind = "KIND"
    case level = "LEVEL"
    case handling = "HANDLING"
    case country = "COUNTRY"
    case policy = "POLICY"
    case keyword = "KEYWORD"
    case category = "CATEGORY"
    case content = "CONTENT"

    /// Other words for the codes of its dimension.
    var words: KeyValuePairs<String, [String]> {
        switch self {
        case .platform:
            [
                "FACEBOOK": ["Facebook", "Messenger", "Facebook Messenger"], "INSTAGRAM": ["Instagram"],
                "WHATSAPP": ["WhatsApp", "WhatsApp Channels"], "TELEGRAM": ["Telegram"],
                "WECHAT": ["WeChat", "Weixin"],
                "TIKTOK": ["TikTok", "TikTok Inc"],
                "X": ["X", "Twitter", "X Corp", "X (formerly Twitter)", "X/Twitter"],
                "DISCORD": ["Discord", "Discord Netherlands B.V."], "GAME": ["Roblox", "Steam", "Minecraft"],
            ]
        case .kind:
            [
                "CSAM": [
                    "child pornography", "CSAM", "apparent child pornography", "KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL",
                    "KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE", "media reports",
                ],
                "ENTICEMENT": [
                    "online enticement", "online enticement of children", "KEYWORD_GROOMING_SEXUAL_ENTICEMENT_MINORS",
                    "grooming or endangerment escalations",
                ],
                "TRAFFICKING": ["child sex trafficking"], "TRAVEL": ["child sex tourism"],
                "MOLESTATION": ["child sexual molestation"],
                "OBSCENE_TO_CHILD": [
                    "obscene material sent to a child", "unsolicited obscene material sent to a child",
                ],
                "MISLEADING_WORDS": ["misleading words or images", "misleading words/images online"],
                "MISLEADING_DOMAIN": ["misleading domain name"],
            ]
        case .level: ["REFERRAL": ["referral", "actionable"], "INFORMATIONAL": ["informational", "information"]]
        case .handling:
            [
                "NOT_TRIAGED": ["new", "received", "waiting"], "TRIAGED": ["triaged", "downloaded", "reviewed"],
                "ASSIGNED": ["assigned", "under investigation"], "ARREST": ["arrest", "arrested"],
                "CLOSED": ["closed", "no further action", "NFA"],
            ]
        case .country: ["MYS": ["Malaysia", "MY"], "_U": ["no country listed", "unknown"]]
        case .policy, .keyword, .category, .content: [:]
        }
    }

    /// Whether a word that the codelist does not have is another one (`_O`), if the codelist has that.
    var takesOthers: Bool { self == .platform || self == .country }
}
