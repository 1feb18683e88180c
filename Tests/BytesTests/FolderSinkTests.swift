import Bytes
import Foundation
import TestSupport
import Testing

@Suite struct FolderSinkTests {
    private func write(_ names: [String], to path: String, commit: Bool = true) throws {
        let folder = try FolderSink(path)
        for name in names {
            let file = try folder.file(name)
            try file.write("\(names.count) files")
            try file.commit()
        }
        if commit { try folder.commit() }
    }

    @Test func aFolderAppearsWholeOrNotAtAll() throws {
        let folder = try Folder()
        try write(["a", "b"], to: folder("out"), commit: false)
        #expect(folder.names.isEmpty)
        try write(["a", "b"], to: folder("out"))
        #expect(folder.names == ["out"])
        #expect(try folder.text("out/b") == "2 files")
    }

    @Test func anEarlierFolderIsReplacedUnlessAFileWouldBeLost() throws {
        let folder = try Folder()
        try write(["a", "b"], to: folder("out"))
        try write(["a", "b", "c"], to: folder("out/"))
        #expect(try folder.text("out/a") == "3 files")
        try folder.file("out/mine", "kept")
        #expect(throws: BytesError.occupied(path: folder("out"), by: "mine")) {
            try write(["a", "b", "c", "d"], to: folder("out"))
        }
        #expect(try folder.text("out/mine") == "kept" && folder.text("out/a") == "3 files")
        #expect(folder.names == ["out"])
    }

    @Test func aFileIsNoFolder() throws {
        let folder = try Folder()
        try folder.file("out", "kept")
        #expect(throws: BytesError.notAFolder(path: folder("out"))) { try FolderSink(folder("out")) }
        #expect(throws: BytesError.missing(path: folder("none"))) { try FolderSink(folder("none/out")) }
    }
}
