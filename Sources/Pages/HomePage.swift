import Publishing
public import Statistics

/// The first page: what is published, by what it counts, each with its newest figure and what became of it.
public struct HomePage: Sendable {
    private let datasets: [PublishedDataset]
    private let others: [LocalizedText]

    /// Takes what is to be shown.
    ///
    /// - Parameters:
    ///   - datasets: What is published.
    ///   - others: The titles of the datasets of which nothing is published yet.
    public init(_ datasets: [PublishedDataset], notPublished others: [LocalizedText]) {
        self.datasets = datasets
        self.others = others
    }

    /// The page in a language.
    public func html(_ language: Language) -> [UInt8] {
        let words = PageWords(language: language)
        let title = words(
            "Online child sexual exploitation and abuse in figures",
            "Eksploitasi dan penganiayaan seksual kanak-kanak dalam talian dalam angka")
        return PageShell(words: words, places: .service, title: title, own: .home).page { html in
            html.element("h1", title)
            html.element(
                "p", ["class": "lede"],
                words(
                    "What helplines, hotlines, the police and platforms count, protected so that no child can be found in it. These are reports, not all that happens.",
                    "Apa yang dikira oleh talian bantuan, talian aduan, polis dan platform, dilindungi supaya tiada kanak-kanak dapat dikenal pasti. Ini ialah laporan, bukan semua yang berlaku."
                ))
            if datasets.isEmpty {
                html.element("p", words("Nothing is published yet.", "Belum ada apa-apa yang diterbitkan."))
            }
            for theme in themes {
                html.element("section") { html in
                    html.element("h2", words(theme))
                    html.element("ul", ["class": "cards"]) { html in
                        for dataset in datasets where dataset.theme == theme { card(dataset, words, &html) }
                    }
                }
            }
            if !others.isEmpty {
                html.element("details") { html in
                    html.element("summary", words("Not published yet", "Belum diterbitkan"))
                    html.element("ul") { html in for other in others { html.element("li", words(other)) } }
                }
            }
        }
    }

    /// The themes, in the order in which they come.
    private var themes: [LocalizedText] {
        var seen: Set<LocalizedText> = []
        return datasets.map(\.theme).filter { seen.insert($0).inserted }
    }

    private func card(_ dataset: PublishedDataset, _ words: PageWords, _ html: inout HTMLWriter) {
        html.element("li", ["class": "card"]) { html in
            html.element("h3") { html in
                html.element(
                    "a",
                    [
                        "href": PagePlaces.service.link(
                            to: .dashboard(dataset.structure.id, .init(), release: nil), words.language)
                    ], words(dataset.structure.title))
            }
            if let national = dataset.national { NewestFigure(series: national, words: words).write(to: &html) }
            html.element(
                "p", ["class": "fine"],
                words(
                    "Release \(dataset.release.number) of \(words.day(dataset.day)), \(words.periods(dataset.release.periods))",
                    "Terbitan \(dataset.release.number) pada \(words.day(dataset.day)), \(words.periods(dataset.release.periods))"
                ))
        }
    }
}
