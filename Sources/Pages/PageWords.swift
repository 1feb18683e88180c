import Statistics

/// What the pages say, in one language. Each text is given in both, so that none is forgotten.
struct PageWords {
    let language: Language

    /// One of the two texts.
    func callAsFunction(_ english: String, _ malay: String) -> String { language == .english ? english : malay }

    /// A text of the catalogue.
    func callAsFunction(_ text: LocalizedText) -> String { text[language] }

    /// A whole number with its thousands apart, and a minus sign that is one.
    func number(_ value: Int64) -> String {
        let digits = Array(String(value.magnitude))
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return value < 0 ? "\u{2212}\(text)" : text
    }

    /// A difference, with its sign.
    func difference(_ value: Int64) -> String { value > 0 ? "+\(number(value))" : number(value) }

    /// A margin: what is given or taken.
    func margin(_ value: Int64) -> String { "±\u{A0}\(number(value))" }

    // MARK: - Calendar

    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let malayMonths = [
        "Januari", "Februari", "Mac", "April", "Mei", "Jun", "Julai", "Ogos", "September", "Oktober", "November",
        "Disember",
    ]

    private func month(_ number: Int) -> String {
        self(PageWords.englishMonths[number - 1], PageWords.malayMonths[number - 1])
    }

    /// A period as people say it.
    func period(_ period: Period) -> String {
        let (year, month, _) = period.days.lowerBound.date
        switch period.frequency {
        case .annual: return "\(year)"
        case .quarterly:
            let quarter = (month - 1) / 3 + 1
            return self("Q\(quarter) \(year)", "Suku \(quarter) \(year)")
        case .monthly: return "\(self.month(month)) \(year)"
        case .weekly:
            let parts = "\(period)".split(separator: "-W")
            return self(
                "Week \(parts.last ?? "") of \(parts.first ?? "")", "Minggu \(parts.last ?? ""), \(parts.first ?? "")")
        case .daily: return day(period.days.lowerBound)
        }
    }

    /// A period as it stands below a chart, short.
    func shortPeriod(_ period: Period) -> String {
        let (year, month, _) = period.days.lowerBound.date
        switch period.frequency {
        case .annual: return "\(year)"
        case .quarterly: return self("Q\((month - 1) / 3 + 1) \(year)", "S\((month - 1) / 3 + 1) \(year)")
        case .monthly:
            let name = self.month(month)
            // Three letters tell months apart in both languages: Mac, Mei, Ogos.
            return "\(name.prefix(3)) \(year)"
        case .weekly, .daily: return period.description
        }
    }

    /// Some periods, from the first to the last.
    func periods(_ range: PeriodRange) -> String {
        guard range.first != range.last else { return period(range.first) }
        return self(
            "\(period(range.first)) to \(period(range.last))", "\(period(range.first)) hingga \(period(range.last))")
    }

    /// A day as people say it.
    func day(_ day: Day) -> String {
        let (year, month, number) = day.date
        return "\(number) \(self.month(month)) \(year)"
    }

    /// How often a dataset has figures.
    func frequency(_ frequency: Frequency) -> String {
        switch frequency {
        case .annual: self("by year", "mengikut tahun")
        case .quarterly: self("by quarter", "mengikut suku tahun")
        case .monthly: self("by month", "mengikut bulan")
        case .weekly: self("by week", "mengikut minggu")
        case .daily: self("by day", "mengikut hari")
        }
    }

    /// What one unit is called. What the catalogue calls otherwise is called what it is.
    func unit(_ name: String) -> String {
        switch name {
        case "case": self("case", "kes")
        case "child": self("child", "kanak-kanak")
        case "contact": self("contact", "hubungan")
        case "participant": self("participant", "peserta")
        case "published figure": self("published figure", "angka yang diterbitkan")
        case "report": self("report", "laporan")
        case "respondent": self("respondent", "responden")
        case "staff member in one year": self("staff member in one year", "kakitangan dalam satu tahun")
        case "url": self("address on the web (URL)", "alamat web (URL)")
        default: self(name, "unit yang dikira")
        }
    }
}
