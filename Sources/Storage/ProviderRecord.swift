public import Cryptography
public import Statistics

/// What kind of organisation submits.
public enum ProviderKind: String, Sendable, CaseIterable {
    /// A helpline for children.
    case helpline
    /// A hotline for illegal content.
    case hotline
    /// Police, prosecution or courts.
    case police
    /// An online platform, or who receives its reports.
    case platform
}

/// An organisation that submits.
public struct ProviderRecord: Sendable, Hashable {
    /// Its name in commands.
    public let id: Identifier
    /// The name that people read.
    public let name: String
    /// What kind of organisation it is.
    public let kind: ProviderKind?
    /// Its offices, where several send their own.
    public let branches: [Identifier]
    /// Whether it may not submit for now.
    public let isDisabled: Bool
    /// When it was added.
    public let added: Timestamp

    /// Takes a record.
    public init(
        id: Identifier, name: String, kind: ProviderKind?, branches: [Identifier], isDisabled: Bool, added: Timestamp
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.branches = branches
        self.isDisabled = isDisabled
        self.added = added
    }
}

/// What a token allows.
public enum TokenScope: String, Sendable, CaseIterable {
    /// To submit for its provider, and to see what is its own.
    case submit
    /// To release, and to submit on a provider's behalf.
    case curate
}

/// A token: its hash alone, never its text.
public struct TokenRecord: Sendable, Hashable {
    /// Its name, eight hexadecimal digits.
    public let id: String
    /// Whose it is.
    public let provider: Identifier
    /// What it allows.
    public let scope: TokenScope
    /// The SHA-256 of its text.
    public let hash: Digest
    /// When it was issued.
    public let issued: Timestamp
    /// When it ends; `nil` if never.
    public let expires: Timestamp?
    /// When it was revoked, if it was.
    public let revoked: Timestamp?

    /// Takes a record.
    public init(
        id: String, provider: Identifier, scope: TokenScope, hash: Digest, issued: Timestamp, expires: Timestamp?,
        revoked: Timestamp?
    ) {
        self.id = id
        self.provider = provider
        self.scope = scope
        self.hash = hash
        self.issued = issued
        self.expires = expires
        self.revoked = revoked
    }
}
