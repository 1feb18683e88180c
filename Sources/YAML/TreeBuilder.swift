/// Turns libyaml's events into nodes, reporting what Lindung's files may not use and going on after it.
struct TreeBuilder: ~Copyable {
    /// The parser stopped; the problem has been reported.
    struct Stopped: Error {}

    private var parser: UnsafeEventParser
    private let bytes: [UInt8]
    private let reader: YAMLReader
    private let depthLimit: Int

    /// Prepares to build; `bytes` is the whole file, in UTF-8 and without a byte order mark.
    init(bytes: [UInt8], reader: YAMLReader, depthLimit: Int) {
        parser = UnsafeEventParser(bytes)
        self.bytes = bytes
        self.reader = reader
        self.depthLimit = depthLimit
    }

    /// The only document of the file; empty if there is none.
    mutating func document() throws(Stopped) -> YAMLNode {
        guard case .documentStart = try next().event else { return YAMLNode(.null, at: .start) }
        let root = try node(next(), depth: 1)
        _ = try next()  // the document's end
        let after = try next()
        if case .documentStart = after.event {
            throw stop("a second document begins here", at: after.position, hint: "a file holds one; split it")
        }
        return root
    }

    private mutating func node(_ located: LocatedEvent, depth: Int) throws(Stopped) -> YAMLNode {
        let place = located.position
        guard depth <= depthLimit else {
            throw stop("more than \(depthLimit) levels of lists and mappings inside each other", at: place)
        }
        refuseExtras(of: located)
        switch located.event {
        case .scalar(let scalar):
            return YAMLNode(isNull(scalar) ? .null : .scalar(scalar), at: place)
        case .sequenceStart:
            var items: [YAMLNode] = []
            while let event = try nextUnlessEnd() { items.append(try node(event, depth: depth + 1)) }
            return YAMLNode(.sequence(items), at: place)
        case .mappingStart:
            return YAMLNode(.mapping(try entries(depth: depth)), at: place)
        case .alias:
            reader.report("aliases (*name) are not read", at: place, hint: "write the value out")
            return YAMLNode(.refused, at: place)
        case .documentStart, .end:
            throw stop("this is no YAML", at: place)
        }
    }

    private mutating func entries(depth: Int) throws(Stopped) -> [YAMLEntry] {
        var entries: [YAMLEntry] = []
        var places: [String: YAMLPosition] = [:]
        while let event = try nextUnlessEnd() {
            let key = try node(event, depth: depth + 1)
            let value = try node(next(), depth: depth + 1)
            guard let name = name(ofKey: key, event: event.event) else { continue }
            if let first = places[name] {
                reader.report(
                    "the key \(quoted(name)) comes twice", at: key.position,
                    hint: "it is first at line \(first.line), column \(first.column)")
                continue
            }
            places[name] = key.position
            entries.append(YAMLEntry(name, at: key.position, value: value))
        }
        return entries
    }

    /// The key's text, or `nil` after reporting why it can be none.
    private func name(ofKey key: YAMLNode, event: YAMLEvent) -> String? {
        guard case .scalar(let scalar) = event else {
            if case .refused = key.content { return nil }
            reader.report("a key must be text, but this is \(key.found)", at: key.position)
            return nil
        }
        if scalar.text.isEmpty {
            reader.report("a key is missing before \":\"", at: key.position)
            return nil
        }
        if scalar.isPlain, scalar.text == "<<" {
            reader.report("merge keys (<<) are not read", at: key.position, hint: "write the entries out")
            return nil
        }
        return scalar.text
    }

    private func refuseExtras(of located: LocatedEvent) {
        if located.hasAnchor {
            reader.report("anchors (&name) are not read", at: located.position, hint: "leave the anchor out")
        }
        if located.hasTag {
            reader.report(
                "tags (!name) are not read", at: located.position,
                hint: "leave the tag out, or put a text that begins with \"!\" in quotes")
        }
    }

    private func isNull(_ scalar: YAMLScalar) -> Bool {
        scalar.isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar.text)
    }

    private mutating func nextUnlessEnd() throws(Stopped) -> LocatedEvent? {
        let event = try next()
        if case .end = event.event { return nil }
        return event
    }

    private mutating func next() throws(Stopped) -> LocatedEvent {
        // A file with so many mistakes is not worth reading on.
        guard reader.problems.count < YAMLReader.problemLimit else { throw Stopped() }
        if let event = parser.next() { return event }
        reader.report(parser.fault.problem(in: bytes, file: reader.file))
        throw Stopped()
    }

    private func stop(_ message: String, at position: YAMLPosition, hint: String? = nil) -> Stopped {
        reader.report(message, at: position, hint: hint)
        return Stopped()
    }
}
