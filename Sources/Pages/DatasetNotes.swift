import Rationals
import Statistics

/// What one must know of a dataset to read it: the marks, what is counted, how it is protected, and what was said of it.
struct DatasetNotes {
    let dataset: PublishedDataset
    let words: PageWords
    let places: PagePlaces

    func write(to html: inout HTMLWriter) {
        html.element("section", ["class": "notes", "aria-labelledby": "notes"]) { html in
            html.element("h2", ["id": "notes"], words("How to read this", "Cara membaca ini"))
            counted(&html)
            MarkLegend(words: words).write(to: &html)
            remarks(&html)
            coverage(&html)
            html.element("p") { html in
                html.element(
                    "a", ["href": places.link(to: .methods, words.language)],
                    words(
                        "What the figures can tell and what they cannot",
                        "Apa yang boleh dan tidak boleh dikatakan oleh angka"))
            }
        }
    }

    private func counted(_ html: inout HTMLWriter) {
        let statement = UnitStatement(protection: dataset.release.protection, words: words)
        if let definition = dataset.structure.measure.definition { html.element("p", words(definition)) }
        html.element("p", statement.counted)
        html.element("p", statement.protected)
    }

    private func remarks(_ html: inout HTMLWriter) {
        let release = dataset.release
        let redrawn = release.draws.count > 1
        guard !release.notes.isEmpty || dataset.note != nil || !dataset.structure.seriesBreaks.isEmpty || redrawn else {
            return
        }
        html.element("h3", words("Remarks", "Catatan"))
        html.element("ul") { html in
            if let note = dataset.note {
                html.element("li") { html in
                    html.text(words("Of the release: ", "Tentang terbitan: "))
                    html.element("q", note)
                }
            }
            for note in release.notes where note != dataset.structure.measure.definition {
                html.element("li", words(note))
            }
            for seriesBreak in dataset.structure.seriesBreaks {
                html.element("li") { html in
                    html.mark(.seriesBreak, words)
                    html.text(" \(words.period(seriesBreak.period)): \(words(seriesBreak.reason))")
                }
            }
            if redrawn {
                for draw in release.draws.suffix(24) {
                    html.element(
                        "li",
                        words(
                            "Figures of \(words.periods(draw.periods)) were made for release \(draw.release).",
                            "Angka bagi \(words.periods(draw.periods)) dibuat untuk terbitan \(draw.release)."))
                }
            }
        }
    }

