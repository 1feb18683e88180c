public import Collecting
import DHIS2Collector
import HelplineFormCollector
import HotlineReportsCollector
import PlatformReportsCollector
import PoliceCasesCollector
import TabularCollector

extension CollectorRegistry {
    /// The collectors that Lindung ships. A new one is added here.
    public static let shipped = CollectorRegistry([
        TabularCollector.self,
        HelplineFormCollector.self,
        HotlineReportsCollector.self,
        PoliceCasesCollector.self,
        PlatformReportsCollector.self,
        DHIS2Collector.self,
            // New collectors above this line: types.
    ])
}
