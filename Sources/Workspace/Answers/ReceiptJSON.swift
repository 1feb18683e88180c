import Cryptography
public import Publishing
import Statistics
import Storage

/// A receipt for programs.
public struct ReceiptJSON: Sendable {
    private let receipt: Receipt

    /// Takes a receipt.
    public init(_ receipt: Receipt) { self.receipt = receipt }

    /// Writes the receipt as an object.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", receipt.id.description)
        json.member("received", receipt.received.description)
        json.member("provider", receipt.provider.description)
        json.member("branch", receipt.branch?.description)
        json.member("dataset", receipt.dataset.description)
        json.member("collector", receipt.collector.description)
        json.member("file", receipt.fileName)
        json.member("bytes", Int(receipt.byteCount))
        json.member("sha256", receipt.digest.description)
        json.member("rowsAccepted", receipt.rowsAccepted)
        json.member("rowsRefused", receipt.rowsRefused)
        json.member("repeat", receipt.isRepeat)
        json.key("periods")
        json.beginArray()
        for line in receipt.periods {
            json.beginObject()
            json.member("period", line.period.description)
            json.key("daysLate")
            if let days = line.daysLate { json.value(days) } else { json.null() }
            json.member("nil", line.isNil)
            json.member("replaces", line.replaces?.description)
            json.member("farLess", line.isFarLess)
            json.endObject()
        }
        json.endArray()
        FindingsJSON(receipt.findings).write(to: &json)
        json.endObject()
    }
}
