import Foundation
import TestSupport
import Testing

@testable import Bytes

@Suite struct ArchiveTests {
    private func archive(_ files: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
        let sink = MemorySink()
        let writer = ArchiveWriter(sink)
        for file in files {
            try writer.add(ArchiveEntry(name: file.name, byteCount: Int64(file.bytes.count)), file.bytes)
        }
        try writer.finish()
        return sink.bytes
    }

    private func files(of bytes: [UInt8], chunk: Int = .max) throws -> [String: [UInt8]] {
        var reader = ArchiveReader(MemorySource(bytes, chunk: chunk))
        var found: [String: [UInt8]] = [:]
        while let entry = try reader.next() {
            var content: [UInt8] = []
            while true {
                let piece = try reader.read(limit: 1000)
                if piece.isEmpty { break }
                content += piece
            }
            #expect(Int64(content.count) == entry.byteCount)
            found[entry.name] = content
        }
        return found
    }

    private static let samples: [(name: String, bytes: [UInt8])] = [
        ("empty", []), ("a/b.yaml", Array("one".utf8)), ("block", [UInt8](repeating: 7, count: 512)),
        ("more", [UInt8](repeating: 8, count: 70_001)),
        ("negeri/" + String(repeating: "ü", count: 45) + ".yaml", [1]),
        (String(repeating: "f", count: 90) + "/" + String(repeating: "n", count: 95), [2]),
    ]

    @Test(arguments: [1, 7, 512, Int.max]) func whatGoesInComesOut(chunk: Int) throws {
        let found = try files(of: archive(Self.samples), chunk: chunk)
        #expect(found == Dictionary(uniqueKeysWithValues: Self.samples.map { ($0.name, $0.bytes) }))
    }

    /// Anyone can unpack it: Python's own reader of the form finds the same.
    @Test func othersReadItToo() throws {
        let folder = try Folder()
        let path = try folder.file("all.tar", archive(Self.samples))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let script = """
            import sys, tarfile
            with tarfile.open(sys.argv[1], "r:") as archive:
                for member in archive:
                    print(member.name, member.size, sum(archive.extractfile(member).read()))
            """
        process.arguments = ["python3", "-c", script, path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let said = String(decoding: try #require(try pipe.fileHandleForReading.readToEnd()), as: UTF8.self)
        process.waitUntilExit()
        let expected = Self.samples.map { name, bytes in
            "\(name) \(bytes.count) \(bytes.reduce(0) { $0 + Int($1) })\n"
        }.joined()
        #expect(said == expected)
    }

    @Test func whatIsCutShortIsNoticed() throws {
        let whole = try archive(Self.samples)
        for length in [0, 1, 511, 512, 600, 1536, whole.count - 1024, whole.count - 512, whole.count - 1] {
            #expect(throws: BytesError.damagedArchive(name: "memory"), "\(length)") {
                try files(of: Array(whole[..<length]))
            }
        }
    }

    @Test func whatIsNoFileOrAlteredIsRefused() throws {
        let whole = try archive(Self.samples)
        // A letter of the name, the kind (a link), the size: none has the sum that the header says.
        for place in [0, 124, 156, 257] {
            var altered = whole
            altered[place] ^= 2
            #expect(throws: BytesError.damagedArchive(name: "memory")) { try files(of: altered) }
        }
    }

    @Test func sizesBeyondTheOctalDigits() throws {
        for size: Int64 in [0, 511, (1 << 33) - 1, 1 << 33, 1 << 40, .max] {
            let entry = ArchiveEntry(name: "store", byteCount: size, isExecutable: true)
            #expect(ArchiveEntry(header: try #require(entry.header)) == entry)
        }
    }

    @Test(arguments: ["", "folder/", String(repeating: "x", count: 101), "a\u{0}b"])
    func namesThatDoNotFit(name: String) throws {
        #expect(throws: BytesError.unsuitableName(path: name)) { try archive([(name, [])]) }
    }

    @Test func aSourceOfAnotherLength() throws {
        for bytes in [[UInt8]](arrayLiteral: [1], [1, 2, 3]) {
            let writer = ArchiveWriter(MemorySink())
            #expect(throws: BytesError.self) {
                try writer.add(ArchiveEntry(name: "x", byteCount: 2), from: MemorySource(bytes))
            }
        }
    }
}
