public import Aggregation
import Bytes

extension FuzzChecks {
    /// What a partial aggregate begins with: its mark and the version.
    public static let partialBeginning = Array("LNDGPART".utf8) + [4]

    /// A seal that any bytes pass: what stands behind it must see for itself what they are.
    public struct OpenSeal: PieceSeal {
        /// Nothing is added.
        public let overhead = 0

        /// Makes the seal.
        public init() {}

        /// The piece as it is.
        public func seal(_ piece: [UInt8], at place: [UInt8]) -> [UInt8] { piece }

        /// The piece as it is.
        public func open(_ sealed: [UInt8], at place: [UInt8]) -> [UInt8] { sealed }
    }

    /// Takes bytes for the pieces of a partial aggregate, each with a seal that is right.
    ///
    /// What is accepted must come back from its own bytes, and merge with itself.
    ///
    /// - Parameter input: Any bytes.
    /// - Returns: What does not hold; `nil` where all does.
    public static func partials(_ input: [UInt8]) -> String? {
        let whole = partialBeginning + input
        guard let once = merged([whole]) else { return nil }
        guard merged([once]) == once else { return "what was accepted does not come back" }
        // Where sums overflow there is none; otherwise it is another part.
        guard let twice = merged([whole, once]) else { return nil }
        return merged([once, whole]) == twice ? nil : "the order of merging is seen"
    }

    /// The bytes of some partial aggregates' sum; `nil` where there is none.
    private static func merged(_ parts: [[UInt8]]) -> [UInt8]? {
        let options = AggregationOptions(seed: HashSeed(low: 1, high: 2), unitMemory: 0)
        let sink = MemorySink()
        do {
            let parts = parts.map { PartialAggregate.Part(MemorySource($0), sealedWith: OpenSeal()) }
            try PartialAggregate.merging(parts, options: options).write(to: sink, sealing: OpenSeal())
        } catch { return nil }
        return sink.bytes
    }
}
