import Bytes
public import Catalogue
public import Collecting
public import Statistics

/// An option of a collector as it is given on a command line: `NAME=VALUE`.
public struct CollectorOptionValue: Sendable, Hashable {
    /// The option's name.
    public let name: String
    /// What it is set to.
    public let value: String

    /// Reads `NAME=VALUE`; `nil` for a text without `=` or name.
    public init?(_ text: String) {
        guard let mark = text.firstIndex(of: "="), mark > text.startIndex else { return nil }
        name = String(text[..<mark])
        value = String(text[text.index(after: mark)...])
    }
}

/// Which collector reads for which dataset.
public struct CollectorChoice: Sendable {
    /// What the collector is.
    public let description: CollectorDescription
    /// What reads for the dataset.
    public let reader: any SubmissionReader
    /// What the collector was made with.
    public let settings: CollectorSettings
    /// The dataset that it reads for, with its population.
    let dataset: CataloguedDataset
    /// The structure of the dataset.
    public var structure: DatasetStructure { dataset.structure }

    /// Finds the structure and makes the collector.
    ///
    /// `structureFile` names a structure file; without one, `dataset` is looked for in the catalogue of the
    /// workspace folder, or in what `catalogue` knows of it.
    ///
    /// - Throws: `WorkspaceError` if there is no such collector or dataset, or a file has mistakes.
    public init(
        collector name: String, registry: CollectorRegistry, structureFile: String?, dataset: Identifier?,
        workspace: String, catalogue: CatalogueCache? = nil, mappingFile: String?, options: [CollectorOptionValue] = []
    ) throws(WorkspaceError) {
        guard let collector = registry.collector(named: name) else {
            let known = registry.collectors.map { $0.description.id.description }
            let meant = nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
            throw .usage("there is no collector \(name)\(meant) (there are: \(known.joined(separator: ", ")))")
        }
        if dataset == nil, structureFile == nil, collector.form != nil {
            throw .usage(
                "nothing says which dataset this is for: no filled form was found in the file; fill in the form that "
                    + "you were given, or name the dataset (--dataset D; dataset=D over HTTP) to be told what is wrong")
        }
        self.dataset = try CataloguedDataset.find(
            structureFile: structureFile, dataset: dataset, workspace: workspace, catalogue: catalogue)
        for option in options { try IntakeScreen.check(option.value, named: "the value of --option") }
        var mapping: MappingFile?
        if let mappingFile {
            let bytes = try withBytes { () throws(BytesError) in
                try FileSource(mappingFile).readAll(limit: YAMLReader.sizeLimit + 1)
            }
            try IntakeScreen.checkMapping(bytes, name: mappingFile)
            mapping = MappingFile(name: mappingFile, bytes: bytes)
        }
        do throws(CollectorOptionsError) {
            description = collector.description
            settings = try CollectorSettings(
                for: description, mapping: mapping, options: options.map { (name: $0.name, value: $0.value) })
            reader = try collector.reader(structure: self.dataset.structure, settings: settings)
        } catch {
            if case .mistakes = error { throw .mistakes(error.description) }
            throw .usage(error.description)
        }
    }
}

extension CataloguedDataset {
    /// Reads a dataset from a structure file, or from the catalogue of a workspace folder, unless `catalogue` knows it.
    ///
    /// - Throws: `WorkspaceError` if neither is given or there are mistakes.
    public static func find(
        structureFile: String?, dataset: Identifier?, workspace: String, catalogue: CatalogueCache? = nil
    ) throws(WorkspaceError) -> CataloguedDataset {
        if let structureFile {
            let found = try read { () throws(CatalogueError) in
                try CatalogueFolder(ofStructureFile: structureFile).dataset(atFile: structureFile)
            }
            guard dataset == nil || dataset == found.structure.id else {
                throw .usage("\(structureFile) is the structure of \(found.structure.id), not of the dataset asked for")
            }
            return found
        }
        guard let dataset else { throw .usage("say which dataset the file is for: --dataset D, or --structure FILE") }
        let folder = CatalogueFolder(path: workspace)
        if let known = catalogue?.find(dataset, in: folder) { return known }
        let begin = FileTime.now
        guard folder.datasets.contains(dataset) else {
            let known = folder.datasets.map(\.description)
            let meant = nearest(to: dataset.description, among: known).map { "; did you mean \($0)?" } ?? ""
            throw .usage("\(workspace)/structures has no dataset \(dataset)\(meant)")
        }
        let found = try read { () throws(CatalogueError) in try folder.dataset(dataset) }
        catalogue?.keep(found, of: folder, readFrom: begin)
        return found
    }

    private static func read(
        _ body: () throws(CatalogueError) -> CataloguedDataset
    ) throws(WorkspaceError) -> CataloguedDataset {
        do throws(CatalogueError) {
            return try body()
        } catch {
            throw WorkspaceError(error)
        }
    }
}
