import Foundation
import Publishing
@_spi(Releasing) import Statistics
import Testing

@testable import Pages

@Suite struct PageTests {
    /// Every page of the sample, by what it is.
    private func pages(_ sample: Sample, _ language: Language) throws -> [(name: String, page: String)] {
        let dataset = try sample.dataset()
        let tables = try ["national", "state", "form"].map {
            ($0, served(dataset, try filter(table: $0), language))
        }
        return tables + [
            (
                "home",
                text(
                    HomePage([dataset], notPublished: [LocalizedText("Children", malay: "Kanak-kanak")]).html(language))
            ),
            ("methods", text(MethodsPage([dataset], places: .service).html(language))),
            ("empty", text(HomePage([], notPublished: []).html(language))),
        ]
    }

    @Test("Texts that look like HTML stay texts, wherever they stand")
    func escaping() throws {
        var sample = Sample()
        let hostile = "</title><script>alert(1)</script>\"'&\u{1}"
        sample.title = LocalizedText(hostile, malay: hostile)
        sample.note = hostile
        sample.states = [("MY-10", hostile, hostile), ("MY-13", "\" onload=\"x", "'><svg onload=x>")]
        sample.breakAt = "2025-03"
        for language in Language.allCases {
            for (name, page) in try pages(sample, language) {
                let markup = Markup(page)
                #expect(markup.faults.isEmpty, "\(name): \(markup.faults)")
                #expect(!markup.elements.contains { $0.name == "script" || $0.attributes.keys.contains("onload") })
                #expect(!page.contains("\u{1}"))
            }
        }
        #expect(try pages(sample, .english)[0].page.contains("&lt;/title&gt;&lt;script&gt;"))
    }

