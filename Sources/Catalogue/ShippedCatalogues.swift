/// The catalogues that come with the program, ready to be used or copied.
public enum ShippedCatalogues {
    /// Their names; the first is the default.
    public static let names = ["malaysia-ocsea"]
    /// The name of the resources' folder in the bundle that lies beside a built program.
    public static let bundlePath = "lindung_Catalogue.resources"

    /// The catalogue of a name.
    ///
    /// - Parameters:
    ///   - name: one of `names`.
    ///   - resources: where this module's resources lie: `bundlePath` beside the program.
    /// - Returns: `nil` for a name that is not shipped. Nothing is read yet.
    public static func catalogue(named name: String, inResources resources: String) -> CatalogueFolder? {
        names.contains(name) ? CatalogueFolder(path: "\(resources)/\(name)") : nil
    }
}
