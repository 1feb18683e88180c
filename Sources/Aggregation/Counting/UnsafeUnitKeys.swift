import Bytes

/// The units that one thread met, by keys that it does not keep, or by HMACs of them that it does.
struct UnitKeys: ~Copyable {
    private let seed: HashSeed
    private let digest: (@Sendable (Span<UInt8>) -> Digest32)?
    private var buffers: UnitBuffers
    /// The keys whose HMAC was asked for.
    private var keys: ByteTable
    private(set) var digests: [Digest32] = []

    init(_ options: AggregationOptions) {
        seed = options.seed
        digest = options.digest
        keys = ByteTable(options.seed)
        // The last quarter is for counting what was met, should all of it stay in memory.
        let memory = options.unitMemory / options.threads
        buffers = UnitBuffers(memory: memory - memory / 4, folder: options.spillFolder)
    }

    /// Notes that the unit with this key, which must come from a block, was met in a group.
    @inline(__always)
    mutating func add(_ key: UnsafePointer<UInt8>, _ count: Int, group: Int) throws(AggregationError) {
        let unit: (high: UInt64, low: UInt64)
        if digest == nil {
            unit = unsafe SipHash.hash128(key, count, seed)
        } else {
            unit = try unsafe digested(UnsafeBufferPointer(start: key, count: count))
        }
        do throws(BytesError) {
            try buffers.add(high: unit.high, low: unit.low, group: group)
        } catch { throw .bytes(error) }
    }

    private mutating func digested(
        _ key: UnsafeBufferPointer<UInt8>
    ) throws(AggregationError) -> (high: UInt64, low: UInt64) {
        let found = unsafe keys.find(key)
        if let place = found.index { return digests[place].beginning }
        guard keys.count < Int(Int32.max) else { throw .tooMany(what: "distinct keys", limit: Int(Int32.max)) }
        _ = unsafe keys.insert(key, hash: found.hash)
        let new = unsafe digest?(key.span)
        guard let new else { return (0, 0) }
        digests.append(new)
        return new.beginning
    }

    /// What was met; nothing more can be noted.
    mutating func finish() throws(AggregationError) -> UnitPart {
        do throws(BytesError) { return try buffers.finish() } catch { throw .bytes(error) }
    }
}
