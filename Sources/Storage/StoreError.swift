/// Why a store did not do what it was asked.
///
/// The payloads are paths, names and numbers that the office gave: no submitted value and nothing of the engine's own
/// language.
public enum StoreError: Error, Hashable, Sendable {
    /// There is nothing at this path.
    case missing(String)
    /// What is at this path is something else than a store.
    case notAStore(String)
    /// The store was made by a later version of the program.
    case newer(found: Int, known: Int)
    /// The store may be read but not written.
    case readOnly
    /// Another process has been writing for longer than it was waited for.
    case busy
    /// The disk is full, or the store has reached its largest size.
    case noSpace
    /// The store is not as it was written; the text says what.
    case damaged(String)
    /// The engine failed; the number is its own.
    case failed(operation: String, code: Int32)
    /// What should be added is there already.
    case alreadyThere(String)
    /// What is referred to is not there.
    case notThere(String)
    /// It does not fit to what is there; the text says why.
    case conflict(String)
    /// The transaction has ended.
    case ended
}

/// An error of a use case that can also say that its store failed.
///
/// `Store.read` and `Store.write` throw what their body throws; this is how their own failures become that.
public protocol StoreFailure: Error {
    /// The failure of a store.
    init(_ error: StoreError)
}

extension StoreError: StoreFailure {
    /// The error itself.
    public init(_ error: StoreError) { self = error }
}

extension StoreError: CustomStringConvertible {
    /// The failure in words.
    public var description: String {
        switch self {
        case .missing(let path): "\(path): there is no such file or folder"
        case .notAStore(let path): "\(path) is no store of Lindung"
        case .newer(let found, let known):
            "this store was made by a later version (its form is \(found), this program knows \(known)); "
                + "use that version or a later one"
        case .readOnly: "the store may be read but not written; look at the permissions of its file and folder"
        case .busy: "another process is still writing to the store; try again in a moment"
        case .noSpace: "there is no space left for the store; nothing of this step was kept"
        case .damaged(let what): "the store is damaged: \(what); restore the last backup"
        case .failed(let operation, let code): "the store failed (\(operation), number \(code))"
        case .alreadyThere(let what): "\(what) is there already"
        case .notThere(let what): "there is no \(what)"
        case .conflict(let why): why
        case .ended: "this transaction has ended"
        }
    }
}
