/// A file within an archive in the form of `tar` (POSIX.1-1988, "ustar"), as any system can unpack.
public struct ArchiveEntry: Hashable, Sendable {
    /// Its name, with the folders that it lies in.
    public let name: String
    /// How many bytes it has.
    public let byteCount: Int64
    /// Whether its owner may run it.
    public let isExecutable: Bool

    /// Describes a file.
    public init(name: String, byteCount: Int64, isExecutable: Bool = false) {
        self.name = name
        self.byteCount = byteCount
        self.isExecutable = isExecutable
    }

    /// The bytes of a block; headers are one, and files fill whole ones.
    static let block = 512

    /// How many bytes fill the last block of the file.
    var padding: Int {
        let rest = Int(byteCount % Int64(ArchiveEntry.block))
        return rest == 0 ? 0 : ArchiveEntry.block - rest
    }
}

// MARK: - The header

extension ArchiveEntry {
    /// Where fields stand in a header.
    private enum Field {
        static let name = 0..<100
        static let mode = 100..<108
        static let owner = 108..<116
        static let group = 116..<124
        static let size = 124..<136
        static let modified = 136..<148
        static let checksum = 148..<156
        static let kind = 156
        static let magic = 257..<265
        static let folder = 345..<500
    }

    private static let magic = Array("ustar\u{0}00".utf8)

    /// The header; `nil` if the name is empty, too long or not to be told from another.
    var header: [UInt8]? {
        var header = [UInt8](repeating: 0, count: ArchiveEntry.block)
        guard byteCount >= 0, let (folder, file) = split else { return nil }
        func put(_ bytes: some Collection<UInt8>, _ field: Range<Int>) {
            for (place, byte) in zip(field, bytes) { header[place] = byte }
        }
        put(file, Field.name)
        put(folder, Field.folder)
        put(ArchiveEntry.octal(isExecutable ? 0o700 : 0o600, digits: 7), Field.mode)
        put(ArchiveEntry.octal(0, digits: 7), Field.owner)
        put(ArchiveEntry.octal(0, digits: 7), Field.group)
        put(size, Field.size)
        put(ArchiveEntry.octal(0, digits: 11), Field.modified)
        header[Field.kind] = UInt8(ascii: "0")
        put(ArchiveEntry.magic, Field.magic)
        put(ArchiveEntry.octal(ArchiveEntry.checksum(header), digits: 6) + [0, 0x20], Field.checksum)
        return header
    }

    /// Reads a header; `nil` for one that is damaged or describes anything else than a file.
    init?(header: [UInt8]) {
        guard header.count == ArchiveEntry.block, header[Field.kind] == UInt8(ascii: "0"),
            Array(header[Field.magic]) == ArchiveEntry.magic,
            ArchiveEntry.number(header[Field.checksum]) == ArchiveEntry.checksum(header),
            let mode = ArchiveEntry.number(header[Field.mode]), let size = ArchiveEntry.size(header[Field.size]),
            let file = ArchiveEntry.text(header[Field.name]), let folder = ArchiveEntry.text(header[Field.folder]),
            !file.isEmpty
        else { return nil }
        self.init(
            name: folder.isEmpty ? file : "\(folder)/\(file)", byteCount: size, isExecutable: mode & 0o100 != 0)
    }

    /// The name in two fields: what does not fit one is parted at a slash.
    private var split: (folder: [UInt8], file: [UInt8])? {
        let bytes = Array(name.utf8)
        guard !bytes.isEmpty, !bytes.contains(0), bytes.last != UInt8(ascii: "/") else { return nil }
        if bytes.count <= Field.name.count { return ([], bytes) }
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
            let file = bytes.count - place - 1
            if place > 0, place <= Field.folder.count, file <= Field.name.count {
                return (Array(bytes[..<place]), Array(bytes[(place + 1)...]))
            }
        }
        return nil
    }

    /// The size in octal digits; above 8 GiB in binary, as GNU writes it.
    private var size: [UInt8] {
        if byteCount < 1 << 33 { return ArchiveEntry.octal(byteCount, digits: 11) }
        return [0x80, 0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: byteCount >> Int64(56 - 8 * $0)) }
    }

    private static func size(_ field: ArraySlice<UInt8>) -> Int64? {
        guard field.first == 0x80 else { return number(field) }
        guard field.dropFirst().prefix(3).allSatisfy({ $0 == 0 }) else { return nil }
        let bits = field.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int64(exactly: bits)
    }

    private static func octal(_ number: Int64, digits: Int) -> [UInt8] {
        (0..<digits).reversed().map { UInt8(ascii: "0") + UInt8(number >> Int64(3 * $0) & 7) }
    }

    private static func number(_ field: ArraySlice<UInt8>) -> Int64? {
        let digits = field.prefix { $0 != 0 && $0 != 0x20 }
        guard !digits.isEmpty, digits.count <= 11, digits.allSatisfy({ (0x30...0x37).contains($0) }) else {
            return nil
        }
        return digits.reduce(0) { $0 << 3 | Int64($1 - 0x30) }
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String? {
        String(validating: field.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The sum of all bytes, those of the sum itself taken as blanks.
    private static func checksum(_ header: [UInt8]) -> Int64 {
        header.enumerated().reduce(0) { $0 + (Field.checksum.contains($1.offset) ? 0x20 : Int64($1.element)) }
    }
}
