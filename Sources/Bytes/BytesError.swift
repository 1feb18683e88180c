/// What can go wrong with bytes on their way in or out.
///
/// Messages name the file and what to do; they never quote what the file holds, except a single byte that its
/// encoding does not define.
public enum BytesError: Error, Hashable, Sendable {
    /// There is no such file or folder.
    case missing(path: String)
    /// A folder stands where a file is needed.
    case isDirectory(path: String)
    /// Something else stands where a folder is needed.
    case notAFolder(path: String)
    /// A folder is to be replaced that holds a file of another name, which would be lost.
    case occupied(path: String, by: String)
    /// The file may not be read or written by this user.
    case notPermitted(path: String, operation: Operation)
    /// Only a regular file can be replaced; this is a device, a pipe or a socket.
    case notARegularFile(path: String)
    /// The file was written to while it was read: its size, in bytes, or when it was written, is not what it was when it
    /// was opened.
    case changedWhileRead(path: String, opened: Int64, found: Int64)
    /// The disk, or this user's share of it, is full.
    case noSpace(path: String)
    /// The reader at the other end of the pipe has gone.
    case brokenPipe(name: String)
    /// Whoever wants the bytes has called it off.
    case cancelled(name: String)
    /// Anything else that the operating system refused, with its error number.
    case failed(name: String, operation: Operation, number: Int32)
    /// Something was written after the sink was committed.
    case alreadyCommitted(name: String)
    /// What should be gzip ends early or was altered. Offset in the compressed bytes, about.
    case damagedGzip(name: String, offset: Int)
    /// What should be an archive is cut short, or holds something else than files.
    case damagedArchive(name: String)
    /// A name that an archive cannot hold: too long, or with a zero byte.
    case unsuitableName(path: String)
    /// The bytes begin with the mark of UTF-16.
    case utf16(name: String)
    /// The bytes begin with the mark of UTF-8, but were declared to be in another encoding.
    case markedAsUTF8(name: String, declared: TextEncoding)
    /// A byte that the encoding does not define. Line from 1, offset in bytes from the file's start.
    case undefinedByte(name: String, encoding: TextEncoding, byte: UInt8, line: Int, offset: Int)

    /// What was being done.
    public enum Operation: String, Hashable, Sendable {
        /// Opening for reading.
        case open
        /// Asking for size and kind.
        case examine
        /// Reading.
        case read
        /// Making a new file.
        case create
        /// Writing.
        case write
        /// Forcing to the disk.
        case synchronize
        /// Giving the finished file its name.
        case rename
        /// Closing.
        case close
    }
}

extension BytesError: CustomStringConvertible {
    /// One sentence for people: what failed, where, and what to do about it.
    public var description: String {
        switch self {
        case .missing(let path): "\(path): no such file or folder; check the name"
        case .notAFolder(let path): "\(path): is not a folder; choose another name"
        case .occupied(let path, let name):
            "\(path): holds \(name), which is none of the files to be written; choose another folder"
        case .isDirectory(let path): "\(path): is a folder; name a file in it"
        case .notPermitted(let path, let operation):
            "\(path): no permission to \(operation.rawValue); check who owns it and its mode"
        case .notARegularFile(let path):
            "\(path): not a regular file, so it cannot be replaced; name a file, or leave it to standard output"
        case .changedWhileRead(let path, let opened, let found):
            "\(path): changed while it was read "
                + (opened == found
                    ? "(written anew at the same size); " : "(\(opened) bytes when opened, then \(found)); ")
                + "try again when nothing writes to it"
        case .noSpace(let path): "\(path): no space left on the disk; free some and try again"
        case .brokenPipe(let name): "\(name): the reader has gone"
        case .cancelled(let name): "\(name): the reading was called off"
        case .failed(let name, let operation, let number):
            "\(name): \(operation.rawValue) failed: \(Descriptor.message(number)) (error \(number))"
        case .alreadyCommitted(let name): "\(name): already finished; nothing more can be written"
        case .damagedGzip(let name, let offset):
            "\(name): is cut off or was altered, seen near byte \(offset) of the compressed file; get it again"
        case .damagedArchive(let name): "\(name): is cut off or was altered; get it again"
        case .unsuitableName(let path): "\(path): this name is too long for an archive; give it a shorter one"
        case .utf16(let name): "\(name): is in UTF-16; save it as \u{201C}CSV UTF-8\u{201D}"
        case .markedAsUTF8(let name, let declared):
            "\(name): begins with the mark of UTF-8 but was declared \(declared.rawValue); declare utf-8"
        case .undefinedByte(let name, let encoding, let byte, let line, let offset):
            "\(name):\(line): byte 0x\(hexadecimal(byte)) at offset \(offset) is not defined in "
                + "\(encoding.rawValue); declare the encoding the file was saved in"
        }
    }
}

private func hexadecimal(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16, uppercase: true)
    return text.count < 2 ? "0" + text : text
}
