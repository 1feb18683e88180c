import Statistics

/// The parts of a whole as bars, one a period. A part has a number, which stands in its bar and in the table beside it.
struct StackedBars {
    /// The most parts that are told apart.
    static let most = 12

    /// The parts, in the order of their codes.
    let parts: [ShownSeries]
    /// The places of the periods that are shown, the newest first.
    let places: [Int]
    let words: PageWords
    /// Unique in the page.
    let id: String
    let title: String

    private static let width = 320.0
    private static let height = 58.0

    private func value(_ part: ShownSeries, _ place: Int) -> Double {
        Double(max(part.cell(place).figure?.value ?? 0, 0))
    }

    /// Writes the bars, and the table that is their legend.
    func write(to html: inout HTMLWriter) {
        html.element("figure", ["class": "stack"]) { html in
            html.element("figcaption", title)
            writeBars(&html)
            writeTable(&html)
        }
    }

    private func writeBars(_ html: inout HTMLWriter) {
        let height = (StackedBars.height * Double(places.count)).coordinate
        html.element(
            "svg",
            [
                "class": "chart", "viewBox": "0 0 \(StackedBars.width.coordinate) \(height)", "role": "img",
                "aria-labelledby": "\(id)-t \(id)-d",
            ]
        ) { html in
            html.element("title", ["id": "\(id)-t"], title)
            html.element(
                "desc", ["id": "\(id)-d"],
                words(
                    "The parts stand in the order of the table, by their numbers. What is hidden has no length.",
                    "Bahagian-bahagian mengikut susunan jadual, dengan nombornya. Yang disembunyikan tiada panjang."))
            let longest = places.map { place in parts.reduce(0) { $0 + value($1, place) } }.max() ?? 0
            for (row, place) in places.enumerated() { writeBar(row, place, max(longest, 1), &html) }
        }
    }

    private func writeBar(_ row: Int, _ place: Int, _ longest: Double, _ html: inout HTMLWriter) {
        let top = Double(row) * StackedBars.height
        html.element(
            "text", ["x": "0", "y": (top + 15).coordinate], words.period(parts[0].period(place)))
        var left = 0.0
        for (number, part) in parts.enumerated() {
            let length = value(part, place) / longest * StackedBars.width
            guard length >= 0.5 else { continue }
            html.empty(
                "rect",
                [
                    "class": "part p\(number % 6)", "x": left.coordinate, "y": (top + 22).coordinate,
                    "width": length.coordinate, "height": "28",
                ])
            if length >= 18 {
                html.element(
                    "text",
                    [
                        "class": "in p\(number % 6)", "x": (left + length / 2).coordinate,
                        "y": (top + 41).coordinate, "text-anchor": "middle",
                    ], "\(number + 1)")
            }
            left += length
        }
    }

    /// A region of its own, which a narrow screen scrolls.
    private func writeTable(_ html: inout HTMLWriter) {
        html.element("div", ["class": "scroll", "role": "region", "aria-label": title, "tabindex": "0"]) { html in
            writeRows(&html)
        }
    }

    private func writeRows(_ html: inout HTMLWriter) {
        html.element("table") { html in
            html.element("caption", title)
            html.element("thead") { html in
                html.element("tr") { html in
                    html.element("th", ["scope": "col"], words("No.", "No."))
                    html.element("th", ["scope": "col"], words("Part", "Bahagian"))
                    for place in places {
                        html.element("th", ["scope": "col", "class": "n"], words.period(parts[0].period(place)))
                    }
                }
            }
            html.element("tbody") { html in
                for (number, part) in parts.enumerated() {
                    html.element("tr") { html in
                        html.element("td") { html in
                            html.element("span", ["class": "sw p\(number % 6)"], "\(number + 1)")
                        }
                        html.element("th", ["scope": "row"], part.name(words))
                        for place in places {
                            html.element("td", ["class": "n"]) { $0.figure(part.cell(place), words) }
                        }
                    }
                }
            }
        }
    }
}
