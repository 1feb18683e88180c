import CLibZip

/// The one owner of an open zip file and of the bytes that it lies in.
///
/// libzip keeps a pointer to the bytes, so they live on the heap at a fixed address until `deinit`, and no pointer
/// leaves this file.
@safe final class UnsafeArchive {
    /// One part of the file.
    struct Entry {
        let index: UInt64
        /// Its name as it stands in the file.
        let name: String
        let packedSize: UInt64
        let isEncrypted: Bool
    }

    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let archive: OpaquePointer

    /// Opens bytes as a zip file; `nil` if they are none.
    init?(_ content: [UInt8]) {
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, content.count))
        _ = unsafe buffer.initialize(from: content)
        guard
            let source = unsafe zip_source_buffer_create(buffer.baseAddress, UInt64(content.count), 0, nil)
        else {
            unsafe buffer.deallocate()
            return nil
        }
        guard let opened = unsafe zip_open_from_source(source, ZIP_RDONLY, nil) else {
            unsafe zip_source_free(source)
            unsafe buffer.deallocate()
            return nil
        }
        unsafe bytes = buffer
        unsafe archive = opened
    }

    deinit {
        unsafe zip_discard(archive)
        unsafe bytes.deallocate()
    }

    /// How many parts there are.
    var count: Int { unsafe Int(clamping: zip_get_num_entries(archive, 0)) }

    /// A part by its place from 0; `nil` if it has no name.
    func entry(at place: Int) -> Entry? {
        var found = unsafe zip_stat_t()
        guard unsafe zip_stat_index(archive, UInt64(place), 0, &found) == 0, let name = unsafe found.name else {
            return nil
        }
        return unsafe Entry(
            index: UInt64(place), name: String(cString: name), packedSize: found.comp_size,
            isEncrypted: found.encryption_method != UInt16(ZIP_EM_NONE))
    }

    /// Opens a part for reading from its start; `nil` if it cannot be unpacked.
    func open(_ entry: Entry) -> UnsafeArchiveFile? {
        unsafe zip_fopen_index(archive, entry.index, 0).map { unsafe UnsafeArchiveFile($0, of: self) }
    }
}

/// A part of a zip file that is being unpacked.
@safe final class UnsafeArchiveFile {
    private let file: OpaquePointer
    /// The archive must not be closed before its files.
    private let archive: UnsafeArchive

    fileprivate init(_ file: OpaquePointer, of archive: UnsafeArchive) {
        unsafe self.file = file
        self.archive = archive
    }

    deinit { _ = unsafe zip_fclose(file) }

    /// The next bytes, at most `count`; none at the end; `nil` if the part is cut off or does not have the checksum
    /// that it should have.
    func read(upTo count: Int) -> [UInt8]? {
        var isDamaged = false
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let got = unsafe zip_fread(file, buffer.baseAddress, UInt64(count))
            isDamaged = got < 0
            filled = max(0, Int(got))
        }
        return isDamaged ? nil : bytes
    }
}
