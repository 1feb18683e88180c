import Arguments
import HTTPServing

extension ValueParser<ListenAddress> {
    /// Where to listen.
    static var listenAddress: Self {
        .reading("an address and a port such as 127.0.0.1:8080") { ListenAddress($0) }
    }
}

extension ValueParser<IPNetwork> {
    /// An address in numbers, or all that begin alike.
    static var network: Self {
        .reading("an address or a network such as 10.0.0.5, 10.0.0.0/8 or ::1") { IPNetwork($0) }
    }
}

extension ValueParser<Int64> {
    /// A number of bytes, which may have a unit.
    static func bytes(in range: ClosedRange<Int64>) -> Self {
        let words =
            "a number of bytes from \(ByteCount(range.lowerBound)) to \(ByteCount(range.upperBound)), such as 64KiB"
        @Sendable func shown(_ bytes: Int64) -> String { ByteCount(bytes).description }
        return .reading(words, describe: shown) { text in
            ByteCount(text).flatMap { range.contains($0.bytes) ? $0.bytes : nil }
        }
    }
}

extension ValueParser<Double> {
    /// A number of times a second.
    static func rate(upTo most: Int) -> Self {
        @Sendable func shown(_ rate: Double) -> String { rate == rate.rounded() ? "\(Int(rate))" : "\(rate)" }
        return .reading("a number from 0 to \(most), such as 50 or 0.5", describe: shown) { text in
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }),
                let value = Double(text), value <= Double(most)
            else { return nil }
            return value
        }
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// A number of bytes as people write it: `65536`, `64KiB`, `4 GiB`.
struct ByteCount: Hashable, CustomStringConvertible {
    let bytes: Int64

    private static let units: [(name: String, shift: Int64)] = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40)]

    init(_ bytes: Int64) { self.bytes = bytes }

    init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard let number = Int64(digits) else { return nil }
        if unit.isEmpty {
            bytes = number
            return
        }
        guard let shift = ByteCount.units.first(where: { $0.name == unit })?.shift else { return nil }
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: 1 << shift)
        guard !isTooLarge else { return nil }
        bytes = product
    }

    var description: String {
        guard let unit = ByteCount.units.last(where: { bytes > 0 && bytes % (1 << $0.shift) == 0 }) else {
            return "\(bytes)"
        }
        return "\(bytes >> unit.shift)\(unit.name)"
    }
}
