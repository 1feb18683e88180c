import Collecting

extension Finding {
    /// A case of which no row says when it was.
    static func undatedCase(_ source: PoliceRules.PeriodSource, at place: Location) -> Finding {
        let (what, apa) =
            switch source {
            case .report: ("when it was reported", "bila ia dilaporkan")
            case .decision: ("when a court decided it", "bila mahkamah memutuskannya")
            case .identified: ("when the child was identified", "bila kanak-kanak itu dikenal pasti")
            }
        return Finding(
            .error, .missingValue, at: place,
            LocalizedText(
                "no row of the case that begins here says \(what); give the date in one of its rows",
                malay: "tiada baris kes yang bermula di sini menyatakan \(apa); beri tarikh dalam salah satu barisnya"))
    }

    /// Two verdicts, and no date that says which is the later.
    static func twoVerdicts(at place: Location) -> Finding {
        Finding(
            .error, .contradictoryRows, at: place,
            LocalizedText(
                "the case that begins here ends both in a conviction and without one; give the dates of both, the later counts",
                malay:
                    "kes yang bermula di sini berakhir dengan sabitan dan juga tanpa sabitan; beri tarikh kedua-duanya, yang kemudian dikira"
            ))
    }

    /// A stage that is dated before one that comes before it.
    static func stageBefore(_ later: String, _ earlier: String, at place: Location) -> Finding {
        .implausibleOrder(
            LocalizedText(
                "in the case that begins here \(later) is dated before \(earlier)",
                malay: "dalam kes yang bermula di sini \(later) bertarikh sebelum \(earlier)"), at: place)
    }

    /// A verdict without a charge.
    static func verdictWithoutCharge(at place: Location) -> Finding {
        .implausibleOrder(
            LocalizedText(
                "the case that begins here has a verdict and no charge",
                malay: "kes yang bermula di sini ada keputusan mahkamah tetapi tiada pertuduhan"), at: place)
    }

    /// Cases that are none of what the dataset counts.
    static func casesNotCounted(_ count: Int, because reason: LocalizedText, at place: Location) -> Finding {
        Finding(
            .note, .skippedRows, at: place,
            LocalizedText(
                "\(count == 1 ? "1 case was" : "\(count) cases were") not counted: \(reason.english)",
                malay: "\(count) kes tidak dikira: \(reason[.malay])"))
    }

    /// Counts by stage, and no word of what they count.
    static func funnelUnsaid(at place: Location) -> Finding {
        Finding(
            .error, .missingValue, at: place,
            LocalizedText(
                "say what the counts by stage are: --option funnel=furthest if each case stands at one stage, "
                    + "funnel=cumulative if it stands at every stage that it passed",
                malay:
                    "nyatakan maksud bilangan peringkat: --option funnel=furthest jika setiap kes di satu peringkat, "
                    + "funnel=cumulative jika di setiap peringkat yang dilalui"))
    }

    /// More cases at a stage than at the one before it.
    static func stageExceeds(
        _ later: String, _ count: Int64, _ earlier: String, _ before: Int64, at place: Location
    ) -> Finding {
        Finding(
            .error, .aboveTotal, at: place,
            LocalizedText(
                "\(count) reached \(later), or ended beside it, and only \(before) reached \(earlier) before it; check both counts",
                malay:
                    "\(count) sampai ke \(later), atau berakhir di sisinya, tetapi hanya \(before) sampai ke \(earlier) sebelumnya; semak kedua-duanya"
            ))
    }

    /// A cumulative funnel that does not say how many cases entered it.
    static func funnelWithoutReports(at place: Location) -> Finding {
        Finding(
            .error, .missingValue, at: place,
            LocalizedText(
                "a cumulative funnel begins with how many cases were reported; give that count, even if it is 0",
                malay: "corong kumulatif bermula dengan bilangan kes yang dilaporkan; beri bilangan itu, walaupun 0"))
    }

    /// A count of what another row counts too.
    static func repeatedCounts(first: Int, at place: Location) -> Finding {
        Finding(
            .error, .doubledRow, at: place,
            LocalizedText(
                "the row has the same period and codes as row \(first); leave one out, or add them up with --option repeated-rows=add",
                malay:
                    "baris ini mempunyai tempoh dan kod yang sama dengan baris \(first); buang satu, atau jumlahkan dengan --option repeated-rows=add"
            ))
    }

    /// Counts for a dataset in which a unit may be mentioned several times.
    static func countsOfSeveral(at place: Location) -> Finding {
        Finding(
            .error, .wrongDataset, at: place,
            LocalizedText(
                "this dataset takes several codes of one unit, which counts cannot say; send records, or the form of the dataset",
                malay:
                    "set data ini menerima beberapa kod bagi satu unit, yang tidak dapat dinyatakan oleh bilangan; hantar rekod, atau borang set data"
            ))
    }
}
