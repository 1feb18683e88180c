import Glibc
import TestSupport
import Testing

@testable import Bytes

@Suite struct FileTests {
    @Test func whatIsWrittenIsRead() throws {
        let folder = try Folder()
        let long = String(repeating: "0123456789é", count: 20_000)
        let path = try folder.file("a.csv", long)
        let source = try FileSource(path)
        #expect(source.size == Int64(long.utf8.count))
        #expect(try source.readAll().text == long)
        #expect(try source.readAll().isEmpty)
        #expect(try FileSource(path).readAll(limit: 11).count == 11)
        #expect(folder.names == ["a.csv"])
    }

    @Test func whatCannotBeReadIsNamed() throws {
        let folder = try Folder()
        let missing = folder.path + "/none"
        #expect(throws: BytesError.missing(path: missing)) { try FileSource(missing) }
        #expect(throws: BytesError.isDirectory(path: folder.path)) { try FileSource(folder.path) }
        let file = try folder.file("a", "x")
        #expect(throws: BytesError.missing(path: file + "/b")) { try FileSource(file + "/b") }
        if getuid() != 0 {
            _ = unsafe chmod(file, 0)
            #expect(throws: BytesError.notPermitted(path: file, operation: .open)) { try FileSource(file) }
        }
    }

    @Test(arguments: [0, 3, 200_000])
    func aFileThatChangesSizeWhileItIsReadIsAnError(size: Int) throws {
        let folder = try Folder()
        let path = try folder.file("a", String(repeating: "x", count: 100_000))
        let source = try FileSource(path)
        _ = try [UInt8](readingUpTo: 10, from: source)
        _ = unsafe truncate(path, size)
        let error = BytesError.changedWhileRead(path: path, opened: 100_000, found: Int64(size))
        #expect(throws: error) { try source.readAll() }
    }

    @Test func aFileThatIsWrittenAnewAtTheSameSizeIsAnError() throws {
        let folder = try Folder()
        let path = try folder.file("a", "0123456789")
        let sources = try [FileSource(path), FileSource(path)]
        _ = try [UInt8](readingUpTo: 5, from: sources[0])
        // Within one tick of the file system's clock nobody could tell.
        var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
        #expect(unsafe utimensat(AT_FDCWD, path, &times, 0) == 0)
        let error = BytesError.changedWhileRead(path: path, opened: 10, found: 10)
        #expect(throws: error) { try sources[0].readAll() }
        #expect(throws: error) { try sources[1].beginning(10) }
    }

    @Test func pipesAndDevicesAreReadToTheirEnd() throws {
        let null = try FileSource("/dev/null")
        #expect(null.size == nil)
        #expect(try null.readAll().isEmpty)
    }

    @Test func aFileAppearsWholeOrNotAtAll() throws {
        let folder = try Folder()
        let path = try folder.file("a", "old")
        do {
            let sink = try FileSink(path, access: .everyone)
            try sink.write(String(repeating: "new", count: 50_000))
            #expect(try FileSource(path).readAll().text == "old")
            #expect(folder.names.count == 2)
        }
        #expect(folder.names == ["a"])
        let sink = try FileSink(path, access: .everyone)
        try sink.write("new")
        try sink.commit()
        #expect(try FileSource(path).readAll().text == "new")
        #expect(folder.names == ["a"])
        #expect(throws: BytesError.alreadyCommitted(name: path)) { try sink.write("more") }
        #expect(throws: BytesError.alreadyCommitted(name: path)) { try sink.commit() }
    }

    @Test func rawCountsAreForTheirOwnerAlone() throws {
        let folder = try Folder()
        for (access, mode) in [(FileSink.Access.ownerOnly, 0o600), (.everyone, 0o644)] as [(FileSink.Access, UInt32)] {
            let path = "\(folder.path)/\(mode)"
            let sink = try FileSink(path, access: access)
            try sink.commit()
            var status = stat()
            let found = unsafe stat(path, &status)
            try #require(found == 0)
            let mask = umask(0)
            umask(mask)
            #expect(status.st_mode & 0o777 == mode & ~mask)
        }
    }

    @Test func onlyRegularFilesAreReplacedAndLinksAreFollowed() throws {
        let folder = try Folder()
        #expect(throws: BytesError.notARegularFile(path: "/dev/null")) { try FileSink("/dev/null", access: .everyone) }
        #expect(throws: BytesError.isDirectory(path: folder.path)) { try FileSink(folder.path, access: .everyone) }
        let nowhere = folder.path + "/no"
        #expect(throws: BytesError.missing(path: nowhere)) { try FileSink(nowhere + "/a", access: .everyone) }
        let path = try folder.file("a", "old")
        let link = folder.path + "/link"
        let linked = unsafe symlink(path, link)
        try #require(linked == 0)
        let sink = try FileSink(link, access: .everyone)
        try sink.write("new")
        try sink.commit()
        #expect(try FileSource(path).readAll().text == "new")
        #expect(Descriptor.resolve(link) == Descriptor.resolve(path))
    }

    @Test func fullDisksAndClosedPipesAreErrors() throws {
        Descriptor.ignoreBrokenPipes()
        let full = unsafe Descriptor(number: open("/dev/full", O_WRONLY), name: "full")
        #expect(throws: BytesError.noSpace(path: "full")) { try full.write([1].span) }
        try full.close()
        var ends: [Int32] = [0, 0]
        let piped = unsafe pipe(&ends)
        try #require(piped == 0)
        try Descriptor(number: ends[0], name: "reader").close()
        let writer = Descriptor(number: ends[1], name: "pipe")
        #expect(throws: BytesError.brokenPipe(name: "pipe")) { try writer.write([1].span) }
        try writer.close()
        #expect(throws: BytesError.self) { try writer.status() }
    }

    @Test func messagesSayWhereAndWhatToDo() {
        let errors: [BytesError] = [
            .missing(path: "p"), .isDirectory(path: "p"), .notPermitted(path: "p", operation: .open),
            .notARegularFile(path: "p"), .changedWhileRead(path: "p", opened: 2, found: 1), .noSpace(path: "p"),
            .brokenPipe(name: "p"), .failed(name: "p", operation: .read, number: EIO), .alreadyCommitted(name: "p"),
            .utf16(name: "p"), .markedAsUTF8(name: "p", declared: .latin1),
            .undefinedByte(name: "p", encoding: .windows1252, byte: 0x8D, line: 3, offset: 9),
        ]
        for error in errors { #expect(error.description.hasPrefix("p:")) }
        #expect(Set(errors.map(\.description)).count == errors.count)
        #expect(errors[7].description.contains("Input/output error"))
        #expect(errors[11].description.contains("p:3: byte 0x8D at offset 9"))
    }
}
