import CAllocator
import Collecting
import Synchronization

// What is tried on long files: memory and size.

extension CollectorConformance {
    /// Growth below this is not told from that of the rest of the process, in bytes.
    static let memorySlack = 6 << 20

    /// Reads a sample made long and a line that never ends, and looks at how much memory is in use as it goes.
    ///
    /// What is measured is the memory that the allocator has given out, so that 32 MB of input show a collector that
    /// keeps a fifth of what it reads. Whether the growth of the second half, carried on to the declared size, stays
    /// within the declared memory is what counts. Others in the process only blur it: the least of three tries is
    /// taken.
    func checkMemory(_ reader: any SubmissionReader, _ log: inout FailureLog) {
        let size = Int(min(Int64(effort.longSample), collector.description.sizeLimit))
        guard size > 4 * CollectorConformance.memorySlack / 3 else {
            log.untried = "a file of \(size) bytes is too short to tell"
            return
        }
        for sample in samples {
            for (head, block, what) in longForms(of: sample) {
                let growths = (0..<3).lazy.map { _ in
                    growth(head, block, size, sample.name, reader)
                }
                var least: (half: Int, full: Int)?
                for growth in growths {
                    log.readings += 1
                    least = least.map { $0.full < growth.full ? $0 : growth } ?? growth
                    if let least, isWithin(least, size) { break }
                }
                guard let least, !isWithin(least, size) else { continue }
                log.fail(
                    .memory, sample.name,
                    "\(what): \(least.half >> 20) MB more in use after \(size >> 21) MB, \(least.full >> 20) MB after "
                        + "\(size >> 20) MB; declared are \(collector.description.memoryLimit >> 20) MB for files of "
                        + "\(collector.description.sizeLimit >> 20) MB")
            }
        }
    }

    /// The ways in which a sample is made long.
    private func longForms(of sample: ConformanceSample) -> [(head: [UInt8], block: [UInt8], what: String)] {
        guard sample.isText else { return [(sample.bytes, [0], "zeros behind the sample")] }
        let lines = sample.lines
        let head = Array(lines.prefix(sample.headLines).joined())
        let rest = Array(lines.dropFirst(sample.headLines).joined())
        var forms: [(head: [UInt8], block: [UInt8], what: String)] = []
        if !rest.isEmpty {
            let end = rest.last == UInt8(ascii: "\n") ? [] : [UInt8(ascii: "\n")]
            // Many lines a block, so that a short sample costs no more than a long one.
            let times = max(1, 65_536 / max(rest.count, 1))
            forms.append((head, Array((0..<times).map { _ in rest + end }.joined()), "its lines repeated"))
        }
        forms.append((head, [UInt8](repeating: UInt8(ascii: "x"), count: 65_536), "a line without an end"))
        return forms
    }

    private func growth(
        _ head: [UInt8], _ block: [UInt8], _ size: Int, _ name: String, _ reader: any SubmissionReader
    ) -> (half: Int, full: Int) {
        let source = MeasuringSource(RepeatingSource(head: head, block: block, size: size, name: name), half: size / 2)
        var sink = ForgettingSink()
        try? reader.collect(from: source, context: context, into: &sink)
        return source.growth
    }

    private func isWithin(_ growth: (half: Int, full: Int), _ size: Int) -> Bool {
        let limit = Int(clamping: collector.description.memoryLimit)
        guard growth.full <= limit + CollectorConformance.memorySlack else { return false }
        let more = growth.full - growth.half
        guard more > CollectorConformance.memorySlack else { return true }
        let left = Double(collector.description.sizeLimit - Int64(size)) / Double(size / 2)
        return Double(growth.full) + Double(more) * max(left, 0) <= Double(limit)
    }

    /// A file longer than what may be submitted is not taken without a word.
    func checkSize(_ reader: any SubmissionReader, _ log: inout FailureLog) {
        let limit = collector.description.sizeLimit
        guard limit <= Int64(effort.longSample) else {
            log.untried = "its limit of \(limit) bytes is longer than the files that are tried"
            return
        }
        for sample in samples {
            guard let form = longForms(of: sample).first else { continue }
            log.readings += 1
            // Whole lines, so that nothing but the size is wrong with it.
            let blocks = (Int(limit) + (1 << 20)) / form.block.count + 1
            let size = form.head.count + blocks * form.block.count
            let source = RepeatingSource(head: form.head, block: form.block, size: size, name: sample.name)
            var sink = SizeSink()
            let ended: Bool
            do throws(BytesError) {
                try reader.collect(from: source, context: context, into: &sink)
                ended = true
            } catch { ended = false }
            if ended, sink.errors == 0 {
                log.fail(.size, sample.name, "\(size) bytes, which is more than its limit, were taken without an error")
            }
        }
    }
}

/// A source that looks at the memory in use as it is read: a hundred times and more over the file, and at its end.
///
/// Not at each read: the allocator walks all that lies free in it to answer, which in a large process takes as long as reading
/// many blocks.
final class MeasuringSource: ByteSource {
    private struct State {
        var place = 0
        var looked = 0
        var half = 0
        var full = 0
    }

    let name: String
    private let source: any ByteSource
    private let half: Int
    private let start: Int
    private let stretch: Int
    private let state = Mutex(State())

    init(_ source: any ByteSource, half: Int) {
        self.source = source
        self.half = half
        stretch = half / 64
        name = source.name
        start = MeasuringSource.memoryInUse
    }

    /// The most memory that was in use beyond what was at the start, in the first half and in all, in bytes.
    var growth: (half: Int, full: Int) { state.withLock { ($0.half, $0.full) } }

    func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        let count = try source.read(into: &output)
        state.withLock { state in
            state.place += count
            guard count == 0 || state.place - state.looked >= stretch else { return }
            state.looked = state.place
            let used = MeasuringSource.memoryInUse - start
            if state.place <= half { state.half = max(state.half, used) }
            state.full = max(state.full, used)
        }
        return count
    }

    /// What the allocator has given out and not got back, over all its arenas and mappings, in bytes.
    private static var memoryInUse: Int {
        let state = mallinfo2()
        return Int(state.uordblks) + Int(state.hblkhd)
    }
}

/// Counts errors.
private struct SizeSink: CollectingSink {
    var errors = 0

    mutating func observe(period: Period, codes: [CodeIndex], count: Int64) {}
    mutating func observe(period: Period, codes: [CodeIndex], unit: UnitMark) {}
    mutating func observe(period: Period, section: LevelTuple, codes: [CodeIndex], count: Int64) {}
    mutating func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark { UnitMark(0, 0, 0, 0) }
    mutating func cover(_ period: Period, isNil: Bool) {}
    mutating func report(_ finding: Finding) { if finding.severity == .error { errors += 1 } }
}
