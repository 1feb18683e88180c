import Statistics

/// What every page has around it: the way to its content, the other language, help, and a quick way out.
struct PageShell {
    /// A site that tells nothing of who comes from where: the weather.
    static let exit = "https://www.met.gov.my/"

    let words: PageWords
    let places: PagePlaces
    let title: String
    /// The page itself, in a language.
    let own: PagePlaces.Page

    /// Writes a page around its content.
    func page(_ content: (inout HTMLWriter) -> Void) -> [UInt8] {
        var html = HTMLWriter()
        html.element("html", ["lang": words.language.rawValue]) { html in
            html.element("head") { html in
                html.empty("meta", ["charset": "utf-8"])
                html.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                html.empty("meta", ["name": "referrer", "content": "no-referrer"])
                html.empty("meta", ["name": "color-scheme", "content": "light dark"])
                html.element("title", "\(title) · Lindung")
                html.empty("link", ["rel": "stylesheet", "href": places.style])
            }
            html.element("body") { html in
                html.element(
                    "a", ["class": "skip", "href": "#content"], words("Skip to the content", "Langkau ke kandungan"))
                header(&html)
                html.element("main", ["id": "content", "tabindex": "-1"]) { content(&$0) }
                footer(&html)
            }
        }
        return html.finished()
    }

    private func header(_ html: inout HTMLWriter) {
        html.element("header", ["class": "top"]) { html in
            html.element("nav", ["aria-label": words("Pages", "Halaman")]) { html in
                html.element("a", ["class": "brand", "href": places.link(to: .home, words.language)], "Lindung")
                html.element(
                    "a", ["href": places.link(to: .methods, words.language)],
                    words("How to read the figures", "Cara membaca angka"))
                let other: Language = words.language == .english ? .malay : .english
                html.element(
                    "a",
                    ["href": places.link(to: own, other), "lang": other.rawValue, "hreflang": other.rawValue],
                    other == .english ? "English" : "Bahasa Malaysia")
            }
            html.element(
                "a", ["class": "exit", "href": PageShell.exit, "rel": "noreferrer nofollow"],
                words("Leave this page", "Tinggalkan halaman ini"))
        }
        html.element("p", ["class": "helpline"]) { html in
            html.text(words("A child needs help? ", "Kanak-kanak perlukan bantuan? "))
            html.element("a", ["href": "tel:15999"], "Talian Kasih 15999")
            html.text(words(", at any hour. In danger now: ", ", pada bila-bila masa. Dalam bahaya sekarang: "))
            html.element("a", ["href": "tel:999"], "999")
            html.text(".")
        }
    }

    private func footer(_ html: inout HTMLWriter) {
        html.element("footer") { html in
            html.element("section", ["class": "help", "aria-labelledby": "help"]) { html in
                html.element("h2", ["id": "help"], words("Where to find help", "Di mana mendapatkan bantuan"))
                html.element(
                    "p",
                    words(
                        "If someone asks you for sexual images, threatens you with them or hurts you, it is not your fault. Tell an adult whom you trust, or call. You may also call about a child you worry about.",
                        "Jika seseorang meminta imej seksual, mengugut anda dengannya atau menyakiti anda, itu bukan salah anda. Beritahu orang dewasa yang anda percayai, atau hubungi talian. Anda juga boleh menghubungi tentang kanak-kanak yang anda bimbangkan."
                    ))
                html.element("ul") { html in
                    html.element("li") { html in
                        html.element("a", ["href": "tel:15999"], "Talian Kasih 15999")
                        html.text(
                            words(
                                ": for children and parents, at any hour, every day.",
                                ": untuk kanak-kanak dan ibu bapa, pada bila-bila masa, setiap hari."))
                    }
                    html.element("li") { html in
                        html.element("a", ["href": "tel:999"], "999")
                        html.text(
                            words(
                                ": the emergency number, where a child is in danger now.",
                                ": nombor kecemasan, jika kanak-kanak dalam bahaya sekarang."))
                    }
                }
                html.element(
                    "p", ["class": "fine"],
                    words(
                        "“Leave this page” opens the weather. It does not clear the history of your browser.",
                        "“Tinggalkan halaman ini” membuka laman cuaca. Ia tidak memadamkan sejarah pelayar anda."))
            }
        }
    }
}