    @Test("Pages ask for nothing but their style sheet, and hold no style and no script of their own")
    func nothingFromElsewhere() throws {
        for (name, page) in try pages(Sample(), .english) {
            let markup = Markup(page)
            #expect(markup.faults.isEmpty, "\(name): \(markup.faults)")
            #expect(markup.values("link", "href") == ["/pages.css"])
            #expect(!markup.elements.contains { ["script", "style", "img", "iframe"].contains($0.name) })
            #expect(
                !markup.elements.contains { element in
                    element.attributes.keys.contains { $0 == "style" || $0.hasPrefix("on") || $0 == "src" }
                })
            let outside = markup.values("a", "href").filter { $0.contains("//") }
            #expect(outside == [PageShell.exit])
            let exit = markup.elements.first { $0.attributes["href"] == PageShell.exit }
            #expect(exit?.attributes["rel"]?.contains("noreferrer") == true)
        }
    }

    @Test("Help and a way out stand on every page, in both languages")
    func help() throws {
        for language in Language.allCases {
            for (_, page) in try pages(Sample(), language) {
                let markup = Markup(page)
                let links = markup.values("a", "href")
                #expect(links.contains("tel:15999") && links.contains("tel:999") && links.contains("#content"))
                #expect(markup.values("html", "lang") == [language.rawValue])
                let ids = markup.elements.compactMap { $0.attributes["id"] }
                #expect(Set(ids).count == ids.count, "an id stands twice")
                for name in markup.elements.compactMap({ $0.attributes["aria-labelledby"] }) {
                    #expect(name.split(separator: " ").allSatisfy { ids.contains(String($0)) }, "\(name)")
                }
            }
        }
    }

    @Test("Nothing on a Malay page is left in English")
    func bothLanguages() throws {
        var sample = Sample()
        sample.breakAt = "2025-03"
        // Names, and words that are the same in both languages.
        let same: Set<String> = [
            "Lindung", "Margin", "Talian Kasih 15999", "CSV", "JSON", "JSON-stat 2.0", "SDMX-CSV 2.0", "SDMX-ML 2.1",
            "Data Package",
            "Excel (XLSX)", "No.", "Selangor", "Sarawak", "ε", "δ", "ρ", "k", "c", "a", "w",
        ]
        let months: Set<String> = ["April", "September", "November"]
        for ((name, english), (_, malay)) in zip(try pages(sample, .english), try pages(sample, .malay)) {
            let left = Markup(english).texts.intersection(Markup(malay).texts).filter { text in
                let words = text.split { !$0.isLetter }.map(String.init)
                return !same.contains(text) && words.contains { $0.count > 1 && !months.contains($0) }
                    && !months.contains(where: { text.hasPrefix($0.prefix(3)) || text.hasPrefix($0) })
            }
            let shortMonths: Set<String> = ["Jan", "Feb", "Apr", "Jun", "Jul", "Sep", "Nov"]
            #expect(left.filter { !shortMonths.contains(String($0.prefix(3))) }.isEmpty, "\(name): \(left)")
        }
    }

    @Test("Every figure on the page is the release's, and what is hidden is a mark and a word")
    func figures() throws {
        let dataset = try Sample().dataset()
        let words = PageWords(language: .english)
        for (number, name) in ["state", "form"].enumerated() {
            let page = served(dataset, try filter(table: name))
            let block = dataset.release.tables[number + 1].blocks[0]
            for series in 0..<block.seriesCount {
                let shown = ShownSeries(dataset, table: number + 1, block: 0, series: series)
                let start = try #require(page.range(of: "<caption>\(shown.name(words))</caption>")).upperBound
                let table = page[start...].prefix(upTo: try #require(page[start...].range(of: "</table>")).lowerBound)
                var expected = ""
                for place in block.periods.indices.reversed() {
                    let figure = shown.cell(place).figure
                    expected += "<tr><th scope=\"row\">\(words.period(block.periods[place]))</th>"
                    expected += "<td class=\"n\">\(figure.map { words.number($0.value) } ?? "")</td>"
                    expected += "<td class=\"n\">\(figure.map { words.margin($0.margin) } ?? "")</td>|"
                }
                let rows = table.split(separator: "<tr>").dropFirst().map { row -> String in
                    "<tr>"
                        + row[
                            ..<(row.range(of: "<td><span")?.lowerBound ?? row.range(of: "<td></td>")?.lowerBound
                                ?? row.endIndex)] + "|"
                }
                #expect(rows.dropFirst(rows.count - block.periods.count).joined() == expected)
                let hidden = block.cells(ofSeries: series).count { $0 == .hidden }
                #expect(table.split(separator: "■</span> hidden").count - 1 == hidden)
            }
        }
    }

    @Test("Every chart has a table beside it, a title and a description")
    func charts() throws {
        let dataset = try Sample().dataset()
        for name in ["national", "state", "form"] {
            let page = served(dataset, try filter(table: name))
            for part in page.components(separatedBy: "<figure").dropFirst() {
                let figure = part.components(separatedBy: "</figure>")[0]
                let charts = figure.components(separatedBy: "<svg ").dropFirst()
                #expect(figure.contains("<table") || charts.isEmpty)
                for chart in charts {
                    #expect(chart.contains("role=\"img\"") && chart.contains("<title") && chart.contains("<desc"))
                }
            }
            #expect(page.components(separatedBy: "<svg ").count > 1 + (name == "national" ? 1 : 2))
        }
    }

    @Test("What changed is named in a sentence, and what noise can explain is called that")
    func sentences() throws {
        let rising = served(try Sample().dataset())
        #expect(rising.contains("More than in December 2024: the rise of 372"))
        #expect(rising.contains("is larger than noise and chance can explain."))
        #expect(rising.contains("7 of 9 providers had reported for December 2025."))
        var flat = Sample()
        flat.cell = { _, _, place in .estimate(value: place.isMultiple(of: 2) ? 500 : 503, margin: 12) }
        let page = served(try flat.dataset())
        #expect(page.contains("About the same as in November 2025: the difference of +3"))
        #expect(page.contains("Nothing in this table differs by more than noise and chance can explain."))
        var broken = Sample()
        broken.breakAt = "2025-12"
        let apart = served(try broken.dataset())
        #expect(apart.contains("It is not held against December 2024"))
        #expect(apart.contains("The newest figures are not held against earlier ones"))
    }

    @Test("A filter shows what it leaves, and its downloads are of just that")
    func filtering() throws {
        let dataset = try Sample().dataset()
        var filter = try filter(table: "form")
        filter.codes = [try Identifier("FORM"): [try Code("GROOM")]]
        filter.start = Period("2025-01")
        filter.end = Period("2025-03")
        let page = served(dataset, filter)
        #expect(page.contains("<caption>Grooming</caption>") && !page.contains("<caption>Another form</caption>"))
        #expect(
            page.contains(
                "format=csv&amp;release=7&amp;lang=en&amp;table=form&amp;startPeriod=2025-01&amp;endPeriod=2025-03&amp;FORM=GROOM\""
            ))
        #expect(page.contains("value=\"GROOM\" checked=\"\""))
        filter.start = Period("2030-01")
        filter.end = nil
        #expect(served(dataset, filter).contains("Nothing is left by this filter"))
    }

    @Test("Pages stay below 150 KB, however much there is")
    func weight() throws {
        let long = String(repeating: "A rather long name of a code, ", count: 3)
        var sample = Sample()
        sample.months = "2000-01..2025-12"
        sample.states = (0..<400).map { ("S\($0)", "\(long)\($0)", "\(long)\($0) ms") }
        sample.cell = { table, series, place in
            series.isMultiple(of: 2) ? .hidden : .estimate(value: -1_234_567 + Int64(place), margin: 123_456)
        }
        let dataset = try sample.dataset()
        for language in Language.allCases {
            for name in ["national", "state", "form"] {
                #expect(served(dataset, try filter(table: name), language).utf8.count < 150_000, "\(name)")
            }
        }
        #expect(served(dataset, try filter(table: "state")).contains("the files below have all of it"))
        sample.cell = { _, _, _ in .hidden }
        #expect(served(try sample.dataset(), try filter(table: "state")).utf8.count < 150_000)
        #expect(PageStyle.sheet.count < 30_000)
    }

    @Test("A folder of pages leads to its own files alone")
    func folder() throws {
        let site = SitePages(try Sample().dataset())
        let names = Set(site.files.map(\.name)).union(PagePlaces.besides.map { "hotline-reports.\($0.ending)" })
        #expect(names.count == site.files.count + PagePlaces.besides.count && names.contains("hotline-reports.csv"))
        #expect(
            names.isSuperset(of: ["index.html", "index.ms.html", "methods.html", "table-form.ms.html", "pages.css"]))
        for file in site.files where file.name.hasSuffix(".html") {
            let markup = Markup(text(file.bytes()))
            #expect(markup.faults.isEmpty)
            let links = markup.values("a", "href") + markup.values("link", "href")
            for link in links where !link.hasPrefix("tel:") && !link.hasPrefix("#") && link != PageShell.exit {
                #expect(names.contains(link), "\(file.name) leads to \(link)")
            }
            #expect(!markup.elements.contains { $0.name == "form" })
        }
    }
}
