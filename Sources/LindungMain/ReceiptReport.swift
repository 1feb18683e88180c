import Cryptography
import Statistics
import Storage
import Workspace

/// A receipt for people, and for programs.
struct ReceiptReport {
    let receipt: Receipt
    let console: Console

    /// The receipt in words, to be kept.
    var lines: [String] {
        var lines = [
            receipt.isRepeat
                ? console.text(
                    "This was received before, and nothing has changed; the receipt of then:",
                    "Fail ini telah diterima sebelum ini dan tiada apa-apa yang berubah; inilah resit asalnya:")
                : console.text("Receipt – please keep it", "Resit – sila simpan"),
            row(console.text("Submission", "Penyerahan"), receipt.id.description),
            row(console.text("Received", "Diterima"), receipt.received.description),
            row(
                console.text("From", "Daripada"),
                receipt.branch.map { "\(receipt.provider), \($0)" } ?? receipt.provider.description),
            row(console.text("Dataset", "Set data"), receipt.dataset.description),
            row(
                console.text("File", "Fail"),
                "\(receipt.fileName) (\(receipt.byteCount) \(console.text("bytes", "bait")))"),
            row("SHA-256", receipt.digest.description),
            row(
                console.text("Taken", "Diambil"),
                console.text(
                    "\(receipt.rowsAccepted) observations; rows left out: \(receipt.rowsRefused)",
                    "\(receipt.rowsAccepted) pemerhatian; baris diketepikan: \(receipt.rowsRefused)")),
        ]
        for line in receipt.periods { lines.append(row(line.period.description, words(line))) }
        return lines
    }

    private func row(_ name: String, _ value: String) -> String {
        "  \(name)" + String(repeating: " ", count: max(12 - name.count, 0)) + value
    }

    private func words(_ line: Receipt.PeriodLine) -> String {
        var words: [String] = []
        if line.isNil { words.append(console.text("nothing to report", "tiada apa-apa untuk dilaporkan")) }
        switch line.daysLate {
        case nil: words.append(console.text("received", "diterima"))
        case 0: words.append(console.text("on time", "tepat masa"))
        case let days?: words.append(console.text("\(days) days late", "lewat \(days) hari"))
        }
        if let replaced = line.replaces {
            words.append(console.text("replaces \(replaced)", "menggantikan \(replaced)"))
        }
        if line.isFarLess {
            words.append(
                console.text(
                    "CHECK: it holds less than half of what it replaces",
                    "SEMAK: kandungannya kurang daripada separuh yang digantikan"))
        }
        return words.joined(separator: ", ")
    }
}
