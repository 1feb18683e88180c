import Bytes
import Testing

@Suite struct SpoolTests {
    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 400_000], [1, 4096, 70_000])
    func whatWasSpooledIsReadWholeAsOftenAsWanted(size: Int, piece: Int) throws {
        // Pieces of one byte are tried on what stays in memory and a little more.
        guard piece > 1 || size < 70_000 else { return }
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 3) }
        let spool = SpooledBytes(folder: "/tmp")
        for start in stride(from: 0, to: size, by: piece) {
            let part = Array(bytes[start..<min(start + piece, size)])
            part.span.withBytes { spool.append($0) }
        }
        #expect(spool.count == Int64(size))
        for _ in 0..<2 { #expect(try spool.open(name: "s").readAll() == bytes) }
    }

    @Test func aDiskThatCannotKeepItIsToldWhenRead() throws {
        let spool = SpooledBytes(folder: "/no/such/folder")
        [UInt8](repeating: 1, count: 70_000).span.withBytes { spool.append($0) }
        #expect(spool.failure != nil)
        #expect(throws: BytesError.self) { try spool.open(name: "s").readAll() }
    }

    @Test(arguments: [0, 1, 1000, 300_000])
    func whatIsCompressedIsItselfAgain(size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 / 100) }
        let packed = try #require(Gzip.compressed(bytes))
        #expect(packed.starts(with: GzipSource.mark))
        #expect(size < 1000 || packed.count < size / 10)
        #expect(try GzipSource(MemorySource(packed)).readAll() == bytes)
        #expect(Gzip.compressed(bytes) == packed)
    }
}

extension Span<UInt8> {
    fileprivate func withBytes(_ body: (RawSpan) -> Void) {
        unsafe body(bytes)
    }
}
