/// The collectors that are linked into a program.
public struct CollectorRegistry: Sendable {
    /// The collectors, in the order in which they are listed.
    public let collectors: [any Collector.Type]

    /// Takes collectors; the first of those that share a name is the one that is found.
    public init(_ collectors: [any Collector.Type]) { self.collectors = collectors }

    /// The collector of a name.
    public func collector(named name: String) -> (any Collector.Type)? {
        collectors.first { $0.description.id.description == name }
    }
}
