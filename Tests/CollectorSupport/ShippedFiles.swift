import Catalogue
public import Collecting

/// What lies beside the sources of the tests, and ships.
public enum ShippedFiles {
    private static let root = String("\(#filePath)".split(separator: "/Tests/", maxSplits: 1)[0])

    /// The folder of the datasets that ship.
    public static let catalogue = "\(root)/Sources/Catalogue/Resources/malaysia-ocsea"

    /// The folder of the samples of a collector, by the name of its module.
    public static func samples(of collector: String) -> String { "\(root)/Plugins/\(collector)/Samples" }

    /// The structure of a dataset of the catalogue that ships.
    ///
    /// - Throws: `StatisticsError` or `CatalogueError` if there is none.
    public static func dataset(_ name: String) throws -> DatasetStructure {
        try CatalogueFolder(path: catalogue).dataset(try Identifier(name)).structure
    }

    /// The structures of all datasets of the catalogue that ships.
    ///
    /// - Throws: `CatalogueError` if one cannot be read.
    public static func datasets() throws -> [DatasetStructure] {
        let folder = CatalogueFolder(path: catalogue)
        return try folder.datasets.map { try folder.dataset($0).structure }
    }

    /// The bytes of a sample of a collector.
    ///
    /// - Throws: `BytesError` if there is none.
    public static func sample(_ name: String, of collector: String) throws -> [UInt8] {
        try FileSource("\(samples(of: collector))/\(name)").readAll()
    }
}
