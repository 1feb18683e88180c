import Collecting

/// The words that the police and the courts use, in English and Malay, besides the codes and labels of the codelists.
enum PoliceWords {
    /// The headings of a dimension's column, besides its name and title.
    static func headings(of dimension: Identifier) -> [String] {
        switch dimension.description {
        case "STATE": ["state", "negeri", "contingent", "kontinjen"]
        case "LAW":
            [
                "law", "law section", "section", "section of law", "offence", "act and section", "seksyen", "akta",
                "seksyen undang-undang", "kesalahan", "akta dan seksyen", "undang-undang",
            ]
        case "FORM": ["form", "forms", "form of abuse", "type", "category", "bentuk", "jenis", "kategori"]
        case "PLATFORM": ["platform", "app", "service", "aplikasi", "perkhidmatan"]
        case "REL":
            [
                "relation", "relationship", "offender relation", "relation to victim", "hubungan",
                "hubungan dengan mangsa",
            ]
        case "DISCLOSURE": ["disclosure", "told first", "disclosed to", "pendedahan", "diberitahu kepada"]
        case "AGE": ["age", "victim age", "age of victim", "umur", "umur mangsa"]
        case "SEX": ["sex", "gender", "victim sex", "jantina", "jantina mangsa"]
        case "RESCUED": ["rescued", "brought to safety", "safe", "diselamatkan"]
        case "COURT": ["court", "type of court", "mahkamah", "jenis mahkamah"]
        case "TESTIMONY": ["testimony", "evidence", "child evidence", "keterangan", "keterangan kanak-kanak"]
        case "COMPENSATION": ["compensation", "pampasan"]
        default: []
        }
    }

    /// The words of a dimension's codes.
    static func words(of dimension: Identifier) -> KeyValuePairs<String, [String]> {
        switch dimension.description {
        case "STATE": states
        case "FORM": forms
        case "PLATFORM":
            [
                "WHATSAPP": ["wa"], "FACEBOOK": ["facebook", "fb", "messenger", "meta"], "INSTAGRAM": ["ig"],
                "TIKTOK": ["tik tok"], "X": ["twitter", "x twitter"], "TELEGRAM": ["tg"], "WECHAT": ["we chat"],
                "GAME": ["game", "games", "gaming", "roblox", "mobile legends", "permainan"],
            ]
        case "REL":
            [
                "STRANGER": ["stranger", "unknown person", "orang asing", "tidak dikenali"],
                "ADULT_KNOWN": ["acquaintance", "known adult", "neighbour", "kenalan", "jiran"],
                "PEER_U18": ["peer", "child", "schoolmate", "rakan sebaya", "rakan sekolah"],
                "FAMILY": [
                    "relative", "sibling", "brother", "uncle", "grandfather", "saudara", "abang", "datuk",
                    "bapa saudara",
                ],
                "CAREGIVER": [
                    "parent", "father", "mother", "stepfather", "stepmother", "guardian", "bapa", "ayah", "ibu",
                    "bapa tiri",
                    "ibu tiri", "penjaga",
                ],
                "PARTNER": ["boyfriend", "girlfriend", "teman lelaki", "teman wanita", "kekasih", "pasangan"],
                "AUTHORITY": [
                    "teacher", "coach", "religious teacher", "employer", "guru", "ustaz", "jurulatih", "majikan",
                ],
            ]
        case "DISCLOSURE":
            [
                "FRIEND": ["friend", "kawan"], "PARENT": ["parent", "mother", "father", "ibu", "bapa"],
                "SCHOOL": ["teacher", "school", "counsellor", "guru", "sekolah", "kaunselor"],
                "HELPLINE": ["helpline", "talian kasih"], "WELFARE": ["jkm", "welfare", "kebajikan"],
                "HEALTH": ["doctor", "hospital", "nurse", "doktor", "jururawat", "klinik"],
                "POLICE": ["police", "pdrm"], "NO_ONE": ["nobody", "no one", "none", "tiada", "tiada sesiapa"],
            ]
        case "SEX": ["F": ["girl", "female", "woman", "perempuan", "p"], "M": ["boy", "male", "man", "lelaki", "l"]]
        case "RESCUED", "ONLINE": yesNo
        case "COURT":
            [
                "SPECIAL": ["special", "special court", "khas", "mahkamah khas"],
                "ORDINARY": [
                    "ordinary", "sessions court", "high court", "magistrate", "mahkamah sesyen", "mahkamah tinggi",
                    "biasa",
                ],
            ]
        case "TESTIMONY":
            [
                "FULL": ["full", "fully recorded", "penuh"], "PARTIAL": ["partial", "partly recorded", "sebahagian"],
                "IN_COURT": ["in court", "live", "at trial", "dalam mahkamah"],
                "WITNESS_U": ["witness", "child witness", "saksi"],
                "_Z": ["no witness", "none", "tiada saksi", "tiada"],
            ]
        case "COMPENSATION":
            [
                "SOUGHT": ["sought", "asked", "applied", "dipohon"], "ORDERED": ["ordered", "diperintahkan"],
                "PAID": ["paid", "dibayar"],
                "NOT_SOUGHT": ["not sought", "none", "no", "tidak dipohon", "tiada", "tidak"],
            ]
        default: [:]
        }
    }

