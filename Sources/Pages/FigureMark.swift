import Statistics

/// What a figure is, beside its value: each has a mark of its own shape and a word, so that colour says nothing alone.
enum FigureMark: CaseIterable {
    case hidden
    case missing
    case notApplicable
    case zero
    case provisional
    case seriesBreak

    /// The marks of a figure that has one.
    init?(_ cell: ProtectedCell) {
        switch cell {
        case .hidden: self = .hidden
        case .missing: self = .missing
        case .notApplicable: self = .notApplicable
        case .estimate(0, _), .exact(0): self = .zero
        case .estimate, .exact: return nil
        }
    }

    /// The mark.
    var symbol: String {
        switch self {
        case .hidden: "■"
        case .missing: "○"
        case .notApplicable: "—"
        case .zero: "0"
        case .provisional: "◇"
        case .seriesBreak: "¦"
        }
    }

    /// The word beside it.
    func word(_ words: PageWords) -> String {
        switch self {
        case .hidden: words("hidden", "disembunyikan")
        case .missing: words("not released", "belum diterbitkan")
        case .notApplicable: words("cannot occur", "tidak mungkin berlaku")
        case .zero: words("zero", "sifar")
        case .provisional: words("provisional", "sementara")
        case .seriesBreak: words("series break", "pemutusan siri")
        }
    }

    /// What it means.
    func meaning(_ words: PageWords) -> String {
        switch self {
        case .hidden:
            words(
                "Kept back, because a figure this small could tell too much. It is not zero.",
                "Tidak ditunjukkan, kerana angka sekecil ini mungkin mendedahkan terlalu banyak. Ia bukan sifar.")
        case .missing:
            words(
                "Nothing has been released for this period yet.", "Tiada apa-apa diterbitkan lagi bagi tempoh ini.")
        case .notApplicable:
            words("Such a combination does not exist.", "Gabungan sedemikian tidak wujud.")
        case .zero:
            words(
                "The figure with its noise is zero. The count lies within the margin of it.",
                "Angka bersama hingarnya ialah sifar. Kiraan sebenar terletak dalam marginnya.")
        case .provisional:
            words(
                "Reports were late or not yet due when the figure was made; it may be made anew.",
                "Laporan lewat atau belum perlu dihantar semasa angka dibuat; ia mungkin dibuat semula.")
        case .seriesBreak:
            words(
                "From here on it is counted in another way; do not compare across it.",
                "Mulai sini cara mengira berbeza; jangan bandingkan sebelum dan selepasnya.")
        }
    }
}

extension ProtectedCell {
    /// The value and margin that are shown, if any.
    var figure: (value: Int64, margin: Int64)? {
        switch self {
        case .estimate(let value, let margin): (value, margin)
        case .exact(let value): (value, 0)
        case .hidden, .notApplicable, .missing: nil
        }
    }
}
