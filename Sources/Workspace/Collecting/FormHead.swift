public import Bytes
public import Collecting

/// What a filled form says of itself in its first lines, so that nobody need say it again.
public enum FormHead {
    /// How many bytes are looked at.
    private static let size = 4096

    /// The dataset and period of a form; `nil` if the collector has no form, or this is none.
    ///
    /// - Throws: `WorkspaceError` if the source cannot be read. It is used up by this.
    public static func target(
        of source: any ByteSource, collector: String, registry: CollectorRegistry
    ) throws(WorkspaceError) -> FormTarget? {
        guard let form = registry.collector(named: collector)?.form else { return nil }
        return form.target(ofHead: try withBytes { () throws(BytesError) in try source.readAll(limit: size) })
    }
}
