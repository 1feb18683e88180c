import Aggregation
import Bytes
import DifferentialPrivacy
import Publishing
import Rationals
import Releasing
import Statistics

/// A ledger kept in a file of its own, for one-shot releases without a workspace.
///
/// One JSON object a line: first the budget, `{"lindung-ledger":1,"epsilon":"2","delta":"1e-6"}`, written by hand
/// or taken from a population, then one line a release. The file is locked while it is read and charged, and the
/// charge is on the disk before any noise is drawn.
struct LedgerFile {
    let path: String

    /// Charges a release, or refuses it; whether the ledger was begun with it.
    ///
    /// - Throws: `WorkspaceError.refused` if the budget does not suffice, `mistakes` if the file is no ledger,
    ///   `machine` if it cannot be read or written.
    @discardableResult
    func charge(
        _ entry: Ledger.Entry, on today: Day, newBudget: Ledger.Budget?
    ) throws(WorkspaceError) -> Bool {
        let file: LockedFile
        do throws(BytesError) {
            file = try LockedFile(path, creating: newBudget != nil)
        } catch {
            if case .missing = error {
                throw .usage(
                    "there is no ledger \(path); make one of one line that says the budget: "
                        + #"{"lindung-ledger":1,"epsilon":"2","delta":"1e-6"}"#)
            }
            throw WorkspaceError(error)
        }
        let bytes: [UInt8]
        do throws(BytesError) { bytes = try file.readAll() } catch { throw WorkspaceError(error) }
        var text = TextBuffer()
        var ledger: Ledger
        if bytes.isEmpty, let newBudget {
            ledger = Ledger(budget: newBudget)
            text.append(#"{"lindung-ledger":1,"epsilon":"\#(newBudget.epsilon)","delta":"\#(newBudget.delta)"}"#)
            text.append("\n")
        } else {
            ledger = try read(bytes)
            if bytes.last != 0x0A { text.append("\n") }
        }
        do throws(Ledger.Refusal) {
            try ledger.charge(entry)
        } catch { throw .refused("refused before any noise was drawn: \(error)") }
        do throws(BytesError) {
            let sink = MemorySink()
            var json = JSONWriter()
            json.beginObject()
            json.member("from", entry.days.lowerBound.description)
            json.member("to", entry.days.upperBound.description)
            json.member("rho", entry.charge.cost.rho.description)
            json.member("delta", entry.charge.cost.delta.description)
            json.member("pureEpsilon", entry.charge.pureEpsilon?.description)
            if entry.charge.isExact { json.member("exact", "true") }
            json.member("note", entry.note)
            json.member("charged", today.description)
            json.endObject()
            try json.finish(to: sink)
            try file.append(text.bytes + sink.bytes)
        } catch { throw WorkspaceError(error) }
        return bytes.isEmpty
    }

    private func read(_ bytes: [UInt8]) throws(WorkspaceError) -> Ledger {
        var reader = RecordReader(MemorySource(bytes, name: path), format: .ndjson)
        var budget: Ledger.Budget?
        var entries: [Ledger.Entry] = []
        var isSound = true
        do throws(BytesError) {
            while isSound, let event = try reader.next() {
                let line = LedgerLine(reader)
                if event != .record {
                    isSound = false
                } else if budget == nil {
                    budget = line.budget
                    isSound = budget != nil
                } else if let entry = line.entry {
                    entries.append(entry)
                } else {
                    isSound = false
                }
            }
        } catch { throw WorkspaceError(error) }
        guard isSound, let budget else {
            throw .mistakes(
                "\(path):\(max(reader.lineNumber, 1)): this is no ledger line as Lindung writes them; mend or restore the file"
            )
        }
        return Ledger(budget: budget, entries: entries)
    }
}

/// One line of a ledger file.
private struct LedgerLine {
    private var fields: [String: String] = [:]

    init(_ reader: borrowing RecordReader) {
        for field in 0..<reader.fieldCount where !reader.isNull(field) {
            if let name = reader.name(field) { fields[name] = reader.text(field) }
        }
    }

    var budget: Ledger.Budget? {
        guard fields["lindung-ledger"] == "1", let epsilon = fields["epsilon"].flatMap({ Rational($0) }),
            let delta = fields["delta"].flatMap({ Rational($0) })
        else { return nil }
        return Ledger.Budget(epsilon: epsilon, delta: delta)
    }

    var entry: Ledger.Entry? {
        guard let first = fields["from"].flatMap({ Period($0) })?.days.lowerBound,
            let last = fields["to"].flatMap({ Period($0) })?.days.upperBound, first <= last,
            let rho = fields["rho"].flatMap({ Rational($0) }), let delta = fields["delta"].flatMap({ Rational($0) }),
            let cost = try? PrivacyCost(rho: rho, delta: delta), let note = fields["note"]
        else { return nil }
        if fields["exact"] == "true" { return Ledger.Entry(days: first...last, charge: .exact, note: note) }
        guard let text = fields["pureEpsilon"] else {
            return Ledger.Entry(days: first...last, charge: Ledger.Charge(cost: cost), note: note)
        }
        guard let epsilon = Rational(text), let charge = try? Ledger.Charge(pureEpsilon: epsilon) else { return nil }
        return Ledger.Entry(days: first...last, charge: charge, note: note)
    }
}
