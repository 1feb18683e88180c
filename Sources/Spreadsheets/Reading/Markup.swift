import Foundation
import FoundationXML

/// What takes the elements of a part as they come.
protocol MarkupHandler {
    /// An element begins. Names are without their prefix.
    mutating func begin(_ name: String, _ attributes: MarkupAttributes) throws(SpreadsheetError)
    /// Text within the element that began last and has not ended; it may come in pieces.
    mutating func text(_ text: String) throws(SpreadsheetError)
    /// An element ends.
    mutating func end(_ name: String) throws(SpreadsheetError)
}

/// The attributes of an element, by names without their prefix.
struct MarkupAttributes {
    private let values: [String: String]

    init(_ values: [String: String]) { self.values = values }

    /// The attribute that has this name, or has it behind a prefix.
    subscript(name: String) -> String? {
        if let value = values[name] { return value }
        let suffix = ":\(name)"
        return values.first { $0.key.hasSuffix(suffix) }?.value
    }

    /// Whether an attribute is there and says yes.
    func isTrue(_ name: String) -> Bool { ["1", "true", "on"].contains(self[name] ?? "") }
}

/// Reads a part as a stream of elements.
///
/// No declaration of a document type is let through (`MarkupCheck`), so there are no entities but the five that every
/// document has, and nothing outside the part is ever asked for.
final class MarkupReading<Handler: MarkupHandler>: NSObject, XMLParserDelegate {
    private(set) var handler: Handler
    private var failure: SpreadsheetError?

    private init(_ handler: Handler) { self.handler = handler }

    /// Gives a part's elements to a handler, and gives it back.
    ///
    /// - Throws: `SpreadsheetError` as the handler, and if the part is no markup or cut off.
    static func read(_ part: PartReader, _ handler: Handler) throws(SpreadsheetError) -> Handler {
        let reading = MarkupReading(handler)
        let stream = UnsafePartStream(part) { reading.failure != nil }
        let parser = XMLParser(stream: stream)
        parser.shouldResolveExternalEntities = false
        parser.delegate = reading
        let isWhole = parser.parse()
        if let failure = reading.failure ?? stream.failure { throw failure }
        guard isWhole, parser.parserError == nil else { throw .damagedPart(part.name) }
        return reading.handler
    }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        take(parser) { handler throws(SpreadsheetError) in
            try handler.begin(Self.local(element), MarkupAttributes(attributes))
        }
    }

    func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
        take(parser) { handler throws(SpreadsheetError) in try handler.end(Self.local(element)) }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        take(parser) { handler throws(SpreadsheetError) in try handler.text(text) }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        let text = String(decoding: block, as: UTF8.self)
        take(parser) { handler throws(SpreadsheetError) in try handler.text(text) }
    }

    private func take(_ parser: XMLParser, _ step: (inout Handler) throws(SpreadsheetError) -> Void) {
        guard failure == nil else { return }
        do throws(SpreadsheetError) { try step(&handler) } catch {
            failure = error
            parser.abortParsing()
        }
    }

    private static func local(_ name: String) -> String {
        name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }
}
