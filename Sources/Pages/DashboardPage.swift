public import Publishing
public import Statistics

/// The page of a dataset: what changed, the figures as charts and tables, how they are to be read, and the files.
public struct DashboardPage: Sendable {
    private let dataset: PublishedDataset
    private let filter: ReleaseFilter
    private let places: PagePlaces
    /// The number by which the vintage was asked for, if it was.
    private let asked: Int?

    /// Takes what is to be shown.
    ///
    /// - Parameters:
    ///   - dataset: The vintage.
    ///   - filter: What of it is wanted.
    ///   - places: Where the page will stand.
    ///   - asked: The number by which the vintage was asked for, if it was.
    public init(
        _ dataset: PublishedDataset, _ filter: ReleaseFilter, places: PagePlaces, asked: Int? = nil
    ) {
        self.dataset = dataset
        self.filter = filter
        self.places = places
        self.asked = asked
    }

    /// The page in a language.
    public func html(_ language: Language) -> [UInt8] {
        let words = PageWords(language: language)
        let view = DashboardView(dataset, filter)
        let shell = PageShell(
            words: words, places: places, title: words(dataset.structure.title),
            own: .dashboard(dataset.structure.id, filter, release: asked))
        return shell.page { html in
            opening(words, &html)
            if let national = dataset.national { summary(national, words, &html) }
            choice(view, words, &html)
            TableSection(view: view, words: words).write(to: &html)
            DatasetNotes(dataset: dataset, words: words, places: places).write(to: &html)
            files(view, words, &html)
        }
    }

    private func opening(_ words: PageWords, _ html: inout HTMLWriter) {
        let release = dataset.release
        html.element("h1", words(dataset.structure.title))
        html.element(
            "p", ["class": "lede"],
            words(
                "\(words(dataset.structure.measure.title)) \(words.frequency(dataset.structure.frequency)), \(words.periods(release.periods)). Release \(release.number) of \(words.day(dataset.day)).",
                "\(words(dataset.structure.measure.title)) \(words.frequency(dataset.structure.frequency)), \(words.periods(release.periods)). Terbitan \(release.number) pada \(words.day(dataset.day))."
            ))
    }

    // MARK: - Everything together

    private func summary(_ series: ShownSeries, _ words: PageWords, _ html: inout HTMLWriter) {
        html.element("section", ["class": "summary", "aria-labelledby": "summary"]) { html in
            html.element("h2", ["id": "summary"], words("What changed", "Apa yang berubah"))
            NewestFigure(series: series, words: words).write(to: &html)
            var shown = series
            let most = DashboardPage.mostPeriods
            shown.places = max(0, series.places.upperBound - most)..<series.places.upperBound
            let shownPeriods = words.period(series.period(shown.places.lowerBound))
            let title = words(
                "\(words(dataset.structure.measure.title)), all together, from \(shownPeriods)",
                "\(words(dataset.structure.measure.title)), semuanya sekali, mulai \(shownPeriods)")
            html.element("figure", ["class": "main"]) { html in
                html.element("figcaption", title)
                for size in [LineChart.Size.wide, .narrow] {
                    LineChart(
                        series: shown, words: words, size: size, id: size == .wide ? "all-w" : "all-n", title: title
                    ).write(to: &html)
                }
                html.element(
                    "p", ["class": "fine"],
                    words(
                        "The line is the figure; the band is its margin, in which the count lies with a probability of 95%.",
                        "Garis ialah angka; jalur ialah marginnya, iaitu tempat kiraan sebenar terletak dengan kebarangkalian 95%."
                    ))
                html.element("details", ["open": ""]) { html in
                    html.element("summary", words("The figures", "Angkanya"))
                    FigureTable(series: shown, words: words, caption: title).write(to: &html)
                }
            }
        }
    }

    /// The most periods of the main chart, and of the list of who had reported.
    static let mostPeriods = 60

    // MARK: - Choosing

    private func choice(_ view: DashboardView, _ words: PageWords, _ html: inout HTMLWriter) {
        let release = dataset.release
        let heading = words("Look closer", "Lihat lebih dekat")
        html.element("nav", ["class": "tables", "aria-label": heading]) { html in
            html.element("h2", heading)
            html.element("ul") { html in
                for (place, table) in release.tables.enumerated() where !table.definition.dimensions.isEmpty {
                    var filter = ReleaseFilter()
                    filter.table = table.definition.id
                    filter.start = self.filter.start
                    filter.end = self.filter.end
                    html.element("li") { html in
                        html.element(
                            "a",
                            [
                                "href": places.link(
                                    to: .dashboard(dataset.structure.id, filter, release: asked), words.language),
                                "aria-current": place == view.table ? "page" : nil,
                            ], table.definition.heading(words))
                    }
                }
            }
        }
        guard case .service = places else { return }
        FilterForm(view: view, words: words, asked: asked).write(to: &html)
    }

    // MARK: - Files

    private func files(_ view: DashboardView, _ words: PageWords, _ html: inout HTMLWriter) {
        let downloads = places.downloads(of: dataset.release, words.language)
        let parts = downloads.filter { $0.part != nil }
        html.element("section", ["class": "files", "aria-labelledby": "files"]) { html in
            html.element("h2", ["id": "files"], words("Download", "Muat turun"))
            if !parts.isEmpty {
                html.element("h3", words("What this page shows", "Apa yang ditunjukkan di halaman ini"))
                html.element("ul", ["class": "links"]) { html in
                    for download in parts {
                        guard let part = download.part else { continue }
                        html.element("li") { html in
                            html.element("a", ["href": part + view.shownFilter.query], download.name)
                        }
                    }
                }
            }
            html.element("h3", words("Everything in this release", "Semua dalam terbitan ini"))
            html.element("ul", ["class": "links"]) { html in
                for download in downloads {
                    html.element("li") { $0.element("a", ["href": download.whole], download.name) }
                }
            }
        }
    }
}

/// The newest figure of a series, in large, and in sentences what became of it.
struct NewestFigure {
    let series: ShownSeries
    let words: PageWords

    func write(to html: inout HTMLWriter) {
        let place = series.newest
        html.element("p", ["class": "newest"]) { html in
            html.element("span", ["class": "of"]) { html in
                html.text(
                    "\(words(series.dataset.structure.measure.title)), \(words.period(series.period(place))): ")
            }
            html.element("span", ["class": "big"]) { $0.figure(series.cell(place), words) }
            if series.cell(place).figure != nil, series.isProvisional(place) {
                html.text(" ")
                html.element("span", ["class": "mg"]) { $0.mark(.provisional, words) }
            }
        }
        let sentences = ChangeSentences(words: words)
        html.element("ul", ["class": "says"]) { html in
            if series.cell(place).figure != nil {
                for sentence in sentences.sentences(series, at: place) { html.element("li", sentence) }
            }
            if let coverage = series.dataset.coverage(of: series.period(place)) {
                html.element("li", sentences.coverage(coverage))
            }
        }
    }
}
