/// Reads one file and collects every mistake in it.
///
/// ```swift
/// let structure = try YAMLReader.read(bytes, file: "ocsea.yaml", as: .mapping("a structure") { map in
///     let id = map.required("id", .text)
///     let frequency = map.required("frequency", .oneOf(Frequency.self))
///     let k = map.optional("k", .int(in: 1...1000)) ?? 10
///     guard let id, let frequency else { return nil }  // the problem has been reported
///     return Structure(id: id, frequency: frequency, k: k)
/// })
/// ```
public final class YAMLReader {
    /// The most bytes that a file may have unless the caller says otherwise: 8 MiB.
    public static let sizeLimit = 8 << 20
    /// The most levels of lists and mappings inside each other.
    public static let depthLimit = 64
    /// More problems than these help nobody; later ones are not kept.
    public static let problemLimit = 1000

    /// The file's name, as problems show it.
    public let file: String
    /// What is wrong so far, in the order in which it was found.
    public private(set) var problems: [YAMLProblem] = []

    /// Where the file's own value begins.
    private var root: YAMLPosition?

    /// Makes a reader without problems.
    public init(file: String) {
        self.file = file
    }

    /// Parses and reads a whole file.
    ///
    /// - Parameters:
    ///   - bytes: the file's content, UTF-8.
    ///   - file: its name, for problems.
    ///   - shape: what the file should hold.
    ///   - sizeLimit: the most bytes to accept.
    /// - Returns: what the shape made of the file.
    /// - Throws: `YAMLError` with every problem found, ordered by position.
    public static func read<Value>(
        _ bytes: [UInt8], file: String, as shape: YAMLShape<Value>, sizeLimit: Int = YAMLReader.sizeLimit
    ) throws(YAMLError) -> Value {
        let reader = YAMLReader(file: file)
        let value = reader.parse(bytes, sizeLimit: sizeLimit).flatMap { reader.read($0, shape) }
        return try reader.result(value)
    }

    /// Parses a file into nodes; `nil` if its syntax is broken, after reporting where.
    ///
    /// Doubled keys, anchors, aliases, tags and merge keys are reported, and the rest is given.
    public func parse(_ bytes: [UInt8], sizeLimit: Int = YAMLReader.sizeLimit) -> YAMLNode? {
        guard bytes.count <= sizeLimit else {
            report("the file has \(bytes.count) bytes; at most \(sizeLimit) are read", at: .start)
            return nil
        }
        // The byte order mark is no character of the first line.
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        var builder = TreeBuilder(bytes: content, reader: self, depthLimit: YAMLReader.depthLimit)
        let document = try? builder.document()
        root = document?.position
        return document
    }

    /// Reads a node in a shape; `nil` if it does not fit, after reporting why.
    public func read<Value>(_ node: YAMLNode, _ shape: YAMLShape<Value>) -> Value? {
        if case .refused = node.content { return nil }
        return shape.body(node, self)
    }

    /// Reads a mapping whose keys `body` asks for; every key that it did not ask for is a problem.
    public func mapping<Value>(
        _ node: YAMLNode, _ expected: String = "a mapping", _ body: (YAMLMapping) -> Value?
    ) -> Value? {
        if case .refused = node.content { return nil }
        guard case .mapping(let entries) = node.content else {
            if case .scalar = node.content, node.position == root {
                // A file that is one text is no YAML that anyone wrote: the wrong file, which is not repeated.
                report("expected \(expected) (a mapping), found a text; is this the right file?", at: node.position)
                return nil
            }
            reportExpected(expected == "a mapping" ? expected : "\(expected) (a mapping)", node)
            return nil
        }
        let map = YAMLMapping(entries, at: node.position, reader: self)
        let value = body(map)
        map.finish()
        return value
    }

    /// Notes a problem at a place.
    public func report(_ message: String, at position: YAMLPosition, hint: String? = nil) {
        report(YAMLProblem(file: file, position: position, message: message, hint: hint))
    }

    /// Notes that a node is not what was expected there.
    public func reportExpected(_ expected: String, _ node: YAMLNode, hint: String? = nil) {
        if case .refused = node.content { return }
        report("expected \(expected), found \(node.found)", at: node.position, hint: hint)
    }

    /// Ends the reading: the value, if there is one and nothing was wrong.
    ///
    /// - Throws: `YAMLError` with every problem found, ordered by position.
    public func result<Value>(_ value: Value?) throws(YAMLError) -> Value {
        if let error = YAMLError(problems) { throw error }
        guard let value else {
            throw YAMLError(
                YAMLProblem(file: file, position: .start, message: "the file does not hold what was expected"))
        }
        return value
    }

    /// Notes a problem; one that was found before, in a node that is read several times, once only.
    func report(_ problem: YAMLProblem) {
        if problems.count < YAMLReader.problemLimit, !problems.contains(problem) { problems.append(problem) }
    }
}
