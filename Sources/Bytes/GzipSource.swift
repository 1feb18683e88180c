import Synchronization

/// A gzip file (RFC 1952) as the bytes that were compressed; several members one after another are one text.
public final class GzipSource: ByteSource {
    /// The name of the source inside.
    public var name: String { source.name }
    private let source: any ByteSource
    private let state: Mutex<State>

    private struct State: ~Copyable {
        var inflater = Inflater()
        /// Compressed bytes of which those before `position` were used.
        var input: [UInt8] = []
        var position = 0
        /// How many compressed bytes were used before `input`.
        var before = 0
        /// Whether a member is begun and not ended.
        var isInside = false
        var members = 0
    }

    /// What every gzip file begins with.
    public static let mark: [UInt8] = [0x1F, 0x8B]

    /// Wraps a source of compressed bytes.
    ///
    /// - Parameter source: A source of which nothing was read.
    public init(_ source: any ByteSource) {
        self.source = source
        state = Mutex(State())
    }

    /// Appends the next decompressed bytes.
    ///
    /// - Parameter output: Where the bytes go.
    /// - Returns: How many bytes were appended; 0 only at the end.
    /// - Throws: ``BytesError/damagedGzip(name:offset:)``, and what the source inside throws.
    public func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        try state.withLock { (state: inout State) throws(BytesError) -> Int in
            while true {
                if state.position == state.input.count {
                    state.before += state.input.count
                    state.input = try [UInt8](readingUpTo: 1 << 16, from: source)
                    state.position = 0
                    if state.input.isEmpty {
                        guard !state.isInside, state.members > 0 else { throw damage(state) }
                        return 0
                    }
                }
                if !state.isInside {
                    // Some writers fill the end up with zeros, which are no member.
                    if state.members > 0, state.input[state.position] == 0 {
                        state.position += 1
                        continue
                    }
                    guard state.inflater.begin() else { throw damage(state) }
                    state.isInside = true
                }
                let step = state.inflater.step(state.input.span.extracting(droppingFirst: state.position), &output)
                guard let step else { throw damage(state) }
                state.position += step.consumed
                if step.hasEnded {
                    state.isInside = false
                    state.members += 1
                }
                if step.produced > 0 { return step.produced }
            }
        }
    }

    private func damage(_ state: borrowing State) -> BytesError {
        .damagedGzip(name: name, offset: state.before + state.position)
    }
}
