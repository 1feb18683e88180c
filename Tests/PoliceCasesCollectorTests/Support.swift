import CollectorSupport

@testable import PoliceCasesCollector

/// Reads as the tests of the module do.
let police = RecordReading(PoliceCasesCollector.self) { $0.structure }
