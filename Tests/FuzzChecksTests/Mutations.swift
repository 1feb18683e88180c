import TestSupport

/// Inputs made from others by dice: what a fuzzer does, without its sight, but the same in every run.
struct Mutations {
    private let corpus: [[UInt8]]
    private var dice: Dice
    /// Bytes that mean something to one reader or another.
    private static let telling: [UInt8] = [
        0x00, 0x01, 0x09, 0x0A, 0x0D, 0x20, 0x22, 0x27, 0x2C, 0x2D, 0x30, 0x39, 0x3A, 0x3B, 0x5B, 0x5C, 0x5D, 0x61,
        0x65,
        0x6B, 0x74, 0x75, 0x7B, 0x7D, 0x7F, 0x80, 0xBB, 0xBF, 0xC0, 0xC3, 0xD8, 0xE2, 0xEF, 0xF0, 0xFE, 0xFF,
    ]

    init(of corpus: [[UInt8]], seed: UInt64) {
        self.corpus = corpus
        dice = Dice(state: seed)
    }

    /// The next input, of at most 512 bytes.
    mutating func next() -> [UInt8] {
        var bytes = corpus.randomElement(using: &dice) ?? []
        for _ in 0..<Int.random(in: 1...5, using: &dice) { mutate(&bytes) }
        return Array(bytes.prefix(512))
    }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        let place = Int.random(in: 0...bytes.count, using: &dice)
        let end = min(place + Int.random(in: 0...12, using: &dice), bytes.count)
        switch Int.random(in: 0..<7, using: &dice) {
        case 0: bytes.insert(telling(), at: place)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &dice), at: place)
        case 2: if place < bytes.count { bytes[place] = telling() }
        case 3: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice) }
        case 4: bytes.removeSubrange(place..<end)
        case 5: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &dice))
        default:
            let other = corpus.randomElement(using: &dice) ?? []
            bytes.replaceSubrange(place..., with: other.dropFirst(place))
        }
    }

    private mutating func telling() -> UInt8 { Mutations.telling.randomElement(using: &dice) ?? 0 }
}
