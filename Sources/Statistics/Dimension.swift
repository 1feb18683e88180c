/// One axis along which a dataset is broken down.
public struct Dimension: Sendable, Hashable {
    /// The name, as in the heading of a published column.
    public let id: Identifier
    /// The title that people read.
    public let title: LocalizedText
    /// The codes it takes.
    public let codelist: Codelist
    /// Whether one unit may stand at several codes at once, so that a table over this dimension counts
    /// mentions and its total is not the number of units.
    public let isMultiValued: Bool

    /// Takes a dimension.
    public init(id: Identifier, title: LocalizedText, codelist: Codelist, isMultiValued: Bool = false) {
        self.id = id
        self.title = title
        self.codelist = codelist
        self.isMultiValued = isMultiValued
    }
}
