/// The samples that the collector ships: structures, codelists, populations, mappings and small files with
/// invented numbers in the shapes of real ones.
public enum TabularSamples {
    /// The name of the samples' folder in the bundle that lies beside a built program.
    public static let bundlePath = "lindung_TabularCollector.resources/Samples"
    /// The datasets that have a structure, a mapping and a file of the same name.
    public static let datasets = ["helpline-contacts", "police-crimes", "cybertips-by-country"]
}
