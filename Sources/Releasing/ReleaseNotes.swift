import Statistics

/// What every reader of a release must know, in words.
struct ReleaseNotes {
    private static let reference = LocalizedText(
        "Reference data: these figures are public elsewhere. They are exact, and no promise of privacy is made for them.",
        malay:
            "Data rujukan: angka ini telah diterbitkan di tempat lain. Angkanya tepat, dan tiada jaminan privasi diberikan."
    )

    let structure: DatasetStructure

    /// A figure may itself be below k, since it carries noise.
    private var strict: LocalizedText {
        let (k, unit) = (structure.protection.k, structure.unit.name)
        return LocalizedText(
            "Every figure shown stands on at least \(k) units (\(unit)) before noise, and was chosen at random with a chance "
                + "that grows with their number; all others are hidden. Noise may put a shown figure below \(k). "
                + "Hidden is not zero, and may be \(k) or more.",
            malay:
                "Setiap angka yang dipaparkan berasaskan sekurang-kurangnya \(k) unit (\(unit)) sebelum hingar, dan dipilih "
                + "secara rawak dengan kebarangkalian yang meningkat mengikut bilangannya; yang lain disembunyikan. Hingar "
                + "boleh menjadikan angka yang dipaparkan kurang daripada \(k). Tersembunyi bukan sifar, dan mungkin "
                + "\(k) atau lebih.")
    }

    var texts: [LocalizedText] {
        let definition = structure.measure.definition.map { [$0] } ?? []
        guard structure.protection.method != .reference else { return definition + [ReleaseNotes.reference] }
        let unit = structure.unit.name
        var notes =
            definition + [
                LocalizedText(
                    "Every figure carries random noise that protects people. With probability 95% the count before noise "
                        + "is no further from the figure than its margin.",
                    malay:
                        "Setiap angka mengandungi hingar rawak untuk melindungi orang. Dengan kebarangkalian 95%, bilangan "
                        + "sebelum hingar tidak berbeza daripada angka itu melebihi marginnya."),
                LocalizedText(
                    "What is protected is one \(unit): at most \(structure.unit.maxCells) cells of a table, "
                        + "\(structure.unit.maxCount) in each, in at most \(structure.unit.maxPeriods) periods. "
                        + "A person with several is protected less.",
                    malay:
                        "Yang dilindungi ialah satu unit (\(unit)): paling banyak \(structure.unit.maxCells) sel dalam satu jadual, "
                        + "\(structure.unit.maxCount) setiap sel, dalam paling banyak \(structure.unit.maxPeriods) tempoh. "
                        + "Orang yang mempunyai beberapa unit kurang dilindungi."),
                LocalizedText(
                    "All tables are put together from the same draws, so that they agree; figures are rounded one by one and may "
                        + "differ from their sum by that.",
                    malay:
                        "Semua jadual disusun daripada cabutan yang sama, jadi semuanya selaras; setiap angka dibundarkan "
                        + "sendiri, jadi jumlahnya mungkin berbeza sedikit."),
            ]
        switch structure.protection.threshold {
        case .none: break
        case .strict: notes.append(strict)
        case .noisy:
            notes.append(
                LocalizedText(
                    "Figures below \(structure.protection.k) are hidden. Hidden is not zero.",
                    malay: "Angka di bawah \(structure.protection.k) disembunyikan. Tersembunyi bukan sifar."))
        }
        for dimension in structure.dimensions where dimension.isMultiValued {
            notes.append(
                LocalizedText(
                    "Tables by \(dimension.id) count mentions: one \(unit) may stand at several codes, so they do not add up.",
                    malay:
                        "Jadual mengikut \(dimension.id) mengira sebutan: satu unit (\(unit)) mungkin berada pada beberapa kod, jadi tidak boleh dijumlahkan."
                ))
        }
        return notes
    }
}
