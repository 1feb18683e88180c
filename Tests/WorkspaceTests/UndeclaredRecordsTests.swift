import Bytes
import Collecting
import Statistics
import TestSupport
import Testing

@testable import Workspace

/// Observes one unit, and does not say that it reads records.
private struct SilentReader: SubmissionReader {
    let structure: DatasetStructure

    func collect(
        from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError) {
        let key = try source.readAll()
        guard let period = Period("2025-01") else { return }
        let codes = structure.dimensions.map { dimension in
            dimension.codelist.items.indices.map { CodeIndex($0) }.first { dimension.codelist.isLeaf($0) } ?? .total
        }
        sink.observe(period: period, codes: codes, unit: sink.mark(ofKey: key.span, scope: .own))
    }
}

@Suite struct UndeclaredRecordsTests {
    /// Which periods count as reported is published: it must not hang on one record, whoever wrote the collector.
    @Test func unitsAreTakenForDeclaredPeriodsAlone() throws {
        let office = try Office()
        let description = CollectorDescription(
            id: try Identifier("silent"), version: "1", apiVersion: CollectorAPI.version,
            summary: LocalizedText("keys", malay: "kunci"), mediaTypes: ["text/plain"], fileEndings: ["txt"],
            sizeLimit: 1 << 20, memoryLimit: 1 << 20)
        let registry = CollectorRegistry([
            RegisteredCollector(description) { structure, _ in SilentReader(structure: structure) }
        ])
        let intake = IntakeEnvironment(registry: registry) { path throws(BytesError) in try FileSource(path) }
        var request = SubmitRequest(collector: "silent", provider: try Identifier("PA"))
        request.dataset = try Identifier("cases")
        request.files = [try office.folder.file("keys.txt", "N-17")]
        let now = try moment("2026-01-15")
        let refused = try failure {
            try office.workspace.submit(request, intake, moment: now, actor: "test")
        }
        #expect(refused.exitStatus == 2 && refused.words.contains("--period"))
        request.periods = PeriodRange("2025-01")
        #expect(try office.workspace.submit(request, intake, moment: now, actor: "test").first?.rowsAccepted == 1)
    }
}
