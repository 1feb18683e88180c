import Glibc
import Testing

@testable import Bytes

/// A folder of a test's own, removed with all in it when the test ends.
final class Folder {
    let path: String

    init() throws {
        path = "/tmp/lindung-bytes-\(UInt64.random(in: 0 ... .max))"
        let made = unsafe mkdir(path, 0o700)
        try #require(made == 0)
    }

    deinit {
        for name in names { _ = unsafe unlink("\(path)/\(name)") }
        _ = unsafe rmdir(path)
    }

    func file(_ name: String, _ text: String) throws -> String {
        let sink = try FileSink("\(path)/\(name)", access: .everyone)
        try sink.write(text)
        try sink.commit()
        return "\(path)/\(name)"
    }

    /// What is in the folder, hidden files too.
    var names: [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}

extension [UInt8] {
    var text: String { String(decoding: self, as: UTF8.self) }
}
