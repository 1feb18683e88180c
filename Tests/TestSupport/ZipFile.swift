/// A zip file as tests need them: parts as they are, in order, or packed runs of one byte.
public struct ZipFile {
    private var content: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// Makes an empty file.
    public init() {}

    /// Makes a file of texts.
    public init(_ parts: [(String, String)]) {
        for (name, text) in parts { add(name, Array(text.utf8)) }
    }

    /// The file.
    public var bytes: [UInt8] {
        let ends = ZipFile.little([(0x0605_4B50, 4), (0, 2), (0, 2), (count, 2), (count, 2)])
        return content + directory + ends
            + ZipFile.little([(directory.count, 4), (content.count, 4), (0, 2)])
    }

    /// Adds a part as it is.
    public mutating func add(_ name: String, _ bytes: [UInt8], flags: Int = 0) {
        add(name, packed: bytes, method: 0, size: bytes.count, checksum: ZipFile.checksum(bytes), flags: flags)
    }

    /// Adds a part of one byte many times over, packed to a hundredth and less: what unpacks far beyond its size.
    ///
    /// The format is that of RFC 1951 with fixed codes: the byte, then copies of 258 bytes from one place before.
    public mutating func add(_ name: String, repeating byte: UInt8, copies: Int) {
        var bits: [UInt8] = [1, 1, 0]
        bits += ZipFile.high(Int(byte) + 0x30, 8)
        for _ in 0..<copies { bits += ZipFile.high(0b1100_0101, 8) + [0, 0, 0, 0, 0] }
        bits += [0, 0, 0, 0, 0, 0, 0]
        var packed: [UInt8] = []
        for start in stride(from: 0, to: bits.count, by: 8) {
            var byte: UInt8 = 0
            for bit in bits[start..<min(start + 8, bits.count)].reversed() { byte = byte << 1 | bit }
            packed.append(byte)
        }
        add(name, packed: packed, method: 8, size: 1 + 258 * copies, checksum: 0, flags: 0)
    }

    private mutating func add(
        _ name: String, packed: [UInt8], method: Int, size: Int, checksum: UInt32, flags: Int
    ) {
        let place = content.count
        let common = ZipFile.little([
            (20, 2), (flags, 2), (method, 2), (0, 2), (0x21, 2), (Int(checksum), 4), (packed.count, 4), (size, 4),
            (name.utf8.count, 2), (0, 2),
        ])
        content += ZipFile.little([(0x0403_4B50, 4)]) + common + Array(name.utf8) + packed
        directory += ZipFile.little([(0x0201_4B50, 4), (20, 2)]) + common
        directory += ZipFile.little([(0, 2), (0, 2), (0, 2), (0, 4), (place, 4)]) + Array(name.utf8)
        count += 1
    }

    private static func little(_ numbers: [(value: Int, bytes: Int)]) -> [UInt8] {
        var bytes: [UInt8] = []
        for number in numbers {
            for place in 0..<number.bytes { bytes.append(UInt8(truncatingIfNeeded: number.value >> (8 * place))) }
        }
        return bytes
    }

    private static func high(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(value >> $0 & 1) }
    }

    /// The checksum of zip files, that of RFC 1952.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 {
                let isOdd = sum & 1 == 1
                sum >>= 1
                if isOdd { sum ^= 0xEDB8_8320 }
            }
        }
        return ~sum
    }
}
