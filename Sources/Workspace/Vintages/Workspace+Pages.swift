import Catalogue
public import Pages
public import Statistics
import Storage

extension Workspace {
    /// A vintage as the pages show it.
    ///
    /// - Parameters:
    ///   - id: the dataset.
    ///   - number: the vintage; by default the newest that was not withdrawn.
    /// - Returns: the vintage, with its changes.
    /// - Throws: `WorkspaceError.usage` as `vintage`.
    public func publishedDataset(_ id: Identifier, number: Int? = nil) throws(WorkspaceError) -> PublishedDataset {
        let release = try vintage(of: id, number: number)
        guard let record = try releases(of: id).first(where: { $0.record.number == release.number })?.record else {
            throw .usage("there is no release \(release.number) of \(id)")
        }
        return PublishedDataset(
            release, day: record.day, note: record.note, theme: try dataset(id).population.title)
    }
}
