public import Statistics

/// How the figures come about and how they are to be read, made from the structures and the protection in force.
public struct MethodsPage: Sendable {
    private let datasets: [PublishedDataset]
    private let places: PagePlaces

    /// Takes what is published, and where the page will stand.
    public init(_ datasets: [PublishedDataset], places: PagePlaces) {
        self.datasets = datasets
        self.places = places
    }

    /// The page in a language.
    public func html(_ language: Language) -> [UInt8] {
        let words = PageWords(language: language)
        let title = words("How the figures are made, and how to read them", "Cara angka dihasilkan dan cara membacanya")
        return PageShell(words: words, places: places, title: title, own: .methods).page { html in
            html.element("h1", title)
            for (number, part) in parts(words).enumerated() {
                html.element("section", ["aria-labelledby": "part-\(number)"]) { html in
                    html.element("h2", ["id": "part-\(number)"], part.heading)
                    for text in part.paragraphs { html.element("p", text) }
                    if number == 0 { counted(words, &html) }
                    if number == 1 { protection(words, &html) }
                    if number == 2 {
                        example(words, &html)
                        MarkLegend(words: words).write(to: &html)
                    }
                    if !part.points.isEmpty {
                        html.element("ul") { html in for point in part.points { html.element("li", point) } }
                    }
                }
            }
        }
    }

    private func counted(_ words: PageWords, _ html: inout HTMLWriter) {
        for dataset in datasets {
            html.element("h3", words(dataset.structure.title))
            if let definition = dataset.structure.measure.definition { html.element("p", words(definition)) }
            html.element("p", UnitStatement(protection: dataset.release.protection, words: words).counted)
        }
    }

    private func protection(_ words: PageWords, _ html: inout HTMLWriter) {
        for dataset in datasets {
            html.element("h3", words(dataset.structure.title))
            html.element("p", UnitStatement(protection: dataset.release.protection, words: words).protected)
        }
        guard !datasets.isEmpty else { return }
        let title = words("The protection in force", "Perlindungan yang berkuat kuasa")
        html.element("div", ["class": "scroll", "role": "region", "aria-label": title, "tabindex": "0"]) { html in
            html.element("table") { html in
                html.element("caption", title)
                html.element("thead") { html in
                    html.element("tr") { html in
                        html.element("th", ["scope": "col"], words("Dataset", "Set data"))
                        for heading in ["k", "c", "a", "w", "ε", "δ", "ρ"] {
                            html.element("th", ["scope": "col", "class": "n"], heading)
                        }
                    }
                }
                html.element("tbody") { html in
                    for dataset in datasets { row(dataset, words, &html) }
                }
            }
        }
        html.element(
            "p", ["class": "fine"],
            words(
                "k: below it a figure is hidden. c: in how many figures of one table a unit may count; a: how often in each; w: in how many periods. ε, δ and ρ: the privacy loss of one period; the smaller, the better protected.",
                "k: angka di bawahnya disembunyikan. c: dalam berapa angka satu jadual sesuatu unit boleh dikira; a: berapa kali dalam setiap satu; w: dalam berapa tempoh. ε, δ dan ρ: kehilangan privasi bagi satu tempoh; lebih kecil, lebih terlindung."
            ))
    }

    private func row(_ dataset: PublishedDataset, _ words: PageWords, _ html: inout HTMLWriter) {
        let protection = dataset.release.protection
        let guarantee = protection.guarantee
        html.element("tr") { html in
            html.element("th", ["scope": "row"], words(dataset.structure.title))
            let values = [
                protection.threshold == .none ? "–" : words.number(Int64(protection.k)), "\(protection.unit.maxCells)",
                "\(protection.unit.maxCount)", "\(protection.unit.maxPeriods)",
                guarantee.map { UnitStatement.roundedUp($0.epsilon) } ?? "–", guarantee.map { "\($0.delta)" } ?? "–",
                guarantee?.rho.map { "\($0)" } ?? "–",
            ]
            for value in values { html.element("td", ["class": "n"], value) }
        }
    }

    /// How to read a margin, by a figure that is published.
    private func example(_ words: PageWords, _ html: inout HTMLWriter) {
        for dataset in datasets where dataset.structure.protection.method == .noise {
            guard let series = dataset.national, let figure = series.cell(series.newest).figure else { continue }
            let (low, high) = (
                words.number(max(0, figure.value.subtractingClamped(figure.margin))),
                words.number(figure.value.addingClamped(figure.margin))
            )
            let (value, margin) = (words.number(figure.value), words.margin(figure.margin))
            html.element("h3", words("An example", "Satu contoh"))
            html.element(
                "p",
                words(
                    "\(words(dataset.structure.title)), \(words.period(series.period(series.newest))): \(value) \(margin). With a probability of 95% the count that was made lies between \(low) and \(high).",
                    "\(words(dataset.structure.title)), \(words.period(series.period(series.newest))): \(value) \(margin). Dengan kebarangkalian 95%, kiraan sebenar terletak antara \(low) dan \(high)."
                ))
            let sentences = ChangeSentences(words: words).sentences(series, at: series.newest)
            if let first = sentences.first { html.element("p", first) }
            return
        }
    }
}
