// The words of the findings about units: in which one counts, and how many of what one unit may be counted at.

extension Finding {
    /// The file says that it counts something else than the dataset does.
    public static func wrongUnit(_ stated: String, expected: String, at location: Location) -> Finding {
        let shown = Excerpt.quoting(stated)
        return Finding(
            .error, .wrongUnit, at: location,
            LocalizedText(
                "this file counts \(shown ?? "something else"), and the dataset counts \(expected): one cannot be made of "
                    + "the other; send it to the dataset that counts the same",
                malay:
                    "fail ini mengira \(shown ?? "perkara lain"), sedangkan set data ini mengira \(expected): satu tidak "
                    + "boleh dijadikan yang lain; hantar kepada set data yang mengira perkara yang sama"))
    }

    /// More mentions at a code than the units that there are can have.
    ///
    /// `most` is how many of these one unit may have, `where` what else was looked at: the whole, or one code of another
    /// dimension, which is a warning alone.
    public static func tooManyMentions(
        _ mentions: Counted, units: Counted, most: Int64, isWhole: Bool, in period: Period, at location: Location
    ) -> Finding {
        Finding(
            isWhole ? .error : .warning, .aboveTotal, at: location,
            LocalizedText(
                "\(period): \(mentions.words) is \(mentions.count), and \(units.words) is \(units.count): each of these is "
                    + "counted there at most \(most == 1 ? "once" : "\(most) times"); correct the one count or the other",
                malay:
                    "\(period): \(mentions.words) ialah \(mentions.count), dan \(units.words) ialah \(units.count): setiap "
                    + "satu dikira di situ paling banyak \(most) kali; betulkan salah satu bilangan"))
    }

    /// Mentions without the units that have them.
    public static func missingUnits(
        _ mentions: Counted, units: String, in period: Period, at location: Location
    ) -> Finding {
        Finding(
            .error, .aboveTotal, at: location,
            LocalizedText(
                "\(period): \(mentions.words) is \(mentions.count), but nothing is counted at \(units); give each of them "
                    + "once at \(units) too, whatever else it has",
                malay:
                    "\(period): \(mentions.words) ialah \(mentions.count), tetapi tiada apa-apa dikira di \(units); beri "
                    + "setiap satu sekali di \(units) juga"))
    }

    /// Fewer mentions than units: some units stand at no code, in a period and as many others.
    public static func fewMentions(
        _ mentions: Counted, units: Counted, in period: Period, others: Int, at location: Location
    ) -> Finding {
        let (more, lagi) =
            others > 0
            ? (", and likewise in \(others) other periods", ", begitu juga dalam \(others) tempoh lain") : ("", "")
        return Finding(
            .note, .fewMentions, at: location,
            LocalizedText(
                "\(period): \(units.words) is \(units.count), but \(mentions.words) come to \(mentions.count) only\(more): "
                    + "some have none; what is not known has the code _U",
                malay:
                    "\(period): \(units.words) ialah \(units.count), tetapi jumlah \(mentions.words) hanya "
                    + "\(mentions.count)\(lagi): ada yang tiada langsung; yang tidak diketahui mempunyai kod _U"))
    }
}

extension DatasetStructure.Measure {
    /// Whether a source that says what it counts counts this: the same word, whatever its case.
    public func isCounted(in stated: String) -> Bool {
        stated.lowercased() == unit.lowercased()
    }
}

extension YAMLMapping {
    /// Reads the key `unit`, by which a mapping file may say what its source counts; reports one that the dataset does
    /// not count. Contacts are no children, and no factor makes the one of the other.
    public func checkUnit(_ structure: DatasetStructure) {
        guard let stated = optional("unit", .text), !structure.measure.isCounted(in: stated) else { return }
        report(
            "\(structure.id) counts \(structure.measure.unit), not \(Excerpt.cutting(stated) ?? "this")", at: "unit",
            hint: "send the file to a dataset that counts the same")
    }
}
