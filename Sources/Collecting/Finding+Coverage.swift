extension Finding {
    /// Periods between those that a submission speaks for, about which it says nothing.
    public static func uncovered(_ periods: [Period], at location: Location) -> Finding {
        let names = periods.prefix(6).map(\.description).joined(separator: ", ") + (periods.count > 6 ? ", …" : "")
        return Finding(
            .warning, .uncoveredPeriods, at: location,
            LocalizedText(
                "nothing is said about \(names): not taken as zero; if there was nothing to count, say with --period "
                    + "which periods the file covers",
                malay:
                    "tiada maklumat tentang \(names): tidak dianggap sifar; jika tiada apa-apa untuk dikira, nyatakan "
                    + "dengan --period tempoh yang diliputi oleh fail ini"))
    }
}
