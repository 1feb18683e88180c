/// The parts of a workbook's file, found by name and unpacked within limits.
final class Package {
    /// What is to be read may be at most this much.
    let limits: ReadingLimits
    private let archive: UnsafeArchive
    /// By name in small letters: programs do not agree on the case.
    private let entries: [String: UnsafeArchive.Entry]
    private var unpacked = 0

    /// Opens a file.
    ///
    /// - Throws: `SpreadsheetError` if it is no zip file, has too many parts, or one twice.
    init(_ bytes: [UInt8], limits: ReadingLimits) throws(SpreadsheetError) {
        // An archive may lie behind other bytes, and nothing at all is an empty one; neither is a workbook.
        guard bytes.starts(with: [0x50, 0x4B]), let archive = UnsafeArchive(bytes) else {
            throw .notAWorkbook(FileKind(ofNoArchive: bytes))
        }
        guard archive.count <= limits.parts else { throw .tooLarge(.parts, limit: limits.parts) }
        var entries: [String: UnsafeArchive.Entry] = [:]
        for place in 0..<archive.count {
            guard let entry = archive.entry(at: place) else { throw .notAWorkbook(.damagedArchive) }
            let name = Package.key(entry.name)
            guard entries.updateValue(entry, forKey: name) == nil else {
                throw .doubledPart(PartName.shown(entry.name))
            }
        }
        self.archive = archive
        self.entries = entries
        self.limits = limits
    }

    /// The names of all parts, in small letters.
    var names: some Collection<String> { entries.keys }

    /// Whether a part is there.
    func contains(_ name: String) -> Bool { entries[Package.key(name)] != nil }

    /// Opens a part.
    ///
    /// - Throws: `SpreadsheetError` if it is not there or locked.
    func open(_ name: String) throws(SpreadsheetError) -> PartReader {
        guard let entry = entries[Package.key(name)] else { throw .missingPart(PartName.shown(name)) }
        guard !entry.isEncrypted else { throw .encryptedPart(PartName.shown(name)) }
        guard let file = archive.open(entry) else { throw .damagedPart(PartName.shown(name)) }
        return PartReader(file, name: PartName.shown(name), packedSize: Int(clamping: entry.packedSize), of: self)
    }

    /// The start of a part that is no markup, such as `mimetype`; empty if it cannot be had.
    func beginning(of name: String, upTo count: Int) -> [UInt8] {
        guard let entry = entries[name], !entry.isEncrypted else { return [] }
        return archive.open(entry)?.read(upTo: count) ?? []
    }

    /// Notes what was unpacked, over all parts.
    fileprivate func note(_ bytes: Int) throws(SpreadsheetError) {
        unpacked += bytes
        guard unpacked <= limits.totalBytes else { throw .tooLarge(.bytes, limit: limits.totalBytes) }
    }

    private static func key(_ name: String) -> String {
        String(name.map { $0 == "\\" ? "/" : $0 }).lowercased()
    }
}

/// A part that is being unpacked, within the limits.
final class PartReader {
    /// The part's name, as it may be shown.
    let name: String
    private let file: UnsafeArchiveFile
    private let packedSize: Int
    private let package: Package
    private var unpacked = 0

    fileprivate init(_ file: UnsafeArchiveFile, name: String, packedSize: Int, of package: Package) {
        self.file = file
        self.name = name
        self.packedSize = packedSize
        self.package = package
    }

    /// The next bytes, at most `count`; none at the end.
    func read(upTo count: Int) throws(SpreadsheetError) -> [UInt8] {
        guard let bytes = file.read(upTo: count) else { throw .damagedPart(name) }
        unpacked += bytes.count
        guard unpacked <= package.limits.partBytes else { throw .tooLarge(.bytes, limit: package.limits.partBytes) }
        if unpacked > ReadingLimits.ratioFrom, unpacked / max(1, packedSize) > package.limits.ratio {
            throw .tooLarge(.ratio, limit: package.limits.ratio)
        }
        try package.note(bytes.count)
        return bytes
    }
}

/// Names of parts: where they lead, and how they are shown.
enum PartName {
    /// Where a target leads that a part names: from that part's folder, or from the top where it begins with `/`.
    /// No name leads out of the file: nothing is ever looked up but among its own parts.
    static func resolving(_ target: String, from part: String) -> String {
        var path: [Substring] = target.hasPrefix("/") ? [] : part.split(separator: "/").dropLast()
        for step in target.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where step != "." {
            if step == ".." { _ = path.popLast() } else { path.append(step) }
        }
        return path.joined(separator: "/")
    }

    /// The part that holds what another part refers to.
    static func relationships(of part: String) -> String {
        let path = part.split(separator: "/")
        return (path.dropLast() + ["_rels", "\(path.last ?? "").rels"]).joined(separator: "/")
    }

    /// A name for messages: short, and without what steers a terminal.
    static func shown(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.unicodeScalars.prefix(60).map { $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 }))
    }
}
