internal import Bytes
internal import FoundationEssentials
public import Statistics
import YAML

/// A folder of structure files with their codelists and populations beside them.
///
/// ```
/// structures/ocsea-reports.yaml
/// codelists/MY_STATE.yaml
/// populations/ocsea-cases.yaml
/// ```
/// A file is named after the `id` that it defines.
public struct CatalogueFolder: Sendable {
    /// The kinds of file, each in a folder of its own.
    enum Kind: String {
        case structure = "structures"
        case codelist = "codelists"
        case population = "populations"
    }

    /// The path of the folder.
    public let path: String

    /// Takes a folder; nothing is read yet.
    public init(path: String) { self.path = path }

    /// Finds the catalogue that a structure file belongs to.
    ///
    /// That is the folder above `structures/`, or the file's own folder where it lies somewhere else.
    public init(ofStructureFile file: String) {
        let folder = CatalogueFolder.parent(of: file)
        let name = folder.split(separator: "/").last.map(String.init) ?? folder
        path = name == Kind.structure.rawValue ? CatalogueFolder.parent(of: folder) : folder
    }

    /// Reads the structure of a dataset of this catalogue, with its codelists and its population.
    ///
    /// - Throws: `CatalogueError` with every mistake of every file that it refers to.
    public func dataset(_ id: Identifier) throws(CatalogueError) -> CataloguedDataset {
        let file = file(.structure, id.description)
        let dataset = try dataset(atFile: file)
        guard dataset.structure.id == id else {
            let message = "the file is named \(id) but its id is \(dataset.structure.id)"
            throw .mistakes([YAMLProblem(file: file, position: .start, message: message)])
        }
        return dataset
    }

    /// Reads a structure file, with the codelists and the population beside it.
    ///
    /// - Throws: `CatalogueError` with every mistake of every file that it refers to.
    public func dataset(atFile file: String) throws(CatalogueError) -> CataloguedDataset {
        let bytes = try CatalogueFolder.bytes(of: file)
        let loader = ReferenceLoader(folder: self)
        let reader = YAMLReader(file: file)
        let dataset = reader.parse(bytes).flatMap { StructureFile(reader: reader, loader: loader).read($0) }
        let problems = reader.problems + loader.problems
        if let error = YAMLError(problems) { throw .mistakes(error.problems) }
        guard let dataset else {
            throw .mistakes([YAMLProblem(file: file, position: .start, message: "holds nothing")])
        }
        return dataset
    }

    /// The datasets whose structures lie in this catalogue, by name.
    public var datasets: [Identifier] {
        names(of: .structure).compactMap { try? Identifier($0) }.sorted()
    }

    /// Where a file of a kind lies.
    func file(_ kind: Kind, _ id: String) -> String { "\(path)/\(kind.rawValue)/\(id).yaml" }

    /// The names of the files of a kind, without their ending.
    func names(of kind: Kind) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(kind.rawValue)")) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// Reads a whole file, of at most 8 MiB.
    static func bytes(of file: String) throws(CatalogueError) -> [UInt8] {
        do throws(BytesError) {
            return try FileSource(file).readAll(limit: YAMLReader.sizeLimit + 1)
        } catch {
            throw .unreadable(error)
        }
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// A dataset with everything that its structure file refers to.
public struct CataloguedDataset: Sendable, Hashable {
    /// The structure.
    public let structure: DatasetStructure
    /// The population that it counts.
    public let population: Population
}
