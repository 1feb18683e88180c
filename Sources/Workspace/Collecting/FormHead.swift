public import Bytes
public import Collecting

/// What a filled form says of itself, so that nobody need say it again.
public enum FormHead {
    /// The dataset and period of a form; `nil` if the collector has no form, or this is none.
    ///
    /// - Throws: `WorkspaceError` if the source cannot be read. It is used up by this.
    public static func target(
        of source: any ByteSource, collector: String, registry: CollectorRegistry
    ) throws(WorkspaceError) -> FormTarget? {
        guard let form = registry.collector(named: collector)?.form else { return nil }
        // A workbook says nothing before its end: what is in it stands in a list there.
        let limit = Int(clamping: form.description.sizeLimit)
        return form.target(of: try withBytes { () throws(BytesError) in try source.readAll(limit: limit) })
    }
}
