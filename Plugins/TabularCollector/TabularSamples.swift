/// The samples that the collector ships: structures, codelists, populations, mappings and small files with
/// invented numbers in the shapes of real ones.
public enum TabularSamples {
    /// Where the samples lie, seen from the folder of the program: beside it after a build, or where
    /// `make install` puts them.
    public static let places = ["lindung_TabularCollector.resources/Samples", "../share/lindung/Samples"]
    /// The datasets that have a structure, a mapping and a file of the same name.
    public static let datasets = ["helpline-contacts", "police-crimes", "cybertips-by-country"]
}
