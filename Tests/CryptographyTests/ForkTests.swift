import Glibc
import Testing

@testable import Cryptography

@Suite struct ForkTests {
    /// The bits of the parent's block are not there in a child, which must draw its own.
    @Test func aForkedChildHasAnEmptyBlock() throws {
        // Swift hides `fork`; the child calls nothing here but a read of its block and `_exit`.
        guard let address = unsafe dlsym(nil, "fork") else {
            Issue.record("no fork in this C library")
            return
        }
        let fork = unsafe unsafeBitCast(address, to: (@convention(c) () -> pid_t).self)
        let block = try RandomBlock()
        try block.refill()
        #expect(block.takeWord() != nil)
        let child = fork()
        if child == 0 { _exit(block.takeWord() == nil ? 0 : 1) }
        try #require(child > 0)
        var status: Int32 = -1
        #expect(unsafe waitpid(child, &status, 0) == child)
        #expect(status == 0)
        #expect(block.takeWord() != nil)
    }
}
