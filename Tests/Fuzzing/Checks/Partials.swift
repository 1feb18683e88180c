import Aggregation

private let zero = Digest32(0, 0, 0, 0)

extension FuzzChecks {
    /// What a partial aggregate begins with: its mark and the version.
    public static let partialBeginning = Array("LNDGPART".utf8) + [3]

    /// Takes bytes for what stands between the version and the checksum of a partial aggregate whose checksum is right.
    ///
    /// What is accepted must come back from its own bytes, and merge with itself.
    ///
    /// - Parameter input: Any bytes.
    /// - Returns: What does not hold; `nil` where all does.
    public static func partials(_ input: [UInt8]) -> String? {
        let whole = partialBeginning + input + zero.bytes
        guard let partial = try? PartialAggregate(decoding: whole, checksum: { _ in zero }) else { return nil }
        let again = try? PartialAggregate(decoding: partial.encoded(checksum: { _ in zero }), checksum: { _ in zero })
        guard again == partial else { return "what was accepted does not come back" }
        _ = try? partial.merged(with: partial, seed: HashSeed(low: 1, high: 2))
        return nil
    }
}
