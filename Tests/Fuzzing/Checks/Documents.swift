import Bytes
import Collecting

extension FuzzChecks {
    /// Takes bytes for a document in JSON or in XML.
    ///
    /// What is read may not depend on how the bytes come in, a document that is read to its end closes what it opens, and
    /// what can be read can be passed over. The first byte chooses the format and the size of the reads.
    ///
    /// - Parameter input: Any bytes.
    /// - Returns: What does not hold; `nil` where all does.
    public static func documents(_ input: [UInt8]) -> String? {
        guard let choice = input.first else { return nil }
        let bytes = Array(input.dropFirst())
        let chunk = Int(choice) / 8 + 1
        let read = choice & 1 == 1 ? xml : json
        let whole = read(bytes, .max)
        if read(bytes, chunk) != whole { return "pieces change what is read" }
        if whole.last == leftOpen { return leftOpen }
        if choice & 1 == 0, whole.last == end, !canBePassedOver(bytes) {
            return "what can be read cannot be passed over"
        }
        return nil
    }

    private static let end = "the end"
    private static let leftOpen = "something is left open"

    /// Everything that a reader of JSON says of some bytes.
    private static func json(_ bytes: [UInt8], chunk: Int) -> [String] {
        var reader = JSONReader(MemorySource(bytes, chunk: chunk))
        var seen: [String] = []
        do throws(DocumentError) {
            while let piece = try reader.next() { seen.append("\(reader.line):\(reader.column) \(piece)") }
        } catch {
            return seen + ["\(error)"]
        }
        return seen + [reader.depth == 0 ? end : leftOpen]
    }

    /// Everything that a reader of XML says of some bytes.
    private static func xml(_ bytes: [UInt8], chunk: Int) -> [String] {
        var reader = XMLReader(MemorySource(bytes, chunk: chunk))
        var seen: [String] = []
        var open: [String] = []
        do throws(DocumentError) {
            while let piece = try reader.next() {
                seen.append("\(reader.line):\(reader.column) \(piece)")
                switch piece {
                case .elementBegins(let name, _): open.append(name)
                case .elementEnds(let name): if open.popLast() != name { return seen + [leftOpen] }
                case .text: if open.isEmpty { return seen + [leftOpen] }
                }
            }
        } catch {
            return seen + ["\(error)"]
        }
        return seen + [open.isEmpty && reader.depth == 0 ? end : leftOpen]
    }

    private static func canBePassedOver(_ bytes: [UInt8]) -> Bool {
        var reader = JSONReader(MemorySource(bytes))
        do throws(DocumentError) {
            try reader.skipValue()
            return try reader.next() == nil
        } catch { return false }
    }
}
