import Inference
import Statistics

/// One table of a dataset: which of its changes noise does not explain, and its figures.
struct TableSection {
    let view: DashboardView
    let words: PageWords

    private var dataset: PublishedDataset { view.dataset }

    func write(to html: inout HTMLWriter) {
        html.element("section", ["aria-labelledby": "table"]) { html in
            html.element("h2", ["id": "table"], view.definition.heading(words))
            guard let periods = view.periods, view.blocks.contains(where: { !$0.series.isEmpty }) else {
                html.element(
                    "p",
                    words(
                        "Nothing is left by this filter: tick fewer codes, or choose other periods.",
                        "Tiada apa-apa lagi selepas ditapis: kurangkan pilihan kod, atau pilih tempoh lain."))
                return
            }
            html.element("p", ["class": "lede"], words.periods(periods) + ".")
            if view.isCut {
                html.element(
                    "p", ["class": "fine"],
                    words(
                        "The page shows the newest of what there is; the files below have all of it.",
                        "Halaman ini menunjukkan yang terbaharu sahaja; fail di bawah mengandungi semuanya."))
            }
            if isOfMentions {
                html.element(
                    "p", ["class": "fine"],
                    words(
                        "One \(unit) may be counted at up to \(dataset.structure.unit.maxCells) of these, so that together they are more than all.",
                        "Satu \(unit) boleh dikira dalam sehingga \(dataset.structure.unit.maxCells) daripadanya, maka jumlahnya melebihi keseluruhan."
                    ))
            }
            changes(&html)
            for (number, block) in view.blocks.enumerated() { self.block(block.series, number, &html) }
        }
    }

    private var unit: String { words.unit(dataset.release.protection.unit.name) }

    private var isOfMentions: Bool {
        dataset.structure.unit.maxCells > 1
            && view.dimensions.contains { dataset.structure.dimensions[$0].isMultiValued }
    }

    // MARK: - What changed

    private func changes(_ html: inout HTMLWriter) {
        guard let last = view.periods?.last, dataset.structure.protection.method == .noise else { return }
        // Held against the year before; where nothing can be, against the period before.
        let held = Comparison.allCases.reversed().compactMap { comparison -> Held? in
            guard let earlier = comparison.earlier(than: last) else { return nil }
            let changes = view.blocks.flatMap(\.series).compactMap { series in
                series.change(series.places.upperBound - 1, comparison).map { (series: series, change: $0) }
            }
            return changes.isEmpty ? nil : Held(earlier: earlier, changes: changes)
        }.first
        guard let held else {
            html.element(
                "p", ["class": "fine"],
                words(
                    "The newest figures are not held against earlier ones: none is shown, or other offices had reported, or it was counted in another way.",
                    "Angka terbaharu tidak dibandingkan dengan yang terdahulu: tiada yang ditunjukkan, atau pejabat yang melapor berbeza, atau cara mengira berbeza."
                ))
            return
        }
        let earlier = held.earlier
        let found = held.changes.filter(\.change.isDistinguishable)
        html.element(
            "h3",
            words(
                "\(words.period(last)) against \(words.period(earlier))",
                "\(words.period(last)) berbanding \(words.period(earlier))"))
        guard !found.isEmpty else {
            html.element(
                "p",
                words(
                    "Nothing in this table differs by more than noise and chance can explain.",
                    "Tiada perbezaan dalam jadual ini yang melebihi apa yang boleh dijelaskan oleh hingar dan kebetulan."
                ))
            return
        }
        html.element("ul", ["class": "says"]) { html in
            for (series, change) in found.prefix(TableSection.mostChanges) {
                html.element("li") { html in
                    html.element("b", "\(series.name(words)): ")
                    html.text(ChangeSentences(words: words).sentence(change, since: earlier))
                }
            }
        }
        if found.count > TableSection.mostChanges {
            let more = found.count - TableSection.mostChanges
            html.element("p", ["class": "fine"], words("And \(more) more.", "Dan \(more) lagi."))
        }
    }

    private static let mostChanges = 8

    /// The newest figures against those of one earlier period.
    private struct Held {
        let earlier: Period
        let changes: [(series: ShownSeries, change: Change)]
    }

    // MARK: - Charts

    private func block(_ series: [ShownSeries], _ number: Int, _ html: inout HTMLWriter) {
        if view.blocks.count > 1 {
            html.element(
                "h3",
                number == 0
                    ? words("In broad groups", "Mengikut kumpulan besar")
                    : words("In finer groups", "Mengikut kumpulan lebih halus"))
        }
        if let place = oneDimension {
            let newest = series[0].places.upperBound - 1
            let period = words.period(series[0].period(newest))
            if TileGrid.fits(dataset.structure.dimensions[place].codelist) {
                TileGrid(
                    parts: series, dimension: place, place: newest, words: words,
                    title: words("By place, \(period)", "Mengikut tempat, \(period)")
                ).write(to: &html)
            } else if (2...StackedBars.most).contains(series.count) {
                StackedBars(
                    parts: series, places: stackedPlaces(series[0], newest), words: words, id: "stack-\(number)",
                    title: words("The parts, \(period)", "Bahagian-bahagian, \(period)")
                ).write(to: &html)
            }
        }
        html.element("div", ["class": "many"]) { html in
            for (place, one) in series.enumerated() { small(one, "s-\(number)-\(place)", &html) }
        }
    }

    /// The dimension of a table with just one.
    private var oneDimension: Int? { view.dimensions.count == 1 ? view.dimensions[0] : nil }

    /// The newest period and, where it is shown, the same a year before.
    private func stackedPlaces(_ series: ShownSeries, _ newest: Int) -> [Int] {
        let earlier = series.period(newest).yearBefore.flatMap { before in
            series.places.first { series.period($0) == before }
        }
        return [newest] + (earlier.map { [$0] } ?? [])
    }

    private func small(_ series: ShownSeries, _ id: String, _ html: inout HTMLWriter) {
        let name = series.name(words)
        html.element("figure") { html in
            html.element("figcaption") { html in
                html.element("span", name)
                html.text(" ")
                html.element("span", ["class": "end"]) { $0.figure(series.cell(series.places.upperBound - 1), words) }
            }
            LineChart(series: series, words: words, size: .small, id: id, title: name).write(to: &html)
            html.element("details") { html in
                html.element("summary", words("The figures", "Angkanya"))
                FigureTable(series: series, words: words, caption: name).write(to: &html)
            }
        }
    }
}
