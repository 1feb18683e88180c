import Inference
import Statistics

/// Changes in sentences: what changed, and whether noise can explain it.
struct ChangeSentences {
    let words: PageWords

    /// What became of a figure since the year before, or the period before where there is none.
    func sentences(_ series: ShownSeries, at place: Int) -> [String] {
        Comparison.allCases.reversed().compactMap { comparison in
            guard let earlier = comparison.earlier(than: series.period(place)) else { return nil }
            return sentence(series.change(place, comparison), since: earlier)
        }
    }

    /// The change since an earlier period; `nil` for one of which nothing can be said.
    func sentence(_ change: Change?, since earlier: Period) -> String {
        let before = words.period(earlier)
        guard let change else {
            return words(
                "It is not held against \(before): one of the figures is not shown, or other offices had reported, or it was counted in another way.",
                "Ia tidak dibandingkan dengan \(before): salah satu angka tidak ditunjukkan, atau pejabat yang melapor berbeza, atau cara mengira berbeza."
            )
        }
        let (size, margin) = (words.number(Int64(change.difference.magnitude)), words.margin(change.margin))
        guard change.isDistinguishable, change.difference != 0 else {
            return words(
                "About the same as in \(before): the difference of \(words.difference(change.difference)) (\(margin)) is one that noise and chance can explain.",
                "Lebih kurang sama dengan \(before): perbezaan sebanyak \(words.difference(change.difference)) (\(margin)) boleh dijelaskan oleh hingar dan kebetulan."
            )
        }
        return change.difference > 0
            ? words(
                "More than in \(before): the rise of \(size) (\(margin)) is larger than noise and chance can explain.",
                "Lebih banyak daripada \(before): kenaikan sebanyak \(size) (\(margin)) melebihi apa yang boleh dijelaskan oleh hingar dan kebetulan."
            )
            : words(
                "Fewer than in \(before): the fall of \(size) (\(margin)) is larger than noise and chance can explain.",
                "Lebih sedikit daripada \(before): penurunan sebanyak \(size) (\(margin)) melebihi apa yang boleh dijelaskan oleh hingar dan kebetulan."
            )
    }

    /// How many had reported.
    func coverage(_ coverage: Coverage) -> String {
        words(
            "\(coverage.reported) of \(coverage.expected) providers had reported for \(words.period(coverage.period)).",
            "\(coverage.reported) daripada \(coverage.expected) penyedia telah melapor bagi \(words.period(coverage.period))."
        )
    }
}
