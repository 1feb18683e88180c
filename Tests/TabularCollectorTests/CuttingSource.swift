import Bytes
import Synchronization

/// A source that does something after its first read.
final class CuttingSource: ByteSource {
    private let source: any ByteSource
    private let cut: @Sendable () -> Void
    private let isCut = Mutex(false)

    init(_ source: any ByteSource, cut: @escaping @Sendable () -> Void) {
        self.source = source
        self.cut = cut
    }

    var name: String { source.name }

    func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        let count = try source.read(into: &output)
        let isFirst = isCut.withLock { isCut in
            defer { isCut = true }
            return !isCut
        }
        if isFirst { cut() }
        return count
    }
}
