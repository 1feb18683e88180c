public import Collecting
import DHIS2Collector
import HelplineFormCollector
import PlatformReportsCollector
import TabularCollector

extension CollectorRegistry {
    /// The collectors that Lindung ships. A new one is added here.
    public static let shipped = CollectorRegistry([
        TabularCollector.self, HelplineFormCollector.self, DHIS2Collector.self,
        PlatformReportsCollector.self,
    ])
}
