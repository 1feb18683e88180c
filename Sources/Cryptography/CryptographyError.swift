/// Why a cryptographic operation was not done.
///
/// No case carries data, keys or positions.
public enum CryptographyError: Error, Hashable, Sendable {
    /// The library reported a failure: no memory, or the algorithm is not provided here.
    case libraryFailed
    /// The random generator failed; nothing that needed it may be used.
    case randomnessFailed
    /// A key of another length than 32 bytes, or hexadecimal text that is not 64 digits.
    case malformedKey
    /// More than 2³¹ − 17 bytes in one message.
    case messageTooLong
    /// What was to be opened is too short, was altered, or was sealed with another key or other associated data.
    case notAuthentic
}
