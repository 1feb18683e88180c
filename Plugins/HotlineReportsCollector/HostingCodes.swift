import Collecting

/// What a country is in a codelist such as HOSTING: Malaysia, a country with a hotline of INHOPE, another country.
struct HostingCodes: Sendable {
    /// Which dimension it is.
    let dimension: Int
    private let countries = Countries()
    private let inhope: Set<String>
    private let network: CodeIndex?
    private let other: CodeIndex?
    private let byCountry: [String: CodeIndex]

    /// `nil` if the dataset does not count by where something was hosted.
    init?(structure: DatasetStructure, inhope: Set<String>) {
        guard let place = structure.dimensions.firstIndex(where: { $0.id.description == "HOSTING" }) else { return nil }
        let codelist = structure.dimensions[place].codelist
        let leaf = { (name: String) in
            (try? Code(name)).flatMap { codelist.index(of: $0) }.flatMap { codelist.isLeaf($0) ? $0 : nil }
        }
        dimension = place
        self.inhope = inhope
        network = leaf("ABROAD_INHOPE")
        other = leaf("ABROAD_OTHER") ?? leaf("ABROAD")
        // A codelist may have countries of its own.
        var byCountry: [String: CodeIndex] = [:]
        for code in codelist.leaves {
            let name = codelist.code(at: code).description
            if name.utf8.count == 2, name.first != "_" { byCountry[name] = code }
        }
        self.byCountry = byCountry
    }

    /// The code of a country; `nil` where the word is none, or is a word of the codelist.
    func code(of word: String, _ own: CodeColumn) -> CodeIndex? {
        guard !word.isEmpty, own.code(of: word) == nil, let country = countries.code(of: word) else { return nil }
        return byCountry[country] ?? (inhope.contains(country) ? network ?? other : other)
    }
}
