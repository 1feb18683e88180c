import Statistics

/// The states of Malaysia, or groups of them, as tiles about where they lie: each says its name and its figure.
struct TileGrid {
    /// The states that have a place of their own, by ISO 3166-2:MY.
    private static let states: Set<String> = Set((1...16).map { $0 < 10 ? "MY-0\($0)" : "MY-\($0)" })

    let parts: [ShownSeries]
    let dimension: Int
    let place: Int
    let words: PageWords
    let title: String

    /// Whether a codelist is one of the states: most of its leaves are.
    static func fits(_ codelist: Codelist) -> Bool {
        let leaves = codelist.leaves
        return leaves.count { states.contains(codelist.code(at: $0).description) } * 2 > leaves.count
    }

    /// The state at whose place a code stands: itself, or the first below it.
    private func state(_ code: CodeIndex) -> String? {
        let codelist = parts[0].dataset.structure.dimensions[dimension].codelist
        let level = codelist.level(of: code)
        return codelist.leaves.first {
            codelist.ancestor(of: $0, atLevel: level) == code
                && TileGrid.states.contains(codelist.code(at: $0).description)
        }.map { codelist.code(at: $0).description }
    }

    /// Writes them.
    func write(to html: inout HTMLWriter) {
        let greatest = Double(max(parts.compactMap { $0.cell(place).figure?.value }.max() ?? 0, 1))
        html.element("figure") { html in
            html.element("figcaption", title)
            html.element("ul", ["class": "tiles"]) { html in
                for part in parts {
                    let cell = part.cell(place)
                    let shade = cell.figure.map { min(4, max(0, Int(Double($0.value) / greatest * 4.999))) }
                    let classes = ["tile", state(part.key[dimension]) ?? "rest", shade.map { "b\($0)" } ?? "none"]
                    html.element("li", ["class": classes.compactMap(\.self).joined(separator: " ")]) { html in
                        html.element("span", ["class": "nm"], part.name(words))
                        html.text(" ")
                        html.element("span") { $0.figure(cell, words) }
                    }
                }
            }
            html.element(
                "p", ["class": "fine"],
                words(
                    "A darker tile has a larger figure. Numbers are of reports, not for each child who lives there: where more people live, more is reported.",
                    "Jubin lebih gelap bermaksud angka lebih besar. Ini bilangan yang dilaporkan, bukan kadar bagi setiap kanak-kanak di situ: lebih ramai penduduk, lebih banyak laporan."
                ))
        }
    }
}
