public import Collecting
import HelplineFormCollector
import HotlineReportsCollector
import PoliceCasesCollector
import TabularCollector

extension CollectorRegistry {
    /// The collectors that Lindung ships. A new one is added here.
    public static let shipped = CollectorRegistry([
        TabularCollector.self, HelplineFormCollector.self, HotlineReportsCollector.self, PoliceCasesCollector.self,
    ])
}
