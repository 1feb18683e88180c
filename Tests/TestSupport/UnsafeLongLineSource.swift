public import Bytes
import Synchronization

/// A head, one line of any length that is never in memory, and a tail.
public final class LongLineSource: ByteSource {
    /// The name that messages give it.
    public let name = "f.csv"
    private let head: [UInt8]
    private let length: Int
    private let tail: [UInt8]
    private let state = Mutex((position: 0, largest: 0))

    /// A line of so many bytes between a head and a tail.
    public init(head: String, length: Int, tail: String) {
        self.head = Array(head.utf8)
        self.length = length
        self.tail = Array(tail.utf8)
    }

    /// The most bytes that were asked for at once: what the reader holds.
    public var largestRead: Int { state.withLock { $0.largest } }

    /// The next bytes, as many as there is room for.
    public func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        state.withLock { state in
            let start = state.position
            let room = output.freeCapacity
            state.largest = max(state.largest, room)
            while output.freeCapacity > 0 {
                let place = state.position - head.count
                if place < 0 {
                    unsafe output.append(head[state.position], as: UInt8.self)
                    state.position += 1
                } else if place < length {
                    let count = min(output.freeCapacity, length - place)
                    unsafe output.append(repeating: UInt8(ascii: "x"), count: count, as: UInt8.self)
                    state.position += count
                } else if place < length + tail.count {
                    unsafe output.append(tail[place - length], as: UInt8.self)
                    state.position += 1
                } else {
                    break
                }
            }
            return state.position - start
        }
    }
}
