import Spelling

/// A mapping being read: a key is known because the reader asked for it.
///
/// Ask for every key before the first `guard`: a key never asked for is reported as unknown.
public final class YAMLMapping {
    /// Where the mapping begins.
    public let position: YAMLPosition
    /// Everything in it, in the order of the file.
    public let entries: [YAMLEntry]
    /// The reader, for reading nodes by hand and for reporting problems.
    public let reader: YAMLReader

    private let places: [String: Int]
    private var asked: [String] = []
    private var missing: Set<String> = []

    init(_ entries: [YAMLEntry], at position: YAMLPosition, reader: YAMLReader) {
        self.entries = entries
        self.position = position
        self.reader = reader
        places = Dictionary(entries.enumerated().map { ($1.key, $0) }) { first, _ in first }
    }

    /// The value of a key that must be there; `nil` after a problem, which has been reported.
    public func required<Value>(_ key: String, _ shape: YAMLShape<Value>) -> Value? {
        guard let node = node(key) else {
            missing.insert(key)
            return nil
        }
        return reader.read(node, shape)
    }

    /// The value of a key that may be left out; `nil` if it is, or after a problem, which has been reported.
    ///
    /// A key with nothing after it is a problem too: it was meant to say something.
    public func optional<Value>(_ key: String, _ shape: YAMLShape<Value>) -> Value? {
        node(key).flatMap { reader.read($0, shape) }
    }

    /// The node of a key, which is thereby known; `nil` if the key is not there.
    public func node(_ key: String) -> YAMLNode? {
        if !asked.contains(key) { asked.append(key) }
        return places[key].map { entries[$0].value }
    }

    /// Whether the key is there; asking this does not make it known.
    public func has(_ key: String) -> Bool { places[key] != nil }

    /// Where a key stands, or where the mapping begins if it is not there: for problems about it.
    public func position(of key: String) -> YAMLPosition { places[key].map { entries[$0].keyPosition } ?? position }

    /// Notes a problem at a key (or at the mapping if the key is not there).
    public func report(_ message: String, at key: String, hint: String? = nil) {
        reader.report(message, at: position(of: key), hint: hint)
    }

    /// Reports keys that nobody asked for and keys that are missing, a misspelt one only once.
    func finish() {
        var absent = asked.filter { places[$0] == nil }
        for entry in entries where !asked.contains(entry.key) {
            var hint: String? = asked.isEmpty ? nil : "known here: \(asked.joined(separator: ", "))"
            if let meant = nearest(to: entry.key, among: absent) {
                hint = "did you mean \"\(meant)\"?"
                absent.removeAll { $0 == meant }
            }
            reader.report("unknown key \(quoted(entry.key))", at: entry.keyPosition, hint: hint)
        }
        for key in absent where missing.contains(key) {
            reader.report("the key \"\(key)\" is missing", at: position)
        }
    }
}
