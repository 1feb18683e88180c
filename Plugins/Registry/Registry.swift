public import Collecting
import TabularCollector

extension CollectorRegistry {
    /// The collectors that Lindung ships. A new one is added here.
    public static let shipped = CollectorRegistry([TabularCollector.self])
}
