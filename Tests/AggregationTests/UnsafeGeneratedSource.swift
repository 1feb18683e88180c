import Bytes
import Synchronization

/// A header, one line of any length that is never in memory, and a last line.
final class LongLineSource: ByteSource {
    let name = "generated"
    private let length: Int
    private let opening: [UInt8]
    private let position = Mutex(0)
    static let head = Array("h\n".utf8)
    static let tail = Array("\nlast\n".utf8)

    init(length: Int, opening: String = "") {
        self.length = length
        self.opening = Array(opening.utf8)
    }

    func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        position.withLock { position in
            let start = position
            let lineStart = LongLineSource.head.count
            while output.freeCapacity > 0 {
                let byte: UInt8
                if position < lineStart {
                    byte = LongLineSource.head[position]
                } else if position < lineStart + opening.count {
                    byte = opening[position - lineStart]
                } else if position < lineStart + length {
                    let count = min(output.freeCapacity, lineStart + length - position)
                    unsafe output.append(repeating: UInt8(ascii: "x"), count: count, as: UInt8.self)
                    position += count
                    continue
                } else if position < lineStart + length + LongLineSource.tail.count {
                    byte = LongLineSource.tail[position - lineStart - length]
                } else {
                    break
                }
                unsafe output.append(byte, as: UInt8.self)
                position += 1
            }
            return position - start
        }
    }
}
