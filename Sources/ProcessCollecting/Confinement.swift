/// How a collector that is a program is kept from what it has no business with.
public enum Confinement: String, Sendable, CaseIterable {
    /// In bubblewrap: the system read-only, a small empty folder for temporary files, no network, no home, nothing
    /// of the workspace. Where bubblewrap is missing or does not work, the collector is refused.
    case required
    /// In bubblewrap where it works, else with the limits alone.
    case whereAvailable
}

/// What a collector that is a program may use.
public struct ProcessLimits: Sendable, Hashable {
    /// The most time that one submission takes, in milliseconds.
    public let milliseconds: Int64
    /// The most time of a processor, in seconds.
    public let processorSeconds: Int
    /// The most bytes that it may say, besides 64 for each byte of the submission.
    public let outputBytes: Int64
    /// The most processes. The kernel does not hold the system's administrator to it.
    public let processes: Int
    /// The most memory that it may ask for in its description, in bytes.
    public let memoryBytes: Int64

    /// Takes limits, each above zero.
    public init(
        milliseconds: Int64 = 600_000, processorSeconds: Int = 600, outputBytes: Int64 = 64 << 20, processes: Int = 32,
        memoryBytes: Int64 = 1 << 30
    ) {
        self.milliseconds = max(milliseconds, 1)
        self.processorSeconds = max(processorSeconds, 1)
        self.outputBytes = max(outputBytes, 1)
        self.processes = max(processes, 1)
        self.memoryBytes = max(memoryBytes, 1)
    }
}

/// A program and the words that start it with its limits.
struct ConfinedProgram: Sendable {
    /// The most bytes of a line that it says.
    static let longestLine = 1 << 18
    static let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8"]
    private static let bubblewrap = "/usr/bin/bwrap"
    private static let limiter = "/usr/bin/prlimit"

    let path: String
    let limits: ProcessLimits
    let confinement: Confinement

    /// The words of the command line; `nil` where it may not be run, with the reason.
    func words(
        _ verb: String, memory: Int64, canConfine: Bool = ConfinedProgram.canConfine
    ) -> Result<[String], Refusal> {
        guard FileKind(ConfinedProgram.limiter) != nil else {
            return .failure(Refusal("prlimit is missing (Debian: util-linux), without which nothing limits it"))
        }
        let limited = [
            ConfinedProgram.limiter, "--as=\(min(memory, limits.memoryBytes))", "--cpu=\(limits.processorSeconds)",
            "--nproc=\(limits.processes)", "--nofile=64", "--core=0", "--fsize=\(16 << 20)", "--",
        ]
        if canConfine {
            return .success(ConfinedProgram.room(for: path) + limited + ["/collector/program", verb])
        }
        guard confinement == .whereAvailable else {
            return .failure(
                Refusal(
                    "bubblewrap is missing or not allowed on this machine (Debian: apt-get install bubblewrap), and a "
                        + "program that is not confined could read and send what it likes; who trusts it makes an empty "
                        + "file \(ProcessCollectors.trustFile) beside it"))
        }
        return .success(limited + [path, verb])
    }

    /// Whether bubblewrap is there and the machine lets it work, tried once.
    static let canConfine: Bool = {
        guard FileKind(bubblewrap) != nil else { return false }
        guard var child = Child(room(for: "/usr/bin/true") + ["/usr/bin/true"], environment: environment) else {
            return false
        }
        let deadline = Monotonic.milliseconds + 10_000
        while Monotonic.milliseconds < deadline {
            if let status = child.ended() { return status == 0 }
            child.wait(forInput: false, output: false, errors: false, milliseconds: 5)
        }
        child.kill()
        return false
    }()

    /// The words before a program that confine it.
    private static func room(for path: String) -> [String] {
        var words = [
            bubblewrap, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv",
        ]
        for variable in environment {
            let parts = variable.split(separator: "=", maxSplits: 1).map(String.init)
            words += ["--setenv", parts[0], parts[1]]
        }
        words += ["--ro-bind", "/usr", "/usr"]
        for folder in ["/bin", "/sbin", "/lib", "/lib64"] { words += ["--ro-bind-try", folder, folder] }
        return words + [
            "--proc", "/proc", "--dev", "/dev", "--size", "\(16 << 20)", "--tmpfs", "/tmp", "--ro-bind", path,
            "/collector/program",
            // Both lie in the memory, and nothing limits how much of it: only /tmp, which has a size, is written to.
            "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp", "--",
        ]
    }
}

/// Why something may not be done, in words.
struct Refusal: Error, Hashable {
    let words: String

    init(_ words: String) { self.words = words }
}
