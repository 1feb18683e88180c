public import Collecting
import HelplineFormCollector
import TabularCollector

extension CollectorRegistry {
    /// The collectors that Lindung ships. A new one is added here.
    public static let shipped = CollectorRegistry([
        TabularCollector.self,
        HelplineFormCollector.self,
            // New collectors above this line: types.
    ])
}
