import Glibc

extension Descriptor {
    /// Makes a folder that must not exist yet, for everyone to read as the process's mask allows.
    static func makeFolder(_ path: String) throws(BytesError) {
        guard unsafe mkdir(path, 0o755) == 0 else { throw error(errno, path, .create) }
    }

    /// The names of what a folder holds; `nil` if there is none.
    static func names(inFolder path: String) throws(BytesError) -> Set<String>? {
        guard let folder = unsafe opendir(path) else {
            if errno == ENOENT { return nil }
            throw error(errno, path, .open)
        }
        defer { _ = unsafe closedir(folder) }
        var names: Set<String> = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.insert(name) }
        }
        return names
    }

    /// Removes a folder that holds no more than these files, as far as that goes.
    static func removeFolder(_ path: String, files: Set<String>) {
        for name in files { remove("\(path)/\(name)") }
        _ = unsafe rmdir(path)
    }
}
