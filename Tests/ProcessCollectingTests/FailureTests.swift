import Bytes
import Collecting
import Synchronization
import Testing

@testable import ProcessCollecting

/// Fails, or is called off, at its second read.
private final class BrokenSource: ByteSource {
    let name = "f.csv"
    private let reads = Mutex(0)

    func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        let number = reads.withLock { reads in
            reads += 1
            return reads
        }
        guard number < 2 else { throw .cancelled(name: name) }
        return output.appendPrefix(of: [65])
    }
}

@Suite struct FailureTests {
    /// What ends a reading before its time, and what is said of it.
    @Test(arguments: [
        ("exit 3", "ended with status 3"),
        ("kill -9 $$", "ended"),
        ("cat >/dev/null", "did not say which protocol"),
        ("echo garbage", "no line of the protocol"),
        (#"echo '{"type":"begin","protocol":2}'"#, "speaks version 2 of the protocol"),
        (#"echo '{"type":"begin"}'"#, "speaks version ? of the protocol"),
        (#"echo '{"type":"end"}'"#, "did not say which protocol"),
        (#"printf '{"type":"begin","protocol":1}\n{"type"'"#, "without saying that it had finished"),
        (saying(), "without saying that it had finished"),
        (saying(end, end), "went on after its end"),
        (saying(#"{"type":"count"}"#), "none of the dataset"),
    ])
    func aProgramThatFailsIsAFinding(body: String, words: String) throws {
        let read = try collect(body)
        #expect(read.findings.map(\.kind) == [.collectorFailed])
        #expect(read.findings.allSatisfy { $0.message.english.contains(words) && $0.message.malay != nil }, "\(read)")
    }

    @Test(arguments: ["while :; do :; done", "sleep 1000", "sleep 1000 & sleep 1000", "cat >/dev/null; sleep 1000"])
    func aProgramThatHangsIsEnded(body: String) throws {
        let read = try collect(saying() + "\n" + body, limits: ProcessLimits(milliseconds: 1500))
        #expect(read.findings.map(\.kind) == [.collectorFailed])
        #expect(read.findings.allSatisfy { $0.message.english.contains("longer than it may") }, "\(read)")
    }

    @Test func whatAProgramLeavesRunningIsNotWaitedFor() throws {
        let read = try collect("cat >/dev/null; sleep 1000 & \(saying(end))")
        #expect(read.findings.isEmpty)
    }

    @Test func tooMuchIsNotTaken() throws {
        let endless = saying() + "\nwhile :; do echo '{\"type\":\"cover\",\"period\":\"2024-03\"}'; done"
        let read = try collect(endless, limits: ProcessLimits(outputBytes: 20_000))
        #expect(read.findings.map(\.kind) == [.collectorFailed])
        #expect(read.findings.allSatisfy { $0.message.english.contains("more than it may") })
        let line = try collect("head -c 1000000 /dev/zero", limits: ProcessLimits())
        #expect(
            line.findings.allSatisfy { $0.message.english.contains("more than it may") } && line.findings.count == 1)
    }

    @Test func memoryHasALimit() throws {
        let greedy = "x=0123456789; while :; do x=$x$x; done"
        let read = try collect(saying() + "\n" + greedy)
        #expect(read.findings.map(\.kind) == [.collectorFailed])
        #expect(read.findings.allSatisfy { $0.message.english.contains("ended") }, "\(read)")
    }

    @Test func processorTimeHasALimit() throws {
        let read = try collect(saying() + "\nwhile :; do :; done", limits: ProcessLimits(processorSeconds: 1))
        #expect(read.findings.map(\.kind) == [.collectorFailed])
    }

    @Test func standardErrorIsCountedAndNotShown() throws {
        let read = try collect("cat >/dev/null; echo 'KEY-0001' >&2; exit 1")
        let finding = try #require(read.findings.first)
        #expect(finding.message.english.contains("9 bytes to standard error"))
        #expect(!finding.message.english.contains("KEY") && !(finding.message.malay ?? "").contains("KEY"))
    }

    @Test func aProgramNeedNotReadTheSubmission() throws {
        let large = String(repeating: "x", count: 1_000_000)
        #expect(try collect(saying(end), large).findings.isEmpty)
        #expect(try collect("exec <&-\n" + saying(end), large).findings.isEmpty)
    }

    @Test func aSubmissionThatIsCalledOffEndsTheProgramAndIsThrown() throws {
        let programs = try Programs()
        defer { programs.remove() }
        try programs.trust()
        try programs.add("script", script(saying() + "\ncat >/dev/null; sleep 1000"))
        let collector = try #require(ProcessCollectors(folder: programs.path).collectors.first)
        let reader = try collector.reader(structure: try testStructure(), settings: .none)
        var sink = Recorded()
        #expect(throws: BytesError.cancelled(name: "f.csv")) {
            try reader.collect(from: BrokenSource(), context: try context(), into: &sink)
        }
        #expect(sink.findings.isEmpty)
    }
}
