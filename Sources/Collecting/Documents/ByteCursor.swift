/// A source read byte by byte, in blocks, with the line and character that comes next.
struct ByteCursor {
    private let source: any ByteSource
    private var block: [UInt8] = []
    private var place = 0
    private var isOver = false
    /// The line of the next byte, from 1.
    private(set) var line = 1
    /// The character of the next byte within its line, from 1.
    private(set) var column = 1

    /// How many bytes are asked for at a time.
    private static let blockSize = 65_536

    init(_ source: any ByteSource) { self.source = source }

    /// The next byte, which stays the next; `nil` at the end.
    mutating func peek() throws(DocumentError) -> UInt8? {
        if place < block.count { return block[place] }
        guard !isOver else { return nil }
        do throws(BytesError) {
            block = try source.readAll(limit: ByteCursor.blockSize)
        } catch {
            throw .source(error)
        }
        place = 0
        isOver = block.isEmpty
        return block.first
    }

    /// Goes past the next byte, if there is one.
    mutating func advance() {
        guard place < block.count else { return }
        let byte = block[place]
        place += 1
        if byte == 0x0A {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80 {
            // The bytes that continue a character of UTF-8 are no characters.
            column += 1
        }
    }

    /// The next byte, gone past; `nil` at the end.
    mutating func take() throws(DocumentError) -> UInt8? {
        let byte = try peek()
        advance()
        return byte
    }

    /// Goes past spaces, tabs and line ends.
    mutating func skipSpace() throws(DocumentError) {
        while let byte = try peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { advance() }
    }

    /// Goes past a mark of UTF-8 at the very beginning.
    mutating func skipMark() throws(DocumentError) {
        guard line == 1, column == 1, try peek() == 0xEF else { return }
        for expected: UInt8 in [0xEF, 0xBB, 0xBF] where try take() != expected { throw fault(.encoding) }
        column = 1
    }

    /// What is wrong, at the next byte.
    func fault(_ kind: DocumentFault.Kind) -> DocumentError {
        .fault(DocumentFault(kind, line: line, column: column))
    }
}
