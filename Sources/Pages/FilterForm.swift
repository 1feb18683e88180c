import Publishing
import Statistics

/// The choice of periods and codes, as a form whose answer is another page with an address of its own.
struct FilterForm {
    let view: DashboardView
    let words: PageWords
    let asked: Int?

    /// The most periods, and the most codes of a dimension, that are offered one by one.
    private static let mostPeriods = 72
    private static let mostCodes = 80

    func write(to html: inout HTMLWriter) {
        html.element(
            "form",
            [
                "method": "get", "action": "/dashboards/\(view.dataset.structure.id)",
                "aria-label": words("Filter", "Tapis"),
            ]
        ) { html in
            html.empty("input", ["type": "hidden", "name": "lang", "value": words.language.rawValue])
            if let asked { html.empty("input", ["type": "hidden", "name": "release", "value": "\(asked)"]) }
            html.empty("input", ["type": "hidden", "name": "table", "value": "\(view.definition.id)"])
            html.element("div", ["class": "row"]) { html in
                period("startPeriod", words("From", "Dari"), view.periods?.first, &html)
                period("endPeriod", words("To", "Hingga"), view.periods?.last, &html)
            }
            for place in view.dimensions { codes(place, &html) }
            html.element("button", ["type": "submit"], words("Show", "Tunjukkan"))
        }
    }

    private func period(_ name: String, _ label: String, _ chosen: Period?, _ html: inout HTMLWriter) {
        html.element("label") { html in
            html.text("\(label) ")
            guard view.dataset.release.periods.count <= FilterForm.mostPeriods else {
                html.empty("input", ["type": "text", "name": name, "value": chosen?.description, "size": "10"])
                return
            }
            html.element("select", ["name": name]) { html in
                for period in view.dataset.release.periods {
                    html.element(
                        "option", ["value": "\(period)", "selected": period == chosen ? "" : nil],
                        words.period(period))
                }
            }
        }
    }

    private func codes(_ place: Int, _ html: inout HTMLWriter) {
        let dimension = view.dataset.structure.dimensions[place]
        let chosen = view.filter.codes[dimension.id] ?? []
        let codes = view.codes(ofDimension: place)
        guard codes.count <= FilterForm.mostCodes else {
            html.element(
                "p", ["class": "fine"],
                words(
                    "\(words(dimension.title)): there are too many to list here. Name them in the address: \(dimension.id)=…",
                    "\(words(dimension.title)): terlalu banyak untuk disenaraikan. Namakannya dalam alamat: \(dimension.id)=…"
                ))
            return
        }
        html.element("details", ["open": chosen.isEmpty ? nil : ""]) { html in
            html.element(
                "summary",
                words(
                    "\(words(dimension.title)): \(chosen.isEmpty ? "all" : "\(chosen.count) chosen")",
                    "\(words(dimension.title)): \(chosen.isEmpty ? "semua" : "\(chosen.count) dipilih")"))
            html.element("fieldset") { html in
                html.element(
                    "legend", words("Only these; none ticked is all", "Hanya ini; tiada pilihan bermaksud semua"))
                for index in codes {
                    let item = dimension.codelist.items[Int(index)]
                    html.element("label", ["class": "tick"]) { html in
                        html.empty(
                            "input",
                            [
                                "type": "checkbox", "name": dimension.id.description, "value": item.code.description,
                                "checked": chosen.contains(item.code) ? "" : nil,
                            ])
                        html.text(" \(words(item.label))")
                    }
                }
            }
        }
    }
}
