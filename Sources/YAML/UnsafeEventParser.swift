import CLibYAML

/// What libyaml says comes next.
enum YAMLEvent {
    case documentStart
    case alias
    case scalar(YAMLScalar)
    case sequenceStart
    case mappingStart
    /// The end of a sequence, mapping, document or of the stream.
    case end(ofStream: Bool)
}

/// An event with its place and what it carried besides.
struct LocatedEvent {
    let event: YAMLEvent
    let position: YAMLPosition
    var hasAnchor = false
    var hasTag = false
}

/// Why libyaml could not go on, in its own words.
struct SyntaxFault {
    var problem: String
    /// Absent where the bytes themselves are no text; then `byteOffset` says where.
    var position: YAMLPosition?
    var byteOffset: Int
    /// Where the construct that could not be finished began.
    var contextPosition: YAMLPosition?
}

/// The one owner of a libyaml parser and of the bytes that it reads.
///
/// The parser keeps a pointer to itself and to its input, so both live on the heap at fixed addresses
/// until `deinit`, and no pointer leaves this file.
@safe struct UnsafeEventParser: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    /// Whether the parser was initialised: without memory it is not.
    private let isReady: Bool
    /// libyaml must not be asked again after an error or the end.
    private var isOver = false

    /// Copies the bytes, which are read as UTF-8.
    init(_ bytes: some Collection<UInt8>) {
        unsafe input = .allocate(capacity: max(1, bytes.count))
        _ = unsafe input.initialize(from: bytes)
        unsafe parser = .allocate(capacity: 1)
        isReady = unsafe yaml_parser_initialize(parser) == 1
        guard isReady else { return }
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    }

    deinit {
        if isReady { unsafe yaml_parser_delete(parser) }
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event but the stream's beginning; `nil` after an error, which `fault` then describes.
    mutating func next() -> LocatedEvent? {
        guard isReady, !isOver else { return nil }
        while true {
            var event = unsafe yaml_event_t()
            guard unsafe yaml_parser_parse(parser, &event) == 1 else {
                isOver = true
                return nil
            }
            defer { unsafe yaml_event_delete(&event) }
            if unsafe event.type == YAML_STREAM_START_EVENT { continue }
            let located = unsafe UnsafeEventParser.located(event)
            if case .end(ofStream: true) = located.event { isOver = true }
            return located
        }
    }

    /// What the parser says about the error that made `next` give `nil`.
    var fault: SyntaxFault {
        guard isReady, unsafe parser.pointee.error != YAML_MEMORY_ERROR else {
            return SyntaxFault(problem: "not enough memory", position: .start, byteOffset: 0)
        }
        let isReaderError = unsafe parser.pointee.error == YAML_READER_ERROR
        let text = unsafe parser.pointee.problem.map { unsafe String(cString: $0) }
        let hasContext = unsafe parser.pointee.context != nil
        return SyntaxFault(
            problem: text ?? "",
            position: isReaderError ? nil : unsafe YAMLPosition(parser.pointee.problem_mark),
            byteOffset: unsafe parser.pointee.problem_offset,
            contextPosition: hasContext ? unsafe YAMLPosition(parser.pointee.context_mark) : nil)
    }

    private static func located(_ event: yaml_event_t) -> LocatedEvent {
        let position = unsafe YAMLPosition(event.start_mark)
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT:
            return LocatedEvent(event: .documentStart, position: position)
        case YAML_ALIAS_EVENT:
            return LocatedEvent(event: .alias, position: position)
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let text = unsafe String(decoding: bytes, as: UTF8.self)
            let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
            return unsafe LocatedEvent(
                event: .scalar(YAMLScalar(text, isPlain: isPlain)), position: position,
                hasAnchor: scalar.anchor != nil, hasTag: scalar.tag != nil)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            return unsafe LocatedEvent(
                event: .sequenceStart, position: position, hasAnchor: start.anchor != nil, hasTag: start.tag != nil)
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            return unsafe LocatedEvent(
                event: .mappingStart, position: position, hasAnchor: start.anchor != nil, hasTag: start.tag != nil)
        default:
            let ofStream = unsafe event.type == YAML_STREAM_END_EVENT
            return LocatedEvent(event: .end(ofStream: ofStream), position: position)
        }
    }
}

extension YAMLPosition {
    /// libyaml counts lines and characters from 0.
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
    }
}
