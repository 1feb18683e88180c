import Collecting

/// The words that hotlines use, in English and Malay, besides the codes and labels of the codelists.
enum HotlineWords {
    /// The headings of a dimension's column, besides its name and title.
    static func headings(of dimension: Identifier) -> [String] {
        switch dimension.description {
        case "ASSESSMENT":
            ["assessment", "result", "outcome", "classification", "conclusion", "penilaian", "keputusan"]
        case "SEVERITY": ["severity", "category", "severity category", "kategori", "keterukan", "tahap keterukan"]
        case "SITE_TYPE": ["site type", "type of site", "website type", "service type", "jenis laman", "jenis tapak"]
        case "HOSTING":
            [
                "hosting", "hosting country", "host country", "hosted in", "country", "negara", "negara pengehosan",
                "pengehosan",
            ]
        case "AGE": ["age", "age class", "age group", "age range", "youngest", "umur", "kumpulan umur", "kelas umur"]
        case "SEX": ["sex", "gender", "victim sex", "children depicted", "jantina"]
        case "SELF_GENERATED":
            [
                "self generated", "self-generated", "sg", "sgii", "made by the child", "dihasilkan sendiri",
                "hasil sendiri",
            ]
        case "ACTION": ["action", "actions", "action taken", "actions taken", "tindakan", "tindakan diambil"]
        case "SOURCE": ["source", "report source", "source of report", "reported by", "sumber", "sumber laporan"]
        case "REQUESTER": ["requester", "requested by", "asked by", "pemohon", "dipohon oleh"]
        case "PLATFORM": ["platform", "service", "app", "perkhidmatan", "aplikasi"]
        default: []
        }
    }

    /// The words of a dimension's codes.
    static func words(of dimension: Identifier) -> KeyValuePairs<String, [String]> {
        switch dimension.description {
        case "ASSESSMENT": assessment
        case "SEVERITY":
            ["A": ["cat a", "kat a"], "B": ["cat b", "kat b"], "C": ["cat c", "kat c"], "_U": ["none", "n a"]]
        case "SITE_TYPE": site
        case "SEX": sex
        case "SELF_GENERATED":
            [
                "YES": ["y", "true", "1", "self generated", "ya", "betul"], "NO": ["n", "false", "0", "tak", "bukan"],
            ]
        case "ACTION": action
        case "SOURCE": source
        case "REQUESTER":
            [
                "MCMC": ["skmm"], "POLICE": ["pdrm", "royal malaysia police", "law enforcement", "polis"],
                "HOTLINE": ["hotline", "us", "talian aduan", "kami"],
                "FLAGGER": ["flagger", "trusted flaggers", "pelapor"],
            ]
        case "PLATFORM":
            [
                "WHATSAPP": ["wa"], "FACEBOOK": ["facebook", "fb", "messenger", "meta"], "INSTAGRAM": ["ig"],
                "TIKTOK": ["tik tok"], "X": ["twitter", "x twitter"], "TELEGRAM": ["tg"],
                "GAME": ["game", "games", "gaming", "roblox", "permainan"], "WECHAT": ["we chat"],
                "_O": ["website", "laman web"],
            ]
        case "HOSTING":
            [
                "MY": ["mys", "malaysian"],
                "_U": ["tor", "hidden", "hidden service", "onion", "dark web", "tersembunyi"],
            ]
        case "BAND": band
        default: [:]
        }
    }

    /// What an assessment may be called; `ILLEGAL` where it is not said by which law.
    static let assessment: KeyValuePairs<String, [String]> = [
        "BASELINE": ["baseline csam", "illegal baseline", "csam baseline", "bpsk asas"],
        "NATIONAL": [
            "national", "national illegal", "national csam", "illegal national", "nationally illegal",
            "menyalahi undang-undang negara",
        ],
        "ILLEGAL": ["illegal", "confirmed", "csam", "actioned", "actionable", "disahkan", "menyalahi undang-undang"],
        "NOT_ILLEGAL": [
            "legal", "not csam", "no csam", "not actionable", "not found", "offline", "removed before assessment",
            "tidak ditemui", "bukan bpsk", "sah", "tidak menyalahi undang-undang",
        ],
        "NOT_ASSESSED": ["pending", "unassessed", "in progress", "new", "belum", "dalam proses", "baharu"],
    ]

