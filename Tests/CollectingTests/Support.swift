import Collecting
import Testing

/// A dimension of some codes: `CODE`, `CODE<PARENT`, `CODE=english/malay`.
func dimension(_ codes: [String], isMultiValued: Bool = false, terms: [String: String] = [:]) throws -> Dimension {
    let items = try codes.map { text in
        let parts = text.split(separator: "=").map(String.init)
        let place = parts[0].split(separator: "<").map(String.init)
        let label = parts.count > 1 ? parts[1].split(separator: "/").map(String.init) : [place[0].lowercased()]
        return Codelist.Item(
            code: try Code(place[0]), label: LocalizedText(label[0], malay: label.count > 1 ? label[1] : nil),
            parent: try place.count > 1 ? Code(place[1]) : nil, terms: terms[place[0]].map { ["scheme": $0] } ?? [:])
    }
    let codelist = try Codelist(
        id: try Identifier("AREA"), title: LocalizedText("Area", malay: "Kawasan"),
        levels: [try Identifier("upper"), try Identifier("lower")], items: items)
    return Dimension(id: codelist.id, title: codelist.title, codelist: codelist, isMultiValued: isMultiValued)
}

/// Texts that hold what must never be repeated.
let secrets = [
    "900101-14-5678", "900101145678", "900101 14 5678", "No. K/P: 900101-14-5678", "0123456789", "012-345 6789",
    "012-3456789", "+60 12-345 6789", "+6012.345.6789", "(03) 8888 1234", "03-88881234", "a@b.my",
    "ali.bin.abu@contoh.gov.my", "hubungi ali@contoh.my", "900101\u{2013}14\u{2013}5678", "012\u{A0}345\u{A0}6789",
    "\u{FF10}\u{FF11}\u{FF12}-\u{FF13}\u{FF14}\u{FF15} 6789", "03-88-88881234", "ali\u{FF20}contoh.my",
    "2024-03-15 900101-14-5678",
]
