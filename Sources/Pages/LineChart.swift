import Statistics

/// A series as a line with the band of its margin, in SVG. What is not shown has a mark below, of its own shape.
struct LineChart {
    /// A size, in units of the view box, which are pixels where the chart is not scaled.
    enum Size {
        /// For screens from 700 pixels on, and for paper.
        case wide
        /// The same for small screens.
        case narrow
        /// One of many.
        case small

        var width: Double { self == .wide ? 760 : 320 }
        var height: Double { self == .wide ? 320 : self == .narrow ? 240 : 170 }
        var ticks: Int64 { self == .small ? 3 : 4 }
        var name: String { self == .wide ? "chart wide" : self == .narrow ? "chart narrow" : "chart" }
    }

    let series: ShownSeries
    let words: PageWords
    let size: Size
    /// Unique in the page.
    let id: String
    /// What is counted.
    let title: String

    private let left = 52.0
    private let right = 10.0
    private let top = 12.0
    private let bottom = 30.0

    private var scale: ChartScale {
        let figures = series.places.compactMap { series.cell($0).figure }
        return ChartScale(
            figures.flatMap { [$0.value.subtractingClamped($0.margin), $0.value.addingClamped($0.margin)] },
            most: size.ticks)
    }

    private func x(_ place: Int) -> Double {
        let step = (size.width - left - right) / Double(series.places.count)
        return left + (Double(place - series.places.lowerBound) + 0.5) * step
    }

    private func y(_ value: Int64, _ scale: ChartScale) -> Double {
        top + (1 - scale.share(value)) * (size.height - top - bottom)
    }

    /// Writes it.
    func write(to html: inout HTMLWriter) {
        let scale = scale
        html.element(
            "svg",
            [
                "class": size.name, "viewBox": "0 0 \(size.width.coordinate) \(size.height.coordinate)", "role": "img",
                "aria-labelledby": "\(id)-t \(id)-d",
            ]
        ) { html in
            html.element("title", ["id": "\(id)-t"], title)
            html.element("desc", ["id": "\(id)-d"], description)
            writeAxes(scale, &html)
            for run in runs { writeBand(run, scale, &html) }
            writeBreaks(&html)
            for run in runs { writeLine(run, scale, &html) }
            writeMarks(scale, &html)
        }
    }

    private func writeAxes(_ scale: ChartScale, _ html: inout HTMLWriter) {
        for tick in scale.ticks {
            let height = y(tick, scale).coordinate
            html.empty(
                "path",
                [
                    "class": tick == 0 ? "zero" : "grid",
                    "d": "M\(left.coordinate) \(height)H\((size.width - right).coordinate)",
                ])
            html.element(
                "text",
                [
                    "x": (left - 6).coordinate, "y": (y(tick, scale) + 4).coordinate, "text-anchor": "end",
                ], words.number(tick))
        }
        let fitting = max(1, Int((size.width - left - right) / 90))
        let stride = (series.places.count + fitting - 1) / fitting
        for place in series.places where (series.places.upperBound - 1 - place) % stride == 0 {
            let isLast = place == series.places.upperBound - 1 && series.places.count > 1
            html.element(
                "text",
                [
                    "x": (isLast ? size.width - right : x(place)).coordinate, "y": (size.height - 8).coordinate,
                    "text-anchor": isLast ? "end" : "middle",
                ], words.shortPeriod(series.period(place)))
        }
    }

    /// The stretches of figures that are there, cut where the way of counting changed.
    private var runs: [[Int]] {
        var runs: [[Int]] = []
        var current: [Int] = []
        for place in series.places {
            if !current.isEmpty,
                series.cell(place).figure == nil || series.dataset.breaks.contains(series.period(place))
            {
                runs.append(current)
                current = []
            }
            if series.cell(place).figure != nil { current.append(place) }
        }
        if !current.isEmpty { runs.append(current) }
        return runs
    }

    private func ends(_ place: Int) -> (low: Int64, high: Int64) {
        guard let figure = series.cell(place).figure else { return (0, 0) }
        return (figure.value.subtractingClamped(figure.margin), figure.value.addingClamped(figure.margin))
    }

