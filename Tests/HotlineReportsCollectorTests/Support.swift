import CollectorSupport

@testable import HotlineReportsCollector

/// Reads as the tests of the module do.
let hotline = RecordReading(HotlineReportsCollector.self) { $0.structure }
