import Collecting

/// Finds the code of a section of law in the many ways in which people write one: `s.14 SOAC 2017`,
/// `Seksyen 14 AKS 2017`, `Akta 792 s 14(a)`, `376(1) KK`, `Section 233 CMA 1998`.
///
/// Of several sections the first is taken. The codes are those of the codelist LAW_SECTION; in another codelist
/// nothing is found, and its own words alone count.
struct LawSections: Sendable {
    private enum Act {
        case act792
        case cma
        case penalCode
        case another
    }

    private let codelist: Codelist

    init(_ codelist: Codelist) { self.codelist = codelist }

    /// The code of a section; `nil` if the text is none.
    func code(of text: String) -> CodeIndex? {
        let tokens = LawSections.tokens(of: text)
        guard !tokens.isEmpty else { return nil }
        let (act, used) = LawSections.act(in: tokens)
        let section = section(in: tokens, not: used, act)
        switch act {
        case .act792: return section.flatMap { leaf("ACT792_S\($0)") } ?? leaf("ACT792_U")
        case .cma: return section.flatMap { leaf("CMA_S\($0)") } ?? leaf("CMA_OTHER")
        case .penalCode:
            return section.flatMap { LawSections.penalCode[$0] }.flatMap(leaf) ?? leaf("PC_OTHER")
        case .another: return leaf("_O")
        case nil: return section.flatMap { LawSections.penalCode[$0] }.flatMap(leaf)
        }
    }

    private func leaf(_ name: String) -> CodeIndex? {
        (try? Code(name)).flatMap { codelist.index(of: $0) }.flatMap { codelist.isLeaf($0) ? $0 : nil }
    }

    // MARK: - Reading

    /// The words of a text, subsections such as `(1)` and `(a)` left out.
    private static func tokens(of text: String) -> [String] {
        var plain = ""
        var group: String?
        for character in text.prefix(200) {
            switch (character, group) {
            case ("(", nil): group = ""
            case (")", let inside?):
                // What is longer than a subsection names an act: "(Akta 792)".
                plain += inside.count > 4 ? " \(inside) " : " "
                group = nil
            case (_, let inside?): group = inside + String(character)
            default: plain.append(character)
            }
        }
        if let group { plain += " " + group }
        return Folding.words(plain).split(separator: " ").map(String.init)
    }

    /// The act, and which tokens named it.
    private static func act(in tokens: [String]) -> (act: Act?, used: Set<Int>) {
        var used: Set<Int> = []
        for (place, token) in tokens.enumerated() where token.count == 4 {
            if let year = Int(token), (1900...2100).contains(year) { used.insert(place) }
        }
        for (place, token) in tokens.enumerated() where token == "act" || token == "akta" {
            guard place + 1 < tokens.count, !used.contains(place + 1), let number = Int(tokens[place + 1]),
                number >= 100
            else { continue }
            used.insert(place + 1)
            switch number {
            case 792: return (.act792, used)
            case 588: return (.cma, used)
            case 574: return (.penalCode, used)
            default: return (.another, used)
            }
        }
        for (phrases, act) in phrases where phrases.contains(where: { holds(tokens, $0) }) { return (act, used) }
        return (nil, used)
    }

    /// Whether the words of a phrase stand among tokens, one behind the other.
    private static func holds(_ tokens: [String], _ phrase: [String]) -> Bool {
        guard tokens.count >= phrase.count else { return false }
        return (0...(tokens.count - phrase.count)).contains { tokens[$0..<($0 + phrase.count)].elementsEqual(phrase) }
    }

    /// `names`, each in its words: taken apart once, since every row is looked at.
    private static let phrases: [(phrases: [[String]], act: Act)] = names.map { names, act in
        (names.map { $0.split(separator: " ").map(String.init) }, act)
    }

    private static let names: [(words: [String], act: Act)] = [
        (
            [
                "soac", "soaca", "aks", "akst", "akstkk", "aksk", "792", "sexual offences against children",
                "kesalahan kesalahan seksual terhadap kanak kanak", "kesalahan seksual terhadap kanak kanak",
            ], .act792
        ),
        (
            ["cma", "akm", "akmm", "588", "communications and multimedia", "komunikasi dan multimedia"], .cma
        ),
        (["penal code", "kanun keseksaan", "kk", "pc", "574", "penal", "keseksaan"], .penalCode),
        (
            [
                "child act", "akta kanak kanak", "atipsom", "anti trafficking in persons", "antipemerdagangan orang",
                "film censorship", "penapisan filem", "611", "670", "620", "domestic violence act",
                "keganasan rumah tangga",
            ], .another
        ),
    ]

    /// The first section that a text names, such as `14`, `15A`, `376B`.
    private func section(in tokens: [String], not used: Set<Int>, _ act: Act?) -> String? {
        for (place, token) in tokens.enumerated() where !used.contains(place) {
            var rest = Substring(token)
            for word in LawSections.sectionWords where rest.hasPrefix(word) && rest.count > word.count {
                rest = rest.dropFirst(word.count)
                break
            }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            let letters = rest.dropFirst(digits.count)
            guard (1...3).contains(digits.count), letters.count <= 2, letters.allSatisfy({ $0.isLetter }) else {
                continue
            }
            // The number of an act that stands alone.
            if ["792", "588", "574", "611", "670", "620"].contains(digits) { continue }
            let section = rest.uppercased()
            if letters.isEmpty, place + 1 < tokens.count, tokens[place + 1].count == 1,
                tokens[place + 1].first?.isLetter == true
            {
                // "15 A" is 15A where there is such a section.
                let joined = section + tokens[place + 1].uppercased()
                if isKnown(joined, act) { return joined }
            }
            return section
        }
        return nil
    }

    private func isKnown(_ section: String, _ act: Act?) -> Bool {
        switch act {
        case .act792: leaf("ACT792_S\(section)") != nil
        case .cma: leaf("CMA_S\(section)") != nil
        case .penalCode, nil: LawSections.penalCode[section] != nil
        case .another: false
        }
    }

    /// Longest first, so that `section14` is not `s` and `ection14`.
    private static let sectionWords = ["section", "seksyen", "sect", "seks", "sek", "sec", "ss", "s"]

    /// The sections of the Penal Code that the codelist gathers. None of the other acts has sections of these numbers.
    private static let penalCode: [String: String] = [
        "292": "PC_S292", "354": "PC_S354", "375": "PC_S376", "375B": "PC_S376", "376": "PC_S376", "376A": "PC_S376B",
        "376B": "PC_S376B", "377": "PC_OTHER", "377A": "PC_S377", "377B": "PC_S377", "377C": "PC_S377",
        "377CA": "PC_S377",
        "377D": "PC_OTHER", "377E": "PC_S377E", "293": "PC_OTHER", "294": "PC_OTHER", "372": "PC_OTHER",
        "373": "PC_OTHER", "509": "PC_OTHER",
    ]
}
