import FoundationEssentials
import TestSupport
import Testing

@testable import Catalogue

/// A catalogue in a temporary folder, removed when the test ends.
final class TemporaryCatalogue {
    private let kept: Folder
    private var texts = TemporaryCatalogue.good

    /// Writes the good catalogue.
    init() throws {
        kept = try Folder()
        for (name, text) in TemporaryCatalogue.good { try write(name, text) }
    }

    var path: String { kept.path }

    func write(_ name: String, _ bytes: [UInt8]) throws { try kept.file(name, bytes) }

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }

    /// Replaces a text that a file of the catalogue holds.
    func replace(_ old: String, _ new: String, in name: String) throws {
        let text = try #require(texts[name])
        try #require(text.contains(old))
        let changed = text.replacing(old, with: new, maxReplacements: 1)
        texts[name] = changed
        try write(name, changed)
    }

    var folder: CatalogueFolder { CatalogueFolder(path: path) }
    var structureFile: String { "\(path)/\(structure)" }

    /// The mistakes, `file:line:column: message (hint)` each, files without the folder.
    var mistakes: [String] {
        do throws(CatalogueError) {
            _ = try folder.dataset(atFile: structureFile)
            return []
        } catch {
            return error.description.replacing("\(path)/", with: "").split(separator: "\n").map(String.init)
        }
    }

    static let good = [
        structure: """
        id: cases
        version: "1.0"
        agency: LINDUNG
        title: {en: Cases, ms: Kes}
        frequency: M
        population: people
        measure: {unit: cases, title: {en: Recorded cases}}
        dimensions:
          - {id: STATE, codelist: STATE}
          - {id: FORM, codelist: FORM, title: Form of harm, multiValued: true}
        unit: {name: case, maxCellsPerUnit: 2}
        tables:
          - {id: national, dimensions: {}}
          - {id: state-form, dimensions: {STATE: state, FORM: [form]}, weight: 1/3}
        protection: {method: noise, k: 12}
        structuralZeros:
          - {STATE: JHR, FORM: [IMAGES, GROOMING]}
        providers: {expected: [helpline], due: P15D}
        rules: []
        seriesBreaks:
          - {period: 2021-07, reason: A new form}
        retention: P400D

        """,
        states: """
        id: STATE
        title: {en: State, ms: Negeri}
        levels: [region, state]
        codes:
          - {code: NORTH, label: {en: North, ms: Utara}}
          - {code: KDH, parent: NORTH, label: Kedah, terms: {map: "02"}}
          - {code: PLS, parent: NORTH, label: Perlis}
          - {code: JHR, label: Johor}

        """,
        forms: """
        id: FORM
        title: Form
        levels: [form]
        codes:
          - {code: GROOMING, label: Grooming}
          - {code: IMAGES, label: Images}

        """,
        people: """
        id: people
        title: People
        unit: person
        epsilon: 2
        delta: 1e-6
        shares: {cases: 0.5, other: 1/4}
        reserve: 0.25

        """,
    ]
}

let structure = "structures/cases.yaml"
let states = "codelists/STATE.yaml"
let forms = "codelists/FORM.yaml"
let people = "populations/people.yaml"