    private func writeBand(_ run: [Int], _ scale: ChartScale, _ html: inout HTMLWriter) {
        let above = run.map { (x($0), y(ends($0).high, scale)) }
        let below = run.reversed().map { (x($0), y(ends($0).low, scale)) }
        if run.count == 1 {
            html.empty(
                "path",
                [
                    "class": "bar",
                    "d": "M\(above[0].0.coordinate) \(above[0].1.coordinate)V\(below[0].1.coordinate)",
                ])
        } else {
            html.empty("path", ["class": "band", "d": path(above + below) + "Z"])
        }
    }

    private func writeLine(_ run: [Int], _ scale: ChartScale, _ html: inout HTMLWriter) {
        let points = run.map { (x($0), y(series.cell($0).figure?.value ?? 0, scale)) }
        if run.count > 1 { html.empty("path", ["class": "line", "d": path(points)]) }
        let showsAll = size != .small || run.count == 1
        for (place, point) in zip(run, points) where showsAll || series.isProvisional(place) {
            html.empty(
                "circle",
                [
                    "class": series.isProvisional(place) ? "open" : "dot", "cx": point.0.coordinate,
                    "cy": point.1.coordinate, "r": series.isProvisional(place) ? "4" : "3",
                ])
        }
    }

    private func writeBreaks(_ html: inout HTMLWriter) {
        for place in series.places.dropFirst() where series.dataset.breaks.contains(series.period(place)) {
            let middle = (x(place) + x(place - 1)) / 2
            html.empty(
                "path",
                ["class": "break", "d": "M\(middle.coordinate) \(top.coordinate)V\((size.height - bottom).coordinate)"])
            html.element(
                "text", ["x": (middle - 4).coordinate, "y": (top + 8).coordinate, "text-anchor": "end"],
                FigureMark.seriesBreak.word(words))
        }
    }

    private func writeMarks(_ scale: ChartScale, _ html: inout HTMLWriter) {
        let base = y(0, scale)
        for place in series.places {
            let x = x(place).coordinate
            switch series.cell(place) {
            case .hidden:
                html.empty(
                    "rect",
                    [
                        "class": "mark", "x": (self.x(place) - 3).coordinate, "y": (base - 7).coordinate, "width": "6",
                        "height": "6",
                    ])
            case .missing: html.empty("circle", ["class": "gap", "cx": x, "cy": (base - 5).coordinate, "r": "3"])
            case .notApplicable:
                html.empty(
                    "path", ["class": "gap", "d": "M\((self.x(place) - 3).coordinate) \((base - 4).coordinate)h6"])
            case .estimate, .exact: break
            }
        }
    }

    private func path(_ points: [(Double, Double)]) -> String {
        "M" + points.map { "\($0.0.coordinate) \($0.1.coordinate)" }.joined(separator: "L")
    }

    /// What one sees, in words.
    private var description: String {
        let first = words.period(series.period(series.places.lowerBound))
        let last = words.period(series.period(series.places.upperBound - 1))
        var text = first == last ? "\(first). " : words("\(first) to \(last). ", "\(first) hingga \(last). ")
        let shown = series.places.filter { series.cell($0).figure != nil }
        func said(_ place: Int) -> String {
            guard let figure = series.cell(place).figure else { return "" }
            return
                "\(words.number(figure.value)) (\(words.margin(figure.margin))), \(words.period(series.period(place)))"
        }
        func value(_ place: Int) -> Int64 { series.cell(place).figure?.value ?? 0 }
        if let least = shown.min(by: { value($0) < value($1) }), let most = shown.max(by: { value($0) < value($1) }),
            let newest = shown.last
        {
            text += words(
                "Lowest: \(said(least)). Highest: \(said(most)). Newest: \(said(newest)). ",
                "Terendah: \(said(least)). Tertinggi: \(said(most)). Terbaharu: \(said(newest)). ")
        }
        let hidden = series.places.count { series.cell($0) == .hidden }
        if hidden > 0 { text += words("Hidden: \(hidden). ", "Disembunyikan: \(hidden). ") }
        return text + words("The table has every figure.", "Jadual mengandungi setiap angka.")
    }
}

extension Int64 {
    /// The sum, or the nearest number that there is.
    func addingClamped(_ other: Int64) -> Int64 {
        let (sum, isOver) = addingReportingOverflow(other)
        return isOver ? (other < 0 ? .min : .max) : sum
    }

    /// The difference, or the nearest number that there is.
    func subtractingClamped(_ other: Int64) -> Int64 {
        let (difference, isOver) = subtractingReportingOverflow(other)
        return isOver ? (other < 0 ? .max : .min) : difference
    }
}
