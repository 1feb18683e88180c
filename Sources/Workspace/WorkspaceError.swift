public import Bytes
import Catalogue
public import Collecting
public import Publishing
import Releasing
public import Storage

/// Why a use case ended without doing what was asked. Each case has one exit status and, for a service, one
/// HTTP status.
public enum WorkspaceError: Error, Sendable {
    /// The input has errors; the findings say which.
    case findings(FindingLog)
    /// A structure or mapping file has mistakes; the text names each with file, line and column.
    case mistakes(String)
    /// What was asked for makes no sense; the text says why and what would.
    case usage(String)
    /// Refused to protect privacy; the text says why.
    case refused(String)
    /// The machine failed: disk, memory, random generator.
    case machine(String)
    /// Something that was kept is not as it was written; the text says what.
    case damaged(String)
    /// The reader of standard output has gone.
    case outputClosed

    /// The reason in words.
    public var text: String {
        switch self {
        case .findings(let log): "the input has \(log.count(of: .error)) errors"
        case .mistakes(let text), .usage(let text), .refused(let text), .machine(let text), .damaged(let text): text
        case .outputClosed: "nobody reads what is written"
        }
    }

    /// The exit status of the command line.
    public var exitStatus: Int32 {
        switch self {
        case .findings, .mistakes: 1
        case .usage: 2
        case .refused: 3
        case .machine, .outputClosed: 4
        case .damaged: 5
        }
    }
}

extension WorkspaceError: StoreFailure {
    /// The error that a failure of the store amounts to.
    public init(_ error: StoreError) {
        switch error {
        case .alreadyThere, .notThere, .conflict, .missing: self = .usage(error.description)
        case .damaged: self = .damaged(error.description)
        default: self = .machine(error.description)
        }
    }
}

extension WorkspaceError {
    /// The error that a failure of bytes amounts to.
    public init(_ error: BytesError) {
        switch error {
        case .brokenPipe: self = .outputClosed
        case .missing, .isDirectory, .notARegularFile, .notAFolder, .occupied: self = .usage(error.description)
        case .utf16, .markedAsUTF8, .undefinedByte, .damagedGzip, .damagedArchive, .unsuitableName:
            self = .mistakes(error.description)
        default: self = .machine(error.description)
        }
    }

    /// The error that a failure to write a format amounts to.
    public init(_ error: PublishingError) {
        switch error {
        case .bytes(let error): self.init(error)
        case .notWritten(let text): self = .usage(text)
        case .machine(let text): self = .machine(text)
        }
    }

    /// The error that a failure of a catalogue amounts to.
    init(_ error: CatalogueError) {
        switch error {
        case .unreadable(let error): self.init(error)
        case .mistakes: self = .mistakes(error.description)
        }
    }

    /// The error that a failure to release amounts to.
    init(_ error: ReleasingError) {
        switch error {
        case .randomness, .notCarried: self = .machine(error.description)
        case .notOffered, .unsuitableBudget, .parameter, .refused: self = .refused(error.description)
        case .noTables, .wrongFrequency, .tooManyCells, .tooFine, .nothingToDraw: self = .usage(error.description)
        }
    }
}

/// Does something with bytes, its errors made into those of a use case.
func withBytes<Result>(_ body: () throws(BytesError) -> Result) throws(WorkspaceError) -> Result {
    do throws(BytesError) {
        return try body()
    } catch {
        throw WorkspaceError(error)
    }
}
