import Collecting
import Cryptography
import FoundationEssentials
import Statistics
import Storage

/// A receipt as it is kept, sealed: JSON with the findings, which may quote what was submitted, and the mapping.
struct ReceiptArchive: Codable {
    struct Line: Codable {
        let period: String
        let daysLate: Int?
        let isNil: Bool
        let replaces: String?
        let isFarLess: Bool
    }

    struct Note: Codable {
        let severity: String
        let kind: String
        let file: String
        let sheet: String?
        let row: Int?
        let column: Int?
        let heading: String?
        let english: String
        let malay: String?
    }

    let version: Int
    let periods: [Line]
    let findings: [Note]
    let mapping: String?

    init(_ receipt: Receipt, mapping: String?) {
        version = 1
        periods = receipt.periods.map {
            Line(
                period: $0.period.description, daysLate: $0.daysLate, isNil: $0.isNil,
                replaces: $0.replaces?.description, isFarLess: $0.isFarLess)
        }
        findings = receipt.findings.kept.map {
            Note(
                severity: $0.severity.rawValue, kind: $0.kind.rawValue, file: $0.location.file,
                sheet: $0.location.sheet, row: $0.location.row, column: $0.location.column,
                heading: $0.location.heading, english: $0.message.english,
                malay: $0.message.malay)
        }
        self.mapping = mapping
    }

    func encoded() throws(WorkspaceError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        do { return Array(try encoder.encode(self)) } catch { throw .machine("a receipt cannot be written") }
    }

    /// The receipt again, with what the register says of the submission; `nil` if this is no receipt.
    static func receipt(_ bytes: [UInt8], _ record: SubmissionRecord, isRepeat: Bool) -> Receipt? {
        guard let archive = try? JSONDecoder().decode(ReceiptArchive.self, from: Data(bytes)), archive.version == 1
        else { return nil }
        var findings = FindingLog()
        for note in archive.findings {
            guard let severity = Finding.Severity(rawValue: note.severity), let kind = Finding.Kind(rawValue: note.kind)
            else { continue }
            findings.add(
                Finding(
                    severity, kind,
                    at: Finding.Location(
                        file: note.file, sheet: note.sheet, row: note.row, column: note.column, heading: note.heading),
                    LocalizedText(note.english, malay: note.malay)))
        }
        let periods = archive.periods.compactMap { line in
            Period(line.period).map {
                Receipt.PeriodLine(
                    period: $0, daysLate: line.daysLate, isNil: line.isNil,
                    replaces: line.replaces.flatMap { SubmissionID($0) }, isFarLess: line.isFarLess)
            }
        }
        return Receipt(
            id: record.id, provider: record.provider, branch: record.branch, dataset: record.dataset,
            collector: record.collector, fileName: record.fileName, received: record.received, digest: record.digest,
            byteCount: record.byteCount, rowsAccepted: record.rowsAccepted, rowsRefused: record.rowsRefused,
            periods: periods, findings: findings, isRepeat: isRepeat)
    }
}
