public import Collecting

/// A file that a collector should read without an error, for the conformance suite to take apart.
public struct ConformanceSample: Sendable {
    /// The name that findings show.
    public let name: String
    /// The content.
    public let bytes: [UInt8]
    /// How many lines at the top stand once, when the sample is made long by repeating the rest.
    public let headLines: Int

    /// Takes a sample.
    public init(name: String, bytes: [UInt8], headLines: Int = 1) {
        self.name = name
        self.bytes = bytes
        self.headLines = max(headLines, 0)
    }

    /// Takes the content of a file.
    ///
    /// - Throws: `BytesError` if it cannot be read.
    public init(file path: String, headLines: Int = 1) throws(BytesError) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        self.init(name: name, bytes: try FileSource(path).readAll(), headLines: headLines)
    }

    /// Takes the files of a folder with one of a few endings, by name, for tests that keep their samples there.
    ///
    /// - Throws: `BytesError` if one cannot be read.
    public static func files(_ names: [String], in folder: String) throws(BytesError) -> [ConformanceSample] {
        var samples: [ConformanceSample] = []
        for name in names { samples.append(try ConformanceSample(file: "\(folder)/\(name)")) }
        return samples
    }
}

extension ConformanceSample {
    /// Whether it is text with lines, rather than an archive or the like: lines and columns can be counted.
    var isText: Bool {
        !bytes.contains(0) && !bytes.starts(with: [0x50, 0x4B]) && !bytes.starts(with: [0x1F, 0x8B])
    }

    /// Its lines with their ends.
    var lines: [ArraySlice<UInt8>] { ConformanceSample.lines(of: bytes) }

    static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            lines.append(bytes[start...place])
            start = place + 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }
}

/// How much the conformance suite does.
public struct ConformanceEffort: Sendable, Hashable {
    /// The most times that one property reads one sample.
    public let runs: Int
    /// About the most bytes that one property reads of one sample.
    public let bytes: Int
    /// The size of a sample that was made long, in bytes.
    public let longSample: Int

    /// Takes limits, each at least 1.
    public init(runs: Int, bytes: Int, longSample: Int) {
        self.runs = max(runs, 1)
        self.bytes = max(bytes, 1)
        self.longSample = max(longSample, 1)
    }

    /// For collectors in Swift: every prefix of samples up to some 1 KB, 32 MB of one. Seconds with an optimised build.
    public static let usual = ConformanceEffort(runs: 1000, bytes: 2 << 20, longSample: 32 << 20)
    /// The same in less time: for tests of each change, and for builds that are not optimised.
    public static let quick = ConformanceEffort(runs: 24, bytes: 60_000, longSample: 10 << 20)
    /// For collectors that are a process a reading, which is what takes the time: some 70 readings of a sample.
    public static let light = ConformanceEffort(runs: 4, bytes: 6 << 20, longSample: 1 << 20)

    /// Which of `count` things to try where each costs `size` bytes: all, or the first and last and a seeded choice.
    func choice(of count: Int, size: Int, seed: UInt64) -> [Int] {
        let most = min(runs, max(8, bytes / max(size, 1)))
        guard count > most else { return Array(0..<count) }
        var chosen = Set(0..<(most / 4)).union((count - most / 4)..<count)
        var dice = ConformanceDice(seed)
        while chosen.count < most { chosen.insert(Int.random(in: 0..<count, using: &dice)) }
        return chosen.sorted()
    }
}

/// A deterministic generator, SplitMix64 (Steele, Lea, Flood 2014).
struct ConformanceDice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