    private func coverage(_ html: inout HTMLWriter) {
        let lines = dataset.release.coverage.filter { $0.expected > 0 }.suffix(DashboardPage.mostPeriods)
        guard !lines.isEmpty else { return }
        html.element("details") { html in
            html.element("summary", words("Who had reported", "Siapa yang telah melapor"))
            html.element("table") { html in
                html.element("caption", words("Providers that had reported", "Penyedia yang telah melapor"))
                html.element("thead") { html in
                    html.element("tr") { html in
                        html.element("th", ["scope": "col"], words("Period", "Tempoh"))
                        html.element("th", ["scope": "col", "class": "n"], words("Reported", "Melapor"))
                        html.element("th", ["scope": "col", "class": "n"], words("Expected", "Dijangka"))
                        html.element("th", ["scope": "col"], words("Remark", "Catatan"))
                    }
                }
                html.element("tbody") { html in
                    for line in lines.reversed() {
                        html.element("tr") { html in
                            html.element("th", ["scope": "row"], words.period(line.period))
                            html.element("td", ["class": "n"], "\(line.reported)")
                            html.element("td", ["class": "n"], "\(line.expected)")
                            html.element("td") { html in
                                if dataset.release.provisional.contains(line.period) { html.mark(.provisional, words) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Every mark with its word and what it means.
struct MarkLegend {
    let words: PageWords

    func write(to html: inout HTMLWriter) {
        html.element("dl", ["class": "marks"]) { html in
            for mark in FigureMark.allCases {
                html.element("dt") { $0.mark(mark, words) }
                html.element("dd", mark.meaning(words))
            }
        }
    }
}

/// What one unit is, how far it may reach, and what protects it, in sentences.
struct UnitStatement {
    let protection: ProtectionStatement
    let words: PageWords

    /// What is counted.
    var counted: String {
        let bounds = protection.unit
        let unit = words.unit(bounds.name)
        var text = words(
            "Counted is each \(unit). One \(unit) counts in at most \(bounds.maxPeriods) periods",
            "Yang dikira ialah setiap \(unit). Satu \(unit) dikira dalam paling banyak \(bounds.maxPeriods) tempoh")
        text += words(
            ", in each at no more than \(bounds.maxCells) places of one table, and adds at most \(bounds.maxCount) to a figure.",
            ", dalam setiap tempoh pada tidak lebih \(bounds.maxCells) tempat dalam satu jadual, dan menambah paling banyak \(bounds.maxCount) pada satu angka."
        )
        guard protection.method == .noise, bounds.name != "child" else { return text }
        return text
            + words(
                " A \(unit) is not a child: one child may stand behind several, and some speak of no single child.",
                " Satu \(unit) bukan seorang kanak-kanak: seorang kanak-kanak mungkin terlibat dalam beberapa, dan ada yang tidak berkaitan dengan mana-mana seorang kanak-kanak."
            )
    }

    /// What protects it.
    var protected: String {
        switch protection.method {
        case .reference:
            return words(
                "These figures are public elsewhere, exact, and no record of a person is part of them.",
                "Angka ini sudah umum di tempat lain, tepat, dan tiada rekod seseorang di dalamnya.")
        case .suppression:
            return words(
                "Figures are exact; small ones, and those that would give them away, are hidden.",
                "Angka adalah tepat; yang kecil, dan yang boleh mendedahkannya, disembunyikan.")
        case .noise: return [noise, threshold, loss].joined(separator: " ")
        }
    }

    private var noise: String {
        switch protection.mechanism {
        case .discreteLaplace:
            words(
                "Random noise (discrete Laplace) was added to each figure before anyone outside saw it.",
                "Hingar rawak (Laplace diskret) ditambah pada setiap angka sebelum dilihat sesiapa di luar.")
        case .discreteGaussian, nil:
            words(
                "Random noise (discrete Gaussian) was added to each figure before anyone outside saw it.",
                "Hingar rawak (Gaussian diskret) ditambah pada setiap angka sebelum dilihat sesiapa di luar.")
        }
    }

    private var threshold: String {
        let k = words.number(Int64(protection.k))
        return switch protection.threshold {
        case .none: words("No figure is hidden for being small.", "Tiada angka disembunyikan kerana kecil.")
        case .noisy:
            words(
                "A figure that with its noise is below k = \(k) is hidden.",
                "Angka yang bersama hingarnya kurang daripada k = \(k) disembunyikan.")
        case .strict:
            words(
                "A figure with fewer than k = \(k) behind it is hidden, and so are some with more.",
                "Angka dengan kurang daripada k = \(k) di belakangnya disembunyikan, begitu juga sesetengah yang lebih."
            )
        }
    }

    private var loss: String {
        guard let guarantee = protection.guarantee else {
            return words("No privacy loss is promised for them.", "Tiada kehilangan privasi dijanjikan baginya.")
        }
        var text = "ε = \(UnitStatement.roundedUp(guarantee.epsilon))"
        if guarantee.delta != .zero { text += ", δ = \(guarantee.delta)" }
        if let rho = guarantee.rho { text += " (ρ = \(rho))" }
        return words(
            "The privacy loss of one period is at most \(text).",
            "Kehilangan privasi bagi satu tempoh paling banyak \(text).")
    }

    /// With three decimals, and never less than it is.
    static func roundedUp(_ value: Double) -> String {
        let thousandths = Int((min(value, 1e9) * 1000).rounded(.up))
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
