import Collecting

/// Countries and territories, by their codes after ISO 3166-1 and the names that people write, in English and Malay.
struct Countries: Sendable {
    private let codes: [String: String]

    init() {
        var codes: [String: String] = [:]
        for line in Countries.table.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 2)
            guard parts.count == 3 else { continue }
            let names = parts[2].split(separator: "|")
            for name in [parts[0], parts[1]] + names { codes[Folding.words(name)] = String(parts[0]) }
        }
        // A word of two letters that is another country's code is no name.
        for line in Countries.table.split(separator: "\n") {
            codes[line.prefix(2).lowercased()] = String(line.prefix(2))
        }
        self.codes = codes
    }

    /// The code of two letters of a country; `nil` if it is none. A domain such as `.my` is the code's.
    func code(of word: String) -> String? { codes[Folding.words(word)] }

    /// The countries of INHOPE's member hotlines as far as they are known here; they change, so that
    /// whoever submits may name others.
    static let withHotline =
        "AL AR AT AU BA BE BG BR CA CH CO CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT JP KH KR LT LU LV MD MT MX NL NZ "
        + "PL PT RO RS RU SE SI SK TH TR TW UA US ZA"

    private static let table = """
        AD AND Andorra
        AE ARE United Arab Emirates|UAE|Emiriah Arab Bersatu
        AF AFG Afghanistan
        AG ATG Antigua and Barbuda
        AI AIA Anguilla
        AL ALB Albania
        AM ARM Armenia
        AO AGO Angola
        AQ ATA Antarctica
        AR ARG Argentina
        AS ASM American Samoa
        AT AUT Austria
        AU AUS Australia
        AW ABW Aruba
        AX ALA Åland Islands
        AZ AZE Azerbaijan
        BA BIH Bosnia and Herzegovina
        BB BRB Barbados
        BD BGD Bangladesh
        BE BEL Belgium
        BF BFA Burkina Faso
        BG BGR Bulgaria
        BH BHR Bahrain
        BI BDI Burundi
        BJ BEN Benin
        BL BLM St Barthelemy
        BM BMU Bermuda
        BN BRN Brunei|Brunei Darussalam
        BO BOL Bolivia
        BQ BES Caribbean NL
        BR BRA Brazil
        BS BHS Bahamas
        BT BTN Bhutan
        BV BVT Bouvet Island
        BW BWA Botswana
        BY BLR Belarus
        BZ BLZ Belize
        CA CAN Canada|Kanada
        CC CCK Cocos|Keeling) Islands
        CD COD Democratic Republic of the Congo|DR Congo
        CF CAF Central African Rep.
        CG COG Congo|Republic of the Congo
        CH CHE Switzerland|Swiss
        CI CIV Côte d'Ivoire|Ivory Coast
        CK COK Cook Islands
        CL CHL Chile
        CM CMR Cameroon
        CN CHN China|People's Republic of China
        CO COL Colombia
        CR CRI Costa Rica
        CU CUB Cuba
        CV CPV Cape Verde
        CW CUW Curaçao
        CX CXR Christmas Island
        CY CYP Cyprus
        CZ CZE Czech Republic|Czechia
        DE DEU Germany|Jerman
        DJ DJI Djibouti
        DK DNK Denmark
        DM DMA Dominica
        DO DOM Dominican Republic
        DZ DZA Algeria
        EC ECU Ecuador
        EE EST Estonia
        EG EGY Egypt|Mesir
        EH ESH Western Sahara
        ER ERI Eritrea
        ES ESP Spain|Sepanyol
        ET ETH Ethiopia
        FI FIN Finland
        FJ FJI Fiji
        FK FLK Falkland Islands
        FM FSM Micronesia
        FO FRO Faroe Islands
        FR FRA France|Perancis
        GA GAB Gabon
        GB GBR Britain|UK|United Kingdom|Great Britain|England
        GD GRD Grenada
        GE GEO Georgia
        GF GUF French Guiana
        GG GGY Guernsey
        GH GHA Ghana
        GI GIB Gibraltar
        GL GRL Greenland
        GM GMB Gambia
        GN GIN Guinea
        GP GLP Guadeloupe
        GQ GNQ Equatorial Guinea
        GR GRC Greece|Yunani
        GS SGS South Georgia and the South Sandwich Islands
        GT GTM Guatemala
        GU GUM Guam
        GW GNB Guinea-Bissau
        GY GUY Guyana
        HK HKG Hong Kong|Hong Kong SAR
        HM HMD Heard Island and McDonald Islands
        HN HND Honduras
        HR HRV Croatia
        HT HTI Haiti
        HU HUN Hungary
        ID IDN Indonesia
        IE IRL Ireland
        IL ISR Israel
        IM IMN Isle of Man
        IN IND India
        IO IOT British Indian Ocean Territory
        IQ IRQ Iraq
        IR IRN Iran|Islamic Republic of Iran
        IS ISL Iceland
        IT ITA Italy|Itali
        JE JEY Jersey
        JM JAM Jamaica
        JO JOR Jordan
        JP JPN Japan|Jepun
        KE KEN Kenya
        KG KGZ Kyrgyzstan
        KH KHM Cambodia|Kemboja
        KI KIR Kiribati
        KM COM Comoros
        KN KNA St Kitts and Nevis
        KP PRK North Korea|Korea Utara
        KR KOR South Korea|Republic of Korea|Korea Selatan
        KW KWT Kuwait
        KY CYM Cayman Islands
        KZ KAZ Kazakhstan
        LA LAO Laos|Lao
        LB LBN Lebanon
        LC LCA St Lucia
        LI LIE Liechtenstein
        LK LKA Sri Lanka
        LR LBR Liberia
        LS LSO Lesotho
        LT LTU Lithuania
        LU LUX Luxembourg
        LV LVA Latvia
        LY LBY Libya
        MA MAR Morocco|Maghribi
        MC MCO Monaco
        MD MDA Moldova|Republic of Moldova
        ME MNE Montenegro
        MF MAF St Martin (French)
        MG MDG Madagascar
        MH MHL Marshall Islands
        MK MKD North Macedonia
        ML MLI Mali
        MM MMR Myanmar|Burma
        MN MNG Mongolia
        MO MAC Macau|Macao|Makau
        MP MNP Northern Mariana Islands
        MQ MTQ Martinique
        MR MRT Mauritania
        MS MSR Montserrat
        MT MLT Malta
        MU MUS Mauritius
        MV MDV Maldives
        MW MWI Malawi
        MX MEX Mexico
        MY MYS Malaysia
        MZ MOZ Mozambique
        NA NAM Namibia
        NC NCL New Caledonia
        NE NER Niger
        NF NFK Norfolk Island
        NG NGA Nigeria
        NI NIC Nicaragua
        NL NLD Netherlands|The Netherlands|Holland|Belanda
        NO NOR Norway
        NP NPL Nepal
        NR NRU Nauru
        NU NIU Niue
        NZ NZL New Zealand
        OM OMN Oman
        PA PAN Panama
        PE PER Peru
        PF PYF French Polynesia
        PG PNG Papua New Guinea
        PH PHL Philippines|Filipina|The Philippines
        PK PAK Pakistan
        PL POL Poland
        PM SPM St Pierre and Miquelon
        PN PCN Pitcairn
        PR PRI Puerto Rico
        PS PSE Palestine|Palestin
        PT PRT Portugal
        PW PLW Palau
        PY PRY Paraguay
        QA QAT Qatar
        RE REU Réunion
        RO ROU Romania
        RS SRB Serbia
        RU RUS Russia|Russian Federation|Rusia
        RW RWA Rwanda
        SA SAU Saudi Arabia|Arab Saudi
        SB SLB Solomon Islands
        SC SYC Seychelles
        SD SDN Sudan
        SE SWE Sweden
        SG SGP Singapore|Singapura
        SH SHN St Helena
        SI SVN Slovenia
        SJ SJM Svalbard and Jan Mayen
        SK SVK Slovakia
        SL SLE Sierra Leone
        SM SMR San Marino
        SN SEN Senegal
        SO SOM Somalia
        SR SUR Suriname
        SS SSD South Sudan
        ST STP Sao Tome and Principe
        SV SLV El Salvador
        SX SXM St Maarten|Dutch
        SY SYR Syria|Syrian Arab Republic
        SZ SWZ Eswatini|Swaziland
        TC TCA Turks and Caicos Is
        TD TCD Chad
        TF ATF French S. Terr.
        TG TGO Togo
        TH THA Thailand
        TJ TJK Tajikistan
        TK TKL Tokelau
        TL TLS East Timor|Timor-Leste|Timor Leste
        TM TKM Turkmenistan
        TN TUN Tunisia
        TO TON Tonga
        TR TUR Turkey|Türkiye|Turki
        TT TTO Trinidad and Tobago
        TV TUV Tuvalu
        TW TWN Taiwan
        TZ TZA Tanzania
        UA UKR Ukraine
        UG UGA Uganda
        UM UMI US minor outlying islands
        US USA United States|United States of America|USA|Amerika Syarikat|AS
        UY URY Uruguay
        UZ UZB Uzbekistan
        VA VAT Vatican City|Holy See
        VC VCT St Vincent
        VE VEN Venezuela
        VG VGB British Virgin Islands
        VI VIR US Virgin Islands
        VN VNM Vietnam|Viet Nam
        VU VUT Vanuatu
        WF WLF Wallis and Futuna
        WS WSM Samoa
        YE YEM Yemen
        YT MYT Mayotte
        ZA ZAF South Africa|Afrika Selatan
        ZM ZMB Zambia
        ZW ZWE Zimbabwe
        """
}
