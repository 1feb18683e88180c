/// Why a store did not do what was asked. No case carries a statement or a value of a submission.
public enum StoreError: Error, Hashable, Sendable {
    /// There is no file of that name.
    case missing(path: String)
    /// The file is no store of Lindung.
    case notAStore(path: String)
    /// The store was written by a newer program.
    case newer(found: Int, known: Int)
    /// Another process held the store for too long.
    case busy
    /// The disk, or this user's share of it, is full.
    case noSpace
    /// The file may not be read or written.
    case notPermitted
    /// What is kept contradicts itself; the text says what.
    case damaged(String)
    /// The engine failed at an operation, with its own number.
    case failed(operation: String, code: Int32)
    /// Something of that name is there already.
    case alreadyThere(String)
    /// There is nothing of that name.
    case notThere(String)
    /// The change does not fit what is kept; the text says why.
    case conflict(String)
    /// The transaction has ended.
    case ended
}

extension StoreError: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .missing(let path): "\(path) is not there"
        case .notAStore(let path): "\(path) is no store of Lindung"
        case .newer(let found, let known):
            "the store has version \(found) and this program knows versions up to \(known); use the newer program"
        case .busy: "another process holds the store; try again in a moment"
        case .noSpace: "the disk is full; nothing was changed"
        case .notPermitted: "the store may not be written by this user; check owner and mode of its folder"
        case .damaged(let what): "the store is damaged (\(what)); restore it from a backup"
        case .failed(let operation, let code): "the store failed to \(operation) (\(code)); nothing was changed"
        case .alreadyThere(let what): "\(what) is there already"
        case .notThere(let what): "\(what) is not there"
        case .conflict(let why): why
        case .ended: "the transaction has ended"
        }
    }
}

/// An error that a failure of the store can be told as, so that a transaction throws one kind alone.
public protocol StoreFailure: Error {
    /// The error that a failure of the store amounts to.
    init(_ error: StoreError)
}

extension StoreError: StoreFailure {
    /// Itself.
    public init(_ error: StoreError) { self = error }
}
