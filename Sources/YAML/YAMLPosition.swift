/// A place in a file as an editor shows it.
public struct YAMLPosition: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, counted in characters (Unicode scalars), not bytes.
    public let column: Int

    /// The beginning of a file.
    public static let start = YAMLPosition(line: 1, column: 1)

    /// Makes a position; both count from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// In the order of reading.
    public static func < (left: YAMLPosition, right: YAMLPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    /// `3:14`.
    public var description: String { "\(line):\(column)" }
}

extension YAMLPosition {
    /// The place of the byte at `offset`, with the line ends that YAML 1.2 knows.
    init(ofByte offset: Int, in bytes: [UInt8]) {
        var (line, column) = (1, 1)
        for index in 0..<min(offset, bytes.count) {
            switch bytes[index] {
            case UInt8(ascii: "\n"):
                (line, column) = (line + 1, 1)
            case UInt8(ascii: "\r"):
                // The line feed of a pair counts, not its carriage return.
                if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") { continue }
                (line, column) = (line + 1, 1)
            case 0x80...0xBF:
                continue  // within a character
            default:
                column += 1
            }
        }
        self.init(line: line, column: column)
    }
}
