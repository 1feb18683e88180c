/// Turns the text of a column into codes: periods, declared codelists, ranges of ages.
///
/// Each distinct text is asked for about once a thread, so a coder need not be fast.
public protocol FieldCoder: Sendable {
    /// The code of a field, or `nil` where the text means none.
    ///
    /// - Parameter field: The field's bytes, UTF-8.
    /// - Returns: A code ≥ 0; results are put in the order of codes.
    func code(of field: Span<UInt8>) -> Int32?

    /// The text that stands for a code in results.
    ///
    /// - Parameter code: A code that ``code(of:)`` returned.
    /// - Returns: The text; two codes never share one.
    func text(of code: Int32) -> String

    /// Distinguishes coders that would not agree, such as codelists of different content. Partial
    /// aggregates merge only where it is equal.
    var identity: [String] { get }
}

/// The coder of a declared codelist: a code's number is its place in the list.
public struct DeclaredCodes: FieldCoder {
    private let codes: [String]
    private let places: [String: Int32]

    /// Makes a coder.
    ///
    /// - Parameter codes: All codes, in the order in which results show them; `nil` comes back where one
    ///   stands there twice.
    public init?(_ codes: [String]) {
        self.codes = codes
        var places: [String: Int32] = [:]
        for (place, code) in codes.enumerated() {
            guard places.updateValue(Int32(truncatingIfNeeded: place), forKey: code) == nil else { return nil }
        }
        self.places = places
    }

    /// The place of a code in the list.
    ///
    /// - Parameter field: The field's bytes.
    /// - Returns: The place, or `nil` for what is not in the list.
    public func code(of field: Span<UInt8>) -> Int32? {
        let text = String(decoding: field.indices.map { field[$0] }, as: UTF8.self)
        // Strings compare by canonical equivalence; a code is its bytes.
        guard let place = places[text], codes[Int(place)].utf8.elementsEqual(text.utf8) else { return nil }
        return place
    }

    /// The code at a place.
    ///
    /// - Parameter code: A place in the list.
    /// - Returns: The code there.
    public func text(of code: Int32) -> String { codes[Int(code)] }

    /// All codes in order.
    public var identity: [String] { codes }
}
