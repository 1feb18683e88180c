import Spelling
import Statistics
import YAML

/// Reads the codelists and populations that a structure names, each file once.
final class ReferenceLoader {
    private let folder: CatalogueFolder
    private var codelists: [String: Codelist?] = [:]
    /// The mistakes in the files read so far.
    private(set) var problems: [YAMLProblem] = []

    init(folder: CatalogueFolder) { self.folder = folder }

    /// The codelist of a name; `nil` after a problem, which has been reported where the name stands or in
    /// the codelist's own file.
    func codelist(_ name: YAMLLocated<Identifier>, from reader: YAMLReader) -> Codelist? {
        let key = name.value.description
        if let known = codelists[key] { return known }
        let list = load(.codelist, name, from: reader) { CodelistFile(reader: $0).read($1) }
        if let list, list.id != name.value {
            report("the file is named \(name.value) but its id is \(list.id)", in: .codelist, key)
        }
        codelists[key] = .some(list)
        return list
    }

    /// The population of a name; `nil` after a problem, which has been reported as for codelists.
    func population(_ name: YAMLLocated<Identifier>, from reader: YAMLReader) -> Population? {
        let population = load(.population, name, from: reader) { PopulationFile(reader: $0).read($1) }
        if let population, population.id != name.value {
            report("the file is named \(name.value) but its id is \(population.id)", in: .population, "\(name.value)")
        }
        return population
    }

    private func load<Value>(
        _ kind: CatalogueFolder.Kind, _ name: YAMLLocated<Identifier>, from reader: YAMLReader,
        read: (YAMLReader, YAMLNode) -> Value?
    ) -> Value? {
        let known = folder.names(of: kind)
        guard known.contains(name.value.description) else {
            let hint =
                nearest(to: name.value.description, among: known).map { "did you mean \"\($0)\"?" }
                ?? (known.isEmpty ? "there are no \(kind.rawValue)" : "known: \(known.joined(separator: ", "))")
            reader.report(
                "there is no file \(folder.file(kind, name.value.description))", at: name.position, hint: hint)
            return nil
        }
        let file = folder.file(kind, name.value.description)
        do throws(CatalogueError) {
            let own = YAMLReader(file: file)
            let value = own.parse(try CatalogueFolder.bytes(of: file)).flatMap { read(own, $0) }
            problems += own.problems
            return value
        } catch {
            reader.report(error.description, at: name.position)
            return nil
        }
    }

    private func report(_ message: String, in kind: CatalogueFolder.Kind, _ name: String) {
        problems.append(YAMLProblem(file: folder.file(kind, name), position: .start, message: message))
    }
}
