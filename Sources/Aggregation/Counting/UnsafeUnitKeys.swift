import Bytes

/// The units that one thread met, by a fast hash of their keys or by HMACs of them; the keys are not kept.
struct UnitKeys: ~Copyable {
    private let seed: HashSeed
    private let digest: (@Sendable (Span<UInt8>) -> Digest32)?
    private var buffers: UnitBuffers
    /// HMACs that were asked for lately, each in the place that the fast hash of its key gives it.
    private var recent: [Recent] = []

    private struct Recent {
        var key: (UInt64, UInt64) = (0, 0)
        /// Nothing where nothing was asked for.
        var unit: (high: UInt64, low: UInt64)?
    }

    init(_ options: AggregationOptions) {
        seed = options.seed
        digest = options.digest
        // The last quarter is for counting what was met, should all of it stay in memory.
        let memory = options.unitMemory / options.threads
        if digest != nil {
            let room = memory / 16 / MemoryLayout<Recent>.stride
            recent = Array(repeating: Recent(), count: 1 << (Int.bitWidth - 1 - room.leadingZeroBitCount))
        }
        buffers = UnitBuffers(
            memory: memory - memory / 4 - recent.count * MemoryLayout<Recent>.stride, folder: options.spillFolder)
    }

    /// Notes that the unit with this key, which must come from a block, was met in a group.
    @inline(__always)
    mutating func add(_ key: UnsafePointer<UInt8>, _ count: Int, group: Int) throws(AggregationError) {
        let unit: (high: UInt64, low: UInt64)
        if digest == nil {
            unit = unsafe SipHash.hash128(key, count, seed)
        } else {
            unit = unsafe digested(UnsafeBufferPointer(start: key, count: count))
        }
        do throws(BytesError) {
            try buffers.add(high: unit.high, low: unit.low, group: group)
        } catch { throw .bytes(error) }
    }

    private mutating func digested(_ bytes: UnsafeBufferPointer<UInt8>) -> (high: UInt64, low: UInt64) {
        guard let start = bytes.baseAddress else { return (0, 0) }
        let key = unsafe SipHash.hash128(start, bytes.count, seed)
        let place = Int(truncatingIfNeeded: key.1) & (recent.count - 1)
        if let unit = recent[place].unit, recent[place].key == key { return unit }
        guard let unit = unsafe digest?(bytes.span).beginning else { return (0, 0) }
        recent[place] = Recent(key: key, unit: unit)
        return unit
    }

    /// What was met; nothing more can be noted.
    mutating func finish() throws(AggregationError) -> UnitPart {
        do throws(BytesError) { return try buffers.finish() } catch { throw .bytes(error) }
    }
}
