// The words of the findings about what a submission's counts come to, in English and Bahasa Malaysia. The counts that
// are named are the sender's own, and go back to that sender alone.

extension Finding {
    /// A count with what it counts: `CHANNEL=VOICE` and 118.
    public struct Counted: Sendable, Hashable {
        /// What is counted, as the codes of its dimensions.
        public let words: String
        /// How many.
        public let count: Int64

        /// Takes both.
        public init(_ words: String, _ count: Int64) {
            self.words = words
            self.count = count
        }
    }

    /// Two sums do not stand to each other as a rule says.
    public static func brokenComparison(
        _ rule: ValidationRule, _ relation: ValidationRule.Relation, _ left: Counted, _ right: Counted,
        in period: Period, at location: Location
    ) -> Finding {
        let (words, kata) = relation.words
        return broken(
            rule, in: period, at: location,
            "\(left.words) is \(left.count) and must be \(words) \(right.words), which is \(right.count); "
                + "correct the count that is wrong",
            malay: "\(left.words) ialah \(left.count) dan mesti \(kata) \(right.words), iaitu \(right.count); "
                + "betulkan bilangan yang salah")
    }

    /// Two counts do not come together, or do, where a rule says otherwise.
    public static func brokenPair(
        _ rule: ValidationRule, _ kind: ValidationRule.Pair.Kind, _ first: Counted, _ second: Counted,
        in period: Period, at location: Location
    ) -> Finding {
        let (words, kata) =
            kind == .compulsory
            ? ("where there is one there must be the other", "jika satu ada, satu lagi mesti ada")
            : ("where there is one there cannot be the other", "jika satu ada, satu lagi tidak boleh ada")
        return broken(
            rule, in: period, at: location,
            "\(first.words) is \(first.count) and \(second.words) is \(second.count): \(words); "
                + "add what is missing, or take out what is wrong",
            malay: "\(first.words) ialah \(first.count) dan \(second.words) ialah \(second.count): \(kata); "
                + "tambah yang tiada, atau buang yang salah")
    }

    /// Something stands at codes that do not go with its own.
    public static func brokenNeed(
        _ rule: ValidationRule, _ needing: Counted, only: String, elsewhere: Int64, in period: Period,
        at location: Location
    ) -> Finding {
        broken(
            rule, in: period, at: location,
            "of the \(needing.count) at \(needing.words) only those at \(only) can be, yet \(elsewhere) stand at other "
                + "codes; correct the one code or the other",
            malay:
                "daripada \(needing.count) di \(needing.words), hanya yang di \(only) boleh wujud, tetapi \(elsewhere) "
                + "berada di kod lain; betulkan salah satu kod itu")
    }

    /// A count outside its bounds.
    public static func outsideRange(
        _ rule: ValidationRule, _ counted: Counted, least: Int64, most: Int64?, in period: Period,
        at location: Location
    ) -> Finding {
        let (words, kata) =
            switch (least, most) {
            case (0, 0?): ("there can be none", "tidak boleh ada langsung")
            case (0, let most?): ("at most \(most) can be right", "paling banyak \(most) yang munasabah")
            case (_, nil): ("at least \(least) are to be expected", "sekurang-kurangnya \(least) dijangka")
            case (_, let most?): ("\(least) to \(most) are to be expected", "\(least) hingga \(most) dijangka")
            }
        return broken(
            rule, in: period, at: location,
            "\(counted.words) is \(counted.count), where \(words); check the codes and the counts",
            malay: "\(counted.words) ialah \(counted.count), sedangkan \(kata); semak kod dan bilangan")
    }

    /// A count that is too small or too large a part of another.
    public static func outsideShare(
        _ rule: ValidationRule, _ test: ValidationRule.Share, _ part: Counted, of whole: Counted, in period: Period,
        at location: Location
    ) -> Finding {
        let (low, high) = test.percents
        return broken(
            rule, in: period, at: location,
            "\(part.words) is \(part.count) of the \(whole.count) at \(whole.words), where \(low) to \(high) per cent are "
                + "to be expected; look whether codes are missing or wrong",
            malay:
                "\(part.words) ialah \(part.count) daripada \(whole.count) di \(whole.words), sedangkan \(low) hingga "
                + "\(high) peratus dijangka; semak sama ada kod tertinggal atau salah")
    }

    /// A count far from those of the last periods of the same sender.
    public static func jump(
        _ rule: ValidationRule, _ counted: Counted, before: ClosedRange<Int64>, periods: Int, in period: Period,
        at location: Location
    ) -> Finding {
        let (usual, biasa) =
            before.lowerBound == before.upperBound
            ? ("\(before.lowerBound)", "\(before.lowerBound)")
            : ("\(before.lowerBound) to \(before.upperBound)", "\(before.lowerBound) hingga \(before.upperBound)")
        return Finding(
            .warning, .jump, at: location,
            sentence(
                rule, period,
                "\(counted.words) is \(counted.count), after \(usual) in the last \(periods) periods that you reported; "
                    + "if that is right, nothing need be done; else send the mended file",
                malay:
                    "\(counted.words) ialah \(counted.count), selepas \(biasa) dalam \(periods) tempoh terakhir yang anda "
                    + "laporkan; jika betul, tiada apa-apa perlu dibuat; jika tidak, hantar fail yang dibetulkan"))
    }

    /// Something where the structure says that nothing can be.
    public static func impossibleCombination(_ counted: Counted, in period: Period, at location: Location) -> Finding {
        Finding(
            .error, .impossibleCombination, at: location,
            LocalizedText(
                "\(period): \(counted.words) cannot occur, yet \(counted.count) are counted there; correct one of the codes",
                malay:
                    "\(period): \(counted.words) tidak mungkin berlaku, tetapi \(counted.count) dikira di situ; "
                    + "betulkan salah satu kodnya"))
    }

    private static func broken(
        _ rule: ValidationRule, in period: Period, at location: Location, _ english: String, malay: String
    ) -> Finding {
        Finding(
            rule.severity == .error ? .error : .warning, .brokenRule, at: location,
            sentence(rule, period, english, malay: malay))
    }

    private static func sentence(
        _ rule: ValidationRule, _ period: Period, _ english: String, malay: String
    ) -> LocalizedText {
        let (reason, sebab) = (rule.title.map { " (\($0.english))" } ?? "", rule.title.map { " (\($0[.malay]))" } ?? "")
        return LocalizedText(
            "\(period), rule \(rule.id)\(reason): \(english)",
            malay: "\(period), peraturan \(rule.id)\(sebab): \(malay)")
    }
}

extension ValidationRule.Relation {
    fileprivate var words: (english: String, malay: String) {
        switch self {
        case .equal: ("the same as", "sama dengan")
        case .notEqual: ("other than", "berbeza daripada")
        case .atMost: ("at most", "tidak melebihi")
        case .below: ("less than", "kurang daripada")
        case .atLeast: ("at least", "sekurang-kurangnya")
        case .above: ("more than", "lebih daripada")
        }
    }
}
