import Aggregation
import CFuzzing
import Glibc

// Any bytes are taken for a partial aggregate whose checksum is right: nothing may crash, and what is accepted must come
// back from its own bytes, and merge with itself.

let zero = Digest32([UInt8](repeating: 0, count: 32))
let seed = HashSeed(low: 1, high: 2)

func check(_ bytes: [UInt8]) {
    guard let zero else { return }
    // The mark, the version and a checksum of zeros: what is in between is the fuzzer's.
    let whole = Array("LNDGPART".utf8) + [2] + bytes + zero.bytes
    guard let partial = try? PartialAggregate(decoding: whole, checksum: { _ in zero }) else { return }
    let again = try? PartialAggregate(decoding: partial.encoded(checksum: { _ in zero }), checksum: { _ in zero })
    precondition(again == partial, "what was accepted does not come back")
    _ = try? partial.merged(with: partial, seed: seed)
}

/// What the driver calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    check(unsafe Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}

exit(unsafe lindung_fuzz(CommandLine.argc, CommandLine.unsafeArgv, testOneInput))
