import CFuzzing
import FuzzChecks
import Glibc

// Any bytes are read as JSON or as XML. The first byte of an input chooses.

/// What the driver calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let fault = FuzzChecks.documents(unsafe Array(UnsafeBufferPointer(start: data, count: size)))
    precondition(fault == nil, fault ?? "")
    return 0
}

exit(unsafe lindung_fuzz(CommandLine.argc, CommandLine.unsafeArgv, testOneInput))
