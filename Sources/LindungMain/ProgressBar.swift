import Synchronization

/// How much of the input has been read, on one line of a terminal.
final class ProgressBar: Sendable {
    private let total: Int64
    private let name: String
    private let shown = Mutex(-1)

    /// Makes a bar for `total` bytes.
    init(name: String, total: Int64) {
        self.name = name
        self.total = total
    }

    /// Shows that so many bytes have been read, where that changes what is seen.
    func update(_ done: Int64) {
        guard total > 0 else { return }
        let percent = Int(min(100, done * 100 / total))
        let isNew = shown.withLock { last in
            guard percent > last else { return false }
            last = percent
            return true
        }
        guard isNew else { return }
        let filled = percent / 4
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 25 - filled)
        StandardError.write("\r\(bar) \(percent) %  \(name)" + (percent == 100 ? "\r\u{1B}[K" : ""))
    }
}
