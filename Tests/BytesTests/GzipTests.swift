import Bytes
import TestSupport
import Testing

@Suite struct GzipTests {
    /// `a,b\n1,2\n`, and five times `3,4\n`, as gzip wrote them.
    static let one: [UInt8] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 75, 212, 73, 226, 50, 212, 49, 226, 2, 0, 123, 7, 151, 10, 8, 0, 0, 0,
    ]
    static let two: [UInt8] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 51, 214, 49, 225, 50, 70, 195, 0, 249, 149, 154, 14, 20, 0, 0, 0,
    ]

    @Test(arguments: [1, 3, 1 << 16])
    func membersFollowEachOther(chunk: Int) throws {
        let source = GzipSource(MemorySource(GzipTests.one + GzipTests.two + [0, 0], chunk: chunk))
        #expect(String(decoding: try source.readAll(), as: UTF8.self) == "a,b\n1,2\n3,4\n3,4\n3,4\n3,4\n3,4\n")
    }

    @Test func whatIsCutOffOrAlteredIsAnError() {
        for length in GzipTests.one.indices {
            #expect(throws: BytesError.self) { try GzipSource(MemorySource(Array(GzipTests.one[..<length]))).readAll() }
        }
        let whole = try? GzipSource(MemorySource(GzipTests.one)).readAll()
        // Some bits mean nothing; what the others stand for is never handed on as something else.
        for place in 10..<GzipTests.one.count {
            var altered = GzipTests.one
            altered[place] ^= 0x10
            let read = try? GzipSource(MemorySource(altered)).readAll()
            #expect(read == nil || read == whole)
        }
        #expect(throws: BytesError.self) { try GzipSource(MemorySource(GzipTests.one + [1, 2, 3])).readAll() }
    }
}

@Suite struct PlaceTests {
    @Test func aFileIsReadAtAnyPlace() throws {
        let folder = try Folder()
        let file = try FileSource(folder.file("a", "0123456789"))
        #expect(try file.beginning(4) == Array("0123".utf8))
        #expect(try file.beginning(40) == Array("0123456789".utf8))
        // Looking at the beginning moves nothing.
        #expect(try file.readAll() == Array("0123456789".utf8))
    }

    @Test func aFileThatGrowsIsAnError() throws {
        let folder = try Folder()
        let file = try FileSource(folder.file("a", "0123456789"))
        _ = try folder.file("a", "0123456789ab")
        #expect(throws: BytesError.self) { try file.beginning(40) }
    }

    @Test func aFileWithoutANameHoldsWhatIsWritten() throws {
        let folder = try Folder()
        var file = try UnlinkedFile(in: folder.path)
        let bytes: [UInt8] = [1, 2, 3, 4, 5]
        try unsafe file.append(bytes.span.bytes)
        #expect(file.count == 5)
        #expect(throws: BytesError.missing(path: folder("none"))) { _ = try UnlinkedFile(in: folder("none")).count }
    }
}
