import Catalogue
import Workspace

/// Where what ships with the program lies: beside it after a build, or where `make install` puts it.
enum ShippedResources {
    /// The folder of the demonstration's submissions.
    static func demonstration() throws(WorkspaceError) -> String {
        try first(Demonstration.places, holding: "demonstration.yaml", "the shipped submissions")
    }

    /// The folder of a shipped catalogue.
    static func catalogue(_ name: String) throws(WorkspaceError) -> String {
        try first(
            ShippedCatalogues.places.map { "\($0)/\(name)" }, holding: "structures", "the shipped catalogue \(name)")
    }

    private static func first(
        _ places: [String], holding name: String, _ what: String
    ) throws(WorkspaceError) -> String {
        let program = Environment.programFolder ?? "."
        let folders = places.map { "\(program)/\($0)" }
        if let found = folders.first(where: { Environment.isThere("\($0)/\(name)") }) { return found }
        throw .machine("\(what) is not at \(folders.joined(separator: " or "))")
    }
}
