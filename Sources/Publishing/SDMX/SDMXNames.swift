import Statistics

/// What the parts of a structure are called in SDMX, where some names have a meaning of their own.
struct SDMXNames {
    /// The agency that maintains all of it.
    let agency: String
    /// The version, as SDMX 2.1 writes it.
    let version: String
    /// The dataflow.
    let dataflow: String
    /// The data structure definition.
    let dataStructure: String
    /// The scheme of its concepts.
    let conceptScheme: String
    /// The component of each dimension.
    let dimensions: [String]
    /// The codelist of each dimension.
    let codelists: [String]

    /// Names of components and columns that no dimension can have.
    private static let taken: Set<String> = Set(
        FigureColumn.allCases.map(\.rawValue) + [
            "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY", "FREQ", "TIME_PERIOD",
        ])

    /// Names the parts of a structure.
    init(_ structure: DatasetStructure) {
        agency = structure.agency.description
        let numbers = structure.version.split(separator: ".", omittingEmptySubsequences: false)
        let isVersion = numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        version = isVersion ? structure.version : "1.0"
        dataflow = structure.id.description
        dataStructure = "DSD_\(structure.id)"
        conceptScheme = "CS_\(structure.id)"
        var used = SDMXNames.taken.union(structure.dimensions.map(\.id.description))
        dimensions = structure.dimensions.map { dimension in
            var name = dimension.id.description
            guard SDMXNames.taken.contains(name) else { return name }
            while !used.insert(name).inserted { name += "_CODE" }
            return name
        }
        let marks = Set([MarkList.observation, .confidentiality, .frequency(structure.frequency)].map(\.id))
        codelists = structure.dimensions.map { dimension in
            let name = "CL_\(dimension.codelist.id)"
            return marks.contains(name) ? "\(name)_CODE" : name
        }
    }
}
