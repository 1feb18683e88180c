/// SipHash-c-d (Aumasson, Bernstein, *SipHash: a fast short-input PRF*, 2012) with 64-bit results.
///
/// SipHash-1-3 is used: keyed, so that nobody who does not know the seed can prepare collisions. A collision is
/// never taken for equality; bytes are compared.
struct SipHash {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64

    @inline(__always)
    private init(_ seed: HashSeed) {
        v0 = seed.low ^ 0x736f_6d65_7073_6575
        v1 = seed.high ^ 0x646f_7261_6e64_6f6d
        v2 = seed.low ^ 0x6c79_6765_6e65_7261
        v3 = seed.high ^ 0x7465_6462_7974_6573
    }

    /// The hash of some bytes.
    ///
    /// `compression` and `finalization` are c and d.
    @inline(__always)
    static func hash(
        _ bytes: UnsafeBufferPointer<UInt8>, _ seed: HashSeed, compression: Int = 1, finalization: Int = 3
    ) -> UInt64 {
        var state = SipHash(seed)
        let count = bytes.count
        var last = UInt64(truncatingIfNeeded: count) << 56
        if let base = unsafe UnsafeRawPointer(bytes.baseAddress) {
            var index = 0
            while index &+ 8 <= count {
                let word = unsafe UInt64(littleEndian: (base + index).loadUnaligned(as: UInt64.self))
                state.absorb(word, compression)
                index &+= 8
            }
            var shift: UInt64 = 0
            while index < count {
                last |= unsafe UInt64(base.load(fromByteOffset: index, as: UInt8.self)) &<< shift
                shift &+= 8
                index &+= 1
            }
        }
        state.absorb(last, compression)
        state.v2 ^= 0xFF
        for _ in 0..<finalization { state.round() }
        return state.v0 ^ state.v1 ^ state.v2 ^ state.v3
    }

    /// The hash of three words, as if of their 24 bytes with the lowest first.
    static func hash(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ seed: HashSeed) -> UInt64 {
        var state = SipHash(seed)
        state.absorb(first, 1)
        state.absorb(second, 1)
        state.absorb(third, 1)
        state.absorb(24 << 56, 1)
        state.v2 ^= 0xFF
        for _ in 0..<3 { state.round() }
        return state.v0 ^ state.v1 ^ state.v2 ^ state.v3
    }

    /// The hash of some bytes in 128 bits, in the two words of the reference implementation.
    @inline(__always)
    static func hash128(
        _ base: UnsafePointer<UInt8>, _ count: Int, _ seed: HashSeed, compression: Int = 1, finalization: Int = 3
    ) -> (UInt64, UInt64) {
        var state = SipHash(seed)
        state.v1 ^= 0xEE
        var last = UInt64(truncatingIfNeeded: count) &<< 56
        let bytes = unsafe UnsafeRawPointer(base)
        var index = 0
        while index &+ 8 <= count {
            state.absorb(unsafe UInt64(littleEndian: (bytes + index).loadUnaligned(as: UInt64.self)), compression)
            index &+= 8
        }
        var shift: UInt64 = 0
        while index < count {
            last |= unsafe UInt64(bytes.load(fromByteOffset: index, as: UInt8.self)) &<< shift
            shift &+= 8
            index &+= 1
        }
        state.absorb(last, compression)
        state.v2 ^= 0xEE
        for _ in 0..<finalization { state.round() }
        let first = state.v0 ^ state.v1 ^ state.v2 ^ state.v3
        state.v1 ^= 0xDD
        for _ in 0..<finalization { state.round() }
        return (first, state.v0 ^ state.v1 ^ state.v2 ^ state.v3)
    }

    /// The hash of an array.
    static func hash(_ bytes: [UInt8], _ seed: HashSeed, compression: Int = 1, finalization: Int = 3) -> UInt64 {
        unsafe bytes.withUnsafeBufferPointer {
            unsafe hash($0, seed, compression: compression, finalization: finalization)
        }
    }

    @inline(__always)
    private mutating func absorb(_ word: UInt64, _ rounds: Int) {
        v3 ^= word
        for _ in 0..<rounds { round() }
        v0 ^= word
    }

    @inline(__always)
    private mutating func round() {
        v0 = v0 &+ v1
        v1 = rotate(v1, 13) ^ v0
        v0 = rotate(v0, 32)
        v2 = v2 &+ v3
        v3 = rotate(v3, 16) ^ v2
        v0 = v0 &+ v3
        v3 = rotate(v3, 21) ^ v0
        v2 = v2 &+ v1
        v1 = rotate(v1, 17) ^ v2
        v2 = rotate(v2, 32)
    }

    @inline(__always)
    private func rotate(_ word: UInt64, _ by: UInt64) -> UInt64 { word &<< by | word &>> (64 &- by) }
}