    private static let site: KeyValuePairs<String, [String]> = [
        "WEBSITE": ["web", "site", "web site", "web page", "laman", "laman sesawang"],
        "IMAGE_HOST": ["image hosting", "imagehost", "image hosting site", "image store", "hos imej"],
        "FORUM": ["board", "image board", "imageboard", "bulletin board", "papan buletin"],
        "SOCIAL": [
            "social media", "social network", "messaging", "chat", "messenger", "media sosial", "rangkaian sosial",
            "pemesejan", "sembang",
        ],
        "_O": [
            "cyberlocker", "file host", "file hosting", "file sharing", "blog", "torrent", "p2p", "peer to peer",
            "banner",
            "video host", "video hosting", "search engine", "url shortener", "link site", "hidden service", "game",
            "blog",
            "perkongsian fail", "enjin carian",
        ],
    ]

    private static let sex: KeyValuePairs<String, [String]> = [
        "GIRLS": ["girl", "female", "females", "f", "perempuan", "p"],
        "BOYS": ["boy", "male", "males", "m", "lelaki", "l"],
        "BOTH": [
            "both", "boys and girls", "mixed", "girl and boy", "kedua-dua", "kedua-duanya", "lelaki dan perempuan",
        ],
        "F": ["girl", "girls", "female", "perempuan"], "M": ["boy", "boys", "male", "lelaki"],
    ]

    private static let action: KeyValuePairs<String, [String]> = [
        "POLICE": ["police", "law enforcement", "lea", "pdrm", "sent to police", "polis", "diserahkan ke polis"],
        "NOTICE": [
            "notice", "ntd", "takedown", "takedown notice", "notice and takedown", "removal", "removal request",
            "notis",
            "permintaan pembuangan", "isp", "host", "platform",
        ],
        "NETWORK": ["inhope", "iccam", "network", "hotline", "foreign hotline", "rangkaian", "talian aduan"],
        "BLOCKING": ["block", "blocked", "blocking", "blocklist", "mcmc", "skmm", "sekat", "sekatan", "disekat"],
        "NONE": ["none", "no action", "no action taken", "pending", "tiada", "tiada tindakan", "belum"],
    ]

    private static let source: KeyValuePairs<String, [String]> = [
        "PUBLIC": [
            "public", "member of the public", "web form", "anonymous", "user", "awam", "tanpa nama", "pengguna",
        ],
        "PROACTIVE": [
            "own search", "proactive search", "analyst", "crawler", "carian sendiri", "proaktif", "juruanalisis",
        ],
        "HOTLINE": ["hotline", "inhope", "iccam", "other hotline", "iwf", "talian aduan"],
        "AGENCY": ["police", "agency", "government", "law enforcement", "mcmc", "pdrm", "agensi", "polis", "kerajaan"],
    ]

    private static let band: KeyValuePairs<String, [String]> = [
        "H24": ["24 h", "24h", "< 24 h", "<24h", "same day", "hari sama"],
        "D3": ["1 3 days", "1 to 3 days", "1 hingga 3 hari"],
        "D7": ["4 7 days", "4 to 7 days", "4 hingga 7 hari"], "D28": ["8 28 days", "8 to 28 days", "8 hingga 28 hari"],
        "D_GT28": [">28 days", "> 28 days", "more than 28 days", "lebih 28 hari"],
        "REMOVED_U": ["removed", "down", "taken down", "yes", "y", "dibuang", "telah dibuang", "ya"],
        "PENDING": [
            "pending", "still up", "up", "online", "active", "not removed", "no", "n", "masih ada", "aktif", "belum",
            "belum dibuang", "tidak",
        ],
        "REFUSED": ["rejected", "declined", "enggan", "ditolak"],
    ]
}
