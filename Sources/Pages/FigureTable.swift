import Statistics

/// The figures of one series as a table, one period a row, the newest first.
struct FigureTable {
    let series: ShownSeries
    let words: PageWords
    /// What the table says, for whoever hears it.
    let caption: String

    /// Writes it.
    func write(to html: inout HTMLWriter) {
        html.element("table") { html in
            html.element("caption", caption)
            html.element("thead") { html in
                html.element("tr") { html in
                    html.element("th", ["scope": "col"], words("Period", "Tempoh"))
                    html.element("th", ["scope": "col", "class": "n"], words("Figure", "Angka"))
                    html.element("th", ["scope": "col", "class": "n"], words("Margin", "Margin"))
                    html.element("th", ["scope": "col"], words("Remark", "Catatan"))
                }
            }
            html.element("tbody") { html in
                for place in series.places.reversed() { row(place, &html) }
            }
        }
    }

    private func row(_ place: Int, _ html: inout HTMLWriter) {
        let cell = series.cell(place)
        html.element("tr") { html in
            html.element("th", ["scope": "row"], words.period(series.period(place)))
            if let figure = cell.figure {
                html.element("td", ["class": "n"], words.number(figure.value))
                html.element("td", ["class": "n"], words.margin(figure.margin))
            } else {
                html.element("td", ["class": "n"], "")
                html.element("td", ["class": "n"], "")
            }
            html.element("td") { html in
                for mark in marks(place) {
                    html.mark(mark, words)
                    html.text(" ")
                }
            }
        }
    }

    private func marks(_ place: Int) -> [FigureMark] {
        var marks: [FigureMark] = []
        if let mark = FigureMark(series.cell(place)) { marks.append(mark) }
        if series.cell(place).figure != nil, series.isProvisional(place) { marks.append(.provisional) }
        if series.dataset.breaks.contains(series.period(place)) { marks.append(.seriesBreak) }
        return marks
    }
}

extension HTMLWriter {
    /// A mark and its word.
    mutating func mark(_ mark: FigureMark, _ words: PageWords) {
        element("span", ["class": "mk", "aria-hidden": "true"], mark.symbol)
        text(" \(mark.word(words))")
    }

    /// A figure and its margin, or the mark of what is there instead.
    mutating func figure(_ cell: ProtectedCell, _ words: PageWords) {
        if let figure = cell.figure {
            element("b", words.number(figure.value))
            text(" ")
            element("span", ["class": "mg"], words.margin(figure.margin))
        } else if let mark = FigureMark(cell) {
            self.mark(mark, words)
        }
    }
}
