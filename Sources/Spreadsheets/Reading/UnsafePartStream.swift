import Foundation

/// A part of a workbook as the stream that Foundation's parser reads from.
final class UnsafePartStream: InputStream {
    private let part: PartReader
    private let isStopped: () -> Bool
    private var check = MarkupCheck()
    /// What kept the bytes from being had.
    private(set) var failure: SpreadsheetError?

    init(_ part: PartReader, isStopped: @escaping () -> Bool) {
        self.part = part
        self.isStopped = isStopped
        super.init(data: Data())
    }

    override func open() {}
    override func close() {}
    override var hasBytesAvailable: Bool { failure == nil }
    override var streamError: (any Error)? { failure }

    /// Fills the buffer; 0 at the end, and after a failure: what is parsed so far is thrown away then.
    override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength: Int) -> Int {
        guard failure == nil, maxLength > 0, !isStopped() else { return 0 }
        do throws(SpreadsheetError) {
            let bytes = try part.read(upTo: maxLength)
            guard check.accepts(bytes) else { throw .refusedPart(part.name) }
            unsafe buffer.update(from: bytes, count: bytes.count)
            return bytes.count
        } catch {
            failure = error
            return 0
        }
    }
}