    /// What says that something is so or is not.
    static let yesNo: KeyValuePairs<String, [String]> = [
        "YES": ["yes", "y", "true", "1", "ya", "online", "dalam talian"],
        "NO": ["no", "n", "false", "0", "tidak", "tak", "offline", "luar talian", "bukan"],
    ]

    private static let states: KeyValuePairs<String, [String]> = [
        "MY-01": ["jhr", "johore", "johor darul takzim"], "MY-02": ["kdh", "kedah darul aman"],
        "MY-03": ["kel", "ktn", "kelantan darul naim"], "MY-04": ["mlk", "malacca"],
        "MY-05": ["nsn", "n sembilan", "ns", "n9"],
        "MY-06": ["phg", "pahang darul makmur"], "MY-07": ["png", "penang", "p pinang", "pinang"],
        "MY-08": ["prk", "perak darul ridzuan"], "MY-09": ["pls", "perlis indera kayangan"],
        "MY-10": ["sgr", "selangor darul ehsan"], "MY-11": ["trg", "terengganu darul iman"], "MY-12": ["sbh"],
        "MY-13": ["swk"], "MY-14": ["kl", "kul", "w p kuala lumpur", "wp kuala lumpur"],
        "MY-15": ["lbn", "w p labuan", "wp labuan"], "MY-16": ["pjy", "w p putrajaya", "wp putrajaya"],
        "ABROAD": ["abroad", "overseas", "luar negara", "luar negeri"],
    ]

    private static let forms: KeyValuePairs<String, [String]> = [
        "GROOM": ["grooming", "child grooming", "pengantunan"],
        "EXTORT": ["sextortion", "sexual extortion", "extortion", "pemerasan", "pemerasan seksual", "peras ugut"],
        "IMG_NOCONSENT": ["image based abuse", "images without consent", "perkongsian imej"],
        "LIVESTREAM": ["live streaming", "livestream", "live stream", "penstriman langsung", "siaran langsung"],
        "CSAM_PROD": ["production", "csam production", "making csam", "penghasilan"],
        "CSAM_DIST": ["distribution", "csam distribution", "sharing csam", "penyebaran", "pengedaran"],
        "CSAM_POSS": ["possession", "csam possession", "accessing csam", "pemilikan"],
        "UNWANTED_CONTENT": ["unwanted content", "kandungan tidak diingini"],
        "UNWANTED_REQUEST": ["unwanted request", "permintaan tidak diingini"],
        "COERCE_MONEY": ["coercion", "money or gifts", "wang atau hadiah"],
        "TRAFFICK_ONLINE": ["trafficking", "online trafficking", "pemerdagangan"],
    ]
}
