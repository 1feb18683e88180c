import CFuzzing
import FuzzChecks
import Glibc

// Any bytes are taken for the pieces of a partial aggregate whose seals are right.

/// What the driver calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let fault = FuzzChecks.partials(unsafe Array(UnsafeBufferPointer(start: data, count: size)))
    precondition(fault == nil, fault ?? "")
    return 0
}

exit(unsafe lindung_fuzz(CommandLine.argc, CommandLine.unsafeArgv, testOneInput))
