/// The catalogues that come with the program, ready to be used or copied.
public enum ShippedCatalogues {
    /// Their names; the first is the default.
    public static let names = ["malaysia-ocsea"]
    /// Where their folders lie, seen from the folder of the program: beside it after a build, or where `make install`
    /// puts them.
    public static let places = ["lindung_Catalogue.resources", "../share/lindung/catalogues"]

    /// The catalogue of a name.
    ///
    /// - Parameters:
    ///   - name: one of `names`.
    ///   - resources: where this module's resources lie: the one of `places` that is there.
    /// - Returns: `nil` for a name that is not shipped. Nothing is read yet.
    public static func catalogue(named name: String, inResources resources: String) -> CatalogueFolder? {
        names.contains(name) ? CatalogueFolder(path: "\(resources)/\(name)") : nil
    }
}
